import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where Chromium stands, if it does; `LINTAS_CHROMIUM` names another place. */
export function findChromium(): string | undefined {
  const named = process.env.LINTAS_CHROMIUM
  return [...(named === undefined ? [] : [named]), ...PLACES].find(place => existsSync(place))
}

/**
 * Chromium for the browser tests, installed with the system's package manager where it is missing and we may.
 *
 * Undefined where it cannot be had: the browser tests then skip and say so, and a run under `CI=true` fails.
 */
export function ensureChromium(): string | undefined {
  const found = findChromium()
  if (found !== undefined) return found
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  try {
    console.error('Chromium is missing: installing it with apt-get')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  } catch (failure) {
    console.error(`Chromium could not be installed: ${failure instanceof Error ? failure.message : failure}`)
  }
  return findChromium()
}

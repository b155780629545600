import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../free-port.ts'
import { isRunning, markOf, type ProcessMark } from '../processes.ts'
import { disownPidfile, findOccupant, readPidfile } from './pidfile.ts'
import { endOfLog, logFileOf, type Place } from './place.ts'
import { SETTINGS } from './settings.ts'
import { identityOf, PROGRAM_ENVIRONMENT, type Runner } from './unprivileged.ts'

const RETRY_MS = 15_000
const RECOVERY_MS = 600_000
const FAST_STOP_MS = 30_000

/** A server that is ready. */
export interface Running {
  readonly port: number
  readonly mark: ProcessMark
}

/** The server that runs here already, once it is ready; undefined when none does. */
export async function adopt(place: Place, runner: Runner): Promise<Running | undefined> {
  const occupant = findOccupant(place.data, runner.uid ?? process.getuid?.())
  if (occupant.kind === 'foreign') {
    throw new Error(`${place.data} is in use by process ${occupant.pid} of user ${occupant.uid}; stop it, or run lintas as that user`)
  }
  if (occupant.kind !== 'running') return undefined
  place.log.info({ pid: occupant.mark.pid }, 'adopting the database server that runs already')
  return await waitUntilReady(place, occupant.mark)
}

/**
 * Starts the server. What passes by itself is tried again for a while: backends of a killed server that still hold its
 * memory, a port that somebody took since we looked.
 *
 * @param port where those who lost their server look for it; any free one otherwise
 */
export async function start(place: Place, runner: Runner, port?: number): Promise<Running> {
  const giveUpAt = Date.now() + RETRY_MS
  for (;;) {
    if (readPidfile(place.data) !== undefined) disownPidfile(place.data)
    const child = spawnServer(place, runner, port ?? (await findFreePort('127.0.0.1')))
    const mark = child.pid === undefined ? undefined : markOf(child.pid)
    const running = mark === undefined ? undefined : await waitUntilReady(place, mark)
    if (running !== undefined) return running
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL does not start in ${place.data}; its log ends with:\n${endOfLog(place)}`)
    await sleep(300)
  }
}

function spawnServer(place: Place, runner: Runner, port: number): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, port: String(port), ...place.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [command = '', ...args] = [...runner.prefix, place.binaries.postgres, '-D', place.data, ...settings]
  const log = openSync(logFileOf(place), 'a', 0o600)
  const child = spawn(command, args, {
    ...identityOf(runner),
    cwd: place.data,
    env: PROGRAM_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', cause => place.log.error({ err: cause }, 'PostgreSQL cannot be run'))
  child.unref()
  closeSync(log)
  return child
}

/** Undefined when the process ended before it was ready. Recovery after a crash may take a while and is waited for. */
async function waitUntilReady(place: Place, mark: ProcessMark): Promise<Running | undefined> {
  const giveUpAt = Date.now() + RECOVERY_MS
  while (isRunning(mark)) {
    const pidfile = readPidfile(place.data)
    if (pidfile?.pid === mark.pid && pidfile.isReady) return { port: pidfile.port, mark }
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL in ${place.data} is still not ready; its log ends with:\n${endOfLog(place)}`)
    await sleep(20)
  }
  return undefined
}

/** SIGINT rolls back what runs and writes everything out; a server that cannot even do that is cut off and recovers at the next start. */
export async function stop({ mark }: Running): Promise<void> {
  signal(mark, 'SIGINT')
  const cutOffAt = Date.now() + FAST_STOP_MS
  for (let isCutOff = false; isRunning(mark); ) {
    if (!isCutOff && Date.now() > cutOffAt) isCutOff = signal(mark, 'SIGQUIT')
    await sleep(20)
  }
}

/** Whether the process was still there to hear it. */
function signal(mark: ProcessMark, name: NodeJS.Signals): boolean {
  try {
    return process.kill(mark.pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the screens are made of. */
const SOURCES = ['web/**/*', 'contract/{src,messages}/**/*', 'customs/src/**/*', 'package-lock.json']
const STAMP = '.made-of'

/**
 * Builds the screens of a clone into `folder` unless they were built there from the sources as they are now. Tells `progress` what it does.
 *
 * The folder changes in one step, when the new screens are complete; a build that fails leaves the old ones.
 */
export async function buildWeb(clone: string, folder: string, progress: (line: string) => void): Promise<void> {
  const vite = join(clone, 'node_modules/vite/bin/vite.js')
  if (!existsSync(join(clone, 'web/index.html')) || !existsSync(vite))
    return progress('the screens cannot be built here; the API answers without them')

  const sources = await stampOf(clone)
  if ((await readFile(join(folder, STAMP), 'utf8').catch(() => '')) === sources) return
  progress('building the screens')
  const next = `${folder}.next`
  const made = await run([vite, 'build', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'], join(clone, 'web'))
  if (!made) return progress('the screens could not be built; the API answers without new ones')
  await writeFile(join(next, STAMP), sources)
  await rm(folder, { recursive: true, force: true })
  await rename(next, folder)
}

/** Changes whenever a source does: names, sizes and times, not contents, so that asking is quick. */
async function stampOf(clone: string): Promise<string> {
  const lines: string[] = []
  for await (const file of glob(SOURCES, { cwd: clone, exclude: ['**/node_modules/**', '**/*.test.*'] })) {
    const { size, mtimeMs, isFile } = await stat(join(clone, file)).then(found => ({ ...found, isFile: found.isFile() }))
    if (isFile) lines.push(`${file} ${size} ${mtimeMs}`)
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

/** Runs a program on our own Node. What it prints goes to standard error: standard output is for answers. */
async function run(args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 2, 2] })
  return await new Promise(resolve => {
    child.once('error', () => resolve(false))
    child.once('exit', code => resolve(code === 0))
  })
}

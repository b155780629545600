import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** Two regions, a server of many databases and what a browser keeps, all at once. */
const NEEDED_BYTES = 4 * 2 ** 30

/**
 * Where tests keep what they throw away: in memory where the machine has plenty, for a database is some fifteen hundred files and a run makes hundreds.
 *
 * `TMPDIR` names another place. Whatever is killed there loses what it would lose on a disk. A folder in memory goes with this process, whatever a test left in it.
 */
export function scratchFolder(): string {
  if (process.env.TMPDIR !== undefined || !hasRoom(MEMORY)) return tmpdir()
  const folder = mkdtempSync(join(MEMORY, 'lintas-run-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= NEEDED_BYTES
  } catch {
    return false // where the system has no such folder
  }
}

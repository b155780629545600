import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, markOf, ownerOf, type ProcessMark } from '../processes.ts'

/** What `postmaster.pid` in a data folder says of the server that wrote it. */
export interface Pidfile {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

/**
 * Who works on a data folder: a server of ours that can be adopted, one of another user, nobody (the file is stale: its
 * process is gone, a zombie, or by now somebody else entirely), or nobody without a trace.
 */
export type Occupant =
  | { readonly kind: 'running'; readonly pidfile: Pidfile; readonly mark: ProcessMark }
  | { readonly kind: 'foreign'; readonly pid: number; readonly uid: number | undefined }
  | { readonly kind: 'stale'; readonly pid: number }
  | { readonly kind: 'none' }

export function findOccupant(dataFolder: string, runsAs: number | undefined): Occupant {
  const pidfile = readPidfile(dataFolder)
  if (pidfile === undefined) return { kind: 'none' }
  const mark = markOf(pidfile.pid)
  if (mark === undefined || !isServerOf(pidfile.pid, dataFolder)) return { kind: 'stale', pid: pidfile.pid }
  const uid = ownerOf(pidfile.pid)
  if (uid !== undefined && runsAs !== undefined && uid !== runsAs) return { kind: 'foreign', pid: pidfile.pid, uid }
  return { kind: 'running', pidfile, mark }
}

export function readPidfile(dataFolder: string): Pidfile | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0) return undefined
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
}

/**
 * Lets PostgreSQL itself judge a stale file: it takes its parent's number for its own.
 *
 * The file is not removed. It also names the shared memory that backends of the dead server may still hold, and PostgreSQL
 * refuses to start until they are gone.
 */
export function disownPidfile(dataFolder: string): void {
  const path = join(dataFolder, 'postmaster.pid')
  const [, ...rest] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [process.pid, ...rest].join('\n'))
}

function isServerOf(pid: number, dataFolder: string): boolean {
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(dataFolder)
}

import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** A process, told apart from a later one that was given the same number. */
export interface ProcessMark {
  readonly pid: number
  /** When the kernel started it, in the kernel's own ticks; absent where the system does not say. */
  readonly startedAt?: string
}

/** The mark of a running process; undefined when it is gone or a zombie, which does no more work and holds no file. */
export function markOf(pid: number): ProcessMark | undefined {
  const stat = readStat(pid)
  if (stat === 'no-proc') return answersSignal(pid) ? { pid } : undefined
  if (stat === undefined || stat.state === 'Z' || stat.state === 'X') return undefined
  return { pid, startedAt: stat.startedAt }
}

export function isRunning(mark: ProcessMark): boolean {
  const now = markOf(mark.pid)
  return now !== undefined && (mark.startedAt === undefined || now.startedAt === mark.startedAt)
}

/** How the process was called, its words separated by spaces; empty when nobody can tell. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return askPs(pid)
  }
}

/** The user a process runs as, where the system has a /proc to look it up in. */
export function ownerOf(pid: number): number | undefined {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid
}

function readStat(pid: number): { state: string; startedAt: string } | undefined | 'no-proc' {
  if (process.platform !== 'linux') return 'no-proc'
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ') // the command before it may hold spaces and brackets
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

/** EPERM also means that it lives: it is somebody else's. */
function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function askPs(pid: number): string {
  if (process.platform === 'linux') return ''
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

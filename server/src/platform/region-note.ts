import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, markOf, type ProcessMark } from './processes.ts'

/** What a running region says about itself in `$LINTAS_HOME/region.json`. */
export interface RegionNote extends ProcessMark {
  /** Where this machine reaches it. */
  readonly url: string
  /** Where the world reaches it. */
  readonly baseUrl: string
  readonly states: readonly string[]
  /** That a command started it for itself, and its address is nobody's once its guests have left. */
  readonly isPassing?: true
}

/** The file one region at a time holds; whoever waits for it waits for a region to stop. */
export function regionLockIn(home: string): string {
  return join(home, 'region.lock')
}

/** The region of this home, when one runs and answers. */
export async function findRegion(home: string): Promise<RegionNote | undefined> {
  const note = await readNote(home)
  return note !== undefined && isRunning(note) && (await answers(note)) ? note : undefined
}

/**
 * The region of this home with this process noted as its guest: a region that a command started for itself stays until its guests
 * have left. Undefined when none runs.
 *
 * The guest is noted first and the region looked up afterwards; the region withdraws first and counts its guests afterwards. So
 * neither can miss the other.
 */
export async function visitRegion(home: string): Promise<{ note: RegionNote; leave(): Promise<void> } | undefined> {
  if ((await readNote(home)) === undefined) return undefined
  const seat = join(guestsIn(home), `${process.pid}.${randomUUID()}`)
  await mkdir(guestsIn(home), { recursive: true, mode: 0o700 })
  await writeFile(seat, JSON.stringify(markOf(process.pid)), { mode: 0o600 })
  const leave = () => rm(seat, { force: true })
  const note = await findRegion(home)
  if (note !== undefined) return { note, leave }
  await leave()
  return undefined
}

/** Tells commands where the region is; answers how to take that back. */
export async function publishRegion(home: string, region: Omit<RegionNote, keyof ProcessMark>): Promise<() => Promise<void>> {
  const aside = join(home, `region.json.${randomUUID()}`)
  const note: RegionNote = { pid: process.pid, ...markOf(process.pid), ...region }
  await writeFile(aside, `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600 })
  await rename(aside, noteIn(home))
  return () => rm(noteIn(home), { force: true })
}

export async function waitForGuests(home: string): Promise<void> {
  while (await hasGuests(home)) await sleep(50)
}

async function hasGuests(home: string): Promise<boolean> {
  const names = await readdir(guestsIn(home)).catch(() => [])
  for (const name of names) {
    const guest = await readMark(join(guestsIn(home), name))
    if (guest !== undefined && isRunning(guest)) return true
    await rm(join(guestsIn(home), name), { force: true })
  }
  return false
}

async function answers(note: RegionNote): Promise<boolean> {
  const [state = 'sg'] = note.states
  try {
    const response = await fetch(`${note.url}/${state.toLowerCase()}/health`, { signal: AbortSignal.timeout(5_000) })
    return response.ok
  } catch {
    return false
  }
}

async function readNote(home: string): Promise<RegionNote | undefined> {
  const mark = await readMark(noteIn(home))
  return mark !== undefined && 'url' in mark ? (mark as RegionNote) : undefined
}

/** A file that is not there, or that a crash left unfinished, says nothing. */
async function readMark(path: string): Promise<ProcessMark | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessMark
  } catch {
    return undefined
  }
}

function noteIn(home: string): string {
  return join(home, 'region.json')
}

function guestsIn(home: string): string {
  return join(home, 'region.guests')
}

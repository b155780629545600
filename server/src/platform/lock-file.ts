import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, markOf, type ProcessMark } from './processes.ts'

/** Something one process at a time may hold. Falls to the next when its holder died without letting go. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes the lock, or answers who holds it. Holding is not counted: a process that takes it twice meets itself.
 *
 * The file appears whole or not at all: it is written aside and linked into place, which fails where one stands already.
 */
export async function tryLock(path: string): Promise<Lock | { readonly heldBy: ProcessMark }> {
  const mine = JSON.stringify({ ...markOf(process.pid), token: randomUUID() })
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  for (;;) {
    if (await place(path, mine)) return { release: () => removeIf(path, mine) }
    const text = await readOrNothing(path)
    if (text === undefined) continue // let go between the two looks
    const holder = parseMark(text)
    if (holder !== undefined && isRunning(holder)) return { heldBy: holder }
    await removeIf(path, text)
  }
}

/** Takes the lock, waiting for whoever holds it; `onWait` hears once of whom. Throws after `patienceMs`. */
export async function waitForLock(path: string, patienceMs: number, onWait?: (heldBy: ProcessMark) => void): Promise<Lock> {
  const giveUpAt = Date.now() + patienceMs
  for (let told = false; ; told = true) {
    const lock = await tryLock(path)
    if ('release' in lock) return lock
    if (Date.now() > giveUpAt) throw new Error(`${path} is held by process ${lock.heldBy.pid} and was not released in ${patienceMs} ms`)
    if (!told) onWait?.(lock.heldBy)
    await sleep(50)
  }
}

export async function withLock<T>(path: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(path, patienceMs)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

async function place(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, text, { mode: 0o600 })
  try {
    await link(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Removes the file only while it still says `text`: two processes may find the same dead holder at once. */
async function removeIf(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readOrNothing(aside)) !== text) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parseMark(text: string): ProcessMark | undefined {
  try {
    return JSON.parse(text) as ProcessMark
  } catch {
    return undefined
  }
}

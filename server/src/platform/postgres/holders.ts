import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, markOf, type ProcessMark } from '../processes.ts'

/** Notes that this process relies on the server; answers how to take that back. */
export function addHolder(folder: string): () => void {
  mkdirSync(holdersIn(folder), { recursive: true, mode: 0o700 })
  const path = join(holdersIn(folder), `${process.pid}.${randomUUID()}`)
  writeFileSync(path, JSON.stringify(markOf(process.pid)), { mode: 0o600 })
  return () => rmSync(path, { force: true })
}

/** Whether anybody relies on the server; those that died without letting go are forgotten. */
export function hasHolders(folder: string): boolean {
  const paths = readdirSync(holdersIn(folder)).map(name => join(holdersIn(folder), name))
  return paths.map(isHolding).includes(true)
}

function isHolding(path: string): boolean {
  const mark = readMark(path)
  if (mark !== undefined && isRunning(mark)) return true
  rmSync(path, { force: true })
  return false
}

/** Undefined for a note that its process did not live to finish. */
function readMark(path: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessMark
  } catch {
    return undefined
  }
}

function holdersIn(folder: string): string {
  return join(folder, 'holders')
}

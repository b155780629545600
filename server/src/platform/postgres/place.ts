import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Binaries } from './binaries.ts'

/** Where one embedded server lives, and what it is run with. */
export interface Place {
  readonly folder: string
  /** The data folder, below it. */
  readonly data: string
  readonly binaries: Binaries
  /** Over the usual settings. */
  readonly settings: Readonly<Record<string, string>>
  readonly log: Logger
}

export const SUPERUSER = 'postgres'

export function passwordFileIn(folder: string): string {
  return join(folder, 'password')
}

export function logFileOf(place: Place): string {
  return join(place.folder, 'server.log')
}

/** What the server said last, for a message about why it does not run. */
export function endOfLog(place: Place): string {
  return existsSync(logFileOf(place)) ? readFileSync(logFileOf(place), 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '(no log)'
}

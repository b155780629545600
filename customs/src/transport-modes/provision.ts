import type { Day } from '../kernel/index.ts'
import type { Confidence, LawBook, LawRow, State, TransportMode } from '../reference/index.ts'
import type { ModeSaying } from './issues.ts'

/** What differs or may differ between modes of transport, in the order things happen to a consignment. */
export const MODE_SUBJECTS = [
  'advance-cargo',
  'transport-document',
  'means-number',
  'office',
  'temporary-storage',
  'deemed-charge',
  'charge',
  'relief',
  'consignment-limit',
] as const
export type ModeSubjectName = (typeof MODE_SUBJECTS)[number]

/** Where a provision stands: a row of law, or a rule of the catalogue that every state shares. */
export interface ModeBasis {
  readonly by: 'law' | 'rule'
  /** The row, or the rule's number. */
  readonly id: string
  readonly legalRef: string
  readonly source: string
  readonly confidence: Confidence
}

/** One thing that holds for a mode of transport. Its code has a sentence; two provisions that are equal say the same. */
export interface ModeProvision {
  readonly code: ModeSaying
  readonly params: Readonly<Record<string, string>>
  /** What narrows it beside the mode, by the field of the law that says so: `codes`, `exportCountries`, `conditions`. */
  readonly scope?: Readonly<Record<string, string>>
  /** It holds for express consignments alone. */
  readonly express?: true
  readonly basis: ModeBasis
}

/** What is said of one subject for one mode; nothing where it has no provision. `about` tells subjects of one name apart: `freight`. */
export interface ModeSubject {
  readonly subject: ModeSubjectName
  readonly about: string
  readonly provisions: readonly ModeProvision[]
}

export interface ModeContext {
  readonly state: State
  readonly day: Day
  readonly law: LawBook
}

/** What one module's law and rules say for a mode. The subjects are the same for every mode of a state and day, with or without provisions. */
export type SubjectReader = (mode: TransportMode, context: ModeContext) => readonly ModeSubject[]

export function basisOf({ id, legalRef, source, confidence }: LawRow): ModeBasis {
  return { by: 'law', id, legalRef, source, confidence }
}

/** The fields of a row that narrow it, in words; undefined where none does. Lists that are absent or empty narrow nothing. */
export function scopeOf(fields: Readonly<Record<string, string | readonly string[] | undefined>>): ModeProvision['scope'] {
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined || value.length === 0 ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
  )
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

import { z } from 'zod'
import { type Day, error, type Issue, isValidOn, ok, overlaps, parseDay, type Result, stop } from '../kernel/index.ts'
import { isState, type State } from './states.ts'

/** How far a row of law can be relied on: read in the law itself, read in somebody's account of it, or general knowledge. */
export const CONFIDENCE = ['official', 'secondary', 'assumed'] as const
export type Confidence = (typeof CONFIDENCE)[number]

export const daySchema = z
  .string()
  .refine(text => parseDay(text) !== undefined, 'a day such as 2026-02-28')
  .transform(text => text as Day)
export const stateSchema = z
  .string()
  .refine(isState, 'one of the eleven member states')
  .transform(text => text as State)

/** The part every row of law has, whatever it says. `knownSince` is the day this project learned of it. */
export const lawRowSchema = z.object({
  id: z.string().min(1),
  state: stateSchema,
  validFrom: daySchema,
  validTo: daySchema.optional(),
  knownSince: daySchema,
  legalRef: z.string().min(1),
  source: z.string().min(1),
  confidence: z.enum(CONFIDENCE),
  note: z.string().optional(),
})

export interface LawRow {
  readonly id: string
  readonly state: State
  readonly validFrom: Day
  readonly validTo?: Day | undefined
  readonly knownSince: Day
  readonly legalRef: string
  readonly source: string
  readonly confidence: Confidence
  readonly note?: string | undefined
}

/**
 * A kind of law a module reads: its name in the files, its shape, and what makes two rows rivals.
 *
 * Two rows of one state with the same key must not be valid on the same day.
 */
export interface LawKind<Row extends LawRow> {
  readonly name: string
  readonly schema: z.ZodType<Row>
  /** Said as a method, so that a list may hold kinds of every row. */
  keyOf(row: Row): string
}

export function lawKind<Row extends LawRow>(name: string, schema: z.ZodType<Row>, keyOf: (row: Row) => string): LawKind<Row> {
  return { name, schema, keyOf }
}

/** The law this project holds, of every state and kind, loaded once and never changed. */
export interface LawBook {
  /** A digest or label of the tables this book was opened from; stored with every decision. */
  readonly version: string
  /** The rows of one kind in force in a state on a day, in the order of the file. */
  on<Row extends LawRow>(kind: LawKind<Row>, state: State, day: Day): readonly Row[]
  /** All rows of a kind, whatever their day. */
  rows<Row extends LawRow>(kind: LawKind<Row>): readonly Row[]
}

/** Whether anything of a kind is on file for a state, whatever the day. */
export function isLoaded<Row extends LawRow>(law: LawBook, kind: LawKind<Row>, state: State): boolean {
  return law.rows(kind).some(row => row.state === state)
}

/**
 * The one row of a kind that a question needs on a day. A state without any law of the kind, and a day without a row, are refused by name:
 * what is not on file is never taken for zero, nor for what was in force before.
 *
 * `what` says which of the kind's rows is meant, in the words the refusal uses (`registration of home use`, `excise.beer`).
 */
export function requireRow<Row extends LawRow>(
  law: LawBook,
  kind: LawKind<Row>,
  state: State,
  day: Day,
  what: string,
  isMeant: (row: Row) => boolean = () => true,
): Result<Row> {
  const row = law.on(kind, state, day).find(isMeant)
  if (row !== undefined) return ok(row)
  return stop(isLoaded(law, kind, state) ? error('law.no-row', '', { kind: kind.name, state, day, what }) : notLoaded(kind.name, state))
}

export function notLoaded(kind: string, state: State): Issue {
  return error('law.not-loaded', '', { kind, state })
}

/** One file of law: rows of one kind. */
export interface LawTable {
  /** Where it stands, for messages: `law/vn/duty-layers.json`. */
  readonly file: string
  readonly kind: string
  readonly rows: readonly unknown[]
}

/**
 * Opens tables of law. Refuses, all at once: a kind nobody reads, a row of the wrong shape, an id given twice, a row that ends
 * before it begins, and rows of one state and key whose periods overlap.
 */
export function openLawBook(kinds: readonly LawKind<LawRow>[], tables: readonly LawTable[], version: string): Result<LawBook> {
  const issues: Issue[] = []
  const byKind = new Map<string, LawRow[]>()
  const ids = new Set<string>()

  for (const table of tables) {
    const kind = kinds.find(each => each.name === table.kind)
    if (kind === undefined) {
      issues.push(error('law.kind-unknown', table.file, { kind: table.kind }))
      continue
    }
    const rows = byKind.get(kind.name) ?? []
    byKind.set(kind.name, rows)
    for (const [index, given] of table.rows.entries()) {
      const path = `${table.file}#${index}`
      const parsed = kind.schema.safeParse(given)
      if (!parsed.success) {
        issues.push(error('law.row-malformed', path, { problem: z.prettifyError(parsed.error) }))
        continue
      }
      const row = parsed.data
      if (ids.has(row.id)) issues.push(error('law.id-repeated', path, { id: row.id }))
      ids.add(row.id)
      if (row.validTo !== undefined && row.validTo <= row.validFrom) issues.push(error('law.period-empty', path, { id: row.id }))
      const rival = rows.find(
        each => each.state === row.state && kind.keyOf(each) === kind.keyOf(row) && overlaps(validity(each), validity(row)),
      )
      if (rival !== undefined) issues.push(error('law.overlap', path, { id: row.id, rival: rival.id }))
      rows.push(row)
    }
  }
  return issues.length > 0 ? stop(...issues) : ok(lawBook(byKind, version))
}

function lawBook(byKind: ReadonlyMap<string, readonly LawRow[]>, version: string): LawBook {
  const byDay = new Map<string, readonly LawRow[]>()
  return {
    version,
    on<Row extends LawRow>(kind: LawKind<Row>, state: State, day: Day) {
      const key = `${kind.name} ${state} ${day}`
      const known = byDay.get(key)
      if (known !== undefined) return known as unknown as readonly Row[]
      const found = (byKind.get(kind.name) ?? []).filter(row => row.state === state && isValidOn(validity(row), day))
      if (byDay.size > 10_000) byDay.clear()
      byDay.set(key, found)
      return found as readonly LawRow[] as unknown as readonly Row[]
    },
    rows<Row extends LawRow>(kind: LawKind<Row>) {
      return (byKind.get(kind.name) ?? []) as readonly LawRow[] as unknown as readonly Row[] // parsed by this kind's own schema
    },
  }
}

function validity(row: LawRow) {
  return row.validTo === undefined ? { validFrom: row.validFrom } : { validFrom: row.validFrom, validTo: row.validTo }
}

import { z } from 'zod'
import { type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { CONFIDENCE, daySchema, type LawBook, type LawKind, type LawRow, type LawTable, openLawBook } from './law.ts'
import type { State } from './states.ts'

/** What somebody proposes to change in the law: rows of one kind, in the form of the files of law. */
export const lawProposalSchema = z.strictObject({
  kind: z.string().min(1).max(60),
  /** New rows. Where one takes over from a row without end, that row ends on the day the new one begins. */
  rows: z.array(z.record(z.string(), z.unknown())).max(200).default([]),
  /** Rows that end on a day, by id. */
  end: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        validTo: daySchema,
        source: z.string().min(1).max(500),
        confidence: z.enum(CONFIDENCE),
        legalRef: z.string().min(1).max(500).optional(),
        note: z.string().min(1).max(2_000).optional(),
      }),
    )
    .max(200)
    .default([]),
  /** Rows that were wrong from the start, by id, and what they should have said. */
  correct: z
    .array(z.strictObject({ id: z.string().min(1).max(200), row: z.record(z.string(), z.unknown()) }))
    .max(200)
    .default([]),
})
export type LawProposal = z.output<typeof lawProposalSchema>

/**
 * One row of the book changed. `before` is the row that goes: for an `end` or a correction the one it replaces, for a new row the one it takes
 * over from, which a change of its own (`for` names the new row) ends.
 */
export interface LawRowChange {
  readonly act: 'add' | 'end' | 'correct'
  readonly before?: LawRow
  readonly after: LawRow
  readonly for?: string
}

/**
 * Works out what a proposal changes in a book, row by row, or everything that is wrong with it.
 *
 * The changed book is opened like every other: rows of a state and key that hold on the same day, ids given twice and malformed rows are refused. A
 * row never changes in place: one that ends or is corrected is replaced by another with an id of its own, known since `knownSince`.
 */
export function planLawChange(
  kinds: readonly LawKind<LawRow>[],
  book: LawBook,
  state: State,
  proposal: LawProposal,
  knownSince: Day,
): Result<readonly LawRowChange[]> {
  const kind = kinds.find(each => each.name === proposal.kind)
  if (kind === undefined) return stop(error('law.kind-unknown', 'kind', { kind: proposal.kind }))
  const rows = book.rows(kind).filter(row => row.state === state)
  const issues: Issue[] = []
  const changes: LawRowChange[] = []

  const read = (given: object, path: string): LawRow | undefined => {
    const parsed = kind.schema.safeParse({ state, ...given, knownSince })
    if (!parsed.success) {
      issues.push(error('law.row-malformed', path, { problem: z.prettifyError(parsed.error) }))
      return undefined
    }
    if (parsed.data.state === state) return parsed.data
    issues.push(error('law.row-of-another-state', `${path}.state`, { state }))
    return undefined
  }
  const find = (id: string, path: string): LawRow | undefined => {
    const found = rows.find(row => row.id === id)
    if (found === undefined) issues.push(error('law.row-unknown', path, { id }))
    return found
  }

  for (const [index, { id, ...ending }] of proposal.end.entries()) {
    const before = find(id, `end[${index}].id`)
    const after = before === undefined ? undefined : read({ ...before, ...ending, id: nextId(id) }, `end[${index}]`)
    if (before !== undefined && after !== undefined) changes.push({ act: 'end', before, after })
  }
  for (const [index, { id, row }] of proposal.correct.entries()) {
    const before = find(id, `correct[${index}].id`)
    const after = before === undefined ? undefined : read({ ...row, id: nextId(id) }, `correct[${index}].row`)
    if (before !== undefined && after !== undefined) changes.push({ act: 'correct', before, after })
  }
  for (const [index, given] of proposal.rows.entries()) {
    const after = read(given, `rows[${index}]`)
    if (after === undefined) continue
    const untouched = rows.filter(row => !changes.some(change => change.before?.id === row.id))
    const before = untouched.find(row => isTakenOver(kind, row, after))
    if (before === undefined) changes.push({ act: 'add', after })
    else {
      changes.push({ act: 'add', before, after })
      const { source, confidence } = after
      const ended = read({ ...before, validTo: after.validFrom, source, confidence, id: nextId(before.id) }, `rows[${index}]`)
      if (ended !== undefined) changes.push({ act: 'end', before, after: ended, for: after.id })
    }
  }
  if (changes.length === 0 && issues.length === 0) issues.push(error('law.proposal-empty', ''))
  if (issues.length > 0) return stop(...issues)
  const opened = openChangedBook(kinds, book, [{ kind: kind.name, changes }], 'proposed')
  return opened.ok ? ok(changes) : opened
}

/** Whether a new row takes over from one without an end. */
function isTakenOver(kind: LawKind<LawRow>, row: LawRow, by: LawRow): boolean {
  return row.validTo === undefined && row.validFrom < by.validFrom && kind.keyOf(row) === kind.keyOf(by)
}

/** `TH-VAT-7`, then `TH-VAT-7~2`, `TH-VAT-7~3`: what a decision said it rested on keeps its name. */
function nextId(id: string): string {
  const [, base = id, number = '1'] = /^(.*)~(\d+)$/.exec(id) ?? []
  return `${base}~${Number(number) + 1}`
}

/** A book after changes were made to it, in their order; refused where a row that was to go is not there any more. */
export function openChangedBook(
  kinds: readonly LawKind<LawRow>[],
  book: LawBook,
  made: readonly { readonly kind: string; readonly changes: readonly LawRowChange[] }[],
  version: string,
): Result<LawBook> {
  const tables = new Map(kinds.map(kind => [kind.name, [...book.rows(kind)]]))
  const issues: Issue[] = []
  for (const { kind, changes } of made) {
    const rows = tables.get(kind)
    if (rows === undefined) {
      issues.push(error('law.kind-unknown', 'kind', { kind }))
      continue
    }
    for (const { act, before, after } of changes) {
      if (act !== 'add') {
        const place = rows.findIndex(row => row.id === before?.id)
        if (place < 0) issues.push(error('law.row-unknown', '', { id: before?.id ?? '' }))
        else rows.splice(place, 1)
      }
      rows.push(after)
    }
  }
  if (issues.length > 0) return stop(...issues)
  return openLawBook(
    kinds,
    [...tables].map(([kind, rows]): LawTable => ({ file: kind, kind, rows })),
    version,
  )
}

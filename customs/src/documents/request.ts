import { z } from 'zod'
import { addDays, type Day, daysBetween, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { addWorkingDays, type LawBook, type State } from '../reference/index.ts'
import { ANSWER_PERIODS } from './law.ts'
import { DOCUMENT_TYPE_CODES } from './type.ts'

/** One document customs asks for: its kind by code or in words, and the goods items it concerns; all of them where it names none. */
export const documentWantedSchema = z.strictObject({
  type: z.enum(DOCUMENT_TYPE_CODES).optional(),
  words: z.string().trim().min(3).max(200).optional(),
  items: z.array(z.number().int().positive()).max(999).default([]),
})
export type DocumentWanted = z.output<typeof documentWantedSchema>

export const documentRequestSchema = z.strictObject({
  documents: z.array(documentWantedSchema).min(1).max(20),
  /** Why, in words the declarant can answer. Nothing from risk analysis belongs in them. */
  reason: z.string().trim().min(10).max(2_000),
  /** The last day of the answer. May be left out where the law of the state says it. */
  dueOn: z.iso.date().optional(),
})
export type DocumentRequest = z.output<typeof documentRequestSchema>

/** What becomes of a document that was asked for. */
export const REQUESTED_STATES = ['asked', 'answered', 'accepted', 'withdrawn'] as const
export type RequestedState = (typeof REQUESTED_STATES)[number]

/** The last day of the answer, and the row of law it comes from where it does. */
export interface AnswerTime {
  readonly dueOn: Day
  readonly lawRow?: string
}

/** Beyond this a day is a slip of the pen. */
const DAYS_MAX = 366

/**
 * The day until when a request may be answered, or everything that is not clear about it.
 *
 * Where the law gives a time, an officer may give more and never less. Where it gives none the officer names the day.
 *
 * @param items the sequences of the declaration's goods items
 */
export function planRequest(
  request: DocumentRequest,
  given: { readonly items: readonly number[]; readonly today: Day; readonly law: LawBook; readonly state: State },
): Result<AnswerTime> {
  const unclear = request.documents.flatMap((wanted, index) => issuesOf(wanted, `documents[${index}]`, given.items))
  const time = answerTime(request.dueOn as Day | undefined, given)
  if (unclear.length === 0) return time
  return stop(...unclear, ...(time.ok ? [] : time.issues))
}

/** Whether the day of an answer may be put off to a later one. */
export function planLaterDay(later: Day, dueOn: Day, today: Day): Result<Day> {
  if (later <= today || later < dueOn) return stop(error('documents.due-day-past', 'dueOn', { day: later }))
  if (daysBetween(today, later) > DAYS_MAX) return stop(error('documents.due-day-far', 'dueOn', { day: later, max: DAYS_MAX }))
  return ok(later)
}

function issuesOf({ type, words, items }: DocumentWanted, path: string, known: readonly number[]): readonly Issue[] {
  return [
    ...(type === undefined && words === undefined ? [error('documents.kind-missing', path)] : []),
    ...items.filter(item => !known.includes(item)).map(item => error('documents.item-unknown', `${path}.items`, { item })),
  ]
}

function answerTime(
  asked: Day | undefined,
  { today, law, state }: { readonly today: Day; readonly law: LawBook; readonly state: State },
): Result<AnswerTime> {
  const [row] = law.on(ANSWER_PERIODS, state, today)
  const lawful =
    row === undefined ? undefined : row.workingDays ? addWorkingDays(law, state, today, row.days).day : addDays(today, row.days)
  if (asked === undefined) {
    if (row === undefined || lawful === undefined) return stop(error('documents.due-day-missing', 'dueOn', { state }))
    return ok({ dueOn: lawful, lawRow: row.id })
  }
  if (asked <= today) return stop(error('documents.due-day-past', 'dueOn', { day: asked }))
  if (daysBetween(today, asked) > DAYS_MAX) return stop(error('documents.due-day-far', 'dueOn', { day: asked, max: DAYS_MAX }))
  if (lawful !== undefined && asked < lawful) return stop(error('documents.due-day-early', 'dueOn', { day: asked, until: lawful }))
  return ok({ dueOn: asked })
}

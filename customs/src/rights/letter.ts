import type { Day } from '../kernel/index.ts'
import type { AdverseNotice, Reason, Remedy } from '../release/index.ts'
import type { AdverseDecision, AdverseKind } from './adverse-decision.ts'
import type { Outcome, OutcomeStep } from './proceedings.ts'

/** A line of a letter: a sentence by its key, filled with what it names. The sentences are the server's, one set for each language. */
export interface LetterLine {
  readonly key: string
  readonly params?: Readonly<Record<string, string>>
}

/**
 * A letter to whom a decision is addressed, without its sentences: what stands in it, in which order. Facts and reasons are the officer's own words and are
 * printed as they are, in whatever language. Nothing of risk can stand in it: nothing of risk is given.
 */
export interface Letter {
  readonly title: LetterLine
  readonly number: string
  readonly servedOn: Day
  readonly fields: readonly (readonly [field: string, value: string])[]
  readonly facts?: string
  readonly reasons: readonly Reason[]
  readonly outcome?: LetterLine
  readonly rights: readonly LetterLine[]
}

/** The letter of an adverse decision. */
export function writeLetter(decision: AdverseDecision): Letter {
  const { kind, number, noticeOn, facts, reasons, amount } = decision
  return {
    title: { key: `title.${kind}` },
    number,
    servedOn: noticeOn,
    fields: fieldsOf(decision),
    ...(facts === undefined ? {} : { facts }),
    reasons,
    rights: [
      ...decision.remedies.flatMap(remedy => remedyLines(remedy)),
      ...(amount === undefined || !MAY_SECURE.has(kind) ? [] : [{ key: 'rights.meanwhile' }]),
      ...doubtLines(decision),
    ],
  }
}

/** Where an amount is contested it may be paid under protest, or secured. */
const MAY_SECURE: ReadonlySet<AdverseKind> = new Set<AdverseKind>(['denial-of-preference', 'reclassification', 'value-uplift'])

/** What an outcome led to, as its letter says it. */
export interface CarriedOut {
  /** What is given back, and the interest on it, each in words of money. */
  readonly refund?: string
  readonly interest?: string
  /** The law the interest rests on. */
  readonly interestLaw?: string
  /** What is still owed after it. */
  readonly due?: string
}

/** The letter of what came of a review or an appeal. */
export function writeOutcomeLetter(decision: AdverseDecision, step: OutcomeStep, done: CarriedOut): Letter {
  const { remedy, outcome, on, items, reference, bySilence } = step
  return {
    title: { key: `title.${remedy}-outcome` },
    number: decision.number,
    servedOn: on,
    fields: [...fieldsOf(decision), ...(reference === undefined ? [] : [['reference', reference] as const])],
    reasons: step.reasons,
    outcome: outcomeLine(remedy, outcome, items),
    rights: [
      ...(bySilence === undefined ? [] : [{ key: 'outcome.silence', params: { law: bySilence.legalRef } }]),
      ...(done.refund === undefined ? [] : [{ key: 'outcome.refund', params: { amount: done.refund } }]),
      ...(done.interest === undefined ? [] : [{ key: 'outcome.interest', params: { amount: done.interest, law: done.interestLaw ?? '' } }]),
      ...(done.due === undefined ? [] : [{ key: 'outcome.due', params: { amount: done.due } }]),
      ...step.remedies.flatMap(each => remedyLines(each)),
      ...doubtLines(step),
    ],
  }
}

function outcomeLine(remedy: OutcomeStep['remedy'], outcome: Outcome, items: readonly number[] | undefined): LetterLine {
  if (items !== undefined && outcome === 'changed') return { key: 'outcome.changed-items', params: { items: items.join(', ') } }
  return { key: `outcome.${outcome}${remedy === 'appeal' && outcome === 'upheld' ? '-finally' : ''}` }
}

function fieldsOf({ kind, number, noticeOn, addressee, office, about, amount }: AdverseDecision): Letter['fields'] {
  return [
    ['number', number],
    ['decidedOn', noticeOn],
    ['addressee', addressee],
    ...(office === undefined ? [] : [['office', office] as const]),
    ['declaration', about.mrn],
    ...(about.items === undefined ? [] : [['items', about.items.join(', ')] as const]),
    ...(amount === undefined ? [] : [[kind === 'refused-refund' ? 'refused' : 'amount', `${amount.currency} ${amount.amount}`] as const]),
  ]
}

function remedyLines({ remedy, until, authority, legalRef }: Remedy): readonly LetterLine[] {
  if (until === undefined) return [{ key: `rights.${remedy}-no-time`, params: { law: legalRef } }]
  return [{ key: `rights.${remedy}`, params: { until, authority: authority ?? '', law: legalRef } }]
}

/** A time that rests on law nobody has read in the original is said to. */
function doubtLines({ remedies }: Pick<AdverseNotice, 'remedies'>): readonly LetterLine[] {
  return remedies.some(each => each.until !== undefined && each.confidence !== 'official') ? [{ key: 'rights.unverified' }] : []
}

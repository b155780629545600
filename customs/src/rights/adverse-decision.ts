import type { AmountText } from '../declaration/index.ts'
import type { Day } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { type AdverseNotice, type Reason, writeNotice } from '../release/index.ts'

/** What customs may decide against somebody. */
export const ADVERSE_KINDS = [
  'refusal',
  'value-uplift',
  'denial-of-preference',
  'reclassification',
  'hold',
  'seizure',
  'forfeiture',
  'additional-assessment',
  'penalty',
  'refused-refund',
] as const
export type AdverseKind = (typeof ADVERSE_KINDS)[number]

/** What a decision is about: a declaration, or some of its goods items by sequence. */
export interface DecisionSubject {
  readonly mrn: string
  readonly items?: readonly number[]
}

/** What is decided, before it is written: in words the addressee can answer. */
export interface DecidedAdversely {
  readonly number: string
  readonly kind: AdverseKind
  /** Trader id of whom it is addressed to. */
  readonly addressee: string
  readonly office?: string
  readonly about: DecisionSubject
  /** What was found, where that is more than the reasons say. */
  readonly facts?: string
  readonly reasons: readonly Reason[]
  /** What it costs the addressee more, in major units; absent where it costs nothing or nobody knows yet. */
  readonly amount?: AmountText
}

/**
 * An adverse decision as a document: what is decided about what, facts, reasons and their legal basis, and how to have it looked at again.
 *
 * @source ATIGA art. 69; WTO TFA art. 4.1; RKC General Annex ch. 10
 */
export interface AdverseDecision extends AdverseNotice, Omit<DecidedAdversely, 'reasons'> {
  readonly state: State
}

/** Writes an adverse decision: it is served on the day it is decided, electronically, and the times count from the day after. */
export function writeAdverseDecision(decided: DecidedAdversely, state: State, decidedOn: Day, law: LawBook): AdverseDecision {
  const { reasons, ...rest } = decided
  return { ...rest, state, ...writeNotice(reasons, state, decidedOn, law) }
}

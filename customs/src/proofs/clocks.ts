import { addDays, type Day } from '../kernel/index.ts'
import type { FormD } from './form-d.ts'
import type { CertificationProcedure } from './law.ts'
import type { ProofAct } from './life.ts'

/** What somebody has a number of calendar days for, since a proof is verified or was denied. */
export const PROOF_CLOCKS = ['reply', 'check', 'consent', 'visit', 'visit-whole', 'comment', 'final', 'denial', 'return'] as const
export type ProofClock = (typeof PROOF_CLOCKS)[number]

/**
 * Why a clock counts from another day than the text says: the other state's receipt is not known yet and it counts from the sending (`sent`); the exporter's is not known and
 * it counts from its authority's (`authority`); the text names no day (`silent`).
 */
export const CLOCK_ASSUMPTIONS = ['sent', 'authority', 'silent'] as const
export type ClockAssumption = (typeof CLOCK_ASSUMPTIONS)[number]

/** Whose receipt of what is told a clock counts from. */
type Receipt = 'authority' | 'exporter'

/** A clock as the act keeps it that started it, so that a change of the law moves none. */
export interface ClockStarted {
  readonly clock: ProofClock
  /** Its last day. */
  readonly dueOn: string
  /** The day it counts from, and its days; absent of clocks from before these were kept. */
  readonly from?: string
  readonly days?: number
  readonly assumed?: ClockAssumption
  /** Whose receipt it counts from, where it counts from one. */
  readonly counts?: Receipt
}

/** A clock that counts from a day that became known; `was`: its last day until then, so that none is moved that was set otherwise since. */
export interface ClockMoved extends ClockStarted {
  readonly was: string
}

type Days = keyof CertificationProcedure['verification']

const STARTS: { readonly [act in ProofAct]?: readonly (readonly [ProofClock, Days, Receipt?])[] } = {
  'request-check': [
    ['reply', 'replyDays', 'authority'],
    ['check', 'checkDays'],
  ],
  'notify-visit': [
    ['consent', 'consentDays', 'exporter'],
    ['visit', 'visitDays', 'authority'],
    ['visit-whole', 'visitWholeDays'],
  ],
  determine: [['comment', 'commentDays', 'exporter']],
  comment: [['final', 'finalDays', 'authority']],
}

/**
 * The clocks that an act starts, by the procedures between the two states: from its day, until the receipt is known that some of them count from. A determination starts one
 * where it is open for comments.
 *
 * @source ATIGA Annex 8, rules 18(b), 18(d), 19.5, 19.6, 19.9, 19.10
 */
export function startClocks(act: ProofAct, on: Day, { verification }: CertificationProcedure): readonly ClockStarted[] {
  return (STARTS[act] ?? []).map(([clock, name, counts]) => {
    const days = verification[name]
    return {
      clock,
      dueOn: addDays(on, days),
      from: on,
      days,
      ...(counts === undefined ? { assumed: 'silent' } : { assumed: 'sent', counts }),
    }
  })
}

/** What is rejected: a Form D by its type, or an origin declaration. */
export interface Rejected {
  readonly type: FormD['type'] | 'origin-declaration'
  /** The day an electronic form came to this state. */
  readonly receivedOn?: Day | undefined
  /** Whether it was determined after a check or a visit: until when its issuer has that is the clock of these. */
  readonly isDetermined: boolean
  /** Whether the proof is rejected as a whole, and not for some goods. */
  readonly isWhole: boolean
}

/**
 * The clocks that a rejection starts. Of an electronic form its issuer has it within 60 days of the receipt of the form, which may be over on the day it is rejected: then it is late
 * at once. For a paper the text names no day to count from, and that of the rejection is taken; the original goes back within the same time.
 *
 * @source ATIGA Annex 8, rules 13.2, 13.3, 18(d), 19.10, 30.3
 */
export function rejectionClocks(
  { type, receivedOn, isDetermined, isWhole }: Rejected,
  on: Day,
  { verification: { denialDays: days } }: CertificationProcedure,
): readonly ClockStarted[] {
  const isKnown = type === 'e-form-d' && receivedOn !== undefined
  const from = isKnown ? receivedOn : on
  const told: ClockStarted = { clock: 'denial', dueOn: addDays(from, days), from, days, ...(isKnown ? {} : { assumed: 'silent' }) }
  const back: ClockStarted = { clock: 'return', dueOn: addDays(on, days), from: on, days, assumed: 'silent' }
  return [...(isDetermined ? [] : [told]), ...(type === 'form-d' && isWhole ? [back] : [])]
}

/** What became of clocks when the other state received the act that started them. Where the days of two states disagree, no clock counts from before the act. */
export function moveByReceipt(clocks: readonly ClockStarted[], receivedOn: Day): readonly ClockMoved[] {
  return clocks.flatMap(({ counts, ...clock }) => {
    if (counts === undefined || clock.from === undefined || clock.days === undefined) return []
    const from = receivedOn < clock.from ? (clock.from as Day) : receivedOn
    const { assumed: _, ...known } = clock
    const assumed = counts === 'exporter' ? { assumed: 'authority' as const, counts } : {}
    return [{ ...known, from, dueOn: addDays(from, clock.days), was: clock.dueOn, ...assumed }]
  })
}

/** A clock that counts from the day the exporter received what was told. */
export function moveToExporter({ clock, dueOn: was, days }: ClockStarted, receivedOn: Day): readonly ClockMoved[] {
  return days === undefined ? [] : [{ clock, from: receivedOn, days, dueOn: addDays(receivedOn, days), was }]
}

export function moved({ was: _, ...clock }: ClockMoved): ClockStarted {
  return clock
}

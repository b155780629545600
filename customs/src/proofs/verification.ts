import { type Day, day, daysBetween } from '../kernel/index.ts'
import { type ClockMoved, type ClockStarted, moved, type ProofClock } from './clocks.ts'
import type { ProofAct } from './life.ts'

export interface ClockStanding extends Omit<ClockStarted, 'counts'> {
  readonly isMet: boolean
  /** The day it was met, where that is known. */
  readonly metOn?: string
  /** Whether its last day is over and it was not met. */
  readonly isLate: boolean
  /** Days to the last one; below nothing where that is past. */
  readonly daysLeft: number
}

/** An act on a proof, as far as its verification goes by it. */
export interface VerifyingAct {
  readonly act: string
  /** The day it was done. */
  readonly on?: Day | undefined
  readonly clocks?: readonly ClockStarted[] | undefined
  /** Clocks that count from a day that became known since. */
  readonly moved?: readonly ClockMoved[] | undefined
  /** Of `notified`: the act that the other state has word of; a denial where it does not say. */
  readonly of?: ProofAct | undefined
  readonly originating?: boolean | undefined
  /** Of `fall-late`: which clock it is about. */
  readonly late?: ProofClock | undefined
}

export const VERIFICATION_STAGES = [
  'none',
  'checking',
  'replied',
  'visit-notified',
  'consented',
  'consent-refused',
  'visited',
  'determined',
  'commented',
  'ended',
] as const
export type VerificationStage = (typeof VERIFICATION_STAGES)[number]

export interface Verification {
  readonly stage: VerificationStage
  readonly clocks: readonly ClockStanding[]
  /** The acts of verification it is the turn of, whoever does them. */
  readonly turns: readonly ProofAct[]
  /** The next last day of a clock that runs; undefined where none does. */
  readonly nextDueOn?: string
}

/** What is told to the exporter and its authority to comment on: a determination after a visit that the goods do not originate. */
export function startsComments(stage: VerificationStage, originating: boolean): boolean {
  return stage === 'visited' && !originating
}

/** The clocks that an act stops: what they wait for was done. */
const MEETS: { readonly [act in ProofAct]?: readonly ProofClock[] } = {
  'reply-check': ['reply'],
  'notify-visit': ['reply', 'check'],
  'consent-visit': ['consent'],
  'refuse-visit': ['consent', 'visit'],
  'hold-visit': ['visit'],
  comment: ['comment'],
  return: ['return'],
  reinstate: ['denial', 'return'],
}

/** What an issuer has once it has word of a result. */
const RESULTS: readonly ProofAct[] = ['deny', 'deny-goods', 'determine', 'finalise']

/** Whether a clock stops once the other state has word of an act, and not before. */
export function isResult(act: ProofAct): boolean {
  return RESULTS.includes(act)
}

/** The clocks that run on when a verification has ended: until its issuer has the result, and until a paper is back with it. */
const AFTER_THE_END: readonly ProofClock[] = ['check', 'visit-whole', 'denial', 'return']

function metBy({ act, of = 'deny' }: VerifyingAct, stage: VerificationStage, running: readonly Running[]): readonly ProofClock[] {
  const own = MEETS[act as ProofAct] ?? []
  if (act === 'notified')
    return of === 'deny-goods' ? ['denial'] : stage === 'ended' && isResult(of) ? ['denial', 'check', 'visit-whole'] : []
  if (stage !== 'ended') return own
  // Of one from before clocks said what they count from nobody noted that the issuer has the result.
  const ends = ({ clock, from }: Running) => !AFTER_THE_END.includes(clock) || (from === undefined && clock !== 'denial')
  return [...own, ...running.flatMap(each => (ends(each) ? [each.clock] : []))]
}

const STAGE_AFTER: { readonly [act in ProofAct]?: VerificationStage } = {
  'request-check': 'checking',
  'reply-check': 'replied',
  'notify-visit': 'visit-notified',
  'consent-visit': 'consented',
  'refuse-visit': 'consent-refused',
  'hold-visit': 'visited',
  comment: 'commented',
  finalise: 'ended',
  deny: 'ended',
}

/**
 * How the verification of a proof stands after all that was done to it, on a day: its stage, its clocks, and whose turn it is. A reply or a consent that does not come
 * in its time holds nobody up; a visit is for who is not satisfied with the check.
 *
 * @source ATIGA Annex 8, rules 18 and 19
 */
export function verificationOf(acts: readonly VerifyingAct[], today: Day): Verification {
  let stage: VerificationStage = 'none'
  let running = new Map<ProofClock, Running>()
  for (const done of acts) {
    const { act, on, clocks = [], moved: moves = [], originating } = done
    if (act === 'request-check') running = new Map()
    for (const started of clocks) running.set(started.clock, { ...started, isMet: false })
    for (const move of moves) {
      const at = running.get(move.clock)
      if (at?.dueOn === move.was)
        running.set(move.clock, { ...moved(move), isMet: at.isMet, ...(at.metOn === undefined ? {} : { metOn: at.metOn }) })
    }
    stage = stageAfter(stage, act, originating === true)
    for (const clock of metBy(done, stage, [...running.values()])) {
      const at = running.get(clock)
      if (at !== undefined && !at.isMet) running.set(clock, { ...at, isMet: true, ...(on === undefined ? {} : { metOn: on }) })
    }
  }
  const standing = [...running.values()].map(({ counts: _, ...clock }) => ({
    ...clock,
    isLate: !clock.isMet && clock.dueOn < today,
    daysLeft: daysBetween(today, day(clock.dueOn)),
  }))
  const due = standing.filter(each => !each.isMet).map(each => each.dueOn)
  const nextDueOn = due.sort()[0]
  const isLate = (clock: ProofClock) => standing.some(each => each.clock === clock && each.isLate)
  return { stage, clocks: standing, turns: turnsOf(stage, isLate), ...(nextDueOn === undefined ? {} : { nextDueOn }) }
}

interface Running extends ClockStarted {
  readonly isMet: boolean
  readonly metOn?: string
}

function stageAfter(stage: VerificationStage, act: string, originating: boolean): VerificationStage {
  if (act === 'determine') return startsComments(stage, originating) ? 'determined' : 'ended'
  return STAGE_AFTER[act as ProofAct] ?? stage
}

/** The acts that belong to a verification, each in its turn. */
export const VERIFICATION_ACTS: readonly ProofAct[] = [
  'request-check',
  'reply-check',
  'notify-visit',
  'consent-visit',
  'refuse-visit',
  'postpone-visit',
  'hold-visit',
  'determine',
  'note-receipt',
  'comment',
  'finalise',
]

function turnsOf(stage: VerificationStage, isLate: (clock: ProofClock) => boolean): readonly ProofAct[] {
  switch (stage) {
    case 'none':
    case 'ended':
      return ['request-check']
    case 'checking':
      return isLate('reply') ? ['reply-check', 'determine', 'notify-visit'] : ['reply-check']
    case 'replied':
      return ['reply-check', 'determine', 'notify-visit']
    case 'visit-notified':
      return ['note-receipt', 'consent-visit', 'refuse-visit', 'postpone-visit', ...(isLate('consent') ? (['determine'] as const) : [])]
    case 'consented':
      return ['postpone-visit', 'hold-visit']
    case 'consent-refused':
    case 'visited':
      return ['determine']
    case 'determined':
      return isLate('comment') ? ['note-receipt', 'comment', 'finalise'] : ['note-receipt', 'comment']
    case 'commented':
      return ['comment', 'finalise']
  }
}

/** The clocks that are late and of which nothing was said yet. */
export function listNewlyLate(acts: readonly VerifyingAct[], today: Day): readonly ProofClock[] {
  const last = acts.findLastIndex(each => each.act === 'request-check')
  const said = acts.slice(Math.max(last, 0)).flatMap(each => (each.act === 'fall-late' && each.late !== undefined ? [each.late] : []))
  return verificationOf(acts, today).clocks.flatMap(each => (each.isLate && !said.includes(each.clock) ? [each.clock] : []))
}

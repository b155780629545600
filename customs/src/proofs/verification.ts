import { addDays, type Day, day, daysBetween } from '../kernel/index.ts'
import type { CertificationProcedure } from './law.ts'
import type { ProofAct } from './life.ts'

/** What somebody has a number of calendar days for, since a proof is verified or was denied. */
export const PROOF_CLOCKS = ['reply', 'check', 'consent', 'visit', 'visit-whole', 'comment', 'final', 'denial'] as const
export type ProofClock = (typeof PROOF_CLOCKS)[number]

export interface ClockStarted {
  readonly clock: ProofClock
  readonly dueOn: string
}

export interface ClockStanding extends ClockStarted {
  readonly isMet: boolean
  /** Whether its last day is over and it was not met. */
  readonly isLate: boolean
  /** Days to the last one; below nothing where that is past. */
  readonly daysLeft: number
}

/** An act on a proof, as far as its verification goes by it. */
export interface VerifyingAct {
  readonly act: string
  readonly clocks?: readonly ClockStarted[] | undefined
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

/** The clocks that an act starts, by the procedures between the two states. @source ATIGA Annex 8, rules 13.2, 18(b), 18(d), 19.5, 19.6, 19.9, 19.10, 30.3 */
export function startClocks(act: ProofAct, on: Day, { verification }: CertificationProcedure): readonly ClockStarted[] {
  return (STARTS[act] ?? []).map(([clock, days]) => ({ clock, dueOn: addDays(on, verification[days]) }))
}

type Days = keyof CertificationProcedure['verification']

const STARTS: { readonly [act in ProofAct]?: readonly (readonly [ProofClock, Days])[] } = {
  'request-check': [
    ['reply', 'replyDays'],
    ['check', 'checkDays'],
  ],
  'notify-visit': [
    ['consent', 'consentDays'],
    ['visit', 'visitDays'],
    ['visit-whole', 'visitWholeDays'],
  ],
  comment: [['final', 'finalDays']],
  deny: [['denial', 'denialDays']],
  'deny-goods': [['denial', 'denialDays']],
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
  notified: ['denial'],
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
  let running = new Map<ProofClock, { readonly dueOn: string; readonly isMet: boolean }>()
  for (const { act, clocks = [], originating } of acts) {
    if (act === 'request-check') running = new Map()
    for (const { clock, dueOn } of clocks) running.set(clock, { dueOn, isMet: false })
    stage = stageAfter(stage, act, originating === true)
    const met =
      stage === 'ended' && act !== 'notified' ? [...running.keys()].filter(each => each !== 'denial') : (MEETS[act as ProofAct] ?? [])
    for (const clock of met) {
      const at = running.get(clock)
      if (at !== undefined) running.set(clock, { ...at, isMet: true })
    }
  }
  const standing = [...running].map(([clock, { dueOn, isMet }]) => ({
    clock,
    dueOn,
    isMet,
    isLate: !isMet && dueOn < today,
    daysLeft: daysBetween(today, day(dueOn)),
  }))
  const due = standing.filter(each => !each.isMet).map(each => each.dueOn)
  const nextDueOn = due.sort()[0]
  const isLate = (clock: ProofClock) => standing.some(each => each.clock === clock && each.isLate)
  return { stage, clocks: standing, turns: turnsOf(stage, isLate), ...(nextDueOn === undefined ? {} : { nextDueOn }) }
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
      return ['consent-visit', 'refuse-visit', 'postpone-visit', ...(isLate('consent') ? (['determine'] as const) : [])]
    case 'consented':
      return ['postpone-visit', 'hold-visit']
    case 'consent-refused':
    case 'visited':
      return ['determine']
    case 'determined':
      return isLate('comment') ? ['comment', 'finalise'] : ['comment']
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

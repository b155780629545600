import {
  compare,
  type Day,
  decimal,
  error,
  hint,
  type Issue,
  ok,
  over,
  type Rational,
  type Result,
  stop,
  times,
  toDecimal,
  warning,
  ZERO,
} from '../kernel/index.ts'
import type { LawBook } from '../reference/index.ts'
import { isAgreement } from './agreements.ts'
import { findAgreement, isPartyOn, ORDINARY_ORIGINS } from './law.ts'
import type { DutyRate } from './rate.ts'
import type { Schedule, ScheduleVersion, TariffLine } from './schedule.ts'

/** How the proof of origin of a claim stands: whoever checked its form says so; `denied` where customs decided against the claim. */
export type ProofStanding = 'valid' | 'absent' | 'invalid' | 'denied'

/** What must be known to choose the column of the schedule that applies to one goods item. */
export interface RateQuestion {
  readonly day: Day
  /** ISO 3166 code of the country of origin, or `EU` where an agreement takes it; absent when not declared. */
  readonly origin?: string | undefined
  /** The schedule claimed: an agreement (`atiga`), `mfn`, `ordinary`, in any case; absent when nothing is claimed. */
  readonly claim?: string | undefined
  readonly proof?: ProofStanding | undefined
}

/** The rate that applies and where it stands. */
export interface ChosenRate {
  /** Never `unknown` nor `excluded`. */
  readonly rate: DutyRate
  /** The column it was read from: `mfn`, `ordinary`, `atiga` … */
  readonly column: string
  readonly version: ScheduleVersion
  readonly row: number
  /** A claim that did not give its rate, and why: a code of `issues`. It can be mended later while the law allows. */
  readonly pending?: { readonly agreement: string; readonly reason: string }
  /** Warnings and hints; nothing here stops the assessment. */
  readonly issues: readonly Issue[]
}

/**
 * Chooses which column of a schedule applies to one goods item.
 *
 * A preference needs three things on the day: an agreement in force here, an origin that is a party to it, and a proof whose form is valid.
 * Where one is missing the MFN rate applies and the claim stays pending, with the reason. A line the agreement excludes pays MFN. A preference
 * above MFN gives way to it. Origins without MFN treatment pay the ordinary rate. A rate that is not on file, or whose cell could not be
 * read, refuses the question by name: it is never taken for zero.
 *
 * @source GATT art. I; ATIGA art. 19, 22; domain notes §2.1 rules 2 and 3
 */
export function chooseRate(schedule: Schedule, line: TariffLine, question: RateQuestion, law: LawBook): Result<ChosenRate> {
  const claim = question.claim?.toLowerCase()
  if (claim === undefined || claim === 'mfn') return chooseUnclaimed(schedule, line, question, law, [])
  if (claim === 'ordinary') return chooseOrdinary(schedule, line, question, law, [])
  if (!isAgreement(claim)) return stop(error('tariff.agreement-unknown', 'preference.agreement', { agreement: claim }))

  const obstacle = findObstacle(schedule, line, question, claim, law)
  if (obstacle !== undefined) {
    const unclaimed = chooseUnclaimed(schedule, line, question, law, [obstacle])
    return unclaimed.ok ? ok({ ...unclaimed.value, pending: { agreement: claim, reason: obstacle.code } }) : unclaimed
  }
  const preferred = getRate(schedule, line, claim)
  return preferred.ok ? ok(atMostMfn(schedule, line, claim, preferred.value)) : preferred
}

/** The rate in one column of a line; refused by name where it is not on file or could not be read. */
export function getRate(schedule: Schedule, line: TariffLine, column: string): Result<DutyRate> {
  const rate = line.rates[column]
  const where = { code: line.code, column, version: schedule.version.id, row: line.row }
  if (rate === undefined || rate.kind === 'excluded') return stop(error('tariff.rate-not-on-file', 'commodityCode', where))
  if (rate.kind === 'unknown') return stop(error('tariff.rate-unreadable', 'commodityCode', { ...where, cell: rate.cell }))
  return ok(rate)
}

/** What keeps a claim from its rate; undefined when nothing does. */
function findObstacle(schedule: Schedule, line: TariffLine, question: RateQuestion, claim: string, law: LawBook): Issue | undefined {
  const { state } = schedule.version
  const { day, origin } = question
  const facts = { agreement: claim.toUpperCase(), state, day }
  const agreement = findAgreement(law, state, claim, day)
  if (question.proof === 'denied') return warning('tariff.preference-denied', 'preference', facts)
  if (agreement === undefined) return warning('tariff.agreement-not-in-force', 'preference.agreement', facts)
  if (origin === undefined) return warning('tariff.preference-origin-missing', 'originCountry', facts)
  if (!isPartyOn(agreement, origin, day)) return warning('tariff.preference-origin-not-party', 'originCountry', { ...facts, origin })
  if (line.rates[claim]?.kind === 'excluded') return warning('tariff.preference-excluded', 'preference', { ...facts, code: line.code })
  if (question.proof === 'invalid') return warning('tariff.preference-proof-invalid', 'preference.proof', facts)
  if (question.proof !== 'valid') return warning('tariff.preference-proof-missing', 'preference.proof', facts)
  return undefined
}

/** MFN, or the ordinary rate for an origin the state gives no MFN treatment. */
function chooseUnclaimed(
  schedule: Schedule,
  line: TariffLine,
  question: RateQuestion,
  law: LawBook,
  issues: readonly Issue[],
): Result<ChosenRate> {
  const { origin } = question
  const [ordinary] = law.on(ORDINARY_ORIGINS, schedule.version.state, question.day)
  if (origin !== undefined && ordinary?.origins.includes(origin) === true) {
    const notice = hint('tariff.ordinary-rate-applies', 'originCountry', { origin, state: schedule.version.state })
    return chooseOrdinary(schedule, line, question, law, [...issues, notice])
  }
  const mfn = getRate(schedule, line, 'mfn')
  return mfn.ok ? ok(chosen(schedule, line, 'mfn', mfn.value, issues)) : { ok: false, issues: [...mfn.issues, ...issues] }
}

/** The ordinary column; where it is empty, the share of MFN that the state's law names. Law that names a share of zero names nothing. */
function chooseOrdinary(
  schedule: Schedule,
  line: TariffLine,
  question: RateQuestion,
  law: LawBook,
  issues: readonly Issue[],
): Result<ChosenRate> {
  const onFile = getRate(schedule, line, 'ordinary')
  if (onFile.ok) return ok(chosen(schedule, line, 'ordinary', onFile.value, issues))
  const [ordinary] = law.on(ORDINARY_ORIGINS, schedule.version.state, question.day)
  const mfn = line.rates.mfn
  const share = ordinary?.percentOfMfn
  if (line.rates.ordinary !== undefined || share === undefined || mfn?.kind !== 'ad-valorem' || mfn.percent === '0') {
    return { ok: false, issues: [...onFile.issues, ...issues] }
  }
  const percent = toDecimal(over(times(decimal(mfn.percent), decimal(share)), decimal('100')), 6)
  const notice = hint('tariff.ordinary-rate-derived', 'commodityCode', { percent: share, mfn: mfn.percent, lawRow: ordinary?.id ?? '' })
  return ok(chosen(schedule, line, 'ordinary', { kind: 'ad-valorem', percent }, [...issues, notice]))
}

function atMostMfn(schedule: Schedule, line: TariffLine, claim: string, preferred: DutyRate): ChosenRate {
  const mfn = line.rates.mfn
  const difference = mfn === undefined ? undefined : compareRates(preferred, mfn)
  if (mfn === undefined || difference === undefined || difference < 0) return chosen(schedule, line, claim, preferred, [])
  const params = { agreement: claim.toUpperCase(), code: line.code }
  return difference === 0
    ? chosen(schedule, line, claim, preferred, [hint('tariff.preference-no-gain', 'preference', params)])
    : chosen(schedule, line, 'mfn', mfn, [warning('tariff.preference-useless', 'preference', params)])
}

/** A rate from a sample says so, on every bill that rests on it. */
function chosen(schedule: Schedule, line: TariffLine, column: string, rate: DutyRate, issues: readonly Issue[]): ChosenRate {
  const { version } = schedule
  const all = version.sample === true ? [...issues, hint('tariff.rate-from-sample', 'commodityCode', { version: version.id })] : issues
  return { rate, column, version, row: line.row, issues: all }
}

/** Negative when `a` charges less than `b` whatever the goods are worth; undefined where that depends on the goods. */
export function compareRates(a: DutyRate, b: DutyRate): number | undefined {
  const [left, right] = [measure(a), measure(b)]
  if (left === undefined || right === undefined) return undefined
  if (left.by !== right.by && left.charge.num !== 0n && right.charge.num !== 0n) return undefined
  return compare(left.charge, right.charge)
}

function measure(rate: DutyRate): { readonly by: string; readonly charge: Rational } | undefined {
  switch (rate.kind) {
    case 'none':
      return { by: 'value', charge: ZERO }
    case 'ad-valorem':
      return { by: 'value', charge: decimal(rate.percent) }
    case 'specific':
      return { by: `${rate.currency}/${rate.unit}`, charge: over(decimal(rate.amount), decimal(rate.per)) }
    case 'compound':
    case 'mixed':
    case 'quota':
    case 'excluded':
    case 'unknown':
      return undefined
  }
}

import { error, type Issue, ok, type Result, stop, warning } from '../kernel/index.ts'
import type { LawBook } from '../reference/index.ts'
import {
  type ChosenRate,
  type Correlation,
  chooseRate,
  compareRates,
  type DutyRate,
  findLine,
  getRate,
  type RateQuestion,
  type Schedule,
  type TariffLine,
} from '../tariff/index.ts'
import type { DutyItem } from './item.ts'
import type { Channel } from './law.ts'
import { type LawOfDay, type ReadyLayer, type ReadyRate, readyRate } from './law-of-day.ts'
import type { QuotaRow } from './quota-law.ts'

/** What resolving reads besides the item and the law of its day. */
export interface Sources {
  readonly law: LawBook
  readonly schedule?: Schedule | undefined
  readonly otherSchedules?: readonly Schedule[] | undefined
  readonly correlations?: readonly Correlation[] | undefined
  /** How the goods arrive; undefined where the declaration does not say. */
  readonly channels?: readonly Channel[] | undefined
}

/** Where in the national schedule a rate stands. */
export interface ScheduleCell {
  readonly schedule: Schedule
  readonly row: number
  readonly column: string
}

/** The rate of one charge of one item, and where it stands. */
export interface Rated {
  readonly ready: ReadyRate
  readonly cell?: ScheduleCell
  readonly quota?: QuotaRow
  readonly pending?: ChosenRate['pending']
  readonly issues: readonly Issue[]
}

/** Finds the rate of a layer for an item: as the law writes it, or as the national schedule has it, within a quota where the item draws of one. */
export function rateOf(layer: ReadyLayer, item: DutyItem, lawOfDay: LawOfDay, sources: Sources): Result<Rated> {
  const { row, written } = layer
  const { state, day } = lawOfDay
  if (written !== undefined) return ok({ ready: written, issues: [] })
  if (row.rate.from === 'law' || row.rate.from === 'brackets') {
    return stop(error('law.rate-unknown', 'commodityCode', { what: row.measure, name: row.name, state, day, lawRow: row.id }))
  }
  const { schedule } = sources
  if (schedule === undefined) return stop(error('duty.schedule-missing', 'commodityCode', { state, day }))
  const line = findLine(schedule, item.code, sources.otherSchedules, sources.correlations)
  if (!line.ok) return line
  if (row.rate.from === 'schedule-column') return fromColumn(schedule, line.value, row.rate.column, lawOfDay)
  const { originCountry: origin, claim, proof } = item
  const question = { day, origin, claim, proof }
  const chosen =
    item.certifiedCode === undefined
      ? chooseRate(schedule, line.value, question, sources.law)
      : chooseHigher(schedule, [line.value, findLine(schedule, item.certifiedCode)], question, sources.law)
  const { quota } = item
  if (!chosen.ok) return quota?.agreement === undefined ? chosen : rateWithin(quota, lawOfDay, [])
  const ready = remembered(chosen.value.rate, lawOfDay)
  if (!ready.ok) return ready
  const { row: place, column, pending, issues } = chosen.value
  if (quota !== undefined && isLower(quota.within, chosen.value.rate)) {
    return rateWithin(quota, lawOfDay, issues)
  }
  if (quota !== undefined) {
    const useless = warning('duty.quota-no-gain', 'dutyTaxFees', { orderNumber: quota.orderNumber })
    return ok({ ready: ready.value, cell: { schedule, row: place, column }, issues: [...issues, useless] })
  }
  return ok({ ready: ready.value, cell: { schedule, row: place, column }, ...(pending === undefined ? {} : { pending }), issues })
}

/** The rate within a quota. That its agreement leaves the line out beside the quota is no notice to whoever draws of it. */
function rateWithin(quota: QuotaRow, lawOfDay: LawOfDay, issues: readonly Issue[]): Result<Rated> {
  const within = remembered(quota.within, lawOfDay)
  if (!within.ok) return within
  const kept = quota.agreement === undefined ? issues : issues.filter(issue => issue.code !== 'tariff.preference-excluded')
  return ok({ ready: within.value, quota, issues: kept })
}

/**
 * The higher of the preferential rates of two codes that are both said to be right; MFN, with the claim waiting, where one has no such rate or which is
 * higher depends on the goods.
 *
 * @source ATIGA Annex 8, rule 16.2
 */
function chooseHigher(
  schedule: Schedule,
  [own, other]: readonly [TariffLine, Result<TariffLine>],
  question: RateQuestion,
  law: LawBook,
): Result<ChosenRate> {
  const [here, there] = [chooseRate(schedule, own, question, law), other.ok ? chooseRate(schedule, other.value, question, law) : other]
  const isPreferred = (found: Result<ChosenRate>) => found.ok && found.value.column === question.claim?.toLowerCase()
  const difference =
    here.ok && there.ok && isPreferred(here) && isPreferred(there) ? compareRates(there.value.rate, here.value.rate) : undefined
  if (difference === undefined) return chooseRate(schedule, own, { ...question, proof: 'invalid' }, law)
  return difference > 0 ? there : here
}

/** Whether the rate within a quota is to be charged: it is unless the other is known to be no more. */
function isLower(within: DutyRate, otherwise: DutyRate): boolean {
  return (compareRates(within, otherwise.kind === 'quota' ? otherwise.beyond : otherwise) ?? -1) < 0
}

function fromColumn(schedule: Schedule, line: TariffLine, column: string, lawOfDay: LawOfDay): Result<Rated> {
  const rate = getRate(schedule, line, column)
  if (!rate.ok) return rate
  const ready = remembered(rate.value, lawOfDay)
  return ready.ok ? ok({ ready: ready.value, cell: { schedule, row: line.row, column }, issues: [] }) : ready
}

const prepared = new WeakMap<DutyRate, Result<ReadyRate>>()

/** A rate of a schedule is made ready once; a schedule is of one state, hence of one currency. */
function remembered(rate: DutyRate, { currency }: LawOfDay): Result<ReadyRate> {
  const known = prepared.get(rate)
  if (known !== undefined) return known
  const ready = readyRate(rate, currency)
  prepared.set(rate, ready)
  return ready
}

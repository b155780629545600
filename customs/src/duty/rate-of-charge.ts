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
  const chosen = chooseRate(schedule, line.value, { day, origin, claim, proof }, sources.law)
  if (!chosen.ok) return chosen
  const ready = remembered(chosen.value.rate, lawOfDay)
  if (!ready.ok) return ready
  const { row: place, column, pending, issues } = chosen.value
  const { quota } = item
  if (quota !== undefined && isLower(quota.within, chosen.value.rate)) {
    const within = remembered(quota.within, lawOfDay)
    return within.ok ? ok({ ready: within.value, quota, issues }) : within
  }
  if (quota !== undefined) {
    const useless = warning('duty.quota-no-gain', 'dutyTaxFees', { orderNumber: quota.orderNumber })
    return ok({ ready: ready.value, cell: { schedule, row: place, column }, issues: [...issues, useless] })
  }
  return ok({ ready: ready.value, cell: { schedule, row: place, column }, ...(pending === undefined ? {} : { pending }), issues })
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

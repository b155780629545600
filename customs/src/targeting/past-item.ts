import type { Day } from '../kernel/index.ts'

/**
 * One goods item as the past remembers it: who declared what, from where, how heavy and at what price.
 *
 * Codes are compared as they were declared; what was not declared is empty. Mass and value are for comparison and ordering: nothing is charged by them.
 */
export interface PastItem {
  readonly on: Day
  readonly office: string
  /** What is done with the goods, and for which use. */
  readonly procedure: string
  readonly use: string
  readonly payment: string
  readonly mode: string
  readonly declarant: string
  readonly importer: string
  readonly seller: string
  readonly carrier: string
  /** Six digits. */
  readonly commodity: string
  readonly departure: string
  readonly origin: string
  /** How origin was marked or proved. */
  readonly originMark: string
  /** The rate of duty in per cent, absent where it is not known or no share of the value; and under which column of the tariff. */
  readonly dutyRate?: number
  readonly rateKind: string
  readonly netMassKg: number
  /** In the state's currency, major units. */
  readonly value: number
  /** As it was invoiced, where that was in another currency (`1200.5 USD`): the same price is the same whatever the rate of the week. */
  readonly invoiced?: string
}

/** What an inspection of an item found. */
export interface Outcome {
  readonly isFraud: boolean
}

/** An item whose inspection is over. */
export interface InspectedItem extends PastItem, Outcome {}

/** The duty that stands or falls with what is declared of an item: value by rate, a figure to order by, in the state's currency. Nothing where the rate is not known. */
export function revenueAtStake({ value, dutyRate }: Pick<PastItem, 'value' | 'dutyRate'>): number | undefined {
  return dutyRate === undefined ? undefined : (value * dutyRate) / 100
}

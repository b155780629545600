import type { Confidence, RateDayBasis, Regime, State } from '../reference/index.ts'
import type { ChargeKind } from './law.ts'

/** One part of what a rate was charged on: the customs value, the retail value, or the charges of a kind that came before. */
export interface BasePart {
  readonly part: string
  readonly amount: string
}

/**
 * One line of a bill, with all it takes to work it out again by hand: parts of the base, rate, result before rounding, rounding, and the law.
 *
 * All amounts are decimal strings in major units of the assessment's currency.
 */
export interface Charge {
  readonly kind: ChargeKind
  readonly measure: string
  readonly name: string
  /** What the rate is charged on: an amount, or the quantity where the rate is money for a quantity. */
  readonly base: string
  /** What the base counts: the currency of the bill, or the unit of the quantity. */
  readonly baseUnit: string
  readonly baseParts: readonly BasePart[]
  /** A plain decimal; several joined by words where the rate has parts. */
  readonly rate: string
  /** `%`, or money for a quantity: `THB/LPA`. */
  readonly rateUnit: string
  /** The quantities a rate by quantity was charged on. */
  readonly quantities: readonly { readonly value: string; readonly unit: string }[]
  /** Where the tax is part of its own base: the rate that comes of it, exact. */
  readonly grossedUpTo?: string
  /** Before rounding, without loss: a decimal, or a fraction where no decimal can say it. */
  readonly exact: string
  readonly amount: string
  readonly rounding: string
  /** Why nothing is charged although the rate would: the row of relief, and what would have been due. */
  readonly relief?: { readonly lawRow: string; readonly legalRef: string; readonly confidence: Confidence; readonly otherwise: string }
  /** Where it is charged on the value goods gained abroad alone: the row that says so. What went out for them is among the parts of the base. */
  readonly valueAdded?: { readonly lawRow: string; readonly legalRef: string; readonly confidence: Confidence }
  /** The quota whose rate it is, and the agreement that one is of. */
  readonly quota?: {
    readonly orderNumber: string
    readonly lawRow: string
    readonly legalRef: string
    readonly confidence: Confidence
    readonly agreement?: string
  }
  /** The share of the sum of the parts that is charged: `11/12`. */
  readonly baseFactor?: string
  /** The row by which the sum of this charge over the consignment was rounded; the difference is on the item that bears most. */
  readonly totalRounding?: { readonly lawRow: string; readonly legalRef: string; readonly confidence: Confidence; readonly words: string }
  readonly legalRef: string
  readonly lawRow: string
  readonly confidence: Confidence
  readonly source: string
  /** Where the rate stands in the national schedule. */
  readonly schedule?: { readonly version: string; readonly row: number; readonly column: string; readonly confidence: Confidence }
}

export interface ItemBill {
  readonly sequence: number
  readonly code: string
  readonly customsValue: string
  readonly charges: readonly Charge[]
  /** What counted in bases and is not charged here: brokerage, arrastre, landing charges. Absent where nothing does. */
  readonly landedCost?: readonly Charge[]
  /** What a registered seller collects at the sale: not charged here. Absent where nothing is. */
  readonly atSale?: readonly Charge[]
  readonly total: string
  /** A preference that was claimed and not given, and why. */
  readonly pending?: { readonly agreement: string; readonly reason: string }
}

/** What a declaration is charged: plain data, stored with the decision as it is. */
export interface Assessment {
  readonly state: State
  readonly regime: Regime
  readonly currency: string
  readonly rateDay: { readonly day: string; readonly basis: RateDayBasis; readonly lawRow: string; readonly provisional: boolean }
  readonly lawVersion: string
  /** The schedule the rates were read from; absent where none was needed. */
  readonly schedule?: string
  readonly items: readonly ItemBill[]
  /** By kind of charge, in the order they are worked out. */
  readonly totals: readonly { readonly kind: ChargeKind; readonly amount: string }[]
  readonly total: string
  /** What the bill rests on that is general knowledge or a sample: ids of law rows and of schedule versions. */
  readonly assumed: readonly string[]
}

import {
  apportion,
  type Currency,
  compare,
  type Day,
  decimal,
  error,
  isNegative,
  isZero,
  minus,
  ok,
  parseDecimal,
  type Rational,
  type Result,
  stop,
  toDecimal,
  ZERO,
} from '../kernel/index.ts'
import type { RegimeKind } from './regime.ts'

/** One kind of charge and what of it is suspended, in minor units. */
export interface ChargePart {
  readonly kind: string
  readonly minor: bigint
}

/** On what terms goods are here that are relieved in part: as they were on the day they were admitted. Plain data, kept with their lot. */
export interface PartialRelief {
  readonly percentPerMonth: string
  readonly lawRow: string
  readonly legalRef: string
}

/** What is charged for the months goods were here, with all that led to it. Plain data; amounts in major units. */
export interface PartialCharge extends PartialRelief {
  readonly from: Day
  readonly to: Day
  /** Months, a begun one counted as a whole one. */
  readonly months: number
  /** The share that is charged for them, in per cent; never more than a hundred. */
  readonly percent: string
  readonly rounding: string
  /** Of each kind of charge: what the goods would have been charged for home use on the day they came, and what of it they are. */
  readonly parts: readonly { readonly kind: string; readonly whole: string; readonly amount: string }[]
}

/**
 * What happens to part of a lot.
 *
 * `consumed`: it is in a product that left; `waste`: it was lost in making one, within the norm; `home`: declared for home use, or home again where it
 * was never abroad; `re-export`: it left the state; `re-import`: it is back from abroad; `used`: it is used up for what it was relieved for; `transfer`: it stands in another lot; `loss`, `shortage`: it is not there; `diversion`: its holder
 * keeps it in the state without declaring it; `overdue`: its term ended.
 */
export const MOVEMENT_KINDS = [
  'consumed',
  'waste',
  'home',
  're-export',
  're-import',
  'used',
  'transfer',
  'loss',
  'shortage',
  'diversion',
  'overdue',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

/** What becomes of the suspended charges of what moved: nobody owes them, somebody does, or they stand on another lot. */
export const FATES = ['discharged', 'due', 'carried'] as const
export type Fate = (typeof FATES)[number]

/** What becomes of the charges by what happened. A loss and a shortage are judged by customs: due, unless it accepts the reason. */
export const FATE_OF: Readonly<Record<MovementKind, Fate>> = {
  consumed: 'discharged',
  waste: 'discharged',
  home: 'discharged',
  're-export': 'discharged',
  're-import': 'discharged',
  used: 'discharged',
  transfer: 'carried',
  loss: 'due',
  shortage: 'due',
  diversion: 'due',
  overdue: 'due',
}

/** Part of a lot that moved, or is promised to. `pending` until the declaration or the decision it waits for; `undone` gives it back. */
export interface Movement {
  readonly kind: MovementKind
  readonly quantity: Rational
  /** In minor units: the part of the customs value that goes with it. */
  readonly value: bigint
  readonly charges: readonly ChargePart[]
  readonly status: 'pending' | 'done' | 'undone'
  /** Once it is done. */
  readonly fate?: Fate | undefined
  /** Of goods relieved in part whose other charges are discharged: what of them they are charged for their time here. */
  readonly charged?: PartialCharge | undefined
}

/** Goods of one item of one declaration, of one holder in one place, as they stand in a regime. */
export interface Lot {
  readonly regime: RegimeKind
  readonly mrn: string
  readonly item: number
  readonly holder: string
  readonly authorisation?: string | undefined
  readonly place?: string | undefined
  readonly code: string
  readonly origin?: string | undefined
  readonly unit: string
  readonly currency: Currency
  readonly quantity: Rational
  readonly value: bigint
  readonly charges: readonly ChargePart[]
  readonly enteredOn: Day
  /** The last day on which the goods may stand there; without end where absent. */
  readonly until?: Day | undefined
  /** Where they are relieved in part, on what terms. */
  readonly partialRelief?: PartialRelief | undefined
  /** What is there and promised to nobody. */
  readonly left: Balance
}

export interface Balance {
  readonly quantity: Rational
  readonly value: bigint
  readonly charges: readonly ChargePart[]
}

/** Decimals a quantity is kept with. */
export const QUANTITY_DIGITS = 8

/**
 * Takes part of a lot: the part's share of value and of each charge, to the last unit. The last part takes what is left, so that the parts always add
 * up to what was suspended. More than is left is refused, with what is.
 */
export function take(lot: Pick<Lot, 'left' | 'unit'>, quantity: Rational): Result<{ readonly taken: Balance; readonly left: Balance }> {
  const { left } = lot
  if (isNegative(quantity) || isZero(quantity))
    return stop(error('regimes.quantity-not-positive', 'quantity', { quantity: toDecimal(quantity, QUANTITY_DIGITS) }))
  if (compare(quantity, left.quantity) > 0)
    return stop(
      error('regimes.quantity-exceeded', 'quantity', {
        quantity: toDecimal(quantity, QUANTITY_DIGITS),
        left: toDecimal(left.quantity, QUANTITY_DIGITS),
        unit: lot.unit,
      }),
    )
  const rest = minus(left.quantity, quantity)
  const taken = { quantity, value: shareOf(left.value, quantity, rest), charges: left.charges.map(part => cut(part, quantity, rest)) }
  return ok({
    taken,
    left: {
      quantity: rest,
      value: left.value - taken.value,
      charges: left.charges.map((part, index) => ({ ...part, minor: part.minor - (taken.charges[index]?.minor ?? 0n) })),
    },
  })
}

/** Gives back what a movement took. */
export function giveBack(left: Balance, { quantity, value, charges }: Balance): Balance {
  return {
    quantity: add(left.quantity, quantity),
    value: left.value + value,
    charges: left.charges.map(part => ({ ...part, minor: part.minor + minorOf(charges, part.kind) })),
  }
}

function cut({ kind, minor }: ChargePart, quantity: Rational, rest: Rational): ChargePart {
  return { kind, minor: shareOf(minor, quantity, rest) }
}

/** The share of whole units that goes with a quantity where the rest stays. */
function shareOf(units: bigint, quantity: Rational, rest: Rational): bigint {
  const [share = 0n] = apportion(units, [quantity.num * rest.den, rest.num * quantity.den])
  return share
}

function add(one: Rational, other: Rational): Rational {
  return minus(one, minus(ZERO, other))
}

export function minorOf(charges: readonly ChargePart[], kind: string): bigint {
  return charges.find(each => each.kind === kind)?.minor ?? 0n
}

export function sumOfCharges(charges: readonly ChargePart[]): bigint {
  return charges.reduce((sum, { minor }) => sum + minor, 0n)
}

/** A quantity as it was written, to the decimals it is kept with; undefined where it is none. */
export function readQuantity(text: string): Rational | undefined {
  const value = parseDecimal(text)
  return value === undefined ? undefined : decimal(toDecimal(value, QUANTITY_DIGITS))
}

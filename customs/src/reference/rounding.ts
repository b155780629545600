import { z } from 'zod'
import { type Currency, decimal, majorToMinor, over, type Rational, roundDown, roundHalfUp, roundUp } from '../kernel/index.ts'
import { lawKind, lawRowSchema } from './law.ts'

/** The ways of rounding that laws name; each is a function of the kernel. */
const METHODS = { roundHalfUp, roundDown, roundUp, roundUpFromOne } as const
export type RoundingMethod = keyof typeof METHODS

/**
 * Nothing below one unit; from there on any fraction of a unit is a whole one.
 *
 * @source bdnsw.mofe.gov.bn, import duty of Brunei Darussalam
 */
function roundUpFromOne(value: Rational): bigint {
  return value.num < value.den ? 0n : roundUp(value)
}

const roundingSchema = lawRowSchema.extend({
  /** A customs value, each charge, or the sum of the customs duty of a consignment. */
  of: z.enum(['customs-value', 'charge', 'customs-duty-total']),
  method: z.enum(['roundHalfUp', 'roundDown', 'roundUp', 'roundUpFromOne']),
  /** The unit an amount is rounded to, in the state's currency: `0.01`, `1`, `1000`. */
  unit: z.string().regex(/^\d{1,6}(\.\d{1,4})?$/),
  /** Whether what is charged on the amount later takes it rounded or exact. */
  laterBases: z.enum(['rounded', 'exact']),
})
export type RoundingRow = z.output<typeof roundingSchema>

/** How a state rounds its customs values and its charges. */
export const ROUNDINGS = lawKind('rounding', roundingSchema, row => row.of)

/** A row of rounding, ready for amounts in minor units. */
export interface Rounding {
  readonly row: RoundingRow
  readonly unitMinor: bigint
  /** As a bill prints it: `roundHalfUp to 0.01 SGD`. */
  readonly words: string
}

/** Makes a row ready; a unit below the currency's own is a mistake in the table. */
export function prepareRounding(row: RoundingRow, currency: Currency): Rounding {
  const unit = majorToMinor(decimal(row.unit), currency)
  if (unit.den !== 1n || unit.num <= 0n) throw new Error(`given rounding ${row.id} to ${row.unit} ${currency}, needs whole minor units`)
  return { row, unitMinor: unit.num, words: `${row.method} to ${row.unit} ${currency}` }
}

/** Rounds an exact amount of minor units, once, as the row says. */
export function roundAmount(minor: Rational, rounding: Rounding): bigint {
  const round = METHODS[rounding.row.method]
  if (rounding.unitMinor === 1n) return round(minor)
  return round(over(minor, { num: rounding.unitMinor, den: 1n })) * rounding.unitMinor
}

import { z } from 'zod'
import { type Day, hint, type Issue, ok, type Result } from '../kernel/index.ts'
import { type LawBook, lawKind, lawRowSchema, requireRow } from './law.ts'
import type { State } from './states.ts'

/** The regimes whose charges and values the law writes down. */
export const REGIMES = ['home-use', 'export'] as const
export type Regime = (typeof REGIMES)[number]

/** The regimes a rate day is written for: goods that leave a warehouse or a zone for home use may take another day than those from abroad. */
export const RATE_REGIMES = [...REGIMES, 'warehouse-to-home', 'zone-to-home'] as const
export type RateRegime = (typeof RATE_REGIMES)[number]

/** The moments national laws tie a rate to. */
export const RATE_DAY_BASES = ['registration', 'import-completed', 'release'] as const
export type RateDayBasis = (typeof RATE_DAY_BASES)[number]

const rateDaySchema = lawRowSchema.extend({
  regime: z.enum(RATE_REGIMES),
  /** The duties and taxes, or the exchange rates: each has its own switch. */
  of: z.enum(['charges', 'exchange-rates']),
  basis: z.enum(RATE_DAY_BASES),
  /** How often customs publishes its exchange rates, for the reader. */
  period: z.string().optional(),
})
export type RateDayRow = z.output<typeof rateDaySchema>

/** Which day's rates a state applies, by regime. Required: a regime without a row is refused. @source RKC General Annex, standard 3.11 */
export const RATE_DAYS = lawKind('rate-day', rateDaySchema, row => `${row.regime} ${row.of}`)

/** The days of one declaration that laws tie rates to. What has not happened yet is absent. */
export interface ProcedureDays {
  readonly registeredOn: Day
  readonly arrivedOn?: Day | undefined
  readonly releasedOn?: Day | undefined
}

/** The day whose rates apply, and the row that says so. */
export interface RateDay {
  readonly day: Day
  readonly basis: RateDayBasis
  readonly lawRow: string
  /** The day the law names has not come; the figure is of today's law and is worked out again when it comes. */
  readonly provisional: boolean
  readonly issues: readonly Issue[]
}

/**
 * Finds the day whose rates apply to a declaration.
 *
 * Where the day that the law names still lies ahead (goods declared before arrival), the day of registration stands in and the answer says so.
 */
export function findRateDay(law: LawBook, state: State, regime: RateRegime, of: RateDayRow['of'], days: ProcedureDays): Result<RateDay> {
  const found = requireRow(law, RATE_DAYS, state, days.registeredOn, `${of} ${regime}`, row => row.regime === regime && row.of === of)
  if (!found.ok) return found
  const { basis, id } = found.value
  const day = dayOf(basis, days)
  return ok({
    day: day ?? days.registeredOn,
    basis,
    lawRow: id,
    provisional: day === undefined,
    issues: day === undefined ? [hint('rates.day-provisional', '', { state, basis, day: days.registeredOn })] : [],
  })
}

function dayOf(basis: RateDayBasis, days: ProcedureDays): Day | undefined {
  switch (basis) {
    case 'registration':
      return days.registeredOn
    case 'import-completed':
      return days.arrivedOn
    case 'release':
      return days.releasedOn
  }
}

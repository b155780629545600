import {
  all,
  error,
  greater,
  type Issue,
  lesser,
  map,
  ok,
  over,
  plus,
  type Rational,
  type Result,
  stop,
  times,
  ZERO,
} from '../kernel/index.ts'
import { assessBrackets } from './brackets.ts'
import type { ChargeRate } from './rate.ts'

/** What one rate is charged on: an amount in minor units, and quantities by their unit. */
export interface DutyBasis {
  readonly customsValue: Rational
  readonly quantities: ReadonlyMap<string, Rational>
}

/**
 * Assesses the duty one rate charges on one goods item.
 *
 * The answer is exact, in minor units; whoever presents it rounds it, once. A rate per unit that the declarant did not give is an issue for
 * them to mend, never an exception.
 *
 * @source RKC General Annex ch. 4, "assessment of duties and taxes"
 */
export function assessDuty(rate: ChargeRate, basis: DutyBasis): Result<Rational, Issue> {
  switch (rate.kind) {
    case 'ad-valorem':
      return ok(times(basis.customsValue, rate.share))
    case 'specific': {
      const quantity = basis.quantities.get(rate.unit)
      if (quantity === undefined) return stop(error('duty.quantity-missing', 'quantities', { unit: rate.unit }))
      return ok(over(times(quantity, rate.minor), rate.per))
    }
    case 'compound':
      return map(all(rate.parts.map(part => assessDuty(part, basis))), duties => duties.reduce(plus, ZERO))
    case 'mixed': {
      const choose = rate.takes === 'greater' ? greater : lesser
      return map(all(rate.parts.map(part => assessDuty(part, basis))), duties => duties.reduce(choose))
    }
    case 'brackets':
      return ok(assessBrackets(rate.brackets, basis.customsValue))
  }
}

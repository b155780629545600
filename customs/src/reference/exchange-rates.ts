import {
  type Currency,
  type Day,
  decimal,
  error,
  isValidOn,
  ok,
  over,
  parseCurrency,
  type Rational,
  type Result,
  stop,
  times,
} from '../kernel/index.ts'
import { STATE_FACTS, type State } from './states.ts'

/**
 * A customs exchange rate: what a state's customs takes one `unit` (1 or 100) of a foreign currency to be worth in its own, for a period.
 *
 * A period without an end lasts until the next one begins.
 */
export interface ExchangeRate {
  readonly state: State
  readonly currency: Currency
  readonly unit: 1 | 100
  /** Units of the state's own currency, as published: `35.1234`. */
  readonly rate: string
  readonly validFrom: Day
  readonly validTo?: Day
  /** Where it was published, or `given by the caller`. */
  readonly source: string
}

/** The customs exchange rates a node holds. */
export interface ExchangeRates {
  find(currency: string, day: Day): ExchangeRate | undefined
}

/** What one unit of the currency is worth, exactly. */
export function ratePerUnit(rate: ExchangeRate): Rational {
  return over(decimal(rate.rate), { num: BigInt(rate.unit), den: 1n })
}

/** Opens published rates for looking up; of two periods that cover a day the one that began later counts. */
export function openExchangeRates(rates: readonly ExchangeRate[]): ExchangeRates {
  const byCurrency = new Map<string, ExchangeRate[]>()
  for (const rate of rates) {
    const known = byCurrency.get(rate.currency)
    if (known === undefined) byCurrency.set(rate.currency, [rate])
    else known.push(rate)
  }
  for (const list of byCurrency.values()) list.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return { find: (currency, day) => byCurrency.get(currency)?.find(rate => covers(rate, day)) }
}

/** The same rates; each that is found is noted. */
export function notingRates(used: Set<ExchangeRate>, rates: ExchangeRates): ExchangeRates {
  return {
    find(currency, on) {
      const found = rates.find(currency, on)
      if (found !== undefined) used.add(found)
      return found
    },
  }
}

function covers({ validFrom, validTo }: ExchangeRate, day: Day): boolean {
  return isValidOn(validTo === undefined ? { validFrom } : { validFrom, validTo }, day)
}

/** An amount in the state's own currency, unrounded, and the rate it was converted with; none where it already was in that currency. */
export interface Converted {
  readonly amount: Rational
  readonly rate?: ExchangeRate
}

/**
 * Converts an amount into a state's own currency with the customs rate of a day, exactly.
 *
 * A day without a rate is refused naming state, currency and day: yesterday's rate is not law today.
 *
 * @source WTO Customs Valuation Agreement art. 9
 */
export function toLocalCurrency(
  amount: Rational,
  currency: string,
  state: State,
  day: Day,
  rates: ExchangeRates,
  path: string,
): Result<Converted> {
  if (currency === STATE_FACTS[state].currency) return ok({ amount })
  if (parseCurrency(currency) === undefined) return stop(error('rates.currency-unknown', path, { currency }))
  const rate = rates.find(currency, day)
  if (rate === undefined) return stop(error('rates.missing', path, { state, currency, day }))
  return ok({ amount: times(amount, ratePerUnit(rate)), rate })
}

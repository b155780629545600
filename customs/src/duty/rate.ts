import {
  all,
  type Currency,
  decimal,
  error,
  HUNDRED,
  majorToMinor,
  map,
  minus,
  ok,
  over,
  type Rational,
  type Result,
  stop,
  times,
  ZERO,
} from '../kernel/index.ts'
import type { DutyRate } from '../tariff/index.ts'
import type { ReadyBracket } from './brackets.ts'

/** A rate ready to charge: exact numbers, money in minor units of the state's currency. */
export type ChargeRate =
  | { readonly kind: 'ad-valorem'; readonly percent: Rational; readonly share: Rational }
  | { readonly kind: 'specific'; readonly minor: Rational; readonly per: Rational; readonly unit: string }
  | { readonly kind: 'compound'; readonly parts: readonly ChargeRate[] }
  | { readonly kind: 'mixed'; readonly takes: 'greater' | 'lesser'; readonly parts: readonly ChargeRate[] }
  | { readonly kind: 'brackets'; readonly brackets: readonly ReadyBracket[] }

/** So many percent of the base. */
export function adValorem(percent: string): ChargeRate {
  return percentOf(decimal(percent))
}

/** A percentage, and what share of the base that is. */
function percentOf(percent: Rational): Extract<ChargeRate, { kind: 'ad-valorem' }> {
  return { kind: 'ad-valorem', percent, share: over(percent, HUNDRED) }
}

/** So many minor units for each `per` of a unit of quantity: `specific('1760', '100', 'KGM')` is 17.60 for 100 kg. */
export function specific(minor: string, per: string, unit: string): ChargeRate {
  return { kind: 'specific', minor: decimal(minor), per: decimal(per), unit }
}

/** The sum of its parts. */
export function compound(...parts: readonly ChargeRate[]): ChargeRate {
  return { kind: 'compound', parts }
}

/** The greater or the lesser of its parts. */
export function mixed(takes: 'greater' | 'lesser', ...parts: readonly ChargeRate[]): ChargeRate {
  return { kind: 'mixed', takes, parts }
}

/**
 * Makes a rate of a tariff or a law ready to charge in the state's currency.
 *
 * `none` charges zero of the base. A rate in another currency is refused by name: it needs a law that says how it is converted. A rate of a quota is the one
 * beyond it: what is drawn of a quota is charged the rate its own row of law names. `excluded` and `unknown` never get here: whoever chose the rate refused them.
 */
export function prepareRate(rate: DutyRate, currency: Currency): Result<ChargeRate> {
  switch (rate.kind) {
    case 'none':
      return ok(percentOf(ZERO))
    case 'ad-valorem':
      return ok(adValorem(rate.percent))
    case 'specific':
      if (rate.currency !== currency) return stop(error('duty.currency-not-local', '', { given: rate.currency, currency }))
      return ok({ kind: 'specific', minor: majorToMinor(decimal(rate.amount), currency), per: decimal(rate.per), unit: rate.unit })
    case 'compound':
      return map(all(rate.parts.map(part => prepareRate(part, currency))), parts => ({ kind: 'compound', parts }))
    case 'mixed':
      return map(all(rate.parts.map(part => prepareRate(part, currency))), parts => ({ kind: 'mixed', takes: rate.takes, parts }))
    case 'quota':
      return prepareRate(rate.beyond, currency)
    case 'excluded':
    case 'unknown':
      throw new Error(`given a rate that is ${rate.kind}, needs one that charges`)
  }
}

/** A rate as a bill prints it: a plain decimal and, apart, what it is of. Rates of several parts say how they go together. */
export interface RateWords {
  readonly rate: string
  readonly rateUnit: string
}

export function wordsOfRate(rate: DutyRate): RateWords {
  switch (rate.kind) {
    case 'none':
      return { rate: '0', rateUnit: '%' }
    case 'ad-valorem':
      return { rate: rate.percent, rateUnit: '%' }
    case 'specific':
      return { rate: rate.amount, rateUnit: `${rate.currency}/${rate.per === '1' ? '' : `${rate.per} `}${rate.unit}` }
    case 'compound':
      return join(rate.parts, ' + ')
    case 'mixed':
      return join(rate.parts, rate.takes === 'greater' ? ' or, if greater, ' : ' or, if less, ')
    case 'quota':
      return wordsOfRate(rate.beyond)
    case 'excluded':
    case 'unknown':
      return { rate: '', rateUnit: '' }
  }
}

function join(parts: readonly DutyRate[], by: string): RateWords {
  const words = parts.map(wordsOfRate)
  return { rate: words.map(each => each.rate).join(by), rateUnit: words.map(each => each.rateUnit).join(by) }
}

/**
 * The rate of a tax that is part of its own base, with the charges that follow from it: r becomes r / (1 − multiple × r).
 *
 * @source Thai Customs, sample of an excise calculation: (CIF + duty + fee) × r / (1 − 1.1 r)
 */
export function grossUp(rate: ChargeRate, multiple: Rational): ChargeRate {
  if (rate.kind !== 'ad-valorem') throw new Error(`given a ${rate.kind} rate, needs one in percent to gross up`)
  const rest = minus(HUNDRED, times(multiple, rate.percent))
  return percentOf(over(times(rate.percent, HUNDRED), rest))
}

/** The units of quantity a rate charges by. */
export function unitsOf(rate: ChargeRate): readonly string[] {
  switch (rate.kind) {
    case 'ad-valorem':
    case 'brackets':
      return []
    case 'specific':
      return [rate.unit]
    case 'compound':
    case 'mixed':
      return rate.parts.flatMap(unitsOf)
  }
}

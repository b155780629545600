import { decimal, error, type Issue, isZero, minus, ok, over, plus, type Rational, type Result, stop, times } from '../kernel/index.ts'
import { type ExchangeRates, ratePerUnit } from '../reference/index.ts'
import type { Material, OriginQuestion } from './question.ts'

/** Amounts of a question in the currency of its FOB price, exact. */
export type Convert = (amount: { readonly amount: string; readonly currency: string }, path: string) => Result<Rational>

/**
 * Brings amounts into the currency of the FOB price: by the caller's rates first, then by those of customs of the state that was asked, on the day.
 * Without a FOB price all amounts must be in one currency.
 */
export function converter({ good, rates, on, materials }: OriginQuestion, ofCustoms: ExchangeRates | undefined): Convert {
  const target = good.fob?.currency ?? materials[0]?.value.currency
  const known = new Map<string, Rational | undefined>()
  function rateOf(currency: string): Rational | undefined {
    if (currency === target) return { num: 1n, den: 1n }
    const given = rates[currency]
    if (given !== undefined) return isZero(decimal(given)) ? undefined : decimal(given)
    const [from, to] = [ofCustoms?.find(currency, on), target === undefined ? undefined : ofCustoms?.find(target, on)]
    return from === undefined || to === undefined ? undefined : over(ratePerUnit(from), ratePerUnit(to))
  }
  return ({ amount, currency }, path) => {
    if (!known.has(currency)) known.set(currency, rateOf(currency))
    const rate = known.get(currency)
    return rate === undefined
      ? stop(error('origin.rate-missing', path, { currency, target: target ?? '' }))
      : ok(times(decimal(amount), rate))
  }
}

/**
 * The CIF value of a material: what was paid, and what the terms leave out. A price that leaves out freight or insurance without saying them is
 * refused, since it would make the part of the good that does not originate look smaller than it is. The earliest price paid in the state counts for
 * materials of undetermined origin and for those bought there.
 *
 * @source ATIGA art. 25(b), 29.2(a) and (b)
 */
export function valueMaterial({ value, origin }: Material, exporter: string, convert: Convert, path: string): Result<Rational> {
  const { terms, freight, insurance, inland } = value
  const price = convert(value, `${path}.value`)
  const isLocal = origin.status === 'undetermined' || ('state' in origin && origin.state === exporter)
  if (terms === 'CIF' || (terms === 'paid' && isLocal)) return price
  if (terms === 'paid') return stop(error('origin.value-paid-abroad', `${path}.value.terms`))
  const needed = terms === 'EXW' ? { freight, insurance, inland } : { freight, insurance }
  const issues: Issue[] = price.ok ? [] : [...price.issues]
  let total = price.ok ? price.value : { num: 0n, den: 1n }
  for (const [name, amount] of Object.entries(needed)) {
    if (amount === undefined) {
      issues.push(error('origin.value-not-cif', `${path}.value.${name}`, { terms, missing: name }))
      continue
    }
    const added = convert(amount, `${path}.value.${name}`)
    if (added.ok) total = plus(total, added.value)
    else issues.push(...added.issues)
  }
  return issues.length > 0 ? stop(...issues) : ok(total)
}

/** What share a part is of a whole, in percent, exact. */
export function percentOf(part: Rational, whole: Rational): Rational {
  return over(times(part, { num: 100n, den: 1n }), whole)
}

/** A percentage as it is shown: two digits, cut, so that 39.996 never reads as 40. */
export function showPercent(percent: Rational): string {
  return showCut(percent, 2)
}

/** Whole percents as Form D prints them: cut, so that 40.6 is 40. @source Singapore Customs, CO handbook, origin criterion percentage */
export function wholePercent(percent: Rational): string {
  return showCut(percent, 0)
}

function showCut(value: Rational, digits: number): string {
  const scaled = value.num * 10n ** BigInt(digits)
  const down = scaled >= 0n ? scaled / value.den : -((-scaled + value.den - 1n) / value.den)
  const negative = down < 0n
  const text = (negative ? -down : down).toString().padStart(digits + 1, '0')
  const shown = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return `${negative ? '-' : ''}${shown}`
}

/** An amount that must be reached: two digits, rounded up. */
export function showAtLeast(value: Rational): string {
  const negated = showCut(minus({ num: 0n, den: 1n }, value), 2)
  return negated.startsWith('-') ? negated.slice(1) : negated === '0.00' ? negated : `-${negated}`
}

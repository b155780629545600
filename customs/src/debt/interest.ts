import {
  addMonths,
  type Currency,
  type Day,
  daysBetween,
  decimal,
  error,
  formatMajor,
  fraction,
  type Issue,
  lesser,
  type Money,
  minorDigitsOf,
  money,
  ok,
  over,
  plus,
  type Rational,
  type Result,
  stop,
  tenTo,
  times,
  toExact,
  ZERO,
} from '../kernel/index.ts'
import { type LawBook, type LawRow, prepareRounding, ROUNDINGS, requireRow, roundAmount, type State } from '../reference/index.ts'
import { INTEREST_RATES, type InterestGround, type InterestPeriod, type InterestRate } from './interest-law.ts'

/** What was owed from a day on, until the next such entry. */
export interface OwedFrom {
  readonly from: Day
  readonly amount: Money
}

export interface InterestQuestion {
  readonly state: State
  readonly ground: InterestGround
  /** In the order of its days. A part payment is an entry with less; what is fully paid, one with nothing. */
  readonly owed: readonly OwedFrom[]
  /** The first day that does not count any more: the day of payment, or the day that is asked for. */
  readonly to: Day
}

/** Interest with all that led to it, as it is stored and shown. Amounts in major units. */
export interface InterestCalculation {
  readonly ground: InterestGround
  readonly currency: string
  readonly from: Day
  readonly to: Day
  readonly spans: readonly InterestSpan[]
  /** Before it is rounded, after what the law allows at most. */
  readonly exact: string
  /** What the law allows at most, where that is less than the spans come to. */
  readonly atMost?: string
  readonly rounding: string
  readonly amount: string
}

/** Days on which one rate was charged on one amount. `to` is the first day that is not among them. */
export interface InterestSpan {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly base: string
  readonly percent: string
  readonly per: InterestPeriod
  /** How often the rate counts: `12` days or months, `73/365` years. */
  readonly times: string
  readonly amount: string
  readonly row: string
  readonly legalRef: string
  readonly confidence: LawRow['confidence']
}

/**
 * Works out simple interest on what was owed, from day to day, by the rates in force on those days.
 *
 * A change of rate or of the amount begins another span; a month of which every part counts is charged at the rate and on the amount of the day
 * it begins. The sum is rounded once, as a charge of the state is. Refused by name for every gap in the rates.
 *
 * @source RKC General Annex std. 4.11 (national law says the rate and when it is charged); the rows name that law
 */
export function assessInterest(law: LawBook, question: InterestQuestion): Result<InterestCalculation> {
  const { state, ground, owed, to } = question
  const [first] = owed
  if (first === undefined) throw new Error('given nothing owed, needs an amount to charge interest on')
  const { currency } = first.amount
  const rounding = requireRow(law, ROUNDINGS, state, to, 'charge', row => row.of === 'charge')
  const found = listSpans(law, question, first)
  if (!rounding.ok || !found.ok) return stop(...(rounding.ok ? [] : rounding.issues), ...(found.ok ? [] : found.issues))

  const { exact, atMost } = sumOf(found.value)
  const prepared = prepareRounding(rounding.value, currency)
  return ok({
    ground,
    currency,
    from: first.from,
    to: to > first.from ? to : first.from,
    spans: found.value.map(span => told(span, currency)),
    exact: exactMajor(exact, currency),
    ...(atMost === undefined ? {} : { atMost: exactMajor(atMost, currency) }),
    rounding: prepared.words,
    amount: formatMajor(money(roundAmount(exact, prepared), currency)),
  })
}

interface Span {
  readonly from: Day
  readonly to: Day
  readonly base: Money
  readonly row: InterestRate
  readonly count: Rational
  readonly exact: Rational
}

function listSpans(law: LawBook, { state, ground, owed, to }: InterestQuestion, first: OwedFrom): Result<readonly Span[]> {
  const rates = law.rows(INTEREST_RATES).filter(row => row.state === state && row.ground === ground)
  const spans: Span[] = []
  const issues: Issue[] = []
  let from = first.from
  while (from < to) {
    const { amount: base, until } = owedOn(owed, from, to)
    const row =
      base.minor > 0n ? rates.find(each => each.validFrom <= from && (each.validTo === undefined || from < each.validTo)) : undefined
    if (base.minor <= 0n) from = until
    else if (row === undefined) {
      issues.push(error('debt.interest-rate-missing', '', { state, kind: ground, day: from }))
      from = rates.reduce((next, each) => (each.validFrom > from && each.validFrom < next ? each.validFrom : next), to)
    } else {
      const end = row.validTo !== undefined && row.validTo < until ? row.validTo : until
      const span = row.per === 'month-begun' ? monthsFrom(from, end, to) : { to: end, count: daysOf(row.per, daysBetween(from, end)) }
      const exact = times(times(fraction(base.minor), over(decimal(row.percent), fraction(100n))), span.count)
      spans.push({ from, base, row, exact, ...span })
      from = span.to
    }
  }
  return issues.length > 0 ? stop(...issues) : ok(spans)
}

/** What is owed on a day, and the first day on which that may be different. */
function owedOn(owed: readonly OwedFrom[], on: Day, to: Day): { readonly amount: Money; readonly until: Day } {
  const amount = owed.findLast(each => each.from <= on)?.amount
  if (amount === undefined) throw new Error(`given what is owed from a day after ${on}, needs it in the order of days`)
  const next = owed.find(each => each.from > on)
  return { amount, until: next !== undefined && next.from < to ? next.from : to }
}

/** The months begun before `end`: the last of them runs on beyond it, but never beyond `to`. */
function monthsFrom(from: Day, end: Day, to: Day): { readonly to: Day; readonly count: Rational } {
  let months = 1
  while (addMonths(from, months) < end) months++
  const last = addMonths(from, months)
  return { to: last < to ? last : to, count: fraction(BigInt(months)) }
}

function daysOf(per: Exclude<InterestPeriod, 'month-begun'>, days: number): Rational {
  const lengths = { day: 1n, 'month-of-30': 30n, 'year-of-360': 360n, 'year-of-365': 365n } as const
  return fraction(BigInt(days), lengths[per])
}

/** The sum of spans in their order; where a row says how much at most, what is owed when it holds bounds the sum so far. */
function sumOf(spans: readonly Span[]): { readonly exact: Rational; readonly atMost?: Rational } {
  let exact = ZERO
  let atMost: Rational | undefined
  for (const span of spans) {
    exact = plus(exact, span.exact)
    if (span.row.atMostPercent === undefined) continue
    const most = times(fraction(span.base.minor), over(decimal(span.row.atMostPercent), fraction(100n)))
    const bounded = lesser(exact, most)
    if (bounded !== exact) atMost = most
    exact = bounded
  }
  return atMost === undefined ? { exact } : { exact, atMost }
}

function told({ from, to, base, row, count, exact }: Span, currency: Currency): InterestSpan {
  const { percent, per, id, legalRef, confidence } = row
  const days = daysBetween(from, to)
  return {
    from,
    to,
    days,
    base: formatMajor(base),
    percent,
    per,
    times: toExact(count),
    amount: exactMajor(exact, currency),
    row: id,
    legalRef,
    confidence,
  }
}

function exactMajor(minor: Rational, currency: Currency): string {
  return toExact(over(minor, fraction(tenTo(minorDigitsOf(currency)))))
}

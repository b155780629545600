import {
  compare,
  decimal,
  error,
  type Issue,
  isNegative,
  isZero,
  minus,
  ok,
  over,
  plus,
  type Rational,
  type Result,
  stop,
  times,
  ZERO,
} from '../kernel/index.ts'
import type { Counted } from './bill.ts'
import type { ContentMethod } from './content-method.ts'
import { type Convert, percentOf, showPercent } from './convert.ts'
import { type Finding, finding } from './finding.ts'
import type { OriginQuestion } from './question.ts'

/** The regional value content of a good, exact. */
export interface ValueContent {
  readonly method: ContentMethod
  readonly percent: Rational
  readonly fob: Rational
  /** The value of the materials that do not originate. */
  readonly vnm: Rational
  /** What of the content is of the exporting state alone: what the good could give to another by partial accumulation. */
  readonly domesticPercent: Rational
}

/** By how much the two formulas may differ before the figures are doubted, in points. */
const DOUBT_POINTS = decimal('1')

/**
 * Works out the regional value content by the method of the exporting state: undefined where no FOB price is given.
 *
 * Nothing is rounded. Where all costs are known the other method is tried too, and a difference of more than a point is told: the figures then
 * leave something out or count it twice.
 *
 * @source ATIGA art. 29.1 and 29.2, Annex 5
 */
export function contentOf(
  { good, costs }: OriginQuestion,
  method: ContentMethod,
  counted: readonly Counted[],
  convert: Convert,
): Result<{ readonly content: ValueContent | undefined; readonly findings: readonly Finding[] }> {
  if (good.fob === undefined) return ok({ content: undefined, findings: [] })
  const fob = decimal(good.fob.amount)
  if (isZero(fob)) return stop(error('origin.fob-not-positive', 'good.fob'))
  if (method === 'direct' && costs === undefined) return stop(error('origin.costs-missing', 'costs'))
  const added = costs === undefined ? ok(undefined) : sumCosts(costs, convert)
  if (!added.ok) return added

  const inValue = counted.filter(each => each.inValue)
  const total = addUp(inValue.map(each => each.value))
  const originating = addUp(inValue.map(each => each.contribution))
  const domestic = addUp(inValue.map(each => each.domestic))
  const vnm = minus(total, originating)
  const indirect = percentOf(minus(fob, vnm), fob)
  const direct = added.value === undefined ? undefined : percentOf(plus(originating, added.value), fob)
  const isDirect = method === 'direct' && direct !== undefined
  const percent = isDirect ? direct : indirect
  const foreign = percentOf(minus(originating, domestic), fob)
  const content = { method, percent, fob, vnm, domesticPercent: minus(percent, foreign) }

  const said = { percent: showPercent(percent), fob: showPercent(fob), vnm: showPercent(vnm), currency: good.fob.currency }
  const findings: Finding[] = [finding('noted', isDirect ? 'origin.content-direct' : 'origin.content-indirect', 'ATIGA art. 29.1', said)]
  if (isNegative(percent)) findings.push(finding('noted', 'origin.content-negative', 'ATIGA art. 29.1', said))
  if (direct !== undefined && compare(absolute(minus(direct, indirect)), DOUBT_POINTS) > 0) {
    const both = { direct: showPercent(direct), indirect: showPercent(indirect) }
    findings.push(finding('noted', 'origin.content-methods-differ', 'ATIGA art. 29.2(e)', both))
  }
  return ok({ content, findings: [...findings, ...doubtCosts(costs)] })
}

/** Projected and average costs are shown by their analysis of variance. @source ATIGA Annex 5, B ii and iv */
function doubtCosts(costs: OriginQuestion['costs']): readonly Finding[] {
  if (costs === undefined) return []
  const { basis, period, variance } = costs
  const needsVariance = basis === 'projected' || basis === 'average'
  return [
    ...(needsVariance && variance === undefined ? [finding('noted', 'origin.costs-without-variance', 'Annex 5, B', { basis })] : []),
    ...(basis !== 'actual' && period === undefined ? [finding('noted', 'origin.costs-without-period', 'Annex 5, B', { basis })] : []),
  ]
}

function sumCosts(costs: NonNullable<OriginQuestion['costs']>, convert: Convert): Result<Rational> {
  const issues: Issue[] = []
  let total = ZERO
  const add = (amount: { readonly amount: string; readonly currency: string }, path: string) => {
    const found = convert(amount, path)
    if (found.ok) total = plus(total, found.value)
    else issues.push(...found.issues)
  }
  for (const kind of ['labour', 'overhead', 'other'] as const)
    for (const [index, { amount }] of costs[kind].entries()) add(amount, `costs.${kind}[${index}].amount`)
  add(costs.profit, 'costs.profit')
  return issues.length > 0 ? stop(...issues) : ok(total)
}

/** The sum of many amounts, each denominator once: a bill of ten thousand lines has few. */
export function addUp(amounts: readonly Rational[]): Rational {
  const byDenominator = new Map<bigint, bigint>()
  for (const { num, den } of amounts) byDenominator.set(den, (byDenominator.get(den) ?? 0n) + num)
  return [...byDenominator].reduce((sum, [den, num]) => plus(sum, over({ num, den: 1n }, { num: den, den: 1n })), ZERO)
}

function absolute(value: Rational): Rational {
  return isNegative(value) ? times(value, { num: -1n, den: 1n }) : value
}

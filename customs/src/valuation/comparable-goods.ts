import type { ComparableGoodsFacts } from '../declaration/index.ts'
import { compare, decimal, exact, hint, type Issue, over, type Rational } from '../kernel/index.ts'
import { lineOf, type MethodResult, readDay, readQuantity, sumOf, type Working } from './working.ts'
import type { WorksheetStep } from './worksheet.ts'

type Sale = ComparableGoodsFacts['sales'][number]

interface Candidate {
  readonly sale: Sale
  readonly steps: readonly WorksheetStep[]
  /** Of one unit, adjusted. */
  readonly unitValue: Rational
  readonly times: Rational
}

/**
 * Methods 2 and 3: the transaction value of identical or similar goods that customs accepted, sold for export to the same country and exported
 * at or about the same time, for as many units as are valued.
 *
 * Goods of the same producer come before those of others; a sale at the same commercial level and in substantially the same quantity before one
 * adjusted to them; of several values the lowest is taken. A sale at another level or in another quantity without an adjustment for it does not count.
 *
 * @source WTO Customs Valuation Agreement art. 2, 3, 15.2 (d), (e); Notes to art. 2 and 3
 */
export function comparableValue(working: Working, { sales }: ComparableGoodsFacts): MethodResult {
  const excluded: Issue[] = []
  const candidates = sales.flatMap((sale, index) => readSale(working, sale, `${working.path}.sales[${index}]`, excluded))
  const preferred = prefer(
    prefer(candidates, each => each.sale.sameProducer),
    each => isAlike(each.sale),
  )
  const lowest = preferred.reduce<Candidate | undefined>(
    (least, each) => (least === undefined || compare(each.unitValue, least.unitValue) < 0 ? each : least),
    undefined,
  )
  if (lowest === undefined) return { applies: false, why: [hint('valuation.no-comparable-sale', working.path), ...excluded] }
  const taken = hint('valuation.comparable-taken', working.path, { reference: lowest.sale.reference, among: preferred.length })
  return { applies: true, steps: lowest.steps, times: lowest.times, why: [taken, ...excluded] }
}

/** Those of a kind, or all where there are none of it. */
function prefer<T>(all: readonly T[], isPreferred: (each: T) => boolean): readonly T[] {
  const preferred = all.filter(isPreferred)
  return preferred.length > 0 ? preferred : all
}

function isAlike({ sameCommercialLevel, sameQuantity }: Sale): boolean {
  return sameCommercialLevel && sameQuantity
}

function readSale(working: Working, sale: Sale, path: string, excluded: Issue[]): readonly Candidate[] {
  const { reference, value, quantity, exportedOn, adjustments } = sale
  const units = readQuantity(working, decimal(quantity), `${path}.quantity`)
  readDay(working, exportedOn, `${path}.exportedOn`)
  const base = lineOf(working, 'comparable-value', 'adds', value, `${path}.value`, { words: reference })
  const adjusted = adjustments.flatMap((each, place) =>
    lineOf(working, each.for, each.effect, each.amount, `${path}.adjustments[${place}].amount`, { words: each.evidence }),
  )
  const against = listObjections(sale, path)
  excluded.push(...against)
  const [first] = base
  if (against.length > 0 || units === undefined || first === undefined) return []
  const steps = [{ ...first, words: `${reference}, ${exportedOn}` }, ...adjusted]
  const sum = sumOf(steps.map(step => ({ ...step, local: exact(step.amount) })))
  return [{ sale, steps, unitValue: over(sum, units), times: over(working.quantity, units) }]
}

/** Why a sale says nothing of the value of these goods. */
function listObjections(sale: Sale, path: string): readonly Issue[] {
  const { reference, adjustments } = sale
  const hasFor = (what: Sale['adjustments'][number]['for']) => adjustments.some(each => each.for === what)
  return [
    ...(sale.atOrAboutSameTime ? [] : [hint('valuation.comparable-of-other-time', path, { reference })]),
    ...(sale.sameCountryOfProduction ? [] : [hint('valuation.comparable-of-other-country', path, { reference })]),
    ...((sale.sameCommercialLevel || hasFor('commercial-level')) && (sale.sameQuantity || hasFor('quantity'))
      ? []
      : [hint('valuation.comparable-not-adjusted', path, { reference })]),
  ]
}

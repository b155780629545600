import type { DeductiveFacts } from '../declaration/index.ts'
import {
  compare,
  type Day,
  daysBetween,
  decimal,
  error,
  exact,
  HUNDRED,
  hint,
  over,
  plus,
  type Rational,
  times,
  toExact,
  ZERO,
} from '../kernel/index.ts'
import { note } from './desk.ts'
import { lineOf, type MethodResult, needPart, readDay, readQuantity, type Working } from './working.ts'
import type { WorksheetStep } from './worksheet.ts'

/** A sale, and where it stands in the facts. */
interface Sale {
  readonly sale: DeductiveFacts['sales'][number]
  readonly path: string
}

type OfUnitPrice = NonNullable<DeductiveFacts['commission']>

/** Days after importation within which goods are sold where none were at its time. @source art. 5.1 (b) */
export const SALE_DAYS = 90

/**
 * Method 4: what one unit sells for in the importing state in the greatest aggregate quantity to buyers not related to the seller, less commission or
 * profit and general expenses, inland carriage, and duties and taxes.
 *
 * Sales at the time of importation count; where there are none, those of the earliest day within ninety days of it. Goods sold only after further
 * processing are valued so where the importer asks for it, less the value added.
 *
 * @source WTO Customs Valuation Agreement art. 5; Note to art. 5
 */
export function deductiveValue(working: Working, facts: DeductiveFacts): MethodResult {
  const sales = listSales(working, facts)
  if (sales.length === 0) return { applies: false, why: [hint('valuation.no-sale-in-time', `${working.path}.sales`, { days: SALE_DAYS })] }
  const greatest = findGreatest(working, sales)
  if (greatest === undefined) return { applies: false, why: [] }
  const parts = listParts(working, facts)
  const { step, quantity, currency, price } = greatest
  const deducted = parts.flatMap(({ part, given }) =>
    'percent' in given
      ? [
          {
            part,
            effect: 'deducts' as const,
            amount: toExact(over(times(exact(step.amount), decimal(given.percent)), HUNDRED)),
            words: `${given.percent} %`,
          },
        ]
      : lineOf(working, part, 'deducts', given, `${working.path}.${FIELD[part]}`),
  )
  const why = [hint('valuation.unit-price-taken', working.path, { price, currency, quantity: toExact(quantity) })]
  return { applies: true, steps: [step, ...deducted], times: working.quantity, why }
}

/** Where each part stands in the facts. */
const FIELD = {
  commission: 'commission',
  'profit-and-general-expenses': 'profitAndGeneralExpenses',
  'inland-transport-and-insurance': 'inlandTransportAndInsurance',
  'duties-and-taxes': 'dutiesAndTaxes',
  'value-added': 'furtherProcessing.valueAdded',
} as const

interface Part {
  readonly part: keyof typeof FIELD
  readonly given: OfUnitPrice
}

/** What is taken off the unit price. The law leaves none of it out: what is nothing is said to be nothing. */
function listParts(working: Working, facts: DeductiveFacts): readonly Part[] {
  const { commission, profitAndGeneralExpenses, inlandTransportAndInsurance, dutiesAndTaxes, furtherProcessing } = facts
  if (commission !== undefined && profitAndGeneralExpenses !== undefined)
    note(working, error('valuation.commission-and-profit', `${working.path}.commission`))
  if (commission === undefined && profitAndGeneralExpenses === undefined) needPart(working, FIELD['profit-and-general-expenses'])
  if (inlandTransportAndInsurance === undefined) needPart(working, FIELD['inland-transport-and-insurance'])
  if (dutiesAndTaxes === undefined) needPart(working, FIELD['duties-and-taxes'])
  if (furtherProcessing !== undefined && !furtherProcessing.requestedByImporter)
    note(working, error('valuation.processing-not-requested', `${working.path}.furtherProcessing`))
  if (furtherProcessing !== undefined && furtherProcessing.valueAdded === undefined) needPart(working, FIELD['value-added'])
  const part = (name: Part['part'], given: OfUnitPrice | undefined) => (given === undefined ? [] : [{ part: name, given }])
  return [
    ...part('commission', commission),
    ...part('profit-and-general-expenses', profitAndGeneralExpenses),
    ...part('inland-transport-and-insurance', inlandTransportAndInsurance),
    ...part('duties-and-taxes', dutiesAndTaxes),
    ...part('value-added', furtherProcessing?.valueAdded),
  ]
}

/** The sales the law looks at: to buyers who are not related and supplied nothing for the goods, at the right time. */
function listSales(working: Working, { sales, importedOn, furtherProcessing }: DeductiveFacts): readonly Sale[] {
  const imported = readDay(working, importedOn, `${working.path}.importedOn`)
  const dated = sales.map((sale, index) => {
    const path = `${working.path}.sales[${index}]`
    return { sale, path, on: readDay(working, sale.on, `${path}.on`) }
  })
  const open = dated.filter(({ sale }) => !sale.buyerRelated && !sale.buyerSuppliedAssists)
  const atImportation = open.filter(({ sale }) => sale.atTimeOfImportation)
  if (atImportation.length > 0) return atImportation
  if (imported === undefined) return []
  const isInTime = (on: Day) => on >= imported && (furtherProcessing !== undefined || daysBetween(imported, on) <= SALE_DAYS)
  const later = open.flatMap(({ sale, path, on }) => (on !== undefined && isInTime(on) ? [{ sale, path, on }] : []))
  const earliest = later.reduce<Day | undefined>((first, { on }) => (first === undefined || on < first ? on : first), undefined)
  return later.filter(each => each.on === earliest)
}

interface UnitPrice {
  readonly step: WorksheetStep
  readonly local: Rational
  readonly price: string
  readonly currency: string
  readonly quantity: Rational
}

/** The unit price at which most units were sold; of two, the lower. */
function findGreatest(working: Working, sales: readonly Sale[]): UnitPrice | undefined {
  const byPrice = new Map<string, UnitPrice>()
  for (const { sale, path } of sales) {
    const { unitPrice, quantity } = sale
    const sold = readQuantity(working, decimal(quantity), `${path}.quantity`)
    const [step] = lineOf(working, 'unit-price', 'adds', unitPrice, `${path}.unitPrice`)
    if (sold === undefined || step === undefined) continue
    const before = byPrice.get(step.amount)?.quantity ?? ZERO
    const { amount: price, currency } = unitPrice
    byPrice.set(step.amount, { step, local: exact(step.amount), price, currency, quantity: plus(before, sold) })
  }
  return [...byPrice.values()].reduce<UnitPrice | undefined>((greatest, each) => {
    if (greatest === undefined) return each
    const more = compare(each.quantity, greatest.quantity)
    return more > 0 || (more === 0 && compare(each.local, greatest.local) < 0) ? each : greatest
  }, undefined)
}

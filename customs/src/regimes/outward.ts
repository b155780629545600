import { type DeclarationDocument, type GoodsItem, linkPrevious, type PreviousDeclaration, previousOf } from '../declaration/index.ts'
import { OUTWARD_RELIEFS, type OutwardOperation, type OutwardReliefRow, type OutwardReturn } from '../duty/index.ts'
import {
  type Currency,
  type Day,
  daysBetween,
  decimal,
  error,
  exact,
  type Issue,
  lesser,
  majorToMinor,
  minus,
  over,
  plus,
  type Rational,
  times,
  toDecimal,
  ZERO,
} from '../kernel/index.ts'
import { type LawBook, STATE_FACTS, type State } from '../reference/index.ts'
import type { Authorisation } from './authorisation.ts'
import { type Draw, planConsumption, type StockLine } from './consume.ts'
import { identificationOf } from './identification.ts'
import { QUANTITY_DIGITS } from './lot.ts'

/** What goods that come back are looked at with. */
export interface ReturnFacts {
  readonly state: State
  readonly law: LawBook
  readonly day: Day
  readonly previous?: readonly PreviousDeclaration[] | undefined
}

/** How each item that comes back is charged, in their order, and what keeps it from that. */
export interface Returns {
  readonly returns: readonly (OutwardReturn | undefined)[]
  readonly issues: readonly Issue[]
}

/** The row of a state's law about goods to which something is done abroad; undefined where none is on file. */
export function findOutwardRow(law: LawBook, state: State, day: Day, operation: OutwardOperation): OutwardReliefRow | undefined {
  return law.on(OUTWARD_RELIEFS, state, day).find(row => row.operations.includes(operation))
}

/**
 * Finds what went out for each item that comes back under an authorisation for outward processing, and the row that says what it is charged on.
 *
 * A product names nothing: what is in it follows from the norms, the oldest goods first. Mended goods name the declaration they went out with and are known
 * again by what was said of them then; others in their stead are standard exchange, which only a row of law allows. What was lost in the making abroad is not
 * in the product, and what it was worth is not spared.
 *
 * @source RKC Specific Annex F chapter 2
 */
export function returnsOf(
  document: DeclarationDocument,
  { authorisation, stock }: { readonly authorisation: Authorisation; readonly stock: readonly StockLine[] },
  { state, law, day, previous = [] }: ReturnFacts,
): Returns {
  const { outward, number } = authorisation
  if (outward === undefined) return { returns: [], issues: [] }
  const { currency } = STATE_FACTS[state]
  const issues: Issue[] = []
  const left = new Map(stock.map(line => [line.lot, line.left]))
  const returns = document.goodsItems.map((item, index): OutwardReturn | undefined => {
    const path = `goodsItems[${index}]`
    const alone = { ...document, goodsItems: [item] }
    const isProduct = outward.operation === 'processing' && item.previousDocuments.length === 0
    if (!isProduct && previousOf(item, document, previous).known.length === 0) {
      issues.push(error('regimes.return-unnamed', `${path}.previousDocuments`, { number }))
      return undefined
    }
    const lines = stock.map(line => ({ ...line, left: left.get(line.lot) ?? line.left }))
    const draws = isProduct ? planConsumption(alone, authorisation, lines).draws : drawNamed(alone, previous, lines)
    for (const { lot, quantity } of draws) left.set(lot, toDecimal(minus(decimal(left.get(lot) ?? '0'), quantity), QUANTITY_DIGITS))
    const operation = isProduct || areSame(item, draws, stock) ? outward.operation : 'standard-exchange'
    if (operation === 'standard-exchange' && outward.operation !== operation)
      issues.push(
        error('regimes.identification-differs', `${path}.additionalInformation`, {
          number,
          identification: identificationOf(item).join(', '),
        }),
      )
    const row = findOutwardRow(law, state, day, operation)
    if (row === undefined) {
      issues.push(error('regimes.outward-operation-not-on-file', path, { operation, state, day }))
      return undefined
    }
    issues.push(
      ...listReturnObstacles(row, item, document, daysAbroad(draws, stock, day)).map(each => ({ ...each, path: `${path}.${each.path}` })),
    )
    return { row, exportedValue: exportedValueOf(draws, stock, currency) }
  })
  return { returns, issues }
}

/** Of the goods an item names: which lots they are taken of, the oldest first. */
function drawNamed(document: DeclarationDocument, previous: readonly PreviousDeclaration[], stock: readonly StockLine[]): readonly Draw[] {
  return linkPrevious(document, previous).links.flatMap(({ previous: mrn, previousItem, quantity }) => {
    let wanted = decimal(quantity.value)
    return stock.flatMap((line): readonly Draw[] => {
      const there = decimal(line.left)
      if (line.mrn !== mrn || line.item !== previousItem || wanted.num <= 0n || there.num <= 0n) return []
      const part = lesser(there, wanted)
      wanted = minus(wanted, part)
      return [{ lot: line.lot, kind: 'consumed', quantity: part }]
    })
  })
}

/** Whether goods are those that went out: each mark they are known by was said of them then. Goods nothing was said of are known by their declaration. */
function areSame(item: GoodsItem, draws: readonly Draw[], stock: readonly StockLine[]): boolean {
  const drawn = new Set(draws.map(each => each.lot))
  const known = new Set(stock.filter(line => drawn.has(line.lot)).flatMap(line => line.identification ?? []))
  const shown = identificationOf(item)
  return known.size === 0 || (shown.length > 0 && shown.every(mark => known.has(mark)))
}

/** What the goods in an item were worth when they went out, exactly: the share of each lot's value that goes with them. */
function exportedValueOf(draws: readonly Draw[], stock: readonly StockLine[], currency: Currency): Rational {
  return draws.reduce((sum, { lot, kind, quantity }) => {
    const line = stock.find(each => each.lot === lot)
    if (kind !== 'consumed' || line?.value === undefined) return sum
    return plus(sum, over(times(majorToMinor(exact(line.value), currency), quantity), decimal(line.left)))
  }, ZERO)
}

/** Days since the first of the goods went out. */
function daysAbroad(draws: readonly Draw[], stock: readonly StockLine[], day: Day): number | undefined {
  const days = draws.flatMap(({ lot }) => stock.find(each => each.lot === lot)?.enteredOn ?? []).map(on => daysBetween(on, day))
  return days.length === 0 ? undefined : Math.max(...days)
}

/** What keeps an item from a row's relief beside its goods: too long abroad, or a document that is not shown. */
function listReturnObstacles(
  { id, daysMax, documents }: OutwardReliefRow,
  item: GoodsItem,
  document: DeclarationDocument,
  daysAbroad: number | undefined,
): readonly Issue[] {
  const shown = [...item.documents, ...document.documents].map(each => each.type ?? '')
  return [
    ...(daysMax !== undefined && (daysAbroad === undefined || daysAbroad > daysMax)
      ? [error('regimes.outward-relief-late', 'previousDocuments', { days: daysMax, lawRow: id })]
      : []),
    ...(documents !== undefined && !documents.some(each => shown.includes(each))
      ? [error('regimes.outward-relief-document-missing', 'documents', { documents: documents.join(', '), lawRow: id })]
      : []),
  ]
}

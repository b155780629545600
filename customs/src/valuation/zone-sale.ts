import { type DeclarationDocument, linkPrevious, type PreviousFacts } from '../declaration/index.ts'
import { decimal, exact, hint, type Issue, map, ok, over, plus, type Rational, type Result, times, toExact, ZERO } from '../kernel/index.ts'
import { type LawBook, type ProcedureDays, requireRow, type State } from '../reference/index.ts'
import { ZONE_SALES, type ZoneSaleRow } from './law.ts'
import type { WorksheetStep } from './worksheet.ts'

/** What goods sold out of a free zone are valued at, and why. */
export interface ZoneSale {
  readonly row: ZoneSaleRow
  /** By item: what its goods were worth when they entered. None where the price of the sale counts. */
  readonly values: ReadonlyMap<number, EnteredValue>
  readonly notice: Issue
}

/** A value on entry, in the state's currency, and the line of the worksheet it makes. */
export interface EnteredValue {
  readonly local: Rational
  readonly step: WorksheetStep
}

const NOTICE_OF = {
  'sale-price': 'valuation.zone-sale-at-price',
  'entry-value': 'valuation.zone-sale-at-entry',
  'materials-value': 'valuation.zone-sale-at-materials',
} as const satisfies Record<ZoneSaleRow['value'], string>

/**
 * Whether goods that leave a free zone for home use are valued at the price of that sale, at what they were worth when they entered, or at what the materials in
 * them were: the state's law says, and a state without a row is refused by name. Goods sold as they came are their own materials.
 *
 * Undefined for goods otherwise declared, and where it is not known what the goods were worth on entry: nobody has looked, or it was decided before nodes did.
 *
 * @source RKC Specific Annex D chapter 2 (assessment of duties and taxes on removal for home use is national law's)
 */
export function decideZoneSale(
  document: DeclarationDocument,
  { state, law, days, previous = [] }: PreviousFacts & { readonly state: State; readonly law: LawBook; readonly days: ProcedureDays },
): Result<ZoneSale | undefined> {
  if (document.type !== 'IM8-X') return ok(undefined)
  const links = linkPrevious(document, previous).links.map(link => {
    const item = previous.find(each => each.mrn === link.previous)?.items.find(each => each.sequence === link.previousItem)
    return { ...link, worth: item?.worth }
  })
  if (links.length === 0 || links.some(({ worth }) => worth === undefined)) return ok(undefined)
  return map(requireRow(law, ZONE_SALES, state, days.registeredOn, 'goods sold out of a free zone'), row => {
    const { id, legalRef, confidence } = row
    const sums = new Map<number, Rational>()
    for (const { item, quantity, worth } of row.value === 'sale-price' ? [] : links) {
      if (worth === undefined) continue
      const share = over(times(exact(worth.amount), decimal(quantity.value)), decimal(worth.quantity))
      sums.set(item, plus(sums.get(item) ?? ZERO, share))
    }
    const words = { row: id, legalRef, confidence, percent: '100' }
    const values = [...sums].map(([item, local]): [number, EnteredValue] => [
      item,
      { local, step: { part: 'declared-value', effect: 'adds', code: row.value, amount: toExact(local), law: words } },
    ])
    return { row, values: new Map(values), notice: hint(NOTICE_OF[row.value], '', { lawRow: id, legalRef }) }
  })
}

import type { DeclarationDocument } from '../declaration/index.ts'
import { addDays, type Day, error, ok, type Result, stop } from '../kernel/index.ts'
import { type LawBook, requireRow, type State } from '../reference/index.ts'
import type { AdjustedPrice } from './desk.ts'
import { PRICE_ADJUSTMENT_PERIODS } from './law.ts'

/** The last day on which a declared price may still be adjusted, and the row of law that says so. */
export interface AdjustmentTime {
  readonly until: Day
  readonly lawRow: string
}

/**
 * Until when the price of released goods may be adjusted. Refused where the declaration did not say at its entry that the price was subject to it,
 * and where the state's time is not on file.
 */
export function findAdjustmentTime(
  { priceAdjustment }: Pick<DeclarationDocument, 'priceAdjustment'>,
  { state, law, releasedOn }: { readonly state: State; readonly law: LawBook; readonly releasedOn: Day },
): Result<AdjustmentTime> {
  if (priceAdjustment === undefined) return stop(error('valuation.adjustment-not-declared', 'priceAdjustment'))
  const row = requireRow(law, PRICE_ADJUSTMENT_PERIODS, state, releasedOn, 'import')
  return row.ok ? ok({ until: addDays(releasedOn, row.value.days), lawRow: row.value.id }) : row
}

/** Refuses an adjustment after its time, of an item that is not there, and of one that is not valued by its price. */
export function checkAdjustment(
  document: DeclarationDocument,
  prices: readonly AdjustedPrice[],
  { today, ...facts }: { readonly state: State; readonly law: LawBook; readonly releasedOn: Day; readonly today: Day },
): Result<AdjustmentTime> {
  const time = findAdjustmentTime(document, facts)
  if (!time.ok) return time
  const { until } = time.value
  const issues = [
    ...(today > until ? [error('valuation.adjustment-late', '', { until })] : []),
    ...prices.flatMap(({ sequence }, index) => {
      const item = document.goodsItems.find(each => each.sequence === sequence)
      if (item === undefined) return [error('valuation.item-unknown', `items[${index}].sequence`, { sequence })]
      const byPrice = (item.valuationMethod ?? '1') === '1' && item.invoiceAmount !== undefined && item.valuationWorksheet === undefined
      return byPrice ? [] : [error('valuation.item-not-by-price', `items[${index}].sequence`, { sequence })]
    }),
  ]
  return issues.length > 0 ? stop(...issues) : time
}

import { compare, error, type Issue, ok, type Rational, type Result, stop } from '../kernel/index.ts'
import type { DutyItem, OutwardReturn, ValueAdded } from './item.ts'
import type { ChargeKind, OutwardReliefRow } from './law.ts'
import type { ResolvedItem } from './resolve.ts'

/**
 * Decides what goods that come back from abroad are charged on. Goods worth less than what went out for them gained no value that could be charged: the
 * value declared is without the work, or the wrong one.
 *
 * @source RKC Specific Annex F chapter 2 (outward processing)
 */
export function decideReturn(
  returned: OutwardReturn | undefined,
  customsValue: Rational,
): Result<{ readonly spared?: OutwardReliefRow; readonly valueAdded?: ValueAdded }> {
  if (returned === undefined) return ok({})
  const { row } = returned
  if (row.chargedOn === 'nothing') return ok({ spared: row })
  if (compare(customsValue, returned.exportedValue) < 0) return stop(error('duty.value-below-exported', 'customsValue', { lawRow: row.id }))
  return ok({ valueAdded: { ...returned, row: { ...row, chargedOn: row.chargedOn } } })
}

/** Whether a charge on an item is on the value it gained abroad alone. */
export function isOnValueAdded(kind: ChargeKind, { valueAdded }: DutyItem): boolean {
  return valueAdded?.row.taxes.includes(kind) === true
}

/** Charges that are to be on a value gained abroad and are not on a value: no row says what becomes of money for a quantity. */
export function listUnfitRates({ item, charges }: ResolvedItem): readonly Issue[] {
  return charges.flatMap(({ layer, ready }) =>
    isOnValueAdded(layer.kind, item) && ready.rate.kind !== 'ad-valorem'
      ? [error('duty.value-added-rate', `${item.path}.commodityCode`, { kind: layer.kind, lawRow: item.valueAdded?.row.id ?? '' })]
      : [],
  )
}

import { compare, type Day, minus, plus, type Rational, ZERO } from '../kernel/index.ts'
import type { MovementKind } from './lot.ts'

/** Something that changed the stock of a commodity on a day: an entry, or part of it that moved. Quantities are positive. */
export interface StockChange {
  readonly code: string
  readonly unit: string
  readonly on: Day
  readonly kind: 'entry' | MovementKind
  readonly quantity: Rational
  /** The declaration that did it. */
  readonly mrn?: string | undefined
}

export interface Counted {
  readonly code: string
  readonly unit: string
  readonly quantity: Rational
}

/** A commodity over a period: what there was, what came, what became of it, what should be there, and what was counted. */
export interface ReconciledLine {
  readonly code: string
  readonly unit: string
  readonly opening: Rational
  readonly entered: Rational
  /** What left, by what happened to it; what products took by their norms is `consumed` and `waste`. */
  readonly moved: ReadonlyMap<MovementKind, Rational>
  /** What each declaration took for its products. */
  readonly consumedBy: ReadonlyMap<string, Rational>
  readonly expected: Rational
  readonly counted: Rational
  /** What was counted less what is expected: negative is a shortfall. */
  readonly difference: Rational
}

/**
 * Reconciles the stock of a period, both days within it: opening + entered − what left = expected, against what was counted at its end. A commodity that
 * nobody counted was counted as nothing: a holder answers for all of it.
 *
 * @source RKC Specific Annex F ch. 1, std. 15, 24; domain notes §4.3 (reconciliation per period)
 */
export function reconcile(
  changes: readonly StockChange[],
  { from, to }: { readonly from: Day; readonly to: Day },
  counted: readonly Counted[],
): readonly ReconciledLine[] {
  const keyOf = ({ code, unit }: Pick<Counted, 'code' | 'unit'>) => `${code} ${unit}`
  const places = new Map([...changes, ...counted].map(each => [keyOf(each), { code: each.code, unit: each.unit }]))
  return [...places.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { code, unit }]) => {
      const own = changes.filter(each => keyOf(each) === key && each.on <= to)
      const before = own.filter(each => each.on < from)
      const within = own.filter(each => each.on >= from)
      const opening = before.reduce(apply, ZERO)
      const entered = sumOf(within.filter(each => each.kind === 'entry'))
      const expected = within.reduce(apply, opening)
      const found = counted.filter(each => keyOf(each) === key).reduce((sum, each) => plus(sum, each.quantity), ZERO)
      const left = within.flatMap(each => (each.kind === 'entry' ? [] : [{ ...each, kind: each.kind }]))
      const consumed = within.filter(each => each.kind === 'consumed')
      return {
        code,
        unit,
        opening,
        entered,
        moved: gather(left, each => each.kind),
        consumedBy: gather(consumed, each => each.mrn ?? ''),
        expected,
        counted: found,
        difference: minus(found, expected),
      }
    })
}

function apply(stock: Rational, { kind, quantity }: StockChange): Rational {
  return kind === 'entry' ? plus(stock, quantity) : minus(stock, quantity)
}

function sumOf(changes: readonly StockChange[]): Rational {
  return changes.reduce((sum, each) => plus(sum, each.quantity), ZERO)
}

function gather<Change extends StockChange, Key>(changes: readonly Change[], keyOf: (change: Change) => Key): ReadonlyMap<Key, Rational> {
  const sums = new Map<Key, Rational>()
  for (const each of changes) sums.set(keyOf(each), plus(sums.get(keyOf(each)) ?? ZERO, each.quantity))
  return sums
}

/** What is missing of each commodity, as positive quantities. */
export function shortfallsOf(lines: readonly ReconciledLine[]): readonly Counted[] {
  return lines.flatMap(({ code, unit, difference }) =>
    compare(difference, ZERO) < 0 ? [{ code, unit, quantity: minus(ZERO, difference) }] : [],
  )
}

/** What there is too much of each commodity. */
export function surplusesOf(lines: readonly ReconciledLine[]): readonly Counted[] {
  return lines.flatMap(({ code, unit, difference }) => (compare(difference, ZERO) > 0 ? [{ code, unit, quantity: difference }] : []))
}

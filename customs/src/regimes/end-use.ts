import type { DeclarationDocument } from '../declaration/index.ts'
import { END_USE_RELIEFS, type EndUseReliefRow } from '../duty/index.ts'
import { addMonths, compare, type Day, decimal, error, type Issue, minus, plus, type Rational, toDecimal, ZERO } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import type { Authorisation } from './authorisation.ts'
import { QUANTITY_DIGITS } from './lot.ts'
import { quantityOf } from './norm.ts'
import type { ListLine } from './relief-list.ts'

/** What is left of a line in the period of a day. Plain data: it is kept with the decision that rests on it. */
export interface LineLeft {
  readonly line: number
  readonly periodFrom: Day
  readonly left: string
}

/** What an item takes of a line. */
export interface ListDraw {
  readonly line: number
  readonly periodFrom: Day
  readonly item: number
  readonly amount: Rational
}

/** The row that relieves goods for a use; undefined where none is on file. */
export function findEndUseRow(law: LawBook, state: State, day: Day, use: string): EndUseReliefRow | undefined {
  return law.on(END_USE_RELIEFS, state, day).find(row => row.use === use)
}

/** The first day of the period of a line that a day lies in. */
export function periodOf({ per }: Pick<ListLine, 'per'>, { validFrom }: Pick<Authorisation, 'validFrom'>, day: Day): Day {
  if (per === 'whole') return validFrom
  let years = 0
  while (addMonths(validFrom, (years + 1) * MONTHS_OF_YEAR) <= day) years += 1
  return addMonths(validFrom, years * MONTHS_OF_YEAR)
}

const MONTHS_OF_YEAR = 12

/** The line of a list that goods are drawn from. */
export function findLine(list: readonly ListLine[], code: string): ListLine | undefined {
  const lengthOf = ({ codes }: ListLine) => Math.max(...codes.filter(each => code.startsWith(each)).map(each => each.length))
  return list.filter(each => lengthOf(each) > 0).toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
}

/** The row under which each item is relieved, in their order: none for goods that no line of the list names. */
export function relievedBy(
  { goodsItems }: Pick<DeclarationDocument, 'goodsItems'>,
  { relief }: Pick<Authorisation, 'relief'>,
  { law, state, day }: { readonly law: LawBook; readonly state: State; readonly day: Day },
): readonly (EndUseReliefRow | undefined)[] {
  const row = relief === undefined ? undefined : findEndUseRow(law, state, day, relief.use)
  return goodsItems.map(({ commodityCode = '' }) => (findLine(relief?.list ?? [], commodityCode) === undefined ? undefined : row))
}

/**
 * What the items of a declaration take of the list of their authorisation. Goods that no line names, goods not counted in its unit, and more than is left of
 * a line are named, with what is left.
 *
 * @param values what each item is worth in the state's currency, in their order; nothing is said of caps by value where it is not known
 */
export function planDraws(
  { goodsItems }: Pick<DeclarationDocument, 'goodsItems'>,
  { number, relief }: Pick<Authorisation, 'number' | 'relief'>,
  lefts: readonly LineLeft[],
  values: readonly (string | undefined)[],
): { readonly draws: readonly ListDraw[]; readonly issues: readonly Issue[] } {
  const left = new Map(lefts.map(each => [each.line, decimal(each.left)]))
  const draws: ListDraw[] = []
  const issues: Issue[] = []
  for (const [index, item] of goodsItems.entries()) {
    const path = `goodsItems[${index}]`
    const code = item.commodityCode ?? ''
    const line = findLine(relief?.list ?? [], code)
    const period = lefts.find(each => each.line === line?.line)
    if (line === undefined || period === undefined) {
      issues.push(error('regimes.not-on-list', `${path}.commodityCode`, { number, commodityCode: code }))
      continue
    }
    const { cap } = line
    const value = values[index]
    if (cap.of === 'value' && value === undefined) continue
    const amount = cap.of === 'quantity' ? quantityOf(item, cap.unit) : decimal(value ?? '0')
    if (amount === undefined) {
      issues.push(
        error('regimes.list-quantity-missing', `${path}.quantities`, {
          number,
          line: line.line,
          unit: cap.of === 'quantity' ? cap.unit : '',
        }),
      )
      continue
    }
    const there = left.get(line.line) ?? ZERO
    if (compare(amount, there) > 0) {
      const asked = toDecimal(amount, QUANTITY_DIGITS)
      issues.push(
        error('regimes.list-exceeded', path, {
          number,
          line: line.line,
          asked,
          left: toDecimal(there, QUANTITY_DIGITS),
          unit: cap.of === 'quantity' ? cap.unit : '',
        }),
      )
    }
    left.set(line.line, minus(there, amount))
    draws.push({ line: line.line, periodFrom: period.periodFrom, item: item.sequence, amount })
  }
  return { draws, issues }
}

/** What is left of each line in the period of a day, given what was drawn of it then. */
export function leftOfList(
  authorisation: Pick<Authorisation, 'relief' | 'validFrom'>,
  drawn: readonly { readonly line: number; readonly periodFrom: Day; readonly amount: string }[],
  day: Day,
): readonly LineLeft[] {
  return (authorisation.relief?.list ?? []).map(line => {
    const periodFrom = periodOf(line, authorisation, day)
    const taken = drawn.filter(each => each.line === line.line && each.periodFrom === periodFrom)
    const sum = taken.reduce((total, each) => plus(total, decimal(each.amount)), ZERO)
    return { line: line.line, periodFrom, left: toDecimal(minus(decimal(line.cap.amount), sum), QUANTITY_DIGITS) }
  })
}

import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import {
  compare,
  type Day,
  decimal,
  error,
  type Issue,
  majorToMinor,
  ok,
  parseCommodityCode,
  type Rational,
  type Result,
  stop,
} from '../kernel/index.ts'
import { type LawBook, STATE_FACTS, type State } from '../reference/index.ts'
import { EXEMPTION_CODES, EXEMPTIONS, type ExemptionRow } from './law.ts'
import { covers } from './law-of-day.ts'

/** What deciding on an exemption reads besides the item. */
export interface ExemptionFacts {
  readonly state: State
  readonly law: LawBook
  readonly day: Day
  /** In minor units; absent where the value is not known yet, and then no cap is judged. */
  readonly customsValue?: Rational
}

/**
 * Decides on the exemption an item claims: the row that gives it, nothing where none is claimed, or everything that stands in its way.
 *
 * An exemption is claimed by an additional procedure code. It is the law's for these goods, on this kind of declaration, up to its cap, and
 * where the law asks for a document, for whoever shows one.
 *
 * @source domain notes §4.5 V50; RKC Specific Annex B chapter 3
 */
export function decideExemption(item: GoodsItem, document: DeclarationDocument, facts: ExemptionFacts): Result<ExemptionRow | undefined> {
  const { state, law, day } = facts
  const code = (item.procedure?.additional ?? []).find(isExemptionCode)
  if (code === undefined) return ok(undefined)
  const path = 'procedure.additional'
  const rows = law.on(EXEMPTIONS, state, day).filter(row => row.code === code)
  if (rows.length === 0) return stop(error('duty.exemption-not-in-law', path, { code, state, day }))
  const goods = parseCommodityCode(item.commodityCode ?? '') ?? ''
  const row = rows.filter(each => covers(each, goods) >= 0).toSorted((a, b) => covers(b, goods) - covers(a, goods))[0]
  if (row === undefined) return stop(error('duty.exemption-not-for-goods', path, { code, commodityCode: item.commodityCode ?? '' }))
  const issues = listObstacles(row, item, document, facts).map(([issue, params]) => error(issue, path, { code, lawRow: row.id, ...params }))
  return issues.length > 0 ? stop(...issues) : ok(row)
}

/** The exemption of an item where it has one; an item that claims one it may not have has none. */
export function findExemption(item: GoodsItem, document: DeclarationDocument, facts: ExemptionFacts): ExemptionRow | undefined {
  const decided = decideExemption(item, document, facts)
  return decided.ok ? decided.value : undefined
}

function isExemptionCode(code: string): boolean {
  return EXEMPTION_CODES.some(each => each === code)
}

function listObstacles(
  { types, documents, cap }: ExemptionRow,
  item: GoodsItem,
  document: DeclarationDocument,
  { state, customsValue }: ExemptionFacts,
): readonly (readonly [code: string, params: NonNullable<Issue['params']>])[] {
  const { currency } = STATE_FACTS[state]
  const shown = [...item.documents, ...document.documents].map(each => each.type ?? '')
  const isOver = cap !== undefined && customsValue !== undefined && compare(customsValue, majorToMinor(decimal(cap), currency)) > 0
  const isOfType = types === undefined || types.includes(document.type ?? '')
  const isShown = documents === undefined || documents.some(type => shown.includes(type))
  return [
    ...(isOfType ? [] : [['duty.exemption-not-for-procedure', { types: types.join(', ') }] as const]),
    ...(isShown ? [] : [['duty.exemption-document-missing', { documents: documents.join(', ') }] as const]),
    ...(isOver ? [['duty.exemption-over-cap', { cap, currency }] as const] : []),
  ]
}

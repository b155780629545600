import { type DeclarationDocument, findDeclarationType, type GoodsItem } from '../declaration/index.ts'
import {
  at,
  type Currency,
  compare,
  type Day,
  decimal,
  hint,
  type Issue,
  isNegative,
  isZero,
  majorToMinor,
  minus,
  ONE,
  over,
  type Rational,
  toExact,
  warning,
} from '../kernel/index.ts'
import { type LawBook, STATE_FACTS, type State } from '../reference/index.ts'
import { regimeOf } from '../valuation/index.ts'
import { type DutyItem, quantityIn } from './item.ts'
import { findQuota, isForGoods, isOfParty, type QuotaRow } from './quota-law.ts'

/** What was left of a quota while nobody else could take of it. */
export interface QuotaLeft {
  readonly orderNumber: string
  readonly lawRow: string
  readonly left: string
}

/** What a node knows of the quotas a declaration claims; kept with the decision. */
export interface QuotaGiven {
  readonly left: readonly QuotaLeft[]
  /** What items drew already, in decisions after the one that drew: they keep it, and it is not counted as left. */
  readonly drawn?: readonly QuotaDraw[]
}

/** What an item draws of a quota: all that it declares. */
export interface QuotaDraw {
  readonly sequence: number
  readonly orderNumber: string
  readonly lawRow: string
  readonly value: string
  readonly unit: string
}

export interface QuotaFacts {
  readonly state: State
  readonly law: LawBook
  /** The day of registration. */
  readonly day: Day
  /** Absent where nobody holds the balances: nothing is drawn then. */
  readonly given?: QuotaGiven | undefined
}

export interface Allotment {
  readonly draws: readonly QuotaDraw[]
  /** By the item's number, the quota whose rate it is charged. */
  readonly rows: ReadonlyMap<number, QuotaRow>
  readonly issues: readonly Issue[]
}

/** The quota an item claims, by its order number; undefined where it claims none. */
export function claimedQuota({ dutyTaxFees }: Pick<GoodsItem, 'dutyTaxFees'>): string | undefined {
  return dutyTaxFees.find(each => each.quotaOrder !== undefined)?.quotaOrder
}

/** The order numbers of what a declaration may draw, each once, in order. */
export function claimedQuotas(document: DeclarationDocument): readonly string[] {
  if (!mayDraw(document)) return []
  return [...new Set(document.goodsItems.flatMap(item => claimedQuota(item) ?? []))].sort()
}

/**
 * Whether a declaration draws of quotas: an import that is charged. Goods that enter a regime or are removed within a period are charged by the declaration that
 * comes after, which draws for them: of both, the quota would be taken twice.
 */
function mayDraw({ type, mode }: DeclarationDocument): boolean {
  return regimeOf(type) !== 'export' && findDeclarationType(type)?.suspends !== true && mode !== 'REMOVAL'
}

/** How far a quota is taken: `critical` from the share its row names. */
export const QUOTA_STATUSES = ['open', 'critical', 'exhausted'] as const
export type QuotaStatus = (typeof QUOTA_STATUSES)[number]

export function quotaStatus({ volume, criticalPercent }: QuotaRow, drawn: Rational): QuotaStatus {
  const whole = decimal(volume.value)
  if (compare(drawn, whole) >= 0) return 'exhausted'
  if (criticalPercent === undefined) return 'open'
  return compare(over(drawn, whole), over(decimal(criticalPercent), decimal('100'))) >= 0 ? 'critical' : 'open'
}

/**
 * Allots the quotas that items claim, in the order of the items: each draws all it declares or nothing. One that draws nothing is charged as if it had
 * claimed nothing, and its declarant is told why; goods are divided over two items to use what is left. An item keeps what it drew before; where it is
 * found to be of more, the difference has to be left.
 *
 * @source Agreement on Agriculture art. 4; GATT art. XIII; domain notes §2.1 (quota among the rates of a line)
 */
export function allotQuotas(document: DeclarationDocument, items: readonly DutyItem[], { state, law, day, given }: QuotaFacts): Allotment {
  if (regimeOf(document.type) === 'export') return NOTHING
  const left = new Map((given?.left ?? []).map(each => [each.orderNumber, decimal(each.left)]))
  const draws: QuotaDraw[] = []
  const rows = new Map<number, QuotaRow>()
  const issues: Issue[] = []
  for (const item of items) {
    const orderNumber = claimedQuota(document.goodsItems.find(each => each.sequence === item.sequence) ?? { dutyTaxFees: [] })
    if (orderNumber === undefined) continue
    const tell = (issue: Issue) => issues.push(at(item.path, issue))
    if (!mayDraw(document)) {
      tell(hint('duty.quota-drawn-later', 'dutyTaxFees', { orderNumber }))
      continue
    }
    const row = findQuota(law, state, day, orderNumber)
    if (row === undefined) {
      tell(warning('duty.quota-not-on-file', 'dutyTaxFees', { orderNumber, state, day }))
      continue
    }
    if (!isForGoods(row, item.code, item.originCountry)) {
      tell(warning('duty.quota-other-goods', 'dutyTaxFees', { orderNumber, code: item.code, origin: item.originCountry ?? '–' }))
      continue
    }
    if (!isClaimed(row, item, law, day)) {
      const params = { orderNumber, agreement: row.agreement?.toUpperCase() ?? '', origin: item.originCountry ?? '–' }
      tell(warning('duty.quota-agreement-not-claimed', 'preference', params))
      continue
    }
    const { unit } = row.volume
    const asked = askedOf(item, row, state)
    if (asked === undefined || isZero(asked)) {
      tell(warning('duty.quota-amount-missing', 'quantities', { orderNumber, unit }))
      continue
    }
    const available = left.get(orderNumber)
    if (given === undefined || available === undefined) {
      tell(hint('duty.quota-not-drawn-yet', 'dutyTaxFees', { orderNumber }))
      continue
    }
    const before = given.drawn?.find(each => each.sequence === item.sequence && each.lawRow === row.id)
    const more = minus(asked, decimal(before?.value ?? '0'))
    const isOthers = given.drawn !== undefined && before === undefined
    if (isOthers || (!isNegative(more) && !isZero(more) && compare(more, available) > 0)) {
      const params = { orderNumber, asked: toExact(asked), left: toExact(available), unit }
      tell(warning('duty.quota-exhausted', 'dutyTaxFees', params))
      continue
    }
    left.set(orderNumber, minus(available, more))
    draws.push({ sequence: item.sequence, orderNumber, lawRow: row.id, value: toExact(asked), unit })
    rows.set(item.sequence, row)
  }
  return { draws, rows, issues }
}

/** A quota of an agreement is drawn of for goods that are claimed under it on a proof that holds; a claim that is denied later gives back. */
function isClaimed(row: QuotaRow, { claim, proof, originCountry }: DutyItem, law: LawBook, day: Day): boolean {
  if (row.agreement === undefined) return true
  return claim?.toLowerCase() === row.agreement && proof === 'valid' && isOfParty(row, originCountry, law, day)
}

const NOTHING: Allotment = { draws: [], rows: new Map(), issues: [] }

/** What an item takes of a quota: its quantity in the unit, or its customs value in major units. */
function askedOf(item: DutyItem, { volume: { unit } }: QuotaRow, state: State): Rational | undefined {
  const { currency } = STATE_FACTS[state]
  if (unit === currency) return over(item.customsValue, majorToMinor(ONE, currency as Currency))
  const quantity = quantityIn(item, unit)
  return 'value' in quantity ? quantity.value : undefined
}

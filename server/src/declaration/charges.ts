import {
  afterCharging,
  assessedOf,
  type ChargedKind,
  chargeJournal,
  type DeclarationAccount,
  dueOf,
  emptyAccount,
  type Journal,
  listUnsecured,
  shareDue,
  type Unsecured,
} from '@lintas/customs/debt'
import type { AmountText } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { type Currency, formatMajor, type Money, parseMoney } from '@lintas/customs/kernel'

/** The state's own currency, in which an assessment is made. */
export function currencyOf({ assessment }: Decision): Currency {
  return assessment.currency as Currency
}

/** What a decision posts, and how the declaration's account then stands. */
export interface Posted {
  readonly journals: readonly Journal[]
  readonly account: DeclarationAccount
}

/** Charges a declaration what a decision found, as the difference to what it was charged before. */
export function charge(decision: Decision, debtor: string, before: DeclarationAccount = emptyAccount(currencyOf(decision))): Posted {
  const { mrn, number, decidedOn } = decision
  const charges = chargedOf(decision, before)
  const journal = chargeJournal({ mrn, debtor, decision: String(number), postedOn: decidedOn }, charges, before)
  return { journals: journal === undefined ? [] : [journal], account: afterCharging(before, charges) }
}

/** What a declaration still needs of its debtor before release, in major units. */
export interface Owed {
  /** What is charged and neither paid nor deferred: nothing, or one amount. */
  readonly unpaid: readonly AmountText[]
  /** Where it is about several consignments: the same for each, by its transport document. */
  readonly unpaidFor?: Readonly<Record<string, readonly AmountText[]>>
  /** Security asked for and not held, by reason. */
  readonly unsecured: readonly Unsecured[]
}

export const NOTHING_OWED: Owed = { unpaid: [], unsecured: [] }

/** What is known of several consignments: those that are released, and what was paid for single ones, in minor units. */
export interface Settling {
  readonly released: readonly string[]
  readonly meant: ReadonlyMap<string, bigint>
}

type Deciding = Pick<Decision, 'securities' | 'consignments' | 'suspended'>

export function owedOf(account: DeclarationAccount, decision: Deciding, settling: Settling = { released: [], meant: new Map() }): Owed {
  const unpaidFor = shareOut(account, decision, settling)
  return {
    unpaid: amountsOf(dueOf(account)),
    ...(unpaidFor === undefined ? {} : { unpaidFor }),
    unsecured: listUnsecured(decision.securities ?? [], account),
  }
}

function shareOut(account: DeclarationAccount, { consignments, suspended }: Deciding, { released, meant }: Settling): Owed['unpaidFor'] {
  if (consignments === undefined) return undefined
  const { currency } = account
  const charges = consignments.map(({ id, total }) => ({
    id,
    charged: suspended ? 0n : moneyOf(total, currency).minor,
    isReleased: released.includes(id),
  }))
  const shared = shareDue(charges, account.chargedTotal - dueOf(account).minor, meant)
  return Object.fromEntries([...shared].map(([id, minor]) => [id, amountsOf({ minor, currency })]))
}

function amountsOf({ minor, currency }: Money): readonly AmountText[] {
  return minor === 0n ? [] : [{ amount: formatMajor({ minor, currency }), currency }]
}

/** The consignments something is still to be paid or secured for; undefined where the declaration is about one. */
export function listDueFor({ unpaidFor, unsecured }: Owed): readonly string[] | undefined {
  return unpaidFor === undefined ? undefined : Object.keys(unpaidFor).filter(id => unsecured.length > 0 || (unpaidFor[id] ?? []).length > 0)
}

/** Whether anything remains to be paid or secured. */
export function isDue({ unpaid, unsecured }: Owed): boolean {
  return unpaid.length > 0 || unsecured.length > 0
}

/** What is suspended is secured and not charged; what of it fell due stays charged. */
function chargedOf(decision: Decision, before: DeclarationAccount): readonly ChargedKind[] {
  if (decision.suspended) return assessedOf(before)
  const currency = currencyOf(decision)
  return decision.assessment.totals.map(({ kind, amount }) => ({ kind, amount: moneyOf(amount, currency) }))
}

function moneyOf(major: string, currency: Currency): Money {
  const amount = parseMoney(major, currency)
  if (amount === undefined) throw new Error(`given ${major} ${currency}, needs a payable amount`)
  return amount
}

import {
  afterCharging,
  type ChargedKind,
  chargeJournal,
  type DeclarationAccount,
  dueOf,
  emptyAccount,
  type Journal,
  listUnsecured,
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
  const charges = chargedOf(decision)
  const journal = chargeJournal({ mrn, debtor, decision: String(number), postedOn: decidedOn }, charges, before)
  return { journals: journal === undefined ? [] : [journal], account: afterCharging(before, charges) }
}

/** What a declaration still needs of its debtor before release, in major units. */
export interface Owed {
  /** What is charged and neither paid nor deferred: nothing, or one amount. */
  readonly unpaid: readonly AmountText[]
  /** Security asked for and not held, by reason. */
  readonly unsecured: readonly Unsecured[]
}

export const NOTHING_OWED: Owed = { unpaid: [], unsecured: [] }

export function owedOf(account: DeclarationAccount, { securities }: Pick<Decision, 'securities'>): Owed {
  const due = dueOf(account)
  return {
    unpaid: due.minor === 0n ? [] : [{ amount: formatMajor(due), currency: due.currency }],
    unsecured: listUnsecured(securities ?? [], account),
  }
}

/** Whether anything remains to be paid or secured. */
export function isDue({ unpaid, unsecured }: Owed): boolean {
  return unpaid.length > 0 || unsecured.length > 0
}

function chargedOf(decision: Decision): readonly ChargedKind[] {
  const currency = currencyOf(decision)
  return decision.assessment.totals.map(({ kind, amount }) => ({ kind, amount: moneyOf(amount, currency) }))
}

function moneyOf(major: string, currency: Currency): Money {
  const amount = parseMoney(major, currency)
  if (amount === undefined) throw new Error(`given ${major} ${currency}, needs a payable amount`)
  return amount
}

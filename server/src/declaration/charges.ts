import { type ChargedKind, chargeJournal, type DeclarationAccount, dueOf, emptyAccount, type Journal } from '@lintas/customs/debt'
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
  const journal = chargeJournal({ mrn, debtor, decision: String(number), postedOn: decidedOn }, chargedOf(decision), before)
  return journal === undefined ? { journals: [], account: before } : { journals: [journal], account: after(before, chargedOf(decision)) }
}

/** What is still to be paid, in major units: nothing, or one amount. */
export function unpaidOf(account: DeclarationAccount): readonly AmountText[] {
  const due = dueOf(account)
  return due.minor === 0n ? [] : [{ amount: formatMajor(due), currency: due.currency }]
}

function chargedOf(decision: Decision): readonly ChargedKind[] {
  const currency = currencyOf(decision)
  return decision.assessment.totals.map(({ kind, amount }) => ({ kind, amount: moneyOf(amount, currency) }))
}

function after(before: DeclarationAccount, charges: readonly ChargedKind[]): DeclarationAccount {
  const charged = new Map(charges.map(({ kind, amount }) => [kind, amount.minor]))
  return { ...before, charged, chargedTotal: charges.reduce((sum, { amount }) => sum + amount.minor, 0n) }
}

function moneyOf(major: string, currency: Currency): Money {
  const amount = parseMoney(major, currency)
  if (amount === undefined) throw new Error(`given ${major} ${currency}, needs a payable amount`)
  return amount
}

import type { Receipt } from '@lintas/contract'
import { accountPaymentJournals, excessJournal } from '@lintas/customs/debt'
import { error, formatMajor, money, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import type { Cashier } from './cashier.ts'
import { type AccountRow, holdAccount } from './debtor-account-store.ts'
import { giveReceipt } from './give-receipt.ts'
import { post } from './postings.ts'
import type { ProviderNotice } from './provider.ts'
import { goOnPaid } from './settled.ts'
import { findLastMover, listOwed } from './statement-store.ts'
import { payableOf } from './statements.ts'
import * as store from './store.ts'

/**
 * Asks for the payment of what the newest statement of an account asks for. An open request for the same amount is given again.
 */
export async function requestAccountPayment(
  { node, provider }: Cashier,
  { id }: Pick<AccountRow, 'id'>,
  by: string,
): Promise<Result<store.PaymentRequest & { readonly payAt?: string }>> {
  if (provider === undefined) return stop(error('debt.provider-missing', ''))
  const asked = await node.db.transaction(async tx => {
    const account = await holdAccount(tx, id)
    const amount = await payableOf(tx, account)
    if (amount.minor === 0n) return stop(error('debt.account-nothing-due', '', { account: account.number }))
    const open = (await store.listAccountRequests(tx, id)).find(each => each.receipt === undefined && each.amount.minor === amount.minor)
    if (open !== undefined) return ok(open)
    const request = { account: id, debtor: account.trader, amount, provider: provider.name, by, at: node.clock.now() }
    const kept = await store.insertRequest(tx, request)
    const facts = { account: account.number, amount: formatMajor(amount), currency: amount.currency, provider: provider.name }
    await node.events.append(tx, [{ subject: 'payment', subjectId: kept.id, act: 'request', by, facts }])
    return ok(kept)
  })
  if (!asked.ok) return asked
  const intent = await provider.createIntent({ id: asked.value.id, account: id, amount: asked.value.amount })
  return ok({ ...asked.value, ...intent })
}

/**
 * Posts a payment of an account that a provider confirmed: what its declarations owe on it is paid, the oldest first. The declarations are held
 * in the order of their numbers, then the account, as everybody does who moves it; money beyond all of it is payable to the debtor.
 */
export async function postAccountPayment(
  { node, declarations }: Cashier,
  tx: Writer,
  { id: payment, account: id, debtor, provider }: store.PaymentRequest & { readonly account: string },
  { amount, reference }: ProviderNotice,
): Promise<Receipt> {
  const today = node.clock.today()
  const moved = await findLastMover(tx, id)
  if (moved === undefined) throw new Error(`given a payment of account ${id}, needs one on which something stood`)
  const seen = (await listOwed(tx, id)).flatMap(each => each.mrn ?? [])
  const held = new Set(await declarations.holdEach(tx, [...new Set([...seen, moved.mrn])]))
  const account = await holdAccount(tx, id)
  const owed = (await listOwed(tx, id)).filter(each => each.mrn === undefined || held.has(each.mrn))
  const { journals, left } = accountPaymentJournals({ payment, account: id, amount, postedOn: today }, owed)
  await post(tx, journals)
  if (left.minor > 0n) {
    const before = await store.findAccount(tx, moved.mrn, left.currency)
    await post(tx, [excessJournal({ ...moved, postedOn: today, payment, amount: left }, before)])
    await goOnPaid(tx, declarations, moved.mrn, left.currency, 'system')
  }
  const due = await payableOf(tx, account)
  return await giveReceipt(node, tx, payment, {
    account: account.number,
    debtor,
    amount: formatMajor(amount),
    currency: amount.currency,
    charged: [],
    paid: formatMajor(amount),
    due: formatMajor(due),
    overpaid: formatMajor(money(left.minor, left.currency)),
    provider,
    reference,
  })
}

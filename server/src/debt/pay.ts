import type { Receipt } from '@lintas/contract'
import {
  type DeclarationAccount,
  deferredOf,
  depositJournal,
  dueOf,
  listUnsecured,
  overpaidOf,
  paymentJournal,
  type SecurityReason,
} from '@lintas/customs/debt'
import { isPermitted } from '@lintas/customs/declaration'
import { type Currency, error, formatMajor, type Money, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import type { Reader, Writer } from '../platform/node.ts'
import { postAccountPayment } from './account-payment.ts'
import type { Cashier } from './cashier.ts'
import { chargeInterest } from './debt-record.ts'
import { giveReceipt } from './give-receipt.ts'
import { findRunning } from './instalments.ts'
import { post } from './postings.ts'
import type { ProviderNotice } from './provider.ts'
import { insertSecurity } from './security-store.ts'
import { isSettled } from './settled.ts'
import * as store from './store.ts'

/** What is asked to be paid: with a reason a deposit, for one of several consignments its part. */
export interface AskedFor {
  readonly reason?: SecurityReason | undefined
  readonly consignment?: string | undefined
  /** Only what the plan of instalments that runs asks for next. */
  readonly instalment?: boolean | undefined
}

/**
 * Asks for the payment of what is due for a declaration, or, with a reason, for a deposit of what is not secured yet for it.
 *
 * An open request for the same amount is given again, so that two windows do not make two payments of one debt. The provider is asked after
 * the request is kept: it may be asked twice for one, never for one we do not know.
 */
export async function requestPayment(
  cashier: Cashier,
  { mrn }: Pick<DeclarationHead, 'mrn'>,
  by: string,
  what: AskedFor = {},
): Promise<Result<store.PaymentRequest & { readonly payAt?: string }>> {
  const { node, provider } = cashier
  if (provider === undefined) return stop(error('debt.provider-missing', ''))
  const asked = await node.db.transaction(tx => findOrAsk(cashier, tx, mrn, what, provider.name, by))
  if (!asked.ok) return asked
  const intent = await provider.createIntent({ id: asked.value.id, mrn, amount: asked.value.amount })
  return ok({ ...asked.value, ...intent })
}

/** The declaration is held, so that of two who ask at once the later finds the request of the earlier. */
async function findOrAsk(
  { node, declarations }: Cashier,
  tx: Writer,
  mrn: string,
  { reason, consignment, instalment }: AskedFor,
  provider: string,
  by: string,
): Promise<Result<store.PaymentRequest>> {
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  const { status, principal: debtor } = held
  const act = reason === undefined ? 'pay' : 'secure'
  if (!isPermitted(act, status)) return stop(error('declaration.act-not-permitted', '', { act, status }))
  if (reason === undefined) await chargeInterest(tx, node, held)
  const account = await store.findAccount(tx, mrn, STATE_FACTS[node.state].currency)
  const charged = consignment === undefined ? dueOf(account) : await declarations.dueFor(tx, mrn, consignment)
  if (charged === undefined) return stop(error('declaration.consignment-unknown', 'consignment', { consignment: consignment ?? '' }))
  const part = instalment === true ? await findRunning(tx, node, held) : undefined
  const owed = instalment === true ? (part?.standing.payable ?? money(0n, account.currency)) : charged
  const due = reason === undefined ? owed : await unsecuredFor(tx, declarations, mrn, account, reason)
  if (due.minor === 0n) return stop(error('debt.nothing-due', '', { mrn }))

  const asked = await store.listRequests(tx, mrn)
  const open = asked.find(
    each => each.receipt === undefined && each.reason === reason && each.consignment === consignment && each.amount.minor === due.minor,
  )
  return ok(open ?? (await ask(node, tx, { mrn, debtor, amount: due, reason, consignment, provider, by, at: node.clock.now() })))
}

/** What is asked for as security for one reason and not held yet. */
export async function unsecuredFor(
  reader: Reader,
  declarations: Declarations,
  mrn: string,
  account: DeclarationAccount,
  reason: SecurityReason,
): Promise<Money> {
  const unsecured = listUnsecured(await declarations.requiredSecurities(reader, mrn), account)
  const amount = unsecured.find(each => each.reason === reason)?.amount
  return (amount === undefined ? undefined : parseMoney(amount, account.currency)) ?? money(0n, account.currency)
}

async function ask(
  { events }: Cashier['node'],
  tx: Writer,
  request: store.NewRequest & { readonly mrn: string },
): Promise<store.PaymentRequest> {
  const kept = await store.insertRequest(tx, request)
  const { minor, currency } = request.amount
  const facts = { mrn: request.mrn, amount: formatMajor({ minor, currency }), currency, provider: request.provider, ...why(request) }
  await events.append(tx, [{ subject: 'payment', subjectId: kept.id, act: 'request', by: request.by, facts }])
  return kept
}

/**
 * Takes a provider's word that a payment or a deposit was made: posts it, gives a receipt, and lets the declaration go on.
 *
 * However often it is said, it is done once. Money that came is always posted: for a declaration that was amended, cancelled or paid
 * meanwhile, what exceeds the debt stands as a balance in the debtor's favour. Refused where the payment is not known here, or came in a
 * currency that was not asked for.
 */
export function takePayment(cashier: Cashier, notice: ProviderNotice): Promise<Result<store.PaymentRequest>> {
  return cashier.node.db.transaction(tx => takePaymentIn(cashier, tx, notice))
}

/** The same in a transaction of somebody who writes more: what the bank's statement says of it. */
export async function takePaymentIn(cashier: Cashier, tx: Writer, notice: ProviderNotice): Promise<Result<store.PaymentRequest>> {
  const { node, declarations } = cashier
  const request = await store.findRequest(tx, notice.id)
  if (request === undefined) return stop(error('debt.payment-unknown', 'payment'))
  const { currency } = request.amount
  if (notice.amount.currency !== currency)
    return stop(error('debt.currency-differs', 'currency', { given: notice.amount.currency, currency }))
  if (request.account !== undefined) return await takeAccountPayment(cashier, tx, { ...request, account: request.account }, notice)
  const { mrn } = request
  const held = mrn === undefined ? undefined : await declarations.hold(tx, mrn)
  if (mrn === undefined || held === undefined) throw new Error(`given a payment for ${mrn}, needs a declaration of that number`)
  const current = await store.findRequest(tx, notice.id) // another may have taken it while this one waited
  if (current?.receipt !== undefined) return ok(current)
  if (notice.outcome === 'failed') return ok(await noteFailure(cashier, tx, request, notice))

  if (request.reason === undefined) await chargeInterest(tx, node, held)
  const unnumbered = await postPayment(cashier, tx, { ...request, mrn }, notice)
  const act = request.reason === undefined ? 'pay' : 'secure'
  const settled = await isSettled(tx, declarations, mrn, await store.findAccount(tx, mrn, currency))
  const proceeded = await declarations.proceed(tx, held, { act, isSettled: settled }, 'system')
  if (!proceeded.ok) node.log.info({ mrn, status: held.status }, 'paid for a declaration that no longer waits for it')
  const { number } = await giveReceipt(node, tx, request.id, unnumbered)
  return ok({ ...request, receipt: number })
}

/** The request is held first, so that of two confirmations the later finds the receipt of the earlier. */
async function takeAccountPayment(
  cashier: Cashier,
  tx: Writer,
  request: store.PaymentRequest & { readonly account: string },
  notice: ProviderNotice,
): Promise<Result<store.PaymentRequest>> {
  await store.holdRequest(tx, request.id)
  const current = await store.findRequest(tx, request.id)
  if (current?.receipt !== undefined) return ok(current)
  if (notice.outcome === 'failed') return ok(await noteFailure(cashier, tx, request, notice))
  const receipt = await postAccountPayment(cashier, tx, request, notice)
  return ok({ ...request, receipt: receipt.number })
}

/** Posts what came, and answers what its receipt says of it. */
async function postPayment(
  { node }: Cashier,
  tx: Writer,
  request: store.PaymentRequest & { readonly mrn: string },
  notice: ProviderNotice,
): Promise<Omit<Receipt, 'number' | 'issuedOn' | 'state'>> {
  const { mrn, debtor, provider, reason } = request
  const { currency } = request.amount
  const today = node.clock.today()
  const before = await store.findAccount(tx, mrn, currency)
  const paid = { mrn, debtor, payment: request.id, postedOn: today, amount: notice.amount }
  await post(tx, [reason === undefined ? paymentJournal(paid, before) : depositJournal({ ...paid, reason }, before)])
  if (reason !== undefined) await insertSecurity(tx, { ...paid, reason, request: request.id, by: 'system', at: node.clock.now() })
  const account = await store.findAccount(tx, mrn, currency)

  return {
    mrn,
    debtor,
    amount: formatMajor(notice.amount),
    currency,
    ...why(request),
    ...figuresOf(account, currency),
    provider,
    reference: notice.reference,
  }
}

function why({ reason }: Pick<store.NewRequest, 'reason'>) {
  return reason === undefined ? {} : { reason }
}

async function noteFailure(
  { node }: Cashier,
  tx: Writer,
  request: store.PaymentRequest,
  notice: ProviderNotice,
): Promise<store.PaymentRequest> {
  const facts = { ...(request.mrn === undefined ? {} : { mrn: request.mrn }), provider: request.provider, reference: notice.reference }
  await node.events.append(tx, [{ subject: 'payment', subjectId: request.id, act: 'fail', by: 'system', facts }])
  return request
}

/** An account in the words of the contract: major units, by kind. */
export function figuresOf(account: DeclarationAccount, currency: Currency) {
  const major = (minor: bigint) => formatMajor(money(minor, currency))
  return {
    charged: [...account.charged].filter(([, minor]) => minor !== 0n).map(([kind, minor]) => ({ kind, amount: major(minor) })),
    paid: major(account.paid),
    deferred: major(deferredOf(account)),
    due: formatMajor(dueOf(account)),
    overpaid: formatMajor(overpaidOf(account)),
  }
}

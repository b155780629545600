import { randomUUID } from 'node:crypto'
import { transferReference } from '@lintas/customs/debt'
import { error, formatMajor, ok, type Result, stop, sumMoney } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Cashier } from '../cashier.ts'
import { type BankOrder, findOrder, holdPayoutsToOrder, insertOrder, type PayoutToOrder } from './order-store.ts'
import type { TreasuryAccount } from './store.ts'
import {
  type ClearingTransfer,
  type OrderKind,
  type Transfer,
  type TransferOrder,
  writeClearingOrder,
  writeCustomerOrder,
} from './transfer-order.ts'
import { treasuryOf } from './treasury.ts'

/** As many as one file to a bank commonly holds. */
const TRANSFERS_MAX = 5_000

export interface Ordered {
  /** Undefined where nothing waits to be paid out. */
  readonly order: BankOrder | undefined
  /** Payouts whose debtor has said no account to be paid on, or, where the clearing needs it, not with which bank: they wait for it. */
  readonly leftOut: readonly (Pick<PayoutToOrder, 'payout' | 'debtor' | 'mrn'> & { readonly lacks: 'account' | 'bic' })[]
}

/**
 * Writes one order to the bank for all payouts that are in none yet. The file and the word that its payouts are in it are kept in one transaction, so that
 * none is ever in two; the file is read as often as it is wanted. What a provider pays out itself goes into no file; money that is sent back always does, since
 * the provider knows debtors only.
 */
export async function orderPayouts({ node, provider }: Cashier, by: string): Promise<Result<Ordered>> {
  const { clock, state, events } = node
  const { currency } = STATE_FACTS[state]
  return await node.db.transaction(async (tx): Promise<Result<Ordered>> => {
    const treasury = await treasuryOf(tx, node)
    if (treasury === undefined) return stop(error('debt.treasury-missing', ''))
    const onlySentBack = provider?.paysOut === true
    const needsBic = treasury.inClearing
    const waiting = await holdPayoutsToOrder(tx, { onlySentBack, needsBic }, TRANSFERS_MAX)
    if (waiting.length === 0 && onlySentBack) return stop(error('debt.provider-pays-out', '', { provider: provider.name }))
    const transfers: Transfer[] = []
    const leftOut: Ordered['leftOut'][number][] = []
    for (const { payout, mrn, debtor, amount, payee } of waiting) {
      const lacks = payee === undefined ? 'account' : needsBic && payee.bic === undefined ? 'bic' : undefined
      if (lacks !== undefined) leftOut.push({ payout, debtor, mrn, lacks })
      else if (payee !== undefined)
        transfers.push({ payout, amount, payee, words: mrn === undefined ? SENT_BACK : `Customs repayment ${mrn}` })
    }
    if (transfers.length === 0) return ok({ order: undefined, leftOut })
    const [messageId, day, at] = [transferReference(randomUUID()), clock.today(), clock.now()]
    const { kind, xml } = write(treasury, { messageId, createdAt: at, executeOn: day, currency, transfers })
    const amounts = transfers.map(each => each.amount)
    const amount = sumMoney(amounts, currency)
    const id = await insertOrder(tx, { kind, messageId, day, amount, xml, payouts: transfers.map(each => each.payout), by, at })
    const facts = { kind, messageId, count: transfers.length, amount: formatMajor(amount), currency }
    await events.append(tx, [{ subject: 'bank-order', subjectId: id, act: 'order', by, facts }])
    return ok({ order: await findOrder(tx, id), leftOut })
  })
}

/** What the payee of money sent back reads. */
const SENT_BACK = 'Customs: your transfer, sent back'

/** As the treasury reaches the payees: through its bank, or as a participant of the clearing, which is never without the payees' banks. */
function write(treasury: TreasuryAccount, order: Omit<TransferOrder, 'treasury'>): { readonly kind: OrderKind; readonly xml: string } {
  const { bic, inClearing } = treasury
  if (!inClearing) return { kind: 'pain.001', xml: writeCustomerOrder({ ...order, treasury }) }
  if (bic === undefined) throw new Error('given a participant of the clearing without a BIC, needs one')
  const transfers = order.transfers.flatMap((each): readonly ClearingTransfer[] =>
    each.payee.bic === undefined ? [] : [{ ...each, payee: { ...each.payee, bic: each.payee.bic } }],
  )
  if (transfers.length !== order.transfers.length) throw new Error('given a payee whose bank is unknown, needs a BIC of each')
  return { kind: 'pacs.008', xml: writeClearingOrder({ ...order, treasury: { ...treasury, bic }, transfers }) }
}

import { randomUUID } from 'node:crypto'
import { transferReference } from '@lintas/customs/debt'
import { error, formatMajor, ok, type Result, stop, sumMoney } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Cashier } from '../pay.ts'
import { type BankOrder, findOrder, holdPayouts, insertOrder, type PayoutToOrder } from './order-store.ts'
import { writeTransferOrder } from './pain-001.ts'
import { treasuryOf } from './treasury.ts'

/** As many as one file to a bank commonly holds. */
const TRANSFERS_MAX = 5_000

export interface Ordered {
  /** Undefined where nothing waits to be paid out. */
  readonly order: BankOrder | undefined
  /** Payouts whose debtor has said no account to be paid on: they wait for it. */
  readonly leftOut: readonly Pick<PayoutToOrder, 'payout' | 'debtor' | 'mrn'>[]
}

/**
 * Writes one order to the bank for all payouts that are in none yet. The file and the word that its payouts are in it are kept in one transaction, so that
 * none is ever in two; the file is read as often as it is wanted. What a provider pays out itself goes into no file.
 */
export async function orderPayouts({ node, provider }: Cashier, by: string): Promise<Result<Ordered>> {
  if (provider?.paysOut === true) return stop(error('debt.provider-pays-out', '', { provider: provider.name }))
  const { clock, state, events } = node
  const { currency } = STATE_FACTS[state]
  return await node.db.transaction(async (tx): Promise<Result<Ordered>> => {
    const treasury = await treasuryOf(tx, node)
    if (treasury === undefined) return stop(error('debt.treasury-missing', ''))
    const waiting = await holdPayouts(tx, TRANSFERS_MAX)
    const transfers = waiting.flatMap(({ payee, ...transfer }) => (payee === undefined ? [] : [{ ...transfer, payee }]))
    const leftOut = waiting.filter(each => each.payee === undefined).map(({ payout, debtor, mrn }) => ({ payout, debtor, mrn }))
    if (transfers.length === 0) return ok({ order: undefined, leftOut })
    const [messageId, day, at] = [transferReference(randomUUID()), clock.today(), clock.now()]
    const xml = writeTransferOrder({ messageId, createdAt: at, executeOn: day, treasury, currency, transfers })
    const amounts = transfers.map(each => each.amount)
    const amount = sumMoney(amounts, currency)
    const id = await insertOrder(tx, { messageId, day, amount, xml, payouts: transfers.map(each => each.payout), by, at })
    const facts = { messageId, count: transfers.length, amount: formatMajor(amount), currency }
    await events.append(tx, [{ subject: 'bank-order', subjectId: id, act: 'order', by, facts }])
    return ok({ order: await findOrder(tx, id), leftOut })
  })
}

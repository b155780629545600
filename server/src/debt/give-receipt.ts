import type { Receipt } from '@lintas/contract'
import type { Node, Writer } from '../platform/node.ts'
import { insertReceipt } from './store.ts'

/**
 * Gives a payment its receipt, under the next number of a book of the year; no number is left out.
 *
 * The last thing a payment does: until its transaction ends, whoever pays into the same book waits for their number.
 */
export async function giveReceipt(
  { state, clock, events }: Pick<Node, 'state' | 'clock' | 'events'>,
  tx: Writer,
  payment: string,
  unnumbered: Omit<Receipt, 'number' | 'issuedOn' | 'state'>,
): Promise<Receipt> {
  const body = { issuedOn: clock.today(), state, ...unnumbered }
  const number = await insertReceipt(tx, payment, body)
  const receipt: Receipt = { number, ...body }
  const { mrn, account, amount, currency, due, overpaid, provider, reason } = receipt
  const about = mrn === undefined ? { account } : { mrn }
  const facts = { ...about, receipt: number, amount, currency, due, overpaid, provider, ...(reason === undefined ? {} : { reason }) }
  await events.append(tx, [{ subject: 'payment', subjectId: payment, act: 'confirm', by: 'system', facts }])
  return receipt
}

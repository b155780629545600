import type { Receipt } from '@lintas/contract'
import type { Node, Writer } from '../platform/node.ts'
import { insertReceipt, takeReceiptNumber } from './store.ts'

/**
 * Gives a payment its receipt, under the next number of the year; no number is left out.
 *
 * The last thing a payment does: until its transaction ends, everybody else who pays waits for their number.
 */
export async function giveReceipt(
  { state, clock, events }: Pick<Node, 'state' | 'clock' | 'events'>,
  tx: Writer,
  payment: string,
  unnumbered: Omit<Receipt, 'number' | 'issuedOn' | 'state'>,
): Promise<Receipt> {
  const issuedOn = clock.today()
  const number = await takeReceiptNumber(tx, state, issuedOn)
  const receipt: Receipt = { number, issuedOn, state, ...unnumbered }
  await insertReceipt(tx, payment, receipt)
  const { mrn, account, amount, currency, due, overpaid, provider, reason } = receipt
  const about = mrn === undefined ? { account } : { mrn }
  const facts = { ...about, receipt: number, amount, currency, due, overpaid, provider, ...(reason === undefined ? {} : { reason }) }
  await events.append(tx, [{ subject: 'payment', subjectId: payment, act: 'confirm', by: 'system', facts }])
  return receipt
}

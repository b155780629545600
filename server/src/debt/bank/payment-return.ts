import { type Currency, error, type Issue, type Money, ok, type Result, stop } from '@lintas/customs/kernel'
import { type BankMessage, childOf, children, find, readAmount } from './iso-read.ts'
import { findPayoutNamed, reasonOf } from './status-report.ts'

/** A payout that was made and came back. `amount`: what came back, less where banks on the way kept their charges. */
export interface PaymentReturn {
  readonly payout: string
  readonly amount: Money
  readonly reason: string | undefined
}

/**
 * Reads a return of payments (pacs.004): the payouts that came back, each once, as many as the message says it holds.
 *
 * @source ISO 20022 message definition report, Payments Clearing and Settlement, PaymentReturn (general knowledge of the element names)
 */
export function readPaymentReturn({ content }: BankMessage, currency: Currency): Result<readonly PaymentReturn[]> {
  const issues: Issue[] = []
  const transactions = children(content, 'TxInf')
  if (transactions.length === 0 || find(content, 'GrpHdr', 'NbOfTxs') !== String(transactions.length))
    issues.push(error('debt.bank-message-malformed', 'GrpHdr.NbOfTxs'))
  const returns = transactions.flatMap((each, index): readonly PaymentReturn[] => {
    const payout = findPayoutNamed(each)
    if (payout === undefined) issues.push(error('debt.bank-message-malformed', `TxInf[${index}].OrgnlEndToEndId`))
    const amount = readAmount(childOf(each, 'RtrdIntrBkSttlmAmt'), `TxInf[${index}].RtrdIntrBkSttlmAmt`, currency, issues)
    return payout === undefined || amount === undefined ? [] : [{ payout, amount, reason: reasonOf(each, 'RtrRsnInf') }]
  })
  if (new Set(returns.map(each => each.payout)).size !== returns.length) issues.push(error('debt.bank-entry-repeated', ''))
  return issues.length > 0 ? stop(...issues) : ok(returns)
}

import { findReferences } from '@lintas/customs/debt'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { childElements, childText, parseXml, type XmlElement } from '../../platform/xml/index.ts'

/** What the bank says of one payout it was ordered to make. */
export interface PaymentStatus {
  readonly payout: string
  readonly outcome: 'paid' | 'failed'
  readonly reason: string | undefined
}

/** Settled, settled on the payee's account; rejected. What is only received or pending is said again later. */
const OUTCOMES: Readonly<Record<string, PaymentStatus['outcome']>> = { ACSC: 'paid', ACCC: 'paid', RJCT: 'failed' }

/**
 * Reads the bank's answer to orders (pain.002): the payouts that were made or rejected.
 *
 * @source ISO 20022 message definition report, Payments Initiation (general knowledge of the element names)
 */
export function readPaymentStatus(text: string): Result<{ readonly messageId: string; readonly statuses: readonly PaymentStatus[] }> {
  const parsed = parseXml(text)
  if (!parsed.ok) return stop(...parsed.issues)
  const report = childElements(parsed.value).find(each => each.name === 'CstmrPmtStsRpt')
  const header = report === undefined ? undefined : named(report, 'GrpHdr')[0]
  const messageId = header === undefined ? undefined : childText(header, 'MsgId')
  if (report === undefined || messageId === undefined) return stop(error('debt.bank-message-malformed', 'GrpHdr.MsgId'))
  const issues: Issue[] = []
  const transactions = named(report, 'OrgnlPmtInfAndSts').flatMap(each => named(each, 'TxInfAndSts'))
  const statuses = transactions.flatMap((each, index): readonly PaymentStatus[] => {
    const outcome = OUTCOMES[childText(each, 'TxSts') ?? '']
    const [named32] = findReferences([childText(each, 'OrgnlEndToEndId') ?? ''])
    if (named32?.about !== 'request') issues.push(error('debt.bank-message-malformed', `TxInfAndSts[${index}].OrgnlEndToEndId`))
    return outcome === undefined || named32?.about !== 'request' ? [] : [{ payout: named32.id, outcome, reason: reasonOf(each) }]
  })
  return issues.length > 0 ? stop(...issues) : ok({ messageId, statuses })
}

function reasonOf(transaction: XmlElement): string | undefined {
  const [info] = named(transaction, 'StsRsnInf')
  const [reason] = info === undefined ? [] : named(info, 'Rsn')
  return reason === undefined ? undefined : childText(reason, 'Cd')
}

function named(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).filter(child => child.name === name)
}

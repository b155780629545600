import { findReferences } from '@lintas/customs/debt'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { childElements, childText, parseXml, type XmlElement } from '../../platform/xml/index.ts'

/** What the bank says of one payout it was ordered to make. */
export interface PaymentStatus {
  readonly payout: string
  readonly outcome: 'paid' | 'failed'
  readonly reason: string | undefined
}

/** What the bank says of orders. */
export interface StatusReport {
  readonly messageId: string
  readonly statuses: readonly PaymentStatus[]
  /** The order of which it makes nothing at all, by the number of its message, and why. */
  readonly rejected: { readonly order: string; readonly reason: string | undefined } | undefined
}

/** Whether a file of the bank is its answer to orders. */
export function isPaymentStatus(text: string): boolean {
  const parsed = parseXml(text)
  return parsed.ok && named(parsed.value, 'CstmrPmtStsRpt').length > 0
}

/** Settled, settled on the payee's account; rejected. What is only received or pending is said again later. */
const OUTCOMES: Readonly<Record<string, PaymentStatus['outcome']>> = { ACSC: 'paid', ACCC: 'paid', RJCT: 'failed' }

/**
 * Reads the bank's answer to orders (pain.002): the payouts that were made or rejected, or that a whole order was, which names none of its payouts.
 *
 * @source ISO 20022 message definition report, Payments Initiation (general knowledge of the element names)
 */
export function readPaymentStatus(text: string): Result<StatusReport> {
  const parsed = parseXml(text)
  if (!parsed.ok) return stop(...parsed.issues)
  const report = childElements(parsed.value).find(each => each.name === 'CstmrPmtStsRpt')
  const header = report === undefined ? undefined : named(report, 'GrpHdr')[0]
  const messageId = header === undefined ? undefined : childText(header, 'MsgId')
  if (report === undefined || messageId === undefined) return stop(error('debt.bank-message-malformed', 'GrpHdr.MsgId'))
  const issues: Issue[] = []
  const payments = named(report, 'OrgnlPmtInfAndSts')
  const transactions = payments.flatMap(each => named(each, 'TxInfAndSts'))
  const statuses = transactions.flatMap((each, index): readonly PaymentStatus[] => {
    const outcome = OUTCOMES[childText(each, 'TxSts') ?? '']
    const [named32] = findReferences([childText(each, 'OrgnlEndToEndId') ?? ''])
    if (named32?.about !== 'request') issues.push(error('debt.bank-message-malformed', `TxInfAndSts[${index}].OrgnlEndToEndId`))
    return outcome === undefined || named32?.about !== 'request' ? [] : [{ payout: named32.id, outcome, reason: reasonOf(each) }]
  })
  const rejected = transactions.length > 0 ? undefined : rejectedIn(report, payments)
  return issues.length > 0 ? stop(...issues) : ok({ messageId, statuses, rejected })
}

/** Our orders hold one payment each, so that a rejected payment is a rejected order. */
function rejectedIn(report: XmlElement, payments: readonly XmlElement[]): StatusReport['rejected'] {
  const [group] = named(report, 'OrgnlGrpInfAndSts')
  const order = group === undefined ? undefined : childText(group, 'OrgnlMsgId')
  if (group === undefined || order === undefined) return undefined
  const found = childText(group, 'GrpSts') === 'RJCT' ? group : payments.find(each => childText(each, 'PmtInfSts') === 'RJCT')
  return found === undefined ? undefined : { order, reason: reasonOf(found) }
}

function reasonOf(transaction: XmlElement): string | undefined {
  const [info] = named(transaction, 'StsRsnInf')
  const [reason] = info === undefined ? [] : named(info, 'Rsn')
  return reason === undefined ? undefined : childText(reason, 'Cd')
}

function named(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).filter(child => child.name === name)
}

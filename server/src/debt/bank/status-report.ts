import { findReferences } from '@lintas/customs/debt'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { XmlElement } from '../../platform/xml/index.ts'
import { type BankMessage, children, find } from './iso-read.ts'

/** What is said of one payout, or of all in one order. */
interface Outcome {
  readonly outcome: 'paid' | 'failed'
  readonly reason: string | undefined
}

export interface PaymentStatus extends Outcome {
  readonly payout: string
}

/** What the bank (pain.002) or the clearing (pacs.002) says of orders. */
export interface StatusReport {
  readonly statuses: readonly PaymentStatus[]
  /** What became of a whole order, by the number of its message, where none of its payouts is named. */
  readonly whole: (Outcome & { readonly order: string }) | undefined
}

/** Settled, settled on the payee's account; rejected. What is only received, accepted for settlement or pending is said again later. */
const OUTCOMES: Readonly<Record<string, Outcome['outcome']>> = { ACSC: 'paid', ACCC: 'paid', RJCT: 'failed' }

/**
 * Reads an answer to orders: the payouts that were made or rejected, or that a whole order was, which names none of its payouts.
 *
 * @source ISO 20022 message definition reports, Payments Initiation, and Payments Clearing and Settlement (general knowledge of the element names)
 */
export function readStatusReport({ content }: BankMessage): Result<StatusReport> {
  const issues: Issue[] = []
  const payments = children(content, 'OrgnlPmtInfAndSts')
  const transactions = [content, ...payments].flatMap(each => children(each, 'TxInfAndSts'))
  const statuses = transactions.flatMap((each, index): readonly PaymentStatus[] => {
    const outcome = OUTCOMES[find(each, 'TxSts') ?? '']
    const payout = findPayoutNamed(each)
    if (payout === undefined) issues.push(error('debt.bank-message-malformed', `TxInfAndSts[${index}].OrgnlEndToEndId`))
    return outcome === undefined || payout === undefined ? [] : [{ payout, outcome, reason: reasonOf(each, 'StsRsnInf') }]
  })
  if (issues.length > 0) return stop(...issues)
  return ok({ statuses, whole: transactions.length > 0 ? undefined : wholeOf(content, payments) })
}

/** Our orders hold one payment each, so that what is said of the payment is said of the order. */
function wholeOf(content: XmlElement, payments: readonly XmlElement[]): StatusReport['whole'] {
  const [group] = children(content, 'OrgnlGrpInfAndSts')
  const order = group === undefined ? undefined : find(group, 'OrgnlMsgId')
  if (group === undefined || order === undefined) return undefined
  const said = [{ at: group, status: find(group, 'GrpSts') }, ...payments.map(at => ({ at, status: find(at, 'PmtInfSts') }))]
  for (const { at, status } of said) {
    const outcome = OUTCOMES[status ?? '']
    if (outcome !== undefined) return { order, outcome, reason: reasonOf(at, 'StsRsnInf') }
  }
  return undefined
}

/** The payout a transaction is about: by whichever of its numbers the other side repeats. */
export function findPayoutNamed(transaction: XmlElement): string | undefined {
  const said = ['OrgnlEndToEndId', 'OrgnlInstrId', 'OrgnlTxId', 'OrgnlUETR'].flatMap(name => find(transaction, name) ?? [])
  const [first] = findReferences(said).filter(each => each.about === 'request')
  return first?.id
}

/** A code of the standard, or the clearing's own. */
export function reasonOf(transaction: XmlElement, information: string): string | undefined {
  return (find(transaction, information, 'Rsn', 'Cd') ?? find(transaction, information, 'Rsn', 'Prtry'))?.slice(0, 35)
}

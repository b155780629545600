import { transferReference } from '@lintas/customs/debt'
import { type Currency, type Day, formatMajor, type Money, sumMoney } from '@lintas/customs/kernel'
import type { XmlElement } from '../../platform/xml/index.ts'
import { vocabularyOf } from './iso-write.ts'
import type { BankAccount } from './store.ts'

/** How an order goes out: from a customer to its bank, or from one participant of the clearing to the others. */
export type OrderKind = 'pain.001' | 'pacs.008'

/** One payout as the bank is ordered to make it. */
export interface Transfer {
  readonly payout: string
  /** What it is for, in the words the payee reads. */
  readonly words: string
  readonly amount: Money
  readonly payee: BankAccount
}

export interface TransferOrder {
  readonly messageId: string
  readonly createdAt: Date
  readonly executeOn: Day
  readonly treasury: BankAccount
  readonly currency: Currency
  readonly transfers: readonly Transfer[]
}

/**
 * Writes an order to the bank (pain.001.001.09): one payment from the state's account with a transfer for each payout, their number and sum said twice, as the
 * bank checks them. Each transfer carries the payout's number, which the bank repeats in whatever it says of it.
 *
 * @source ISO 20022 message definition report, Payments Initiation, CustomerCreditTransferInitiationV09 (general knowledge of the element names)
 */
export function writeCustomerOrder({ messageId, createdAt, executeOn, treasury, currency, transfers }: TransferOrder): string {
  const { element, text, amount, agent, accountId, party, write } = vocabularyOf('pain.001.001.09')
  const totals = [text('NbOfTxs', String(transfers.length)), text('CtrlSum', sumOf(transfers, currency))]
  const transferElement = (transfer: Transfer): XmlElement =>
    element('CdtTrfTxInf', [
      element('PmtId', [text('EndToEndId', transferReference(transfer.payout))]),
      element('Amt', [amount('InstdAmt', formatMajor(transfer.amount), transfer.amount.currency)]),
      ...(transfer.payee.bic === undefined ? [] : [agent('CdtrAgt', transfer.payee.bic)]),
      party('Cdtr', transfer.payee.holder),
      element('CdtrAcct', [accountId(transfer.payee.account)]),
      element('RmtInf', [text('Ustrd', transfer.words)]),
    ])
  return write(
    element('CstmrCdtTrfInitn', [
      element('GrpHdr', [
        text('MsgId', messageId),
        text('CreDtTm', createdAt.toISOString().slice(0, 19)),
        ...totals,
        party('InitgPty', treasury.holder),
      ]),
      element('PmtInf', [
        text('PmtInfId', messageId),
        text('PmtMtd', 'TRF'),
        ...totals,
        element('ReqdExctnDt', [text('Dt', executeOn)]),
        party('Dbtr', treasury.holder),
        element('DbtrAcct', [accountId(treasury.account), text('Ccy', currency)]),
        agent('DbtrAgt', treasury.bic),
        ...transfers.map(transferElement),
      ]),
    ]),
  )
}

/** A transfer between participants of a clearing, whose bank is known. */
export type ClearingTransfer = Transfer & { readonly payee: { readonly bic: string } }

/**
 * Writes the same as a credit transfer between participants of the clearing (pacs.008.001.08): the treasury is debtor and debtor's bank in one, settles through
 * the clearing, and bears its own charges only. The payout's number is there as `EndToEndId`, `InstrId`, `TxId` and `UETR`, so that whatever comes back names it.
 *
 * @source ISO 20022 message definition report, Payments Clearing and Settlement, FIToFICustomerCreditTransferV08 (general knowledge of the element names)
 */
export function writeClearingOrder(
  order: Omit<TransferOrder, 'transfers' | 'treasury'> & {
    readonly treasury: BankAccount & { readonly bic: string }
    readonly transfers: readonly ClearingTransfer[]
  },
): string {
  const { messageId, createdAt, executeOn, treasury, currency, transfers } = order
  const { element, text, amount, agent, accountId, party, write } = vocabularyOf('pacs.008.001.08')
  const transferElement = (transfer: ClearingTransfer): XmlElement => {
    const reference = transferReference(transfer.payout)
    return element('CdtTrfTxInf', [
      element('PmtId', [text('InstrId', reference), text('EndToEndId', reference), text('TxId', reference), text('UETR', transfer.payout)]),
      amount('IntrBkSttlmAmt', formatMajor(transfer.amount), transfer.amount.currency),
      text('ChrgBr', 'SLEV'),
      party('Dbtr', treasury.holder),
      element('DbtrAcct', [accountId(treasury.account)]),
      agent('DbtrAgt', treasury.bic),
      agent('CdtrAgt', transfer.payee.bic),
      party('Cdtr', transfer.payee.holder),
      element('CdtrAcct', [accountId(transfer.payee.account)]),
      element('RmtInf', [text('Ustrd', transfer.words)]),
    ])
  }
  return write(
    element('FIToFICstmrCdtTrf', [
      element('GrpHdr', [
        text('MsgId', messageId),
        text('CreDtTm', createdAt.toISOString().slice(0, 19)),
        text('NbOfTxs', String(transfers.length)),
        amount('TtlIntrBkSttlmAmt', sumOf(transfers, currency), currency),
        text('IntrBkSttlmDt', executeOn),
        element('SttlmInf', [text('SttlmMtd', 'CLRG')]),
        agent('InstgAgt', treasury.bic),
      ]),
      ...transfers.map(transferElement),
    ]),
  )
}

function sumOf(transfers: readonly Transfer[], currency: Currency): string {
  return formatMajor(
    sumMoney(
      transfers.map(each => each.amount),
      currency,
    ),
  )
}

import { transferReference } from '@lintas/customs/debt'
import { type Currency, type Day, formatMajor, type Money, sumMoney } from '@lintas/customs/kernel'
import { writeXml, type XmlElement } from '../../platform/xml/index.ts'
import type { BankAccount } from './store.ts'

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'

/** One payout as the bank is ordered to make it. */
export interface Transfer {
  readonly payout: string
  readonly mrn: string
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
export function writeTransferOrder({ messageId, createdAt, executeOn, treasury, currency, transfers }: TransferOrder): string {
  const amounts = transfers.map(each => each.amount)
  const totals = [text('NbOfTxs', String(transfers.length)), text('CtrlSum', formatMajor(sumMoney(amounts, currency)))]
  const document = element('Document', [
    element('CstmrCdtTrfInitn', [
      element('GrpHdr', [
        text('MsgId', messageId),
        text('CreDtTm', createdAt.toISOString().slice(0, 19)),
        ...totals,
        element('InitgPty', [text('Nm', latin(treasury.holder, 140))]),
      ]),
      element('PmtInf', [
        text('PmtInfId', messageId),
        text('PmtMtd', 'TRF'),
        ...totals,
        element('ReqdExctnDt', [text('Dt', executeOn)]),
        element('Dbtr', [text('Nm', latin(treasury.holder, 140))]),
        element('DbtrAcct', [element('Id', [accountId(treasury.account)]), text('Ccy', currency)]),
        element('DbtrAgt', [agent(treasury.bic)]),
        ...transfers.map(transferElement),
      ]),
    ]),
  ])
  const written = writeXml(document, { '': NAMESPACE })
  if (!written.ok) throw new Error('given an order that XML cannot hold, needs names without control characters')
  return written.value
}

function transferElement({ payout, mrn, amount, payee }: Transfer): XmlElement {
  const instructed: XmlElement = {
    ...text('InstdAmt', formatMajor(amount)),
    attributes: [{ namespace: '', name: 'Ccy', value: amount.currency }],
  }
  return element('CdtTrfTxInf', [
    element('PmtId', [text('EndToEndId', transferReference(payout))]),
    element('Amt', [instructed]),
    ...(payee.bic === undefined ? [] : [element('CdtrAgt', [agent(payee.bic)])]),
    element('Cdtr', [text('Nm', latin(payee.holder, 140))]),
    element('CdtrAcct', [element('Id', [accountId(payee.account)])]),
    element('RmtInf', [text('Ustrd', `Customs repayment ${mrn}`)]),
  ])
}

function agent(bic: string | undefined): XmlElement {
  const known = bic === undefined ? element('Othr', [text('Id', 'NOTPROVIDED')]) : text('BICFI', bic)
  return element('FinInstnId', [known])
}

/** An IBAN begins with two letters and two digits; every other number is the bank's own. */
function accountId(account: string): XmlElement {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(account) ? text('IBAN', account) : element('Othr', [text('Id', account)])
}

/** What every bank takes: letters without marks, and no longer than the field. */
function latin(name: string, max: number): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .trim()
  return (plain === '' ? 'NOTPROVIDED' : plain).slice(0, max)
}

function element(name: string, nodes: readonly XmlElement[]): XmlElement {
  return { namespace: NAMESPACE, name, attributes: [], nodes }
}

function text(name: string, value: string): XmlElement {
  return { namespace: NAMESPACE, name, attributes: [], nodes: [value] }
}

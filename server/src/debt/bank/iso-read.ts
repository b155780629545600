import { type Currency, error, type Issue, type Money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { attributeOf, childElements, parseXml, textOf, type XmlElement } from '../../platform/xml/index.ts'

/** The messages of a bank that are read here, by the element that holds them. */
const MESSAGES = {
  BkToCstmrStmt: 'camt.053',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
  CstmrPmtStsRpt: 'pain.002',
  FIToFIPmtStsRpt: 'pacs.002',
  PmtRtr: 'pacs.004',
} as const

export type MessageKind = (typeof MESSAGES)[keyof typeof MESSAGES]

/** A message of ISO 20022 as it was opened: what it is, its number, and all of it. */
export interface BankMessage {
  readonly kind: MessageKind
  readonly id: string
  readonly content: XmlElement
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:'
const ID_MAX = 35

/**
 * Opens a file of the bank: a message of a kind that is read here, in whatever version, with its number. A name that is not the one its namespace says is refused, as is
 * whatever the reader of XML refuses. We hold no schema of ISO 20022; that a message has what it must have is checked by whoever reads it.
 *
 * @source ISO 20022 message definition reports (general knowledge of the element names)
 */
export function openMessage(text: string): Result<BankMessage> {
  const parsed = parseXml(text)
  if (!parsed.ok) return stop(...parsed.issues)
  const { name, namespace } = parsed.value
  const content = name === 'Document' ? childElements(parsed.value)[0] : undefined
  const kind = Object.entries(MESSAGES).find(([element]) => element === content?.name)?.[1]
  if (content === undefined || kind === undefined) return stop(error('debt.bank-message-unknown', '', { name: content?.name ?? name }))
  const id = find(content, 'GrpHdr', 'MsgId')
  const isOther = namespace.startsWith(NAMESPACE) && !namespace.startsWith(`${NAMESPACE}${kind}.`)
  const issues = [
    ...(isOther ? [error('debt.bank-message-malformed', 'Document')] : []),
    ...(id === undefined || id.length > ID_MAX ? [error('debt.bank-message-malformed', 'GrpHdr.MsgId')] : []),
  ]
  return id === undefined || issues.length > 0 ? stop(...issues) : ok({ kind, id, content })
}

/** An amount with its currency: more than nothing, in the currency of the state's account. */
export function readAmount(element: XmlElement | undefined, path: string, expected: Currency, issues: Issue[]): Money | undefined {
  const currency = element === undefined ? undefined : attributeOf(element, 'Ccy')
  const amount = element === undefined ? undefined : parseMoney(trimZeros(textOf(element)), expected)
  if (currency !== expected) issues.push(error('debt.bank-currency', path, { given: currency ?? '', currency: expected }))
  else if (amount === undefined || amount.minor <= 0n) issues.push(error('debt.bank-amount', path))
  else return amount
  return undefined
}

/** Banks write more digits than a currency has: `1500000.00` dong. */
export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

export function children(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).filter(child => child.name === name)
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return children(element, name)[0]
}

export function descend(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => (at === undefined ? undefined : childOf(at, name)), element)
}

/** The text at the end of a path of first children. */
export function find(element: XmlElement, ...names: readonly string[]): string | undefined {
  const found = descend(element, ...names)
  const text = found === undefined ? '' : textOf(found)
  return text === '' ? undefined : text
}

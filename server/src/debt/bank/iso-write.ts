import { writeXml, type XmlElement } from '../../platform/xml/index.ts'

/** The vocabulary of one message of ISO 20022 that is written: `element` and `text` in its namespace, and the parts that all of them share. */
export function vocabularyOf(message: string) {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${message}`
  const element = (name: string, nodes: readonly XmlElement[]): XmlElement => ({ namespace, name, attributes: [], nodes })
  const text = (name: string, value: string): XmlElement => ({ namespace, name, attributes: [], nodes: [value] })
  return {
    element,
    text,
    amount: (name: string, value: string, currency: string): XmlElement => ({
      ...text(name, value),
      attributes: [{ namespace: '', name: 'Ccy', value: currency }],
    }),
    /** A bank, by its BIC. */
    agent: (name: string, bic: string | undefined): XmlElement => {
      const known = bic === undefined ? element('Othr', [text('Id', 'NOTPROVIDED')]) : text('BICFI', bic)
      return element(name, [element('FinInstnId', [known])])
    },
    /** An IBAN begins with two letters and two digits; every other number is the bank's own. */
    accountId: (account: string): XmlElement => {
      const isIban = /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(account)
      return element('Id', [isIban ? text('IBAN', account) : element('Othr', [text('Id', account)])])
    },
    party: (name: string, holder: string): XmlElement => element(name, [text('Nm', latin(holder, 140))]),
    write: (content: XmlElement): string => {
      const written = writeXml(element('Document', [content]), { '': namespace })
      if (!written.ok) throw new Error('given an order that XML cannot hold, needs names without control characters')
      return written.value
    },
  }
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

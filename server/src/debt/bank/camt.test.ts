import type { Currency } from '@lintas/customs/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { camt } from '../testing/camt.ts'
import { isStatement, readCamt } from './camt.ts'
import { openMessage } from './iso-read.ts'

const expected = { account: 'SANDBOX-VN', currency: 'VND' as Currency }
const readText = (text: string) => {
  const opened = openMessage(text)
  if (!opened.ok) return opened
  if (!isStatement(opened.value)) throw new Error('needs a statement')
  return readCamt(opened.value, expected)
}
const codes = (text: string) => {
  const read = readText(text)
  return read.ok ? [] : read.issues.map(issue => issue.code)
}
const entry = { amount: '1500000', words: 'duty' }

describe('a bank’s statement', () => {
  test('is read entry by entry, with all the words that say what it is for', () => {
    const text = camt({
      messageId: 'M1',
      entries: [
        { amount: '1500000.00', words: 'for 26VND6C6NZX1F1PFR2', endToEnd: 'E2E', reference: 'BANK-1' },
        { amount: '200', direction: 'DBIT' },
        { amount: '9', status: 'PDNG' },
      ],
      balances: ['1000', '1500800'],
    })
    const read = readText(text)
    expect(read.ok && read.value).toMatchObject([
      {
        key: 'SANDBOX-VN/credit/BANK-1',
        direction: 'credit',
        amount: { minor: 1_500_000n },
        bookedOn: '2026-11-22',
        words: ['E2E', 'for 26VND6C6NZX1F1PFR2'],
        party: 'Lotus Trading',
      },
      { key: 'SANDBOX-VN/debit/M1/1/2026-11-22/200', direction: 'debit', amount: { minor: 200n } },
    ])
  })

  test('and a notification of the same movement are one movement, by what the bank calls it', () => {
    const keyOf = (kind: 'camt.053' | 'camt.054') => {
      const read = readText(camt({ messageId: kind, kind, entries: [{ ...entry, reference: 'BANK-7' }] }))
      return read.ok ? read.value[0]?.key : undefined
    }
    expect(keyOf('camt.054')).toBe(keyOf('camt.053'))
  })

  test('sent again in another message tells of the same movements, also where the bank names none of them', () => {
    const keysOf = (messageId: string, reportId = 'STATEMENT-7') => {
      const read = readText(camt({ messageId, reportId, entries: [entry, { ...entry, amount: '7' }] }))
      return read.ok ? read.value.map(each => each.key) : []
    }
    expect(keysOf('A')).toHaveLength(2)
    expect(keysOf('B')).toEqual(keysOf('A'))
    expect(keysOf('B', 'STATEMENT-8')).not.toEqual(keysOf('A'))
  })

  test('that names a movement only in its one detail, and money that was paid back, are read as what they are', () => {
    const text = camt({ messageId: 'M', entries: [{ ...entry, direction: 'DBIT' }] })
      .replace('<Refs>', '<Refs><AcctSvcrRef>BANK-9</AcctSvcrRef>')
      .replace('</Amt>', '</Amt><RvslInd>true</RvslInd>')
      .replace('</Dbtr>', '</Dbtr><Cdtr><Pty><Nm>Song Hong</Nm></Pty></Cdtr>')
    const read = readText(text)
    expect(read.ok && read.value).toMatchObject([{ key: 'SANDBOX-VN/debit/BANK-9', direction: 'debit', party: 'Song Hong' }])
  })

  test('with several transfers in one entry is read transfer by transfer', () => {
    const detail = (amount: string, words: string) =>
      `<TxDtls><Amt Ccy="VND">${amount}</Amt><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls>`
    const text = (sum: string) =>
      camt({ messageId: 'M2', entries: [{ amount: sum, reference: 'BATCH' }] }).replace(
        /<TxDtls>.*<\/TxDtls>/,
        detail('10', 'one') + detail('20', 'two'),
      )
    const read = readText(text('30'))
    expect(read.ok && read.value.map(each => `${each.key} ${each.amount.minor} ${each.words}`)).toEqual([
      'SANDBOX-VN/credit/BATCH#0 10 one',
      'SANDBOX-VN/credit/BATCH#1 20 two',
    ])
    expect(codes(text('31'))).toEqual(['debt.bank-entry-sum'])
  })

  test.each<[string, string, readonly string[]]>([
    ['of another account', camt({ messageId: 'M', account: 'OTHER', entries: [entry] }), ['debt.bank-account-other']],
    ['in another currency', camt({ messageId: 'M', currency: 'USD', entries: [entry] }), ['debt.bank-currency']],
    [
      'with an amount that is none',
      camt({ messageId: 'M', entries: [{ amount: '1.5' }, { amount: '-3' }] }),
      ['debt.bank-amount', 'debt.bank-amount'],
    ],
    ['whose balances do not add up', camt({ messageId: 'M', entries: [entry], balances: ['0', '1'] }), ['debt.bank-balance']],
    [
      'that tells of one movement twice',
      camt({
        messageId: 'M',
        entries: [
          { ...entry, reference: 'A' },
          { ...entry, reference: 'A' },
        ],
      }),
      ['debt.bank-entry-repeated'],
    ],
    ['without a number', camt({ messageId: '', entries: [entry] }), ['debt.bank-message-malformed']],
    ['that is another message', '<Document><Other/></Document>', ['debt.bank-message-unknown']],
    ['with a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Document/>', ['format.xml-doctype']],
    ['that is no XML', 'MT940', ['format.xml-malformed']],
  ])('%s is refused', (_, text, found) => {
    expect(codes(text)).toEqual(found)
  })

  test('cut or changed anywhere is read or refused, and never fails', () => {
    const text = camt({ messageId: 'M', entries: [entry, { ...entry, reference: 'B' }], balances: ['0', '3000000'] })
    const place = fc.integer({ min: 0, max: text.length })
    fc.assert(
      fc.property(place, place, fc.string({ maxLength: 8 }), (from, length, with_) => {
        readText(text.slice(0, from) + with_ + text.slice(from + length))
      }),
      { numRuns: 300 },
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { compare, day, decimal, plus, ZERO } from '../kernel/index.ts'
import { lawBeside } from '../testing/law.ts'
import type { DutyItem } from './item.ts'
import { allotQuotas, claimedQuotas, type QuotaGiven, quotaStatus } from './quota.ts'
import { QUOTAS } from './quota-law.ts'

const ROW = {
  id: 'TEST-QUOTA',
  state: 'VN',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  knownSince: '2026-01-01',
  legalRef: 'a decree made up for this test',
  source: 'this test',
  confidence: 'assumed',
  orderNumber: 'TQ.1',
  name: 'Shirts',
  codes: ['610910'],
  origins: ['KH'],
  volume: { value: '1000', unit: 'C62' },
  within: { kind: 'ad-valorem', percent: '5' },
  criticalPercent: '90',
  allocation: 'first-come',
}
const law = lawBeside([
  {
    kind: 'tariff-quota',
    rows: [
      ROW,
      { ...ROW, id: 'TEST-VALUE', orderNumber: 'TQ.2', volume: { value: '5000', unit: 'VND' } },
      { ...ROW, orderNumber: 'TQ.3', id: 'TEST-AGREEMENT', agreement: 'rcep', origins: undefined },
    ],
  },
])
const facts = { state: 'VN', law, day: day('2026-02-02') } as const

function item(sequence: number, quantity: string | undefined, change: Partial<DutyItem> = {}): DutyItem {
  return {
    sequence,
    path: `goodsItems[${sequence - 1}]`,
    code: '61091010',
    originCountry: 'KH',
    customsValue: decimal('3000'),
    exactValue: decimal('3000'),
    quantities: new Map(quantity === undefined ? [] : [['C62', decimal(quantity)]]),
    attributes: new Map(),
    ...change,
  }
}

function allot(items: readonly DutyItem[], given: QuotaGiven | undefined, orderNumber = 'TQ.1', type = 'IM4', mode = 'NORMAL') {
  const goodsItems = items.map(({ sequence }) => ({ sequence, dutyTaxFees: [{ quotaOrder: orderNumber }] }))
  const { draws, rows, issues } = allotQuotas(declarationSchema.parse({ type, mode, goodsItems }), items, { ...facts, given })
  expect([...rows.keys()]).toEqual(draws.map(each => each.sequence))
  return { draws: draws.map(each => `${each.sequence}: ${each.value} ${each.unit}`), issues: issues.map(each => each.code) }
}
const left = (amount: string, orderNumber = 'TQ.1'): QuotaGiven => ({ left: [{ orderNumber, lawRow: 'TEST-QUOTA', left: amount }] })
const later = (amount: string, value: string): QuotaGiven => ({
  ...left(amount),
  drawn: [{ sequence: 2, orderNumber: 'TQ.1', lawRow: 'TEST-QUOTA', value, unit: 'C62' }],
})

test('items draw in their order, each all it declares or nothing', () => {
  expect(allot([item(1, '60'), item(2, '50'), item(3, '40')], left('100'))).toEqual({
    draws: ['1: 60 C62', '3: 40 C62'],
    issues: ['duty.quota-exhausted'],
  })
})

test('a quota by value counts the customs value', () => {
  expect(allot([item(1, undefined), item(2, undefined)], left('5000', 'TQ.2'), 'TQ.2')).toEqual({
    draws: ['1: 3000 VND'],
    issues: ['duty.quota-exhausted'],
  })
})

test.each([
  ['another origin', item(1, '60', { originCountry: 'CN' }), left('100'), 'TQ.1', 'duty.quota-other-goods'],
  ['another code', item(1, '60', { code: '62059000' }), left('100'), 'TQ.1', 'duty.quota-other-goods'],
  ['no quantity in its unit', item(1, undefined), left('100'), 'TQ.1', 'duty.quota-amount-missing'],
  ['no quota on file', item(1, '60'), left('100'), 'TQ.9', 'duty.quota-not-on-file'],
  ['balances nobody holds', item(1, '60'), undefined, 'TQ.1', 'duty.quota-not-drawn-yet'],
])('nothing is drawn, and it is said why: %s', (_, goods, given, orderNumber, code) => {
  expect(allot([goods], given, orderNumber)).toEqual({ draws: [], issues: [code] })
})

test('what was drawn stays drawn in later decisions, whatever is left by then', () => {
  expect(allot([item(1, '60'), item(2, '50')], later('0', '50'))).toEqual({ draws: ['2: 50 C62'], issues: ['duty.quota-exhausted'] })
})

test.each([
  ['draws the difference where that is left', '20', ['2: 50 C62']],
  ['draws nothing where it is not', '19', []],
])('an item that is found to be of more than it drew %s', (_, available, draws) => {
  expect(allot([item(2, '50')], later(available, '30')).draws).toEqual(draws)
})

test.each([
  ['claimed under it on a proof', { claim: 'RCEP', proof: 'valid' }, ['1: 60 C62'], []],
  ['claimed without a proof', { claim: 'rcep', proof: 'absent' }, [], ['duty.quota-agreement-not-claimed']],
  ['whose claim was denied', { claim: 'rcep', proof: 'denied' }, [], ['duty.quota-agreement-not-claimed']],
  ['claimed under another', { claim: 'atiga', proof: 'valid' }, [], ['duty.quota-agreement-not-claimed']],
  ['of no party', { claim: 'rcep', proof: 'valid', originCountry: 'GB' }, [], ['duty.quota-agreement-not-claimed']],
] as const)('of a quota of an agreement draw goods that are its own: goods %s', (_, change, draws, issues) => {
  expect(allot([item(1, '60', change)], left('100', 'TQ.3'), 'TQ.3')).toEqual({ draws, issues })
})

test('exports draw nothing', () => {
  expect(allot([item(1, '60')], left('100'), 'TQ.1', 'EX1')).toEqual({ draws: [], issues: [] })
})

test.each([
  ['IM7', 'NORMAL', [], ['duty.quota-drawn-later']],
  ['IM5-P', 'NORMAL', [], ['duty.quota-drawn-later']],
  ['IM4', 'REMOVAL', [], ['duty.quota-drawn-later']],
  ['IM4', 'PERIODIC', ['1: 60 C62'], []],
  ['IM7-X', 'NORMAL', ['1: 60 C62'], []],
])('of goods declared twice the one draws that is charged: %s %s', (type, mode, draws, issues) => {
  expect(allot([item(1, '60')], left('100'), 'TQ.1', type, mode)).toEqual({ draws, issues })
  const claims = claimedQuotas(
    declarationSchema.parse({ type, mode, goodsItems: [{ sequence: 1, dutyTaxFees: [{ quotaOrder: 'TQ.1' }] }] }),
  )
  expect(claims).toEqual(draws.map(() => 'TQ.1'))
})

test('never more is drawn than is left, and nothing is refused that would fit', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 1000 }), (asked, available) => {
      const items = asked.map((each, index) => item(index + 1, String(each)))
      const goodsItems = items.map(({ sequence }) => ({ sequence, dutyTaxFees: [{ quotaOrder: 'TQ.1' }] }))
      const { draws } = allotQuotas(declarationSchema.parse({ type: 'IM4', goodsItems }), items, {
        ...facts,
        given: left(String(available)),
      })
      const drawn = draws.reduce((sum, each) => plus(sum, decimal(each.value)), ZERO)
      expect(compare(drawn, decimal(String(available)))).toBeLessThanOrEqual(0)
      const refused = asked.filter((_, index) => draws.every(each => each.sequence !== index + 1))
      for (const each of refused) expect(compare(plus(drawn, decimal(String(each))), decimal(String(available)))).toBeGreaterThan(0)
    }),
  )
})

test('a quota is critical from the share its law names', () => {
  const [row] = law.on(QUOTAS, 'VN', facts.day)
  const status = (drawn: string) => row && quotaStatus(row, decimal(drawn))
  expect(['0', '899', '900', '999', '1000', '1200'].map(status)).toEqual(['open', 'open', 'critical', 'critical', 'exhausted', 'exhausted'])
})

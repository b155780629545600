import { expect, test } from 'vitest'
import { checkEverywhere, type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import type { LawBook } from '../reference/index.ts'
import { isForOfficers, RISK_RULES } from './index.ts'

/** A book without any law. */
const nothing: LawBook = { version: 'none', on: () => [], rows: () => [] }

const priced = (description: string, amount: string, quantity: string) => ({
  sequence: 1,
  description,
  invoiceAmount: { amount, currency: 'USD' },
  quantities: [{ value: quantity, unit: 'C62' }],
})
const five = ['scarf', 'belt', 'hat', 'glove', 'sock']

test.each<[string, DeclarationInput, readonly string[]]>([
  [
    'five goods described differently at one unit price',
    { goodsItems: five.map((name, index) => priced(name, `${index + 1}0`, `${index + 1}`)) },
    ['risk.price-repeated'],
  ],
  ['four at one price', { goodsItems: five.slice(1).map(name => priced(name, '10', '1')) }, []],
  ['five of the same goods at one price', { goodsItems: five.map(() => priced('Scarf', '10', '1')) }, []],
  ['a goods item for nothing', { goodsItems: [priced('scarf', '0.00', '3')] }, ['risk.price-zero']],
  [
    'eighty tonnes in two containers',
    { totalGrossMassKg: '80000', containers: [{ id: 'A' }, { id: 'B' }] },
    ['risk.mass-beyond-containers'],
  ],
  ['seventy-two tonnes in two containers', { totalGrossMassKg: '72000', containers: [{ id: 'A' }, { id: 'B' }] }, []],
  ['eighty tonnes in bulk', { totalGrossMassKg: '80000' }, []],
])('%s', (_, document, codes) => {
  expect(checkEverywhere(RISK_RULES, { document: declarationSchema.parse(document) }).map(each => each.code)).toEqual(codes)
})

test('where the node knows nothing of others, nothing is said of them', () => {
  const about = ['V20', 'V21', 'V22', 'V35', 'V57', 'V58', 'V59']
  const silent = RISK_RULES.filter(rule => about.includes(rule.id))
  expect(silent).toHaveLength(about.length)
  const context = { document: declarationSchema.parse({}), state: 'VN', day: day('2026-01-01'), law: nothing } as const
  expect(silent.flatMap(rule => rule.check(context))).toEqual([])
})

test('whatever a rule of risk says is for officers alone', () => {
  for (const { codes } of RISK_RULES) for (const code of codes) expect(isForOfficers({ code })).toBe(true)
  expect(isForOfficers({ code: 'tariff.ordinary-rate-applies' })).toBe(false)
})

import { describe, expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import type { Currency } from '../kernel/index.ts'
import { compileExpression } from './expression.ts'
import { featuresOf } from './features.ts'

const THB = 'THB' as Currency

// Ten crates of whisky and a carton of T-shirts from Hong Kong to Bangkok, whose shirts have no mass declared.
const features = featuresOf(
  declarationSchema.parse({
    type: 'IM4',
    office: 'THLCH',
    exportCountry: 'HK',
    importer: { id: 'TH-1', name: 'Siam Imports' },
    borderTransport: { mode: '1', id: '9074729' },
    transportDocuments: [{ id: 'BL-7' }],
    goodsItems: [
      {
        sequence: 1,
        commodityCode: '2208.30.00',
        description: 'Scotch whisky',
        originCountry: 'GB',
        netMassKg: '90.5',
        quantities: [{ value: '70', unit: 'LTR' }],
      },
      { sequence: 2, commodityCode: '61091010', description: 'Cotton T-shirts', originCountry: 'HK' },
    ],
  }),
  { currency: THB, items: [{ customsValue: { minor: 1_810_000n, currency: THB } }, { customsValue: { minor: 5_000n, currency: THB } }] },
)

function ask(text: string): readonly boolean[] {
  const expression = compileExpression(text)
  if (!expression.ok) throw new Error(JSON.stringify(expression.issues))
  const { asks, holds } = expression.value
  return asks === 'item' ? features.items.map(item => holds(features, item)) : [holds(features)]
}

describe('a question that names an item is asked of each, any other once', () => {
  test.each<[string, readonly boolean[]]>([
    ['item.heading == "2208"', [true, false]],
    ['item.chapter in ["22", "24"] && item.origin != item.exportCountry', [true, false]],
    ['has(item.valuePerKg) && item.valuePerKg > 199', [true, false]],
    ['has(item.valuePerKg) && item.valuePerKg == 200', [true, false]],
    ['has(item.netMassKg) && item.netMassKg > 90.4 && item.netMassKg < 90.6', [true, false]],
    ['has(item.unitPrice) && item.unitPrice * 2 >= 517.1', [true, false]],
    ['item.description.lowerAscii().contains("whisky")', [true, false]],
    ['declaration.exportCountry == "HK" && route.mode == "1"', [true]],
    ['items.exists(each, each.chapter == "22")', [true]],
    ['items.all(each, each.chapter == "22")', [false]],
    ['has(declaration.customsValue) && declaration.customsValue > 18149', [true]],
    ['size(route.transportDocuments) == 1 && size(declaration.documents) == 0', [true]],
    ['has(importer.releasedBefore) && importer.releasedBefore == 0', [false]],
    ['declaration.items > 1 ? importer.id.startsWith("TH") : false', [true]],
  ])('%s', (text, answers) => {
    expect(ask(text)).toEqual(answers)
  })

  test('amounts are exact: a tenth and two tenths are three tenths', () => {
    expect(ask('has(item.netMassKg) && item.netMassKg - 90.3 == 0.1 + 0.1')).toEqual([true, false])
  })
})

describe('what an officer may not write is refused, with the place', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['', 'risk.expression-syntax', {}],
    ['item.code ==', 'risk.expression-syntax', {}],
    ['item.colour == "red"', 'risk.expression-field', { field: 'item.colour', column: 1 }],
    ['has(item.massKg) && item.code == "1"', 'risk.expression-field', { field: 'item.massKg', column: 5 }],
    ['has(item.code.length)', 'risk.expression-field', { field: 'item.code.length' }],
    ['route.countries.exists(each, has(each.name))', 'risk.expression-field', { field: 'each.name' }],
    ['consignment.code == "1"', 'risk.expression-word', { word: 'consignment' }],
    ['type(item.code) == string', 'risk.expression-word', { word: 'type' }],
    ['item.code > 3', 'risk.expression-type', {}],
    ['item.code', 'risk.expression-not-yes-or-no', { type: 'string' }],
    ['item.netMassKg > 3', 'risk.expression-unasked', { field: 'item.netMassKg', column: 1 }],
    ['items.exists(each, each.unitPrice > 3)', 'risk.expression-unasked', { field: 'each.unitPrice' }],
    ['item.description.matches("(a+)+$")', 'risk.expression-word', { word: 'matches' }],
    ['timestamp("2026-01-01T00:00:00Z") < timestamp("2026-01-02T00:00:00Z")', 'risk.expression-word', { word: 'timestamp' }],
    ['size(items.map(each, each.code)) > 1', 'risk.expression-word', { word: 'map' }],
    ['cel.bind(x, item.code, x == "1")', 'risk.expression-word', { word: 'cel' }],
    ['item["code"] == "1"', 'risk.expression-word', {}],
    ['items.exists(item, item.code == "1")', 'risk.expression-shadow', { word: 'item' }],
    ['items.exists(a, items.exists(b, a.code == b.code))', 'risk.expression-nested', {}],
    ['items.exists(each, each.code == item.code)', 'risk.expression-nested', {}],
    [`item.code == "${'1'.repeat(2_000)}"`, 'risk.expression-long', { max: 2_000 }],
    [
      Array.from({ length: 150 }, () => 'item.code == "1"')
        .join('||')
        .slice(0, 1_999),
      'risk.expression-syntax',
      {},
    ],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'risk.expression-syntax', {}],
  ])('%s', (text, code, params) => {
    const expression = compileExpression(text)
    expect(expression.ok ? [] : expression.issues.map(each => each.code)).toContain(code)
    const issue = expression.ok ? undefined : expression.issues.find(each => each.code === code)
    expect(issue?.params).toMatchObject(params)
  })

  test('every refused word is named at once', () => {
    const expression = compileExpression('item.code.matches("a") && item.code.split("b") == [] && item.netMassKg > 1')
    expect(expression.ok ? [] : expression.issues.map(each => each.code)).toEqual([
      'risk.expression-word',
      'risk.expression-word',
      'risk.expression-unasked',
    ])
  })
})

test('nothing outside the vocabulary can be reached', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(compileExpression(`item.${word} == ""`).ok).toBe(false)
    expect(compileExpression(`has(item.${word})`).ok).toBe(false)
  }
})

test('division by nothing is the profile’s failure', () => {
  expect(() => ask('has(item.netMassKg) && item.netMassKg / (item.netMassKg - item.netMassKg) > 1')).toThrow()
})

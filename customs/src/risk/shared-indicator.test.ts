import { expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { digestsOf, findShared, prepareIndicators, type SharedIndicator, tellsWhom } from './index.ts'

const KEY = 'a1'.repeat(32)
const entry = { register: 'party', text: 'Golden Dragon Shipping Co., Ltd.', aliases: ['บริษัท สยามเหล็ก จำกัด'] } as const
const indicator = (change: Partial<SharedIndicator> = {}): SharedIndicator => ({
  id: 'one',
  from: 'KH',
  register: 'party',
  key: KEY,
  digests: digestsOf(entry, KEY),
  validFrom: day('2026-01-01'),
  validTo: day('2026-06-01'),
  ...change,
})
const find = (name: string, indicators: readonly SharedIndicator[], on = '2026-03-10') =>
  findShared(declarationSchema.parse({ exporter: { name } }), prepareIndicators(indicators), day(on))

test('a party is met however it is written, and no word of its name is told', () => {
  const met = [{ path: 'exporter.name', register: 'party', entry: 'KH one', similarity: '1.000' }]
  expect(find('GOLDEN DRAGON SHIPPING', [indicator()])).toEqual(met)
  expect(find('Shipping, Golden Dragon Pte. Ltd.', [indicator()])).toEqual(met)
  expect(find('สยามเหล็ก', [indicator()])).toEqual(met)
  expect(find('Golden Dragon Clothing', [indicator()])).toEqual([])
  expect(JSON.stringify(indicator())).not.toMatch(/golden|dragon/i)
})

test('under another key the same name has another digest: what two states share, a third cannot compare', () => {
  const other = 'b2'.repeat(32)
  expect(digestsOf(entry, other).filter(each => digestsOf(entry, KEY).includes(each))).toEqual([])
  expect(find('Golden Dragon Shipping', [indicator({ key: other })])).toEqual([])
})

test('on its days alone', () => {
  for (const [on, count] of [
    ['2025-12-31', 0],
    ['2026-01-01', 1],
    ['2026-05-31', 1],
    ['2026-06-01', 0],
  ] as const)
    expect(find('Golden Dragon Shipping', [indicator()], on)).toHaveLength(count)
})

test('a note that names whom it is about is told from one that does not', () => {
  expect(tellsWhom(entry, 'Watch the golden dragon and its shipping agents.')).toBe(true)
  expect(tellsWhom(entry, 'Invoices at a third of the usual price.')).toBe(false)
})

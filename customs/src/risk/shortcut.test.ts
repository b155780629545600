import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declarationSchema } from '../declaration/index.ts'
import type { Currency } from '../kernel/index.ts'
import { type Features, featuresOf, type ItemFeatures } from './features.ts'
import { openShortcut } from './shortcut.ts'
import { VOCABULARY } from './vocabulary.ts'

const VND = 'VND' as Currency

/** What the library says, or what went wrong there. */
function asked(answer: () => unknown): unknown {
  try {
    return answer()
  } catch (thrown) {
    return thrown instanceof Error ? `throws ${thrown.name}` : 'throws'
  }
}

const either = <Each>(...all: readonly fc.Arbitrary<Each>[]) => fc.oneof(...all)
const among = (...all: readonly string[]) => fc.constantFrom(...all)
const quoted = fc.constantFrom('', '61', '6109', 'HK', 'whisky', 'ẨM', '😀').map(text => JSON.stringify(text))

/** Questions of every kind an officer may write, and a few more: absent fields that were not asked for, division by zero, numbers too great. */
const { truth } = fc.letrec<Record<'truth' | 'text' | 'exact' | 'whole' | 'texts', string>>(tie => {
  const [truth, text, exact, whole, texts] = [tie('truth'), tie('text'), tie('exact'), tie('whole'), tie('texts')]
  const joined = (parts: readonly fc.Arbitrary<string>[], write: (...texts: string[]) => string) =>
    fc.tuple(...parts).map(each => write(...each))
  const compared = among('==', '!=', '<', '<=', '>', '>=')
  const pair = (one: fc.Arbitrary<string>, sign: fc.Arbitrary<string>, other: fc.Arbitrary<string>) =>
    joined([one, sign, other], (a, by, b) => `(${a} ${by} ${b})`)
  const owned = among('item', 'item', 'item', 'declaration', 'importer')
  const numbers = either(exact, whole, among('2.5', '0.1'))
  return {
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      joined(
        [among('item.chapter', 'item.heading', 'item.origin', 'item.description', 'declaration.exportCountry', 'importer.id')],
        a => a,
      ),
      quoted,
      joined([text, among('lowerAscii', 'upperAscii')], (a, by) => `${a}.${by}()`),
      pair(text, among('+'), text),
    ),
    exact: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      among('item.netMassKg', 'item.unitPrice', 'item.valuePerKg', 'item.customsValue', 'declaration.customsValue', 'importer.found'),
      pair(exact, among('+', '-', '*', '/'), numbers),
    ),
    whole: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      among('0', '1', '-3', '90', '9223372036854775807', 'item.sequence', 'item.packages', 'declaration.items'),
      joined([either(text, texts)], a => `size(${a})`),
      joined([whole], a => `-(${a})`),
      pair(whole, among('+', '*', '/', '%'), whole),
    ),
    texts: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      among('item.documents', 'declaration.documents', 'route.containers'),
      fc.array(text, { minLength: 1, maxLength: 3 }).map(all => `[${all.join(', ')}]`),
    ),
    truth: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      among('true', 'false'),
      joined([owned, among('netMassKg', 'customsValue', 'found', 'unitPrice', 'chapter')], (a, b) => `has(${a}.${b})`),
      pair(text, compared, text),
      pair(exact, compared, numbers),
      pair(numbers, compared, exact),
      pair(whole, compared, whole),
      pair(truth, among('==', '!='), truth),
      pair(text, among('in'), texts),
      joined([text, among('contains', 'startsWith', 'endsWith'), text], (a, by, b) => `${a}.${by}(${b})`),
      pair(truth, among('&&', '||'), truth),
      joined([truth], a => `!${a}`),
      joined([truth, truth, truth], (a, b, c) => `(${a} ? ${b} : ${c})`),
      joined(
        [among('all', 'exists', 'exists_one'), among('chapter', 'origin'), compared, text],
        (by, name, sign, a) => `items.${by}(each, each.${name} ${sign} ${a})`,
      ),
      joined([among('all', 'exists', 'exists_one'), compared, exact], (by, sign, a) => `items.${by}(each, each.netMassKg ${sign} ${a})`),
      joined([texts, among('all', 'exists', 'exists_one'), text], (all, by, a) => `${all}.${by}(each, each == ${a})`),
    ),
  }
})

const consignment: fc.Arbitrary<Features> = fc
  .array(
    fc.record(
      {
        commodityCode: fc.constantFrom('6109.10.10', '22083000', '4421'),
        originCountry: fc.constantFrom('HK', 'GB'),
        description: fc.constantFrom('Scotch whisky', 'ẩm trà 😀'),
        netMassKg: fc.constantFrom('0', '90.5', '2.5', '1'),
        quantities: fc.constantFrom([{ value: '0', unit: 'LTR' }], [{ value: '3', unit: 'LTR' }]),
        documents: fc.constantFrom([{ type: '61' }, { type: 'HK' }]),
        minor: fc.constantFrom(0n, 5n, 1_810_000n),
      },
      { requiredKeys: [] },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(items =>
    featuresOf(
      declarationSchema.parse({
        exportCountry: 'HK',
        importer: { id: '61', name: 'An importer' },
        containers: [{ id: 'MSCU1234566' }],
        goodsItems: items.map(({ minor: _, ...item }, index) => ({ sequence: index + 1, ...item })),
      }),
      { currency: VND, items: items.map(({ minor }) => (minor === undefined ? {} : { customsValue: { minor, currency: VND } })) },
    ),
  )

test('where the shortcut answers, it answers as the library does; where that fails, it does not answer', () => {
  const count = { answered: 0, failed: 0, left: 0 }
  fc.assert(
    fc.property(truth, consignment, (text, features) => {
      const evaluate = VOCABULARY.parse(text)
      fc.pre(evaluate.check().valid)
      const shortcut = openShortcut(evaluate.ast)
      for (const item of features.items as readonly ItemFeatures[]) {
        const said = shortcut === undefined ? 'nothing' : asked(() => shortcut(features, item))
        if (typeof said === 'string') count[said === 'nothing' ? 'left' : 'failed'] += 1
        else {
          count.answered += 1
          expect(said, text).toBe(asked(() => evaluate({ ...features, item })))
        }
      }
    }),
    { numRuns: 1_500 },
  )
  expect(count.answered).toBeGreaterThan(2 * count.left)
  expect(count.failed).toBeGreaterThan(0)
})

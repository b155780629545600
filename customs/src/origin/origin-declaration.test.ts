import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STATES } from '../reference/index.ts'
import { type Criterion, isSameCriterion, parseCriterion, printCriterion } from './criterion.ts'
import { buildOriginDeclaration, CARRYING_DOCUMENTS, checkOriginDeclaration, originDeclarationSchema } from './origin-declaration.ts'
import { readOriginDeclaration } from './read-origin-declaration.ts'

const shirts = originDeclarationSchema.parse({
  authorisation: '0001/VN26',
  country: 'VN',
  document: { number: 'INV-118', issuedOn: '2026-03-01' },
  products: [
    {
      name: 'T-shirts | cotton, knitted',
      code: '610910',
      criterion: 'CTH + 40%',
      fob: { amount: '12000.00', currency: 'USD' },
      quantity: { value: '4000', unit: 'C62' },
    },
    { name: 'Mangoes', code: '08045021', criterion: 'WO', quantity: { value: '120.5', unit: 'KGM' }, trademark: 'Hòa Lộc' },
  ],
  signatory: 'Nguyễn Thị Lan',
})
const text = buildOriginDeclaration(shirts)
const codesOf = (given: string) => {
  const read = readOriginDeclaration(given)
  return read.ok ? [] : read.issues.map(each => `${each.code} ${each.path}`)
}

test('the text has the sentence of the form word for word, and reads as what it was built from', () => {
  expect(text).toContain(
    'The exporter of the product(s) covered by this document (Certified Exporter Authorisation code: 0001/VN26) declares that, except where otherwise clearly indicated, the product(s) satisfy the Rules of Origin to be considered as originating goods under ATIGA (ASEAN country of origin: Viet Nam).',
  )
  expect(text).toContain('T-shirts \\| cotton, knitted | 610910 | CTH + 40% | USD 12000.00 | 4000 C62 | ')
  expect(readOriginDeclaration(text)).toEqual({ ok: true, value: shirts })
})

test('it is found on an invoice among other lines, broken into lines and with the ends of lines of another system', () => {
  const broken = text
    .replace('where otherwise', 'where\notherwise')
    .replace('610910', '6109.10')
    .replace('CTH + 40%', 'CTH+40%')
    .replaceAll('\n', '\r\n')
  expect(readOriginDeclaration(`INVOICE 118\r\nSold to: somebody\r\n${broken}\r\nThank you`)).toEqual({ ok: true, value: shirts })
})

test.each([
  ['no title', text.replace('ORIGIN DECLARATION', 'DECLARATION'), ['origin.declaration-title-missing ']],
  [
    'another sentence',
    text.replace('satisfy', 'may satisfy'),
    ['origin.declaration-sentence line 9', 'origin.declaration-field-invalid authorisation', 'origin.declaration-field-invalid country'],
  ],
  ['no signature', text.replace(/Authorised signature.*/, ''), ['origin.declaration-part-missing ']],
  ['a line too short', text.replace(' | WO |', ' |'), ['origin.declaration-columns line 7']],
  ['a criterion of another agreement', text.replace('CTH + 40%', 'PE'), ['origin.declaration-field-invalid products[0].criterion']],
  ['a day that is none', text.replace('2026-03-01', '2026-02-30'), ['origin.declaration-field-invalid document.issuedOn']],
  ['a state outside', text.replace('Viet Nam', 'China'), ['origin.declaration-field-invalid country']],
  ['a line nobody asked for', text.replace('Date:', 'Price: 12\nDate:'), ['origin.declaration-line-unknown line 3']],
])('%s is refused by its place', (_, given, expected) => {
  expect(codesOf(given)).toEqual(expected)
})

test('a back-to-back declaration names the proof of each product; another names none', () => {
  const original = { country: 'TH', number: 'TH-D-26-1', issuedOn: '2026-02-01' }
  const second = originDeclarationSchema.parse({
    ...shirts,
    kind: 'back-to-back',
    products: shirts.products.map(each => ({ ...each, original })),
  })
  expect(readOriginDeclaration(buildOriginDeclaration(second))).toEqual({ ok: true, value: second })
  expect(checkOriginDeclaration({ ...second, kind: 'original' }).map(each => each.code)).toEqual(
    Array(2).fill('origin.declaration-original-unasked'),
  )
  expect(codesOf(buildOriginDeclaration({ ...shirts, kind: 'back-to-back' }))).toEqual(
    [0, 1].map(index => `origin.declaration-original-missing products[${index}].original`),
  )
})

/** What people and machines may write into one line. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map(each => `${each}|\\`.trim())
  .filter(each => originDeclarationSchema.shape.signatory.safeParse(each).success)
const amount = fc.integer({ min: 1, max: 10 ** 9 }).map(each => `${each}.50`)
const date = fc.integer({ min: 1, max: 28 }).map(each => `2026-02-${String(each).padStart(2, '0')}`)
const product = fc.record({
  name: line,
  code: fc.constantFrom('610910', '08045021'),
  criterion: fc.constantFrom('WO', '40%', 'CTH', 'SP', 'CTSH + 35%', 'PC 25%'),
  fob: fc.option(fc.record({ amount, currency: fc.constantFrom('USD', 'VND') }), { nil: undefined }),
  quantity: fc.record({ value: amount, unit: fc.constantFrom('KGM', 'C62') }),
  trademark: fc.option(line, { nil: undefined }),
})
const original = fc.record({
  country: fc.constantFrom(...STATES),
  number: fc.constantFrom('TH-D-26-1', 'A 1|\\'),
  issuedOn: fc.constant('2026-01-31'),
})
const declaration = fc
  .record({
    isBack: fc.boolean(),
    original,
    country: fc.constantFrom(...STATES),
    kind: fc.constantFrom(...CARRYING_DOCUMENTS),
    issuedOn: date,
    invoice: fc.option(fc.constantFrom('INV-1', 'Date: 2'), { nil: undefined }),
    exhibition: fc.option(fc.record({ name: line, address: line }), { nil: undefined }),
    products: fc.array(product, { minLength: 1, maxLength: 5 }),
    signatory: line,
  })
  .map(({ isBack, original: named, kind, issuedOn, invoice, products, ...rest }) =>
    originDeclarationSchema.parse(
      JSON.parse(
        JSON.stringify({
          ...rest,
          kind: isBack ? 'back-to-back' : 'original',
          authorisation: '0001/VN26',
          document: { kind, number: 'ORIGIN DECLARATION', issuedOn, invoice },
          products: isBack ? products.map(each => ({ ...each, original: named })) : products,
        }),
      ),
    ),
  )

test('whatever is declared reads as it was built', () => {
  fc.assert(
    fc.property(declaration, each => {
      expect(readOriginDeclaration(buildOriginDeclaration(each))).toEqual({ ok: true, value: each })
    }),
    { numRuns: 150 },
  )
})

test('whatever is sent is read or refused with a sentence', () => {
  const piece = fc.constantFrom(...text.split('\n'), '|', '\\', '\\|', 'The exporter of the product(s)', ' '.repeat(500), '|'.repeat(500))
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), pieces => {
      const read = readOriginDeclaration(pieces.join('\n'))
      expect(read.ok || read.issues.length > 0).toBe(true)
    }),
    { numRuns: 20 },
  )
  expect(codesOf('|'.repeat(1_000_001))).toEqual(['origin.declaration-too-long '])
})

test('a criterion reads as it was printed, however it is spelt, and whatever else is written is none', () => {
  const whole = fc.integer({ min: 1, max: 100 })
  const criterion: fc.Arbitrary<Criterion> = fc.oneof(
    fc.constant({ whollyObtained: true } as const),
    fc.record({ contentPercent: fc.integer({ min: 20, max: 39 }), partial: fc.constant(true as const) }),
    fc
      .record(
        { change: fc.constantFrom('CC', 'CTH', 'CTSH'), specificProcess: fc.constant(true as const), contentPercent: whole },
        { requiredKeys: [] },
      )
      .filter(each => Object.keys(each).length > 0),
  )
  fc.assert(
    fc.property(criterion, fc.constantFrom('', ' ', '\t '), (each, blank) => {
      const text = printCriterion(each)
      expect(parseCriterion(text)).toEqual(each)
      expect(parseCriterion(text.toLowerCase().replaceAll('+', `${blank}+${blank}`))).toEqual(each)
      expect(isSameCriterion(text, text.split('+').reverse().join('+'))).toBe(true)
      expect(parseCriterion(`${text} + ${text}`)).toBeUndefined()
    }),
    { numRuns: 100 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      const read = parseCriterion(text)
      if (read !== undefined) expect(parseCriterion(printCriterion(read))).toEqual(read)
    }),
    { numRuns: 200 },
  )
  for (const text of [
    '',
    '+',
    'PE',
    'PSR',
    '0%',
    '101%',
    'PC 19%',
    'PC 40%',
    'WO + 40%',
    '40%%',
    '1e2%',
    '-40%',
    '40 % +',
    `${'CTH+'.repeat(50_000)}CTH`,
  ])
    expect(parseCriterion(text)).toBeUndefined()
})

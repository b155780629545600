import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { day, decimal } from '../kernel/index.ts'
import { lawBeside } from '../testing/law.ts'
import { drawPermits, namedPermits, type Permit } from './permit.ts'

const law = lawBeside([
  {
    kind: 'measure',
    rows: [
      {
        id: 'OZONE',
        state: 'SG',
        validFrom: '2026-01-01',
        knownSince: '2026-11-22',
        legalRef: 'a decree made up for this test',
        source: 'this test',
        confidence: 'assumed',
        measure: 'test.ozone',
        name: 'Ozone',
        kind: 'restriction',
        direction: 'import',
        codes: ['2903'],
        document: { name: 'import licence', types: ['911'], exemptions: [{ code: 'Y1', about: 'for a laboratory' }] },
        authority: 'an authority made up for this test',
        severity: 'error',
      },
    ],
  },
])
const ON = day('2026-11-22')
const context = { law, state: 'SG', day: ON } as const
const permit: Permit = {
  id: 'p',
  measure: 'test.ozone',
  direction: 'import',
  number: 'IL-1',
  holder: 'A',
  codes: ['290371'],
  quantity: { value: '100', unit: 'KGM' },
  validFrom: day('2026-01-01'),
  validTo: day('2026-11-23'),
}
const licence = (id: string) => ({ type: '911', id })
const declaration = (items: readonly object[], change: object = {}) =>
  declarationSchema.parse({
    localReference: 'T',
    type: 'IM4',
    mode: 'NORMAL',
    goodsItems: items.map((item, place) => ({
      sequence: place + 1,
      commodityCode: '29037100',
      originCountry: 'CN',
      netMassKg: '40',
      ...item,
    })),
    ...change,
  } as DeclarationInput)
const draw = (items: readonly object[], { onFile = [permit], left = '100', holder = 'A', on = ON } = {}) => {
  const document = declaration(items)
  const { draws, issues } = drawPermits(
    document,
    { holder, day: on },
    namedPermits(context, document),
    onFile.map(each => ({ permit: each, left: each.quantity === undefined ? undefined : decimal(left) })),
  )
  return [...draws.map(each => `${each.sequence} ${each.permit} ${each.value}`), ...issues.map(each => `${each.path} ${each.code}`)]
}

test('items take what they declare, in their order, as long as there is enough', () => {
  const item = { documents: [licence('il-1')] }
  expect(draw([item, item, item])).toEqual(['1 p 40', '2 p 40', 'goodsItems[2].documents permits.permit-exhausted'])
  expect(draw([{ ...item, quantities: [{ value: '100', unit: 'KGM' }] }])).toEqual(['1 p 100'])
})

test('of two permits for one measure an item takes the first that will do', () => {
  const small: Permit = { ...permit, id: 'q', number: 'IL-0', codes: ['290314'] }
  const items = [{ documents: [licence('IL-0'), licence('IL-1')] }]
  expect(draw(items, { onFile: [small, permit] })).toEqual(['1 p 40'])
  expect(draw(items, { onFile: [small] })).toEqual(['goodsItems[0].documents permits.permit-other-goods'])
})

test.each([
  ['somebody else’s', { holder: 'B' }, 'permits.document-not-valid'],
  ['over, on the first day it is no longer in force', { on: day('2026-11-23') }, 'permits.document-not-valid'],
  ['not in force yet', { on: day('2025-12-31') }, 'permits.document-not-valid'],
  ['of a unit that is not declared', { onFile: [{ ...permit, quantity: { value: '9', unit: 'LTR' } }] }, 'permits.permit-quantity-missing'],
])('a permit that is %s is refused', (_, change, code) => {
  expect(draw([{ documents: [licence('IL-1')] }], change)).toEqual([`goodsItems[0].documents ${code}`])
})

test('a number that is not on file, an exemption and a permit without limit take nothing', () => {
  expect(draw([{ documents: [licence('IL-9')] }])).toEqual([])
  expect(draw([{ documents: [licence('IL-1'), { type: '911', exemption: 'Y1' }] }])).toEqual([])
  expect(draw([{ documents: [licence('IL-1')] }], { onFile: [{ ...permit, quantity: undefined }] })).toEqual([])
})

test('goods of a previous declaration, or summed up for a period, were written off before', () => {
  const item = { documents: [licence('IL-1')] }
  expect(namedPermits(context, declaration([item])).map(each => each.measure)).toEqual(['test.ozone', 'ozone'])
  expect(namedPermits(context, declaration([item], { mode: 'PERIODIC' }))).toEqual([])
})

test('whatever is declared, no more is taken than is left', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }), masses => {
      const taken = draw(masses.map(mass => ({ netMassKg: String(mass), documents: [licence('IL-1')] })))
        .filter(each => !each.includes('permits.'))
        .reduce((sum, each) => sum + Number(each.split(' ')[2]), 0)
      expect(taken).toBeLessThanOrEqual(100)
    }),
  )
})

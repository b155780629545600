import { applyForRegime } from '@lintas/contract'
import { expect, test } from 'vitest'
import { applicationOf, asksFor, BLANK_LINE, BLANK_NORM, type TypedApplication } from './application.ts'

const texts = {
  holder: '',
  amends: '',
  codes: '',
  places: '',
  termMonths: '',
  guaranteeAccount: '',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  purpose: 'Own goods.',
}
const typed = (change: Partial<TypedApplication>): TypedApplication => ({
  regime: 'warehouse',
  texts,
  norms: [],
  operation: 'repair',
  identification: '',
  use: '',
  list: [],
  ...change,
})

test.each([
  [
    'a warehouse with its places',
    typed({ texts: { ...texts, places: 'WH-1 Kho 1\nWH-2', codes: '61, 62' } }),
    {
      places: [
        { id: 'WH-1', name: 'Kho 1' },
        { id: 'WH-2', name: 'WH-2' },
      ],
      codes: ['61', '62'],
    },
  ],
  [
    'processing, where the materials of one product are one norm',
    typed({
      regime: 'inward-processing',
      norms: [
        { ...BLANK_NORM, product: '61091010', name: 'Shirt', code: '52081200', quantity: '0.25' },
        { ...BLANK_NORM, product: '61091010', name: 'Shirt', code: '96062200', quantity: '5', materialUnit: 'C62' },
      ],
    }),
    {
      norms: [
        {
          product: '61091010',
          materials: [
            { code: '52081200', wastePercent: '0' },
            { code: '96062200', unit: 'C62' },
          ],
        },
      ],
    },
  ],
  [
    'repair abroad',
    typed({ regime: 'outward-processing', identification: 'serial numbers' }),
    { outward: { operation: 'repair', identification: 'serial numbers' } },
  ],
  [
    'end use, where a line without a unit has its cap by value',
    typed({
      regime: 'end-use',
      use: 'fixed-assets',
      list: [
        { ...BLANK_LINE, name: 'Sets', codes: '8528', amount: '500' },
        { ...BLANK_LINE, name: 'Beds', codes: '9403', amount: '10', unit: 'C62', per: 'year' },
      ],
    }),
    {
      relief: {
        use: 'fixed-assets',
        list: [
          { line: 1, cap: { of: 'value', amount: '500' } },
          { line: 2, cap: { of: 'quantity', unit: 'C62' }, per: 'year' },
        ],
      },
    },
  ],
])('an application for %s is one the node takes', (_, application, expected) => {
  const written = applicationOf(application)
  expect(applyForRegime.body.safeParse(written)).toMatchObject({ success: true })
  expect(written).toMatchObject(expected)
})

test('norms are asked where goods are made of others, abroad or here, and not of what is mended', () => {
  expect(asksFor({ regime: 'outward-processing', operation: 'repair' }).norms).toBe(false)
  expect(asksFor({ regime: 'outward-processing', operation: 'processing' }).norms).toBe(true)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type CertifiedExporter, certifiedExporterSchema, checkExporter, exporterStandingOn } from './certified-exporter.ts'
import { changeExporter, enterExporter, interruptExporter, restoreExporter } from './exporter-entry.ts'
import { lookUp, type SelfCertifiedGiven } from './self-certified.ts'

const specimen = { mediaType: 'image/png', base64: 'iVBORw0KGgoAAAANSUhEUgAA' } as const
const applied = certifiedExporterSchema.parse({
  name: 'May Sài Gòn',
  address: '12 Lê Lợi, Hồ Chí Minh',
  activity: 'producer',
  products: [{ code: '610910', description: 'cotton T-shirts' }],
  signatories: [{ name: 'Nguyễn Thị Lan', specimen }],
  undertakes: true,
})
const granted = day('2026-01-10')
const entry = enterExporter(applied, { code: '0001/VN26', validFrom: granted, validTo: day('2028-01-10') })
const asked = { country: 'VN', authorisation: '0001/VN26', signatory: 'Nguyễn Thị Lan', code: '61091010', on: day('2026-03-01') }
const registerOf = (exporter: typeof entry): SelfCertifiedGiven => ({ registers: ['VN'], exporters: [{ state: 'VN', ...exporter }] })
const codes = (change: Partial<typeof asked>, exporter = entry) =>
  lookUp({ ...asked, ...change }, registerOf(exporter)).map(each => each.code)

test('a declaration is honoured where exporter, signatory and product are in the register on its day', () => {
  expect(codes({})).toEqual([])
  expect(codes({ signatory: ' nguyễn thị  LAN ' })).toEqual([])
  expect(codes({ code: '61091090' })).toEqual([]) // read otherwise below the six digits
})

test.each([
  ['exporter nobody knows', { authorisation: '0002/VN26' }, ['origin.exporter-unknown']],
  ['state whose register is not on file', { country: 'TH' }, ['origin.exporters-not-on-file']],
  [
    'day before the authorisation',
    { on: day('2026-01-09') },
    ['origin.exporter-not-yet', 'origin.signatory-unknown', 'origin.product-not-registered'],
  ],
  ['day after it', { on: day('2028-01-10') }, ['origin.exporter-ended']],
  ['signatory not in the list', { signatory: 'Trần Văn Nam' }, ['origin.signatory-unknown']],
  ['product not in the list', { code: '62034200' }, ['origin.product-not-registered']],
])('it is not honoured for a %s', (_, change, expected) => {
  expect(codes(change)).toEqual(expected)
})

test('a suspension counts on its days, a withdrawal from its day for good', () => {
  const suspended = interruptExporter(entry, 'suspended', day('2026-03-01'))
  expect(codes({ on: day('2026-02-28') }, suspended)).toEqual([])
  expect(codes({}, suspended)).toEqual(['origin.exporter-suspended'])
  const restored = restoreExporter(suspended, day('2026-03-05'))
  expect(codes({}, restored)).toEqual(['origin.exporter-suspended'])
  expect(codes({ on: day('2026-03-05') }, restored)).toEqual([])
  const withdrawn = interruptExporter(suspended, 'withdrawn', day('2026-03-03'))
  expect(codes({ on: day('2027-01-01') }, withdrawn)).toEqual(['origin.exporter-withdrawn'])
  expect(restoreExporter(suspended, day('2026-03-01')).interruptions).toEqual([])
})

test('a change holds from its day; a declaration made out before is judged by what held then', () => {
  const other: CertifiedExporter = {
    ...applied,
    products: [{ code: '620342', description: 'cotton trousers' }],
    signatories: [{ name: 'Trần Văn Nam', specimen }],
  }
  const changed = changeExporter(entry, other, day('2026-06-01'))
  expect(codes({}, changed)).toEqual([])
  expect(codes({ on: day('2026-06-01') }, changed)).toEqual(['origin.signatory-unknown', 'origin.product-not-registered'])
  expect(codes({ on: day('2026-06-01'), code: '62034200', signatory: 'Trần Văn Nam' }, changed)).toEqual([])
  expect(codes({ code: '62034200', signatory: 'Trần Văn Nam' }, changed)).toEqual([
    'origin.signatory-unknown',
    'origin.product-not-registered',
  ])
})

test('whatever is done to an entry from a day on, nothing changes for the days before it', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom('suspend', 'restore', 'withdraw', 'change'), fc.integer({ min: 0, max: 200 })), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(acts, fc.integer({ min: 0, max: 200 }), (done, at) => {
      const dayOf = (number: number) => day(new Date(Date.UTC(2026, 1, 1 + number)).toISOString().slice(0, 10))
      const sorted = done.toSorted((one, other) => one[1] - other[1])
      const after = (list: typeof done) =>
        list.reduce((before, [act, number]) => {
          if (act === 'change')
            return changeExporter(before, { ...applied, products: [{ code: '620342', description: 'x' }] }, dayOf(number))
          return act === 'restore'
            ? restoreExporter(before, dayOf(number))
            : interruptExporter(before, act === 'suspend' ? 'suspended' : 'withdrawn', dayOf(number))
        }, entry)
      const on = dayOf(at)
      const [all, earlier] = [after(sorted), after(sorted.filter(each => each[1] <= at))]
      expect(exporterStandingOn(all, on)).toBe(exporterStandingOn(earlier, on))
      expect(codes({ on }, all)).toEqual(codes({ on }, earlier))
    }),
    { numRuns: 60 },
  )
})

test('an application says everything that is wrong with it', () => {
  const wrong: CertifiedExporter = {
    ...applied,
    activity: 'trader',
    products: [...applied.products, ...applied.products],
    signatories: [...applied.signatories, { name: 'nguyễn  thị lan', specimen: { mediaType: 'image/jpeg', base64: specimen.base64 } }],
  }
  expect(checkExporter(wrong).map(each => each.code)).toEqual([
    'origin.exporter-manufacturer-missing',
    'origin.exporter-manufacturer-missing',
    'origin.specimen-unreadable',
    'origin.exporter-product-repeated',
    'origin.exporter-signatory-repeated',
  ])
  const eleven = Array.from({ length: 11 }, (_, index) => ({ name: `signatory ${index}`, specimen }))
  expect(certifiedExporterSchema.safeParse({ ...applied, signatories: eleven }).success).toBe(false)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { commitmentTo, consignmentKey, drawLot } from './index.ts'

const secret = { day: day('2026-11-22'), secret: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' }
const oneIn = (rate: string) => ({ stratum: 'standard' as const, rate, controls: ['examination' as const] })
const keyOf = (document: DeclarationInput) => consignmentKey(declarationSchema.parse(document)).key

const shipment: DeclarationInput = {
  localReference: 'LRN-1',
  transportDocuments: [{ id: 'MAEU-123 456' }],
  goodsItems: [
    { sequence: 1, commodityCode: '6109.10.00', originCountry: 'VN', quantities: [{ value: '120', unit: 'C62' }] },
    { sequence: 2, commodityCode: '22083000', originCountry: 'GB', quantities: [{ value: '70.50', unit: 'LTR' }] },
  ],
}

describe('the same consignment, however it is declared', () => {
  test.each<[string, DeclarationInput]>([
    ['lodged again under another reference by another declarant', { ...shipment, localReference: 'LRN-2', declarant: { id: 'VN-9' } }],
    ['the transport document written otherwise', { ...shipment, transportDocuments: [{ id: 'maeu 123456' }] }],
    ['its items in another order', { ...shipment, goodsItems: [...(shipment.goodsItems ?? [])].reverse() }],
    [
      'a line split in two, numbers written otherwise',
      {
        ...shipment,
        goodsItems: [
          { sequence: 1, commodityCode: '61091000', originCountry: 'VN', quantities: [{ value: '20.0', unit: 'C62' }] },
          { sequence: 2, commodityCode: '61091000', originCountry: 'VN', quantities: [{ value: '100', unit: 'C62' }] },
          { sequence: 3, commodityCode: '22083000', originCountry: 'GB', quantities: [{ value: '70.5', unit: 'LTR' }] },
        ],
      },
    ],
    [
      'with the price, the parties and the route amended',
      { ...shipment, importer: { id: 'X' }, invoiceTotal: { amount: '1', currency: 'USD' } },
    ],
  ])('%s', (_, document) => {
    expect(keyOf(document)).toBe(keyOf(shipment))
  })

  test('other goods on the same transport document are another consignment of the same transport', () => {
    const other = consignmentKey(declarationSchema.parse({ ...shipment, goodsItems: [] }))
    const first = consignmentKey(declarationSchema.parse(shipment))
    expect(other.key).not.toBe(first.key)
    expect(other.transportKey).toBe(first.transportKey)
  })

  test('without a transport document the containers name the journey, without those the invoice and its parties', () => {
    const container: DeclarationInput = { containers: [{ id: 'CSQU3054383' }] }
    const invoice: DeclarationInput = { invoice: { id: 'INV-1' }, importer: { id: 'A' }, exporter: { id: 'B' } }
    expect(keyOf({ ...container, localReference: '1' })).toBe(keyOf({ ...container, localReference: '2' }))
    expect(keyOf({ ...invoice, localReference: '1' })).toBe(keyOf(invoice))
    expect(keyOf(invoice)).not.toBe(keyOf({ ...invoice, exporter: { id: 'C' } }))
  })

  test('a transport document cannot pass for the line of a goods item', () => {
    const document = declarationSchema.parse({ transportDocuments: [{ id: 'A' }] })
    const disguised = { ...document, transportDocuments: [{ id: 'A\ngoods 22' }] } // as a document of an earlier version might have it
    expect(consignmentKey(disguised).text).toBe('lintas-consignment-1\ntransport AGOODS22')
  })
})

describe('a lot', () => {
  test('is the HMAC of the consignment’s key under the day’s secret, which the commitment fixed beforehand', () => {
    // Computed with: printf %s abc | openssl dgst -sha256 -mac HMAC -macopt hexkey:0011…eeff, and sha256sum of the secret's bytes.
    expect(drawLot('abc', secret, oneIn('0.5')).number).toBe('c523adb6e8584aa9c80de47e6470e9180657274b0013e4460c74ba8adae45426')
    expect(commitmentTo(secret)).toBe('4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef')
  })

  test('is the same every time it is drawn', () => {
    fc.assert(
      fc.property(fc.string(), key => {
        expect(drawLot(key, secret, oneIn('0.1'))).toEqual(drawLot(key, secret, oneIn('0.1')))
      }),
    )
  })

  test('drawn at a low rate is drawn at every higher one, never at 0 and always at 1', () => {
    fc.assert(
      fc.property(fc.string(), key => {
        const drawn = ['0', '0.001', '0.01', '0.5', '1'].map(rate => drawLot(key, secret, oneIn(rate)).drawn)
        expect(drawn).toEqual([...drawn].sort((a, b) => Number(a) - Number(b)))
        expect([drawn[0], drawn[4]]).toEqual([false, true])
      }),
    )
  })

  test('falls on about as many as the rate says', () => {
    const drawn = Array.from({ length: 20_000 }, (_, index) => drawLot(`consignment ${index}`, secret, oneIn('0.05'))).filter(
      each => each.drawn,
    )
    expect(drawn.length).toBeGreaterThan(900)
    expect(drawn.length).toBeLessThan(1_100)
  })

  test('of another day is another lot', () => {
    const tomorrow = { day: day('2026-11-23'), secret: secret.secret.replace('00', '01') }
    expect(drawLot('abc', secret, oneIn('0.5')).number).not.toBe(drawLot('abc', tomorrow, oneIn('0.5')).number)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listCodeCases } from '../testing/code-vectors.ts'
import { testVectors } from '../testing/test-vectors.ts'
import {
  type Country,
  categoryOf,
  checkDigitOf,
  day,
  makeMrn,
  ownerOf,
  parseContainerNumber,
  parseCountry,
  parseImoNumber,
  parseUcr,
  parseUnlocode,
  ucrCountry,
  unlocodeCountry,
} from './index.ts'

testVectors(listCodeCases())

test('ISO 3166-1 assigns 249 codes', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const assigned = letters.flatMap(first => letters.map(second => first + second)).filter(code => parseCountry(code) !== undefined)
  expect(assigned).toHaveLength(249)
})

test('a container says whose it is and what it is', () => {
  const container = parseContainerNumber('CSQU3054383')
  expect(container && ownerOf(container)).toBe('CSQ')
  expect(container && categoryOf(container)).toBe('container')
})

test('a ship is the same with and without the letters IMO', () => {
  expect(parseImoNumber('IMO 9074729')).toBe('9074729')
})

test('a consignment reference and a place know their country', () => {
  const ucr = parseUcr('6VN0312345678-PO4711')
  expect(ucr && ucrCountry(ucr)).toBe('VN')
  const port = parseUnlocode('VNHPH')
  expect(port && unlocodeCountry(port)).toBe('VN')
  const platform = parseUnlocode('XZEKA')
  expect(platform && unlocodeCountry(platform)).toBeUndefined()
})

const identifier = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 17, maxLength: 17 })

test('one character read as another of a different remainder is always noticed', () => {
  fc.assert(
    fc.property(identifier, fc.nat(16), fc.constantFrom(...'0123456789'), (text, place, digit) => {
      const other = text.slice(0, place) + digit + text.slice(place + 1)
      const changed = (value(text[place]) - value(digit)) % 11 !== 0
      const tenAndZeroShareADigit = [checkDigitOf(text), checkDigitOf(other)].includes(0)
      if (changed && !tenAndZeroShareADigit) expect(checkDigitOf(other)).not.toBe(checkDigitOf(text))
    }),
  )
})

test('a check digit asked of anything but capital letters and digits is a mistake of the code', () => {
  expect(() => checkDigitOf('csqu305438')).toThrow("given 'csqu305438', needs capital letters and digits")
})

const origin = { on: day('2026-02-01'), country: 'VN' as Country, procedure: 'import', secret: new Uint8Array(16).fill(7) } as const

test('two serials never share a number', () => {
  const serial = fc.bigInt({ min: 0n, max: (1n << 60n) - 1n })
  fc.assert(
    fc.property(serial, serial, (a, b) => {
      expect(makeMrn({ ...origin, serial: a }) === makeMrn({ ...origin, serial: b })).toBe(a === b)
    }),
  )
})

test('numbers in a row share no beginning that would tell how many there were', () => {
  const beginnings = Array.from({ length: 200 }, (_, serial) => makeMrn({ ...origin, serial: BigInt(serial) }).slice(4, 8))
  expect(new Set(beginnings).size).toBeGreaterThan(190)
})

test('another secret or another year arranges the numbers otherwise', () => {
  const mrn = makeMrn({ ...origin, serial: 1n })
  expect(makeMrn({ ...origin, serial: 1n, secret: new Uint8Array(16).fill(8) })).not.toBe(mrn)
  expect(makeMrn({ ...origin, serial: 1n, on: day('2027-02-01') }).slice(4, 16)).not.toBe(mrn.slice(4, 16))
})

test('a serial beyond 60 bits and a short secret are mistakes of the code', () => {
  expect(() => makeMrn({ ...origin, serial: 1n << 60n })).toThrow('needs 0 to 2^60 - 1')
  expect(() => makeMrn({ ...origin, serial: -1n })).toThrow('needs 0 to 2^60 - 1')
  expect(() => makeMrn({ ...origin, serial: 1n, secret: new Uint8Array(15) })).toThrow('needs at least 16')
})

function value(character = '?'): number {
  return '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ'.indexOf(character)
}

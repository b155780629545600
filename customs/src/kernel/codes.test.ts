import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Country,
  categoryOf,
  checkDigitOf,
  day,
  makeMrn,
  mrnCountry,
  ownerOf,
  parseCommodityCode,
  parseContainerNumber,
  parseCountry,
  parseCurrency,
  parseDay,
  parseDecimal,
  parseImoNumber,
  parseMrn,
  parseUcr,
  parseUnlocode,
  ucrCountry,
  unlocodeCountry,
} from './index.ts'

const vectors = new URL('../../../vectors/codes/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, vectors), 'utf8')
const lines = (name: string) => read(name).replace(/\n$/, '').split('\n')

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'commodity-code': parseCommodityCode,
  container: parseContainerNumber,
  country: parseCountry,
  currency: parseCurrency,
  day: parseDay,
  decimal: parseDecimal,
  imo: parseImoNumber,
  mrn: parseMrn,
  ucr: parseUcr,
  unlocode: parseUnlocode,
}

for (const [name, parse] of Object.entries(PARSERS)) {
  test.each(lines(`${name}.valid.txt`))(`${name}: '%s' is accepted`, text => {
    expect(parse(text)).toBeDefined()
  })
  test.each([...lines(`${name}.invalid.txt`), ''])(`${name}: '%s' is refused`, text => {
    expect(parse(text)).toBeUndefined()
  })
}

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

const made = JSON.parse(read('mrn-made.json')) as {
  cases: {
    given: { on: string; country: Country; procedure: 'import' | 'export' | 'transit'; serial: string; secretHex: string }
    expected: string
  }[]
}

test.each(made.cases)('serial $given.serial of $given.country on $given.on becomes $expected', ({ given, expected }) => {
  const secret = Buffer.from(given.secretHex, 'hex')
  const mrn = makeMrn({ on: day(given.on), country: given.country, procedure: given.procedure, serial: BigInt(given.serial), secret })
  expect(mrn).toBe(expected)
  expect(parseMrn(mrn)).toBe(mrn)
  expect(mrnCountry(mrn)).toBe(given.country)
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

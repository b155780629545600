import { sha256 } from '@noble/hashes/sha2.js'
import type { Brand } from './brand.ts'
import { checkDigitOf } from './container.ts'
import { type Country, parseCountry } from './country.ts'
import type { Day } from './day.ts'

/**
 * A movement reference number, 18 characters: two digits of the year, the country, thirteen letters and digits the country chooses, a check digit.
 *
 * Ours are `26VN` + twelve characters + a letter for the procedure + the check digit.
 */
export type Mrn = Brand<string, 'Mrn'>

/** The letter before the check digit. @source EU Delegated Regulation 2015/2446 annex B, structure of the MRN (general knowledge) */
export const MRN_PROCEDURES = { export: 'A', transit: 'J', import: 'R' } as const
export type MrnProcedure = keyof typeof MRN_PROCEDURES

/**
 * The number a text holds, of any country, or undefined when it was mistyped: the check digit follows from the seventeen characters before it.
 *
 * @source DG XXI/0879/99 Rev. 1, Check character algorithm for the MRN and GRN (ISO 6346 over 17 characters)
 */
export function parseMrn(text: string): Mrn | undefined {
  if (!/^\d{2}[A-Z]{2}[A-Z0-9]{13}\d$/.test(text)) return undefined
  if (parseCountry(text.slice(2, 4)) === undefined) return undefined
  return checkDigitOf(text.slice(0, 17)) === Number(text[17]) ? (text as Mrn) : undefined
}

/** The country whose customs gave the number. */
export function mrnCountry(mrn: Mrn): Country {
  return mrn.slice(2, 4) as Country
}

/** What a new number is made of. */
export interface MrnOrigin {
  /** The day it is given, in the state's time zone: its year is the number's. */
  readonly on: Day
  readonly country: Country
  readonly procedure: MrnProcedure
  /** A number the state never uses twice, from 0 to 2^60 - 1: a database sequence. */
  readonly serial: bigint
  /** At least 16 bytes that the node keeps to itself. */
  readonly secret: Uint8Array
}

/** Crockford's base 32: no I, L, O or U, so that nobody reads a letter for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SERIAL_BITS = 60n
const HALF_BITS = 30n
const HALF = (1n << HALF_BITS) - 1n

/**
 * The number of a serial. Two serials of one year never share a number, yet numbers in a row tell neither how much a state clears nor
 * what the next one will be. That spares a trader prying eyes; it is no permission: who may see a declaration is asked for every act.
 *
 * A new secret starts a new arrangement of the same numbers, which may then meet an old one by chance, so the store keeps them unique as well.
 */
export function makeMrn({ on, country, procedure, serial, secret }: MrnOrigin): Mrn {
  if (serial < 0n || serial >> SERIAL_BITS !== 0n) throw new Error(`given serial ${serial}, needs 0 to 2^60 - 1`)
  if (secret.length < 16) throw new Error(`given a secret of ${secret.length} bytes, needs at least 16`)
  const scattered = scatter(serial, secret, Number(on.slice(0, 4)))
  const text = `${on.slice(2, 4)}${country}${toCharacters(scattered)}${MRN_PROCEDURES[procedure]}`
  return `${text}${checkDigitOf(text)}` as Mrn
}

/**
 * Rearranges the numbers of 60 bits among themselves: a Feistel network of four rounds, whose round function is SHA-256 of secret, year, round and
 * the right half. Each round can be undone, so no two serials end in one place.
 */
function scatter(serial: bigint, secret: Uint8Array, year: number): bigint {
  let left = Number(serial >> HALF_BITS)
  let right = Number(serial & HALF)
  const given = new Uint8Array(secret.length + 7)
  given.set(secret)
  const tail = new DataView(given.buffer, secret.length)
  tail.setUint16(0, year)
  for (let round = 0; round < 4; round += 1) {
    tail.setUint8(2, round)
    tail.setUint32(3, right)
    const digest = sha256(given)
    const mixed = new DataView(digest.buffer, digest.byteOffset).getUint32(0) >>> 2
    ;[left, right] = [right, left ^ mixed]
  }
  return (BigInt(left) << HALF_BITS) | BigInt(right)
}

function toCharacters(value: bigint): string {
  let text = ''
  for (let rest = value, place = 0; place < 12; place += 1, rest >>= 5n) text = `${ALPHABET[Number(rest & 31n)]}${text}`
  return text
}

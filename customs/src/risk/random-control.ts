import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { type Day, parseDecimal } from '../kernel/index.ts'
import { type LawBook, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import { CONTROLS, type Control } from './control.ts'

/** Groups of consignments drawn at their own rate. */
export const STRATA = ['standard', 'trusted'] as const
export type Stratum = (typeof STRATA)[number]

const shareSchema = z.string().refine(text => isShare(text), 'a share from 0 to 1 such as 0.01')

const randomControlSchema = lawRowSchema.extend({
  stratum: z.enum(STRATA),
  /** The share of consignments drawn: `0.01` is one in a hundred. */
  rate: shareSchema,
  controls: z.array(z.enum(CONTROLS)).min(1),
})
export type RandomControlRow = z.output<typeof randomControlSchema>
export const RANDOM_CONTROLS = lawKind<RandomControlRow>('random-control', randomControlSchema, row => row.stratum)

/** A day's secret, 32 bytes in hexadecimal; unpredictable, known to the node alone until the day is over. */
export interface DaySecret {
  readonly day: Day
  readonly secret: string
}

/** What is published before the day: anyone can check it against the secret revealed after. */
export function commitmentTo({ secret }: DaySecret): string {
  return bytesToHex(sha256(hexToBytes(secret)))
}

/** One consignment's lot, as it is kept with the decision so that the draw can be replayed. */
export interface Lot {
  /** The consignment, as `consignmentKey` named it when it was first lodged. */
  readonly key: string
  /** The day whose secret draws it: that of the first lodging of this consignment. */
  readonly day: Day
  readonly stratum: Stratum
  readonly rate: string
  readonly controls: readonly Control[]
  /** HMAC-SHA256 of the key under the day's secret, in hexadecimal. */
  readonly number: string
  /** Whether the lot fell below the rate. */
  readonly drawn: boolean
}

/**
 * Draws a consignment's lot.
 *
 * Nobody can foresee it without the day's secret, and nobody can draw again: the same consignment has the same key and stays bound to the
 * day it was first lodged, so a declaration amended, cancelled and lodged anew, or lodged by another declarant, has the same lot.
 * A rate is monotonic: whoever is drawn at one in a hundred is drawn at one in ten too.
 */
export function drawLot(key: string, secret: DaySecret, row: Pick<RandomControlRow, 'stratum' | 'rate' | 'controls'>): Lot {
  const number = bytesToHex(hmac(sha256, hexToBytes(secret.secret), utf8ToBytes(key)))
  return {
    key,
    day: secret.day,
    stratum: row.stratum,
    rate: row.rate,
    controls: row.controls,
    number,
    drawn: isBelow(number, row.rate),
  }
}

/** The rate for a group of consignments on a day. Nothing is drawn where the state has no row. */
export function findRandomControl(law: LawBook, state: State, day: Day, stratum: Stratum): RandomControlRow | undefined {
  const rows = law.on(RANDOM_CONTROLS, state, day)
  return rows.find(row => row.stratum === stratum) ?? rows.find(row => row.stratum === 'standard')
}

/** number / 2^256 < rate, exactly. */
function isBelow(number: string, rate: string): boolean {
  const share = parseDecimal(rate)
  if (share === undefined) throw new Error(`given the rate '${rate}', needs a share from 0 to 1`)
  return BigInt(`0x${number}`) * share.den < share.num << 256n
}

function isShare(text: string): boolean {
  const share = parseDecimal(text)
  return share !== undefined && share.num >= 0n && share.num <= share.den
}

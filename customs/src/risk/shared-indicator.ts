import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DeclarationDocument } from '../declaration/index.ts'
import type { Day } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'
import { foldWords, nameWords } from './party-name.ts'
import { type Register, type RegisterEntry, type Resemblance, watchedFields } from './resemblance.ts'

/** Why a state tells another of what it watches. */
export const INDICATOR_REASONS = [
  'value',
  'origin',
  'classification',
  'prohibited-goods',
  'smuggling',
  'rights',
  'safety',
  'other',
] as const
export type IndicatorReason = (typeof INDICATOR_REASONS)[number]

/**
 * What one state watches, as another has it: never the name, only keyed digests of it under a key the two states share. Whoever meets the party meets the
 * digest; whoever reads the list learns nobody's name.
 */
export interface SharedIndicator {
  readonly id: string
  readonly from: State
  readonly register: Register
  /** 32 bytes in hexadecimal, of these two states alone. */
  readonly key: string
  readonly digests: readonly string[]
  readonly validFrom: Day
  readonly validTo: Day
}

/** The keyed digests of an entry and its other names: HMAC-SHA-256, in hexadecimal. */
export function digestsOf(
  { register, text, aliases }: Pick<RegisterEntry, 'register' | 'text' | 'aliases'>,
  key: string,
): readonly string[] {
  return [...new Set([text, ...aliases].map(each => digestOf(register, each, key)))]
}

/** Names without their legal forms, addresses and numbers without signs, their words in order of the alphabet: two ways of writing one have one digest. */
function digestOf(register: Register, text: string, key: string): string {
  const words = register === 'party' ? nameWords(text) : foldWords(text)
  const plain = register === 'container' ? words.join('') : [...words].sort().join(' ')
  return bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(`${register} ${plain}`)))
}

/** Whether a text tells whom an entry is about: every word of one of its names stands in it. */
export function tellsWhom({ text, aliases }: Pick<RegisterEntry, 'text' | 'aliases'>, said: string): boolean {
  const words = new Set(foldWords(said))
  return [text, ...aliases].map(nameWords).some(name => name.length > 0 && name.every(word => words.has(word)))
}

/** Indicators by digest, made once for all that are in use. */
export interface PreparedIndicators {
  readonly keys: readonly string[]
  readonly byDigest: ReadonlyMap<string, readonly SharedIndicator[]>
  /** Texts compared before, and what they met. */
  readonly known: Map<string, readonly SharedIndicator[]>
}

export function prepareIndicators(indicators: readonly SharedIndicator[]): PreparedIndicators {
  const byDigest = new Map<string, SharedIndicator[]>()
  for (const each of indicators) for (const digest of each.digests) byDigest.set(digest, [...(byDigest.get(digest) ?? []), each])
  return { keys: [...new Set(indicators.map(each => each.key))], byDigest, known: new Map() }
}

const KNOWN_MAX = 50_000

/** The fields of a declaration that another state's indicators are about on a day. A hint for officers, as an entry of the own list is. */
export function findShared(document: DeclarationDocument, prepared: PreparedIndicators, day: Day): readonly Resemblance[] {
  if (prepared.keys.length === 0) return []
  return watchedFields(document).flatMap(({ register, text, path }) =>
    meet(prepared, register, text)
      .filter(each => day >= each.validFrom && day < each.validTo)
      .map(({ from, id }) => ({ path, register, entry: `${from} ${id}`, similarity: '1.000' })),
  )
}

function meet({ keys, byDigest, known }: PreparedIndicators, register: Register, text: string): readonly SharedIndicator[] {
  const place = `${register} ${text}`
  const before = known.get(place)
  if (before !== undefined) return before
  const found = keys.flatMap(key => (byDigest.get(digestOf(register, text, key)) ?? []).filter(each => each.key === key))
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(place, found)
  return found
}

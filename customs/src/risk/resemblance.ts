import type { DeclarationDocument, Party } from '../declaration/index.ts'
import type { Day } from '../kernel/index.ts'
import { nameWords } from './party-name.ts'

/** What a register of the node lists: parties and containers to watch, or addresses where nobody trades (virtual offices, parcel lockers). */
export const REGISTERS = ['party', 'address', 'container'] as const
export type Register = (typeof REGISTERS)[number]

/** One entry of a register, in force over its days. */
export interface RegisterEntry {
  readonly id: string
  readonly register: Register
  /** The party's name, the address in one line, or the container's number. */
  readonly text: string
  /** Other names it goes by. */
  readonly aliases: readonly string[]
  readonly country?: string | undefined
  readonly validFrom: Day
  readonly validTo?: Day | undefined
}

/** A field of a declaration that resembles an entry. */
export interface Resemblance {
  readonly path: string
  readonly register: Register
  readonly entry: string
  /** From 0.900 to 1.000. */
  readonly similarity: string
}

/** From here on two names are taken for one. @source domain notes §4.5, V21 */
export const SIMILARITY_MIN = 0.9

/** Entries as they are compared, made once for a register. */
export interface PreparedRegister {
  readonly entries: readonly { readonly entry: RegisterEntry; readonly names: readonly Name[] }[]
  /** Texts compared before, so that a trader who declares every day is compared once. */
  readonly known: Map<string, readonly Omit<Resemblance, 'path'>[]>
}

export function prepareRegister(entries: readonly RegisterEntry[]): PreparedRegister {
  return {
    entries: entries.map(entry => ({ entry, names: [entry.text, ...entry.aliases].map(nameOf) })),
    known: new Map(),
  }
}

/**
 * The fields of a declaration that resemble entries of the registers in force on a day.
 *
 * Names of consignor, exporter, consignee and importer are compared with parties; the address of whoever receives the goods with addresses, where
 * that is a business (it has a number): a private person may well use a locker. A container is the one listed or another. A hint for officers and
 * never more: names are shared.
 */
export function findResemblances(document: DeclarationDocument, register: PreparedRegister, day: Day): readonly Resemblance[] {
  if (register.entries.length === 0) return []
  const parties = (['consignor', 'exporter', 'consignee', 'importer'] as const).flatMap(role => {
    const name = document[role]?.name
    return name === undefined ? [] : compare(register, 'party', name, undefined, day, `${role}.name`)
  })
  const addresses = (['consignee', 'importer'] as const).flatMap(role => {
    const party = document[role]
    const line = party?.id === undefined ? '' : lineOf(party)
    return line === '' ? [] : compare(register, 'address', line, party?.address?.country, day, `${role}.address`)
  })
  const containers = document.containers.flatMap(({ id }, index) =>
    compare(register, 'container', id, undefined, day, `containers[${index}].id`),
  )
  return [...parties, ...addresses, ...containers]
}

const KNOWN_MAX = 50_000

function compare(
  { entries, known }: PreparedRegister,
  kind: Register,
  text: string,
  country: string | undefined,
  day: Day,
  path: string,
): readonly Resemblance[] {
  const key = JSON.stringify([kind, text, country, day])
  const before = known.get(key)
  if (before !== undefined) return before.map(each => ({ path, ...each }))
  const given = nameOf(text)
  const found = entries.flatMap(({ entry, names }) => {
    if (entry.register !== kind || day < entry.validFrom || (entry.validTo !== undefined && day >= entry.validTo)) return []
    if (country !== undefined && entry.country !== undefined && country !== entry.country) return []
    const best = Math.max(...names.map(name => (kind === 'container' ? Number(name.plain === given.plain) : similarityOf(given, name))))
    return best < SIMILARITY_MIN ? [] : [{ register: kind, entry: entry.id, similarity: best.toFixed(3) }]
  })
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, found)
  return found.map(each => ({ path, ...each }))
}

function lineOf({ address }: Party): string {
  return [address?.line, address?.postcode, address?.city].filter(part => part !== undefined).join(' ')
}

/** A name as it is compared: its words without the legal form, joined as they stand and in order of the alphabet. */
interface Name {
  readonly words: readonly string[]
  readonly plain: string
  readonly sorted: string
  /** How often each character occurs, hashed into 64 places: an upper bound of what two names share, cheaply. */
  readonly counts: Uint8Array
}

const PLACES = 64

function nameOf(text: string): Name {
  const words = nameWords(text)
  const plain = words.join('')
  const counts = new Uint8Array(PLACES)
  for (let index = 0; index < plain.length; index++) {
    const place = plain.charCodeAt(index) % PLACES
    counts[place] = Math.min(255, (counts[place] ?? 0) + 1)
  }
  return { words, plain, sorted: [...words].sort().join(''), counts }
}

/** How alike two names are, from 0 to 1, in whatever order their words stand. */
export function similarity(one: string, other: string): number {
  return similarityOf(nameOf(one), nameOf(other))
}

function similarityOf(one: Name, other: Name): number {
  if (!mayReach(one, other)) return 0
  const likeness = Math.max(jaroWinkler(one.plain, other.plain), jaroWinkler(one.sorted, other.sorted))
  return likeness >= SIMILARITY_MIN && !sharesEveryWord(one.words, other.words) ? 0 : likeness
}

/** From here on two words are taken for one, misspelt. */
const WORD_SIMILARITY_MIN = 0.85

/**
 * Whether each word of the shorter name has one of its own in the longer. Two names that begin alike and differ in the word that matters (Northern
 * Star Metals, Northern Star Textiles) are alike letter by letter, and are two companies.
 */
function sharesEveryWord(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  const left = [...longer]
  return shorter.every(word => {
    const scores = left.map(each => jaroWinkler(word, each))
    const best = Math.max(...scores)
    if (best < WORD_SIMILARITY_MIN) return false
    left.splice(scores.indexOf(best), 1)
    return true
  })
}

/** Jaro similarity below this cannot reach the least similarity, whatever beginning is shared: 0.9 = j + 4 × 0.1 × (1 − j). */
const JARO_MIN = (SIMILARITY_MIN - 0.4) / 0.6

/** Whether two names share enough characters at all. It never rules out two that are alike. */
function mayReach(one: Name, other: Name): boolean {
  const [a, b] = [one.plain.length, other.plain.length]
  if (a === 0 || b === 0) return false
  let shared = 0
  for (let place = 0; place < PLACES; place++) shared += Math.min(one.counts[place] ?? 0, other.counts[place] ?? 0)
  return (shared / a + shared / b + 1) / 3 >= JARO_MIN
}

/**
 * Jaro–Winkler similarity.
 *
 * @source W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage (1990)
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  const taken = new Uint8Array(other.length)
  const matched: string[] = []
  for (let index = 0; index < one.length; index++) {
    const end = Math.min(other.length, index + reach + 1)
    for (let at = Math.max(0, index - reach); at < end; at++) {
      if (taken[at] === 1 || one[index] !== other[at]) continue
      taken[at] = 1
      matched.push(other[at] ?? '')
      break
    }
  }
  if (matched.length === 0) return 0
  let transposed = 0
  let next = 0
  for (let at = 0; at < other.length; at++) {
    if (taken[at] !== 1) continue
    if (other[at] !== matched[next]) transposed += 1
    next += 1
  }
  const jaro = (matched.length / one.length + matched.length / other.length + (matched.length - transposed / 2) / matched.length) / 3
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

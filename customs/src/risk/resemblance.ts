import { distance } from 'fastest-levenshtein'
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
  return watchedFields(document).flatMap(({ register: kind, text, country, path }) => compare(register, kind, text, country, day, path))
}

/** A field of a declaration that is compared with what is watched. */
export interface WatchedField {
  readonly register: Register
  readonly text: string
  readonly country?: string | undefined
  readonly path: string
}

export function watchedFields(document: DeclarationDocument): readonly WatchedField[] {
  const parties = (['consignor', 'exporter', 'consignee', 'importer'] as const).flatMap(role => {
    const text = document[role]?.name
    return text === undefined ? [] : [{ register: 'party' as const, text, path: `${role}.name` }]
  })
  const addresses = (['consignee', 'importer'] as const).flatMap(role => {
    const party = document[role]
    const text = party?.id === undefined ? '' : lineOf(party)
    return text === '' ? [] : [{ register: 'address' as const, text, country: party?.address?.country, path: `${role}.address` }]
  })
  const containers = document.containers.map(({ id }, index) => ({
    register: 'container' as const,
    text: id,
    path: `containers[${index}].id`,
  }))
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
  const likeness = Math.max(likenessOf(one.plain, other.plain), likenessOf(one.sorted, other.sorted))
  return likeness >= SIMILARITY_MIN && !sharesEveryWord(one.words, other.words) ? 0 : likeness
}

/** From here on two words are taken for one, misspelt: two letters of six that changed places. */
const WORD_SIMILARITY_MIN = 5 / 6

/** Letters of a word below which a misspelling is another word. */
const MISSPELT_MIN = 4

/**
 * Whether each word of the name with fewer words has one of its own in the other, or two that stand side by side. Two names that begin alike and differ in
 * the word that matters (Northern Star Metals, Northern Star Textiles) are alike letter by letter, and are two companies.
 */
function sharesEveryWord(one: readonly string[], other: readonly string[]): boolean {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one]
  const left = [...more]
  return fewer.every(word => {
    const choices = left.flatMap((each, at) => [
      { at, words: 1, likeness: likenessOfWords(word, each) },
      { at, words: 2, likeness: likenessOfWords(word, each + (left[at + 1] ?? '')) },
    ])
    const best = choices.reduce((first, next) => (next.likeness > first.likeness ? next : first), { at: 0, words: 0, likeness: 0 })
    if (best.likeness < WORD_SIMILARITY_MIN) return false
    left.splice(best.at, best.words)
    return true
  })
}

function likenessOfWords(one: string, other: string): number {
  return Math.min(one.length, other.length) < MISSPELT_MIN ? Number(one === other) : likenessOf(one, other)
}

/** Whether two names share enough characters at all: as many are changed as the longer has and the shorter lacks. It never rules out two that are alike. */
function mayReach(one: Name, other: Name): boolean {
  const [a, b] = [one.plain.length, other.plain.length]
  if (a === 0 || b === 0) return false
  let shared = 0
  for (let place = 0; place < PLACES; place++) shared += Math.min(one.counts[place] ?? 0, other.counts[place] ?? 0)
  return 1 - (Math.max(a, b) - shared) / (a + b) >= SIMILARITY_MIN
}

/** How alike two texts are: 1 less the letters that would have to change (Levenshtein's distance) as a share of the letters of both. */
function likenessOf(one: string, other: string): number {
  return one === '' && other === '' ? 0 : 1 - distance(one, other) / (one.length + other.length)
}

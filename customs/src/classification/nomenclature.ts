import type { LineText } from './lines.ts'

/** What something that resembles an entry is classified under instead. */
export interface Instead {
  readonly words: string
  /** Two, four or six digits. */
  readonly code: string
}

/** One chapter, heading, group of subheadings or subheading of the Harmonized System, in our own words. */
export interface Entry {
  /** Two, four, five (a group) or six digits. */
  readonly code: string
  readonly name: string
  /** Other words for it: what a shop, a factory or a customs office calls it. */
  readonly also: readonly string[]
  readonly not: readonly Instead[]
}

/** A version of the Harmonized System as we describe it: the words are ours, the codes are the convention's. */
export interface Nomenclature {
  readonly version: string
  /** In order of code, each before what stands below it. */
  readonly entries: readonly Entry[]
  find(code: string): Entry | undefined
  /** The entries right below one: of a chapter its headings, of a heading its groups and the subheadings in none. */
  listBelow(code: string): readonly Entry[]
  /** The entries a code of any length stands under, the widest first. */
  listAbove(code: string): readonly Entry[]
}

const LENGTHS = [2, 4, 5, 6]

/**
 * Reads our description of a version: lines of `code | name | also; also | words > code; words > code`, a file a chapter.
 *
 * @source HS Convention, annex (2022 edition), for the codes; the words are this project's
 * @throws for a line that is none: the files are ours
 */
export function readNomenclature(version: string, files: readonly string[]): Nomenclature {
  const entries = files
    .flatMap(text => text.split('\n'))
    .filter(line => line.trim() !== '')
    .map(readEntry)
    .sort((one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0))
  const byCode = new Map(entries.map(entry => [entry.code, entry]))
  if (byCode.size !== entries.length) throw new Error('given a code twice, needs each code once')
  const above = (code: string) => LENGTHS.flatMap(length => (length < code.length ? (byCode.get(code.slice(0, length)) ?? []) : []))
  const below = new Map<string, Entry[]>()
  for (const entry of entries) {
    const parent = above(entry.code).at(-1)?.code ?? ''
    below.set(parent, [...(below.get(parent) ?? []), entry])
  }
  return {
    version,
    entries,
    find: code => byCode.get(code),
    listBelow: code => below.get(code) ?? [],
    listAbove: above,
  }
}

function readEntry(line: string): Entry {
  const [code = '', name = '', also = '', not = ''] = line.split('|').map(part => part.trim())
  if (!/^\d{2}(\d{2,4})?$/.test(code) || name === '') throw new Error(`given ${JSON.stringify(line)}, needs code | name | also | not`)
  return { code, name, also: listOf(also), not: listOf(not).map(readInstead) }
}

function readInstead(text: string): Instead {
  const [, words, code] = /^(.+?)\s*>\s*(\d+)$/.exec(text) ?? []
  if (words === undefined || code === undefined) throw new Error(`given ${JSON.stringify(text)}, needs words > code`)
  return { words, code }
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(';').map(each => each.trim())
}

/** A nomenclature whose subheadings have the words of a national schedule besides, in the state's languages: of a line that names something, not *other*. */
export function withSchedule({ entries }: Pick<Nomenclature, 'entries'>, lines: readonly LineText[]): Pick<Nomenclature, 'entries'> {
  const words = new Map<string, string[]>()
  for (const { code, description } of lines) {
    const subheading = code.slice(0, 6)
    for (const text of Object.values(description)) {
      const plain = text.replace(/^[-\s]+/, '').slice(0, LINE_LENGTH_MAX)
      if (plain.split(/\s+/).length > 2 || plain.length > 12) words.set(subheading, [...(words.get(subheading) ?? []), plain])
    }
  }
  return { entries: entries.map(entry => ({ ...entry, also: [...entry.also, ...(words.get(entry.code) ?? [])] })) }
}

const LINE_LENGTH_MAX = 120

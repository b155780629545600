import type { Nomenclature } from './nomenclature.ts'
import { openVocabulary } from './vocabulary.ts'
import { type Word, wordsOf } from './words.ts'

/** What words found of a code, and by which of its names. */
export interface Found {
  readonly code: string
  /** The more, the better; only comparable within one answer. */
  readonly score: number
  /** The words of the description that its names have, as they were written. */
  readonly matched: readonly string[]
  /** The name or other words that resemble the description most, with how much: 1 is the same words. */
  readonly nearest: { readonly text: string; readonly likeness: number }
}

export interface Findings {
  readonly found: readonly Found[]
  /** How much of what the description says is known at all: 1 is every word. */
  readonly known: number
  /** Words that are the last of some name: what goods are called, rather than how they are. */
  readonly heads: ReadonlySet<string>
}

export interface WordSearch {
  /** The best subheadings for a description, best first. */
  find(description: string, top: number): Findings
}

/** How much of what is said of a heading counts for what stands below it, by the number of digits. */
const OF_ABOVE: Readonly<Record<number, number>> = { 2: 0.1, 4: 0.35, 5: 0.4 }
/** What a name that is the very description is worth beside its words, and how fast that falls as the two differ. */
const PHRASE = 1.6
const PHRASE_FALL = 2.5
/** What the name of a heading is worth to a subheading where it is nearer than its own. */
const OF_HEADINGS_NAME = 0.8
/** How soon more of the same word says no more. */
const SATURATION = 0.6
/** What is said beside another entry (`words > code`) is worth less than an entry's own words. */
const OF_INSTEAD = 0.8
/** Words of a description that are looked up: goods are named at its beginning. */
const WORDS_MAX = 30

/** One word's occurrences: in which entries and how often, in which names and with which weight. */
interface Posting {
  readonly nodes: Int32Array
  readonly counts: Float32Array
  readonly names: Int32Array
  readonly weights: Float32Array
  /** The rarer a word, the more it says. */
  readonly rarity: number
}

interface Name {
  readonly node: number
  readonly text: string
  readonly worth: number
  readonly stems: ReadonlyMap<string, number>
}

/**
 * Opens the words of a nomenclature for search: how rare a word is and how often an entry has it (BM25), and how nearly one of the entry's names is what was
 * described. What is said of a heading counts in part for everything below it.
 */
export function openWordSearch({ entries }: Pick<Nomenclature, 'entries'>): WordSearch {
  const codes = entries.map(entry => entry.code)
  const nodeOf = new Map(codes.map((code, node) => [code, node]))
  const names = listNames(entries, nodeOf)
  const postings = listPostings(names, entries.length)
  const heads = new Set(names.flatMap(({ text }) => wordsOf(text).findLast(({ weight }) => weight === 1)?.stem ?? []))
  const lengths = Float32Array.from(names, ({ stems }) =>
    Math.sqrt([...stems].reduce((sum, [stem, weight]) => sum + (weight * (postings.get(stem)?.rarity ?? 0)) ** 2, 0)),
  )
  const parents = codes.map(code => [5, 4, 2].flatMap(digits => (digits < code.length ? (nodeOf.get(code.slice(0, digits)) ?? []) : [])))
  const nodeOfName = Int32Array.from(names, ({ node }) => node)
  const near = openVocabulary(new Map([...postings].map(([stem, { nodes }]) => [stem, nodes.length])))

  // What one search adds up; cleared after it.
  const ofNode = new Float32Array(codes.length)
  const ofName = new Float32Array(names.length)
  const nearest = new Int32Array(codes.length)
  const likeness = new Float32Array(codes.length)

  function look(description: string): { readonly query: ReadonlyMap<string, Asked>; readonly known: number } {
    const words = wordsOf(description).slice(0, WORDS_MAX)
    const query = new Map<string, Asked>()
    let known = 0
    let all = 0
    for (const word of words) {
      const meant = near(word)
      const rarity = meant[0] === undefined ? Math.log(1 + codes.length) : (postings.get(meant[0].stem)?.rarity ?? 0)
      all += word.weight * rarity
      known += word.weight * rarity * (meant[0]?.weight ?? 0)
      for (const { stem, weight } of meant) {
        if (word.weight * weight > (query.get(stem)?.weight ?? 0)) query.set(stem, { weight: word.weight * weight, text: word.text })
      }
    }
    for (const { stem, text } of joined(words)) if (postings.has(stem) && !query.has(stem)) query.set(stem, { weight: 1, text })
    return { query, known: all === 0 ? 0 : known / all }
  }

  /** Adds up what each entry and each name has of the query; answers the entries that have something, and the query's own length and worth. */
  function add(query: ReadonlyMap<string, Asked>) {
    const nodes: number[] = []
    const touched: number[] = []
    let squares = 0
    let total = 0
    for (const [stem, { weight }] of query) {
      const posting = postings.get(stem)
      if (posting === undefined) continue
      const { rarity, counts, weights } = posting
      squares += (weight * rarity) ** 2
      total += weight * rarity
      for (let at = 0; at < posting.nodes.length; at++) {
        const node = posting.nodes[at] as number
        const count = counts[at] as number
        if (ofNode[node] === 0) nodes.push(node)
        ofNode[node] = (ofNode[node] as number) + weight * rarity * (count / (count + SATURATION))
      }
      for (let at = 0; at < posting.names.length; at++) {
        const name = posting.names[at] as number
        if (ofName[name] === 0) touched.push(name)
        ofName[name] = (ofName[name] as number) + weight * rarity * rarity * (weights[at] as number)
      }
    }
    const length = Math.sqrt(squares)
    for (const name of touched) {
      const node = nodeOfName[name] as number
      const alike = ((names[name]?.worth ?? 0) * (ofName[name] as number)) / (length * (lengths[name] as number))
      ofName[name] = 0
      if (alike <= (likeness[node] as number)) continue
      likeness[node] = alike
      nearest[node] = name
    }
    return { nodes, total }
  }

  return {
    find(description, top) {
      const { query, known } = look(description)
      const { nodes, total } = add(query)
      const own = (node: number) => (ofNode[node] as number) + PHRASE * total * (likeness[node] as number) ** PHRASE_FALL
      const scores = new Map<number, number>()
      const score = (node: number) => {
        if (codes[node]?.length !== 6 || scores.has(node)) return
        const above = (parents[node] ?? []).reduce((sum, parent) => {
          return (ofNode[parent] as number) === 0 ? sum : sum + (OF_ABOVE[codes[parent]?.length ?? 0] ?? 0) * own(parent)
        }, 0)
        scores.set(node, own(node) + above)
      }
      for (const node of nodes) {
        const code = codes[node] ?? ''
        score(node)
        // Whatever stands below an entry that was hit may be meant, too.
        if (code.length > 2 && code.length < 6) for (let below = node + 1; codes[below]?.startsWith(code) === true; below++) score(below)
      }
      const best = [...scores].sort(([one, ones], [other, others]) => others - ones || one - other).slice(0, top)
      const found = best.map(([node, sum]) => tell(node, sum, query))
      for (const node of nodes) {
        ofNode[node] = 0
        likeness[node] = 0
      }
      return { found, known, heads }
    },
  }

  function tell(node: number, score: number, query: ReadonlyMap<string, Asked>): Found {
    const line = [node, ...(parents[node] ?? [])]
    const said = (stem: string) => line.some(each => postings.get(stem)?.nodes.includes(each) === true)
    const matched = [...query].flatMap(([stem, { text }]) => (said(stem) ? [text] : []))
    let name = likeness[node] === 0 ? undefined : nearest[node]
    let alike = likeness[node] as number
    for (const parent of parents[node] ?? []) {
      const theirs = OF_HEADINGS_NAME * (likeness[parent] as number)
      if (theirs <= alike) continue
      alike = theirs
      name = nearest[parent]
    }
    return { code: codes[node] ?? '', score, matched, nearest: { text: names[name ?? -1]?.text ?? '', likeness: Math.min(1, alike) } }
  }
}

interface Asked {
  readonly weight: number
  readonly text: string
}

/** Every name of every entry, with its words. */
function listNames(entries: Nomenclature['entries'], nodeOf: ReadonlyMap<string, number>): readonly Name[] {
  return entries.flatMap(({ name, also, not }, node) =>
    [
      { node, text: name, worth: 1 },
      ...also.map(text => ({ node, text, worth: 1 })),
      ...not.map(({ words, code }) => ({ node: nodeOf.get(code) ?? -1, text: words, worth: OF_INSTEAD })),
    ]
      .filter(each => each.node >= 0)
      .map(each => ({ ...each, stems: stemsOf(each.text) }))
      .filter(({ stems }) => stems.size > 0),
  )
}

function stemsOf(text: string): ReadonlyMap<string, number> {
  const stems = new Map<string, number>()
  for (const { stem, weight } of wordsOf(text)) stems.set(stem, Math.max(stems.get(stem) ?? 0, weight))
  return stems
}

interface Gathered {
  readonly counts: Map<number, number>
  readonly names: number[]
  readonly weights: number[]
}

function listPostings(names: readonly Name[], entries: number): ReadonlyMap<string, Posting> {
  const gathered = new Map<string, Gathered>()
  for (const [index, { node, worth, stems }] of names.entries()) {
    for (const [stem, weight] of stems) {
      const posting: Gathered = gathered.get(stem) ?? { counts: new Map(), names: [], weights: [] }
      gathered.set(stem, posting)
      posting.counts.set(node, (posting.counts.get(node) ?? 0) + worth * weight)
      posting.names.push(index)
      posting.weights.push(weight)
    }
  }
  return new Map(
    [...gathered].map(([stem, { counts, names: having, weights }]) => [
      stem,
      {
        nodes: Int32Array.from(counts.keys()),
        counts: Float32Array.from(counts.values()),
        names: Int32Array.from(having),
        weights: Float32Array.from(weights),
        rarity: Math.log(1 + entries / counts.size),
      },
    ]),
  )
}

/** Two words side by side may be written as one: `tooth brush`. */
function joined(words: readonly Word[]): readonly Word[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index]
    if (before === undefined || !/^[a-z]+$/.test(before.text + word.text)) return []
    return wordsOf(before.text + word.text).map(each => ({ ...each, text: `${before.text} ${word.text}` }))
  })
}

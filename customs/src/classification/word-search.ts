import type { Nomenclature } from './nomenclature.ts'
import { listNames, listPostings } from './postings.ts'
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

/** What words find of a code, without telling by which. */
export interface Scored {
  readonly code: string
  readonly score: number
  readonly likeness: number
}

export interface WordSearch {
  /** The best subheadings for a description, best first. */
  find(description: string, top: number): Findings
  /** The same, without saying why. */
  score(description: string, top: number): readonly Scored[]
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
/** Words of a description that are looked up: goods are named at its beginning. */
const WORDS_MAX = 30

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

  const digits = Int8Array.from(codes, code => code.length)
  const ends = endsOf(codes)

  // What one search adds up; cleared after it.
  const isScored = new Uint8Array(codes.length)
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

  /** The best subheadings of what was added up; whatever stands below an entry that was hit may be meant, too. */
  function rank(nodes: readonly number[], total: number, top: number): readonly Ranked[] {
    const best: Ranked[] = []
    const own = (node: number) => {
      const alike = likeness[node] as number
      return (ofNode[node] as number) + (alike === 0 ? 0 : PHRASE * total * alike ** PHRASE_FALL)
    }
    const score = (node: number) => {
      if (digits[node] !== 6 || isScored[node] === 1) return
      isScored[node] = 1
      scored.push(node)
      let sum = own(node)
      for (const parent of parents[node] as readonly number[])
        if (ofNode[parent] !== 0) sum += (OF_ABOVE[digits[parent] as number] ?? 0) * (ofParent.get(parent) ?? rememberParent(parent))
      const last = best.at(-1)
      if (best.length >= top && last !== undefined && (sum < last.score || (sum === last.score && node > last.node))) return
      let at = best.length
      while (at > 0 && isWorse(best[at - 1] as Ranked, sum, node)) at--
      best.splice(at, 0, { node, score: sum })
      if (best.length > top) best.pop()
    }
    const ofParent = new Map<number, number>()
    const rememberParent = (parent: number) => {
      const sum = own(parent)
      ofParent.set(parent, sum)
      return sum
    }
    const scored: number[] = []
    for (const node of nodes) {
      score(node)
      if (digits[node] !== 2) for (let below = node + 1; below < (ends[node] as number); below++) score(below)
    }
    for (const node of scored) isScored[node] = 0
    return best
  }

  function clear(nodes: readonly number[]): void {
    for (const node of nodes) {
      ofNode[node] = 0
      likeness[node] = 0
    }
  }

  return {
    find(description, top) {
      const { query, known } = look(description)
      const { nodes, total } = add(query)
      const found = rank(nodes, total, top).map(({ node, score }) => tell(node, score, query))
      clear(nodes)
      return { found, known, heads }
    },
    score(description, top) {
      const { nodes, total } = add(look(description).query)
      const scored = rank(nodes, total, top).map(({ node, score }) => ({
        code: codes[node] as string,
        score,
        likeness: Math.min(1, likenessOf(node).alike),
      }))
      clear(nodes)
      return scored
    },
  }

  /** The name that is nearest, of an entry or of one it stands under. */
  function likenessOf(node: number): { readonly name: number | undefined; readonly alike: number } {
    let name = likeness[node] === 0 ? undefined : nearest[node]
    let alike = likeness[node] as number
    for (const parent of parents[node] ?? []) {
      const theirs = OF_HEADINGS_NAME * (likeness[parent] as number)
      if (theirs <= alike) continue
      alike = theirs
      name = nearest[parent]
    }
    return { name, alike }
  }

  function tell(node: number, score: number, query: ReadonlyMap<string, Asked>): Found {
    const line = [node, ...(parents[node] ?? [])]
    const said = (stem: string) => line.some(each => has(postings.get(stem)?.nodes, each))
    const matched = [...query].flatMap(([stem, { text }]) => (said(stem) ? [text] : []))
    const { name, alike } = likenessOf(node)
    return { code: codes[node] ?? '', score, matched, nearest: { text: names[name ?? -1]?.text ?? '', likeness: Math.min(1, alike) } }
  }
}

interface Ranked {
  readonly node: number
  readonly score: number
}

function isWorse(one: Ranked, score: number, node: number): boolean {
  return one.score < score || (one.score === score && one.node > node)
}

/** Whether a run of rising numbers has one. */
function has(run: Int32Array | undefined, one: number): boolean {
  let from = 0
  let to = run?.length ?? 0
  while (from < to) {
    const middle = (from + to) >> 1
    const each = run?.[middle] as number
    if (each === one) return true
    if (each < one) from = middle + 1
    else to = middle
  }
  return false
}

interface Asked {
  readonly weight: number
  readonly text: string
}

/** Where what stands below each entry ends. */
function endsOf(codes: readonly string[]): Int32Array {
  return Int32Array.from(codes, (code, node) => {
    let end = node + 1
    while (codes[end]?.startsWith(code) === true) end++
    return end
  })
}

/** Two words side by side may be written as one: `tooth brush`. */
function joined(words: readonly Word[]): readonly Word[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index]
    if (before === undefined || !/^[a-z]+$/.test(before.text + word.text)) return []
    return wordsOf(before.text + word.text).map(each => ({ ...each, text: `${before.text} ${word.text}` }))
  })
}

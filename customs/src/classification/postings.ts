import type { Nomenclature } from './nomenclature.ts'
import { wordsOf } from './words.ts'

/** What is said beside another entry (`words > code`) is worth less than an entry's own words. */
const OF_INSTEAD = 0.8

/** One word's occurrences: in which entries and how often, in which names and with which weight. */
export interface Posting {
  readonly nodes: Int32Array
  readonly counts: Float32Array
  readonly names: Int32Array
  readonly weights: Float32Array
  /** The rarer a word, the more it says. */
  readonly rarity: number
}

export interface Name {
  readonly node: number
  readonly text: string
  readonly worth: number
  readonly stems: ReadonlyMap<string, number>
}

/** Every name of every entry, with its words. */
export function listNames(entries: Nomenclature['entries'], nodeOf: ReadonlyMap<string, number>): readonly Name[] {
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

export function listPostings(names: readonly Name[], entries: number): ReadonlyMap<string, Posting> {
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
        nodes: Int32Array.from([...counts.keys()].sort((one, other) => one - other)),
        counts: Float32Array.from(
          [...counts].sort(([one], [other]) => one - other),
          ([, count]) => count,
        ),
        names: Int32Array.from(having),
        weights: Float32Array.from(weights),
        rarity: Math.log(1 + entries / counts.size),
      },
    ]),
  )
}

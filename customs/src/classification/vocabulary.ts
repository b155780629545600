import { editsBetween } from './edits.ts'
import { type Word, wordsOf } from './words.ts'

type Near = readonly { readonly stem: string; readonly weight: number }[]

/** What a word of a description may be among the words there are, of which `counts` says how many entries have each: itself, two in one, or one that is written nearly so. */
export function openVocabulary(counts: ReadonlyMap<string, number>): (word: Word) => Near {
  const alike = new Map<string, string[]>()
  for (const stem of counts.keys()) {
    if (!/^\p{L}{4,}$/u.test(stem)) continue
    const key = `${stem[0]}${stem.length}`
    const its = alike.get(key)
    if (its === undefined) alike.set(key, [stem])
    else its.push(stem)
  }
  const remembered = new Map<string, Near>()
  return ({ stem, text }) => {
    if (counts.has(stem)) return [{ stem, weight: 1 }]
    const known = remembered.get(stem)
    if (known !== undefined) return known
    const near = split(text, counts) ?? misspelt(stem, alike, counts)
    if (remembered.size > 10_000) remembered.clear()
    remembered.set(stem, near)
    return near
  }
}

function split(text: string, counts: ReadonlyMap<string, number>): Near | undefined {
  if (!/^[a-z]{6,}$/.test(text)) return undefined
  for (let at = text.length - 3; at >= 3; at--) {
    const [first] = wordsOf(text.slice(0, at))
    const [second] = wordsOf(text.slice(at))
    if (first === undefined || second === undefined) continue
    if (counts.has(first.stem) && counts.has(second.stem))
      return [
        { stem: second.stem, weight: 0.9 },
        { stem: first.stem, weight: 0.9 },
      ]
  }
  return undefined
}

/** `alike` are the words by their first letter and length. */
function misspelt(stem: string, alike: ReadonlyMap<string, readonly string[]>, counts: ReadonlyMap<string, number>): Near {
  const allowed = stem.length >= 8 ? 2 : stem.length >= 4 ? 1 : 0
  if (allowed === 0 || !/^\p{L}+$/u.test(stem)) return []
  let best: { stem: string; edits: number; nodes: number } | undefined
  for (let length = stem.length - allowed; length <= stem.length + allowed; length++) {
    for (const other of alike.get(`${stem[0]}${length}`) ?? []) {
      const edits = editsBetween(stem, other, allowed)
      const nodes = counts.get(other) ?? 0
      if (edits <= allowed && (best === undefined || edits < best.edits || (edits === best.edits && nodes > best.nodes)))
        best = { stem: other, edits, nodes }
    }
  }
  return best === undefined ? [] : [{ stem: best.stem, weight: best.edits === 1 ? 0.75 : 0.5 }]
}

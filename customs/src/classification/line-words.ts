import { wordsIn, worthAt } from './features.ts'
import type { LineText } from './lines.ts'

/** How much the words of a state's own schedule have of a description. */
export interface LineWords {
  look(description: string): LineLikeness
}

export interface LineLikeness {
  /** How much of a line, or of all lines of a subheading or heading together, by its code; 1 is the same words. */
  of(code: string): number
  /** The lines that have most of it, best first. */
  listBest(top: number): readonly string[]
}

const WORDS_MAX = 60
const WORDS_OF_LINE_MAX = 200

/** Opens the words and pairs of words of a schedule's lines, in all its languages, and of what stands together in a subheading or heading. */
export function openLineWords(lines: readonly LineText[]): LineWords {
  const words = new Map<string, Set<string>>()
  for (const { code, description } of lines) {
    const its = paired(wordsIn(Object.values(description).join(' , '), WORDS_OF_LINE_MAX))
    for (const digits of new Set([code.length, 6, 4])) {
      const key = code.slice(0, digits)
      const known = words.get(key) ?? new Set()
      words.set(key, known)
      for (const word of its) known.add(word)
    }
  }
  const codes = [...words.keys()]
  const places = new Map(codes.map((code, place) => [code, place]))
  const counts = new Map<string, number>()
  for (const { code } of lines) for (const word of words.get(code) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  const rarityOf = (word: string) => Math.log((lines.length + 1) / (counts.get(word) ?? 1))
  const having = new Map<string, { readonly rarity: number; readonly places: number[] }>()
  const ofLines = Int32Array.from([...places].filter(([code]) => code.length > 6).map(([, place]) => place))
  const lengths = new Float32Array(codes.length)
  for (const [code, its] of words) {
    const place = places.get(code) ?? 0
    let squares = 0
    for (const word of its) {
      const known = having.get(word) ?? { rarity: rarityOf(word), places: [] }
      having.set(word, known)
      known.places.push(place)
      squares += known.rarity ** 2
    }
    lengths[place] = Math.sqrt(squares) || 1
  }
  return {
    look(description) {
      const sums = new Float32Array(codes.length)
      let squares = 0
      for (const [word, worth] of worths(wordsIn(description, WORDS_MAX))) {
        const known = having.get(word)
        if (known === undefined) continue
        squares += (worth * known.rarity) ** 2
        const share = worth * known.rarity ** 2
        for (const place of known.places) sums[place] = (sums[place] as number) + share
      }
      const length = Math.sqrt(squares) || 1
      const likeness = (place: number) => (sums[place] as number) / (length * (lengths[place] as number))
      return {
        of(code) {
          const place = places.get(code)
          return place === undefined ? 0 : likeness(place)
        },
        listBest(top) {
          const best: { readonly code: string; readonly likeness: number }[] = []
          for (const place of ofLines) {
            if (sums[place] === 0) continue
            const alike = likeness(place)
            if (best.length === top && alike <= (best.at(-1)?.likeness ?? 0)) continue
            const at = best.findIndex(each => each.likeness < alike)
            best.splice(at < 0 ? best.length : at, 0, { code: codes[place] as string, likeness: alike })
            if (best.length > top) best.pop()
          }
          return best.map(({ code }) => code)
        },
      }
    },
  }
}

function paired(words: readonly string[]): readonly string[] {
  return [...words, ...words.slice(1).map((word, place) => `${words[place]} ${word}`)]
}

function worths(words: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const add = (word: string, place: number) => {
    if (!found.has(word)) found.set(word, worthAt(place))
  }
  for (const [place, word] of words.entries()) {
    add(word, place)
    if (place > 0) add(`${words[place - 1]} ${word}`, place - 1)
  }
  return found
}

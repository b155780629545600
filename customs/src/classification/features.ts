import { fold } from './words.ts'

/** What is compared of a description when one learns from others: by feature, how much it says. */
export type Features = ReadonlyMap<string, number>

/** Words from here on are about maker, packing and state rather than about the goods. */
const WORDS_MAX = 80

/**
 * The features of a description as it was declared: its words, pairs and triples of words, with and without diacritics. What stands first says most: declarations
 * begin with what the goods are.
 */
export function featuresOf(description: string): Features {
  const features = new Map<string, number>()
  const add = (feature: string, worth: number) => {
    if (worth > (features.get(feature) ?? 0)) features.set(feature, worth)
  }
  const exact = description.normalize('NFC').toLowerCase().match(LETTERS)?.slice(0, WORDS_MAX) ?? []
  for (const [place, word] of exact.entries()) {
    add(word, worthAt(place))
    if (place > 0) add(`${exact[place - 1]} ${word}`, worthAt(place - 1))
    if (place > 1 && place < 14) add(`${exact[place - 2]} ${exact[place - 1]} ${word}`, OF_TRIPLE * worthAt(place - 2))
  }
  const plain = fold(description).match(LETTERS)?.slice(0, WORDS_MAX) ?? []
  for (const [place, word] of plain.entries()) {
    add(`~${word}`, OF_PLAIN * worthAt(place))
    if (place > 0) add(`~${plain[place - 1]} ${word}`, OF_PLAIN * worthAt(place - 1))
  }
  return features
}

const LETTERS = /[\p{L}\p{M}]+/gu
const OF_PLAIN = 0.7
const OF_TRIPLE = 0.7

function worthAt(place: number): number {
  return 1 + 2 * Math.exp(-place / 5)
}

import { fold } from './words.ts'

/** What is compared of a description when one learns from others: by feature, how much it says. */
export type Features = ReadonlyMap<string, number>

/** Ways of looking at a description: at all its words, what stands first most; at what it calls the goods; at all of it alike; at runs of letters. */
export const VIEWS = ['words', 'head', 'level', 'letters'] as const
export type View = (typeof VIEWS)[number]

/** Words from here on are about maker, packing and state rather than about the goods. */
const WORDS_MAX = 80
const HEAD_MAX = 8
const LETTERS_OF_WORDS_MAX = 40
const RUN = 4

export function featuresOf(description: string, view: View): Features {
  const features = new Map<string, number>()
  const add = (feature: string, worth: number) => {
    if (worth > (features.get(feature) ?? 0)) features.set(feature, worth)
  }
  if (view === 'words') addWords(description, add)
  else if (view === 'head') addHead(description, add)
  else if (view === 'level') addLevel(description, add)
  else addLetters(description, add)
  return features
}

type Add = (feature: string, worth: number) => void

/** Words, pairs and triples of words, with and without diacritics: declarations begin with what the goods are. */
function addWords(description: string, add: Add): void {
  const exact = wordsIn(description, WORDS_MAX)
  for (const [place, word] of exact.entries()) {
    add(word, worthAt(place))
    if (place > 0) add(`${exact[place - 1]} ${word}`, worthAt(place - 1))
    if (place > 1 && place < 14) add(`${exact[place - 2]} ${exact[place - 1]} ${word}`, OF_TRIPLE * worthAt(place - 2))
  }
  const plain = wordsIn(fold(description), WORDS_MAX)
  for (const [place, word] of plain.entries()) {
    add(`~${word}`, OF_PLAIN * worthAt(place))
    if (place > 0) add(`~${plain[place - 1]} ${word}`, OF_PLAIN * worthAt(place - 1))
  }
}

/** The words before the first mark, and with which of them it begins. */
function addHead(description: string, add: Add): void {
  const words = wordsIn(headOf(description), HEAD_MAX)
  for (const [place, word] of words.entries()) {
    const worth = 1 / (1 + 0.15 * place)
    add(word, worth)
    if (place > 0) add(`${words[place - 1]} ${word}`, worth)
  }
  add(`^${words[0] ?? ''}`, 1)
  if (words.length > 1) add(`^${words[0]} ${words[1]}`, 1.5)
}

function addLevel(description: string, add: Add): void {
  const words = wordsIn(description, WORDS_MAX)
  for (const [place, word] of words.entries()) {
    add(word, 1)
    if (place > 0) add(`${words[place - 1]} ${word}`, 1)
  }
}

/** Runs of four letters, spaces among them, without diacritics: what is misspelt or put together otherwise has most of them. */
function addLetters(description: string, add: Add): void {
  const text = ` ${wordsIn(fold(description), LETTERS_OF_WORDS_MAX).join(' ')} `
  for (let at = 0; at + RUN <= text.length; at++) add(text.slice(at, at + RUN), worthAt(at / RUN))
}

/** What a description begins with, before its first mark; where that is one word, its first words. */
export function headOf(description: string): string {
  const [head = ''] = description.normalize('NFC').split(/[,.;(:]/, 1)
  return wordsIn(head, 2).length > 1 ? head : wordsIn(description, 6).join(' ')
}

/** The words as they are written, in lower case. */
export function wordsIn(text: string, max: number): readonly string[] {
  return text.normalize('NFC').toLowerCase().match(LETTERS)?.slice(0, max) ?? []
}

const LETTERS = /[\p{L}\p{M}]+/gu
const OF_PLAIN = 0.7
const OF_TRIPLE = 0.7

/** What stands first says most. */
export function worthAt(place: number): number {
  return 1 + 2 * Math.exp(-place / 5)
}

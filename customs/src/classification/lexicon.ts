/** Words of another language with what they are called in ours: `củ sạc` → charger. */
export interface Lexicon {
  /** The English words for what a text says, in its order, what no entry covers left out; and which share of the text the entries cover. */
  translate(text: string): { readonly english: string; readonly covered: number }
}

/** How many syllables the longest entry may have. */
const SYLLABLES_MAX = 7

/**
 * Reads a lexicon: lines of `phrase | English; English`. The longest phrase that fits is taken, from left to right; without diacritics where the text has none.
 *
 * @throws for a line that is none: the files are ours
 */
export function readLexicon(files: readonly string[]): Lexicon {
  const exact = new Map<string, string>()
  const plain = new Map<string, string>()
  for (const line of files.flatMap(text => text.split('\n')).filter(each => each.trim() !== '')) {
    const [phrase, english, ...more] = line.split('|').map(part => part.trim())
    if (phrase === undefined || english === undefined || more.length > 0)
      throw new Error(`given ${JSON.stringify(line)}, needs phrase | English`)
    const key = syllablesOf(phrase).join(' ')
    const words = english.split(';')[0]?.trim() ?? ''
    if (!exact.has(key)) exact.set(key, words)
    const folded = withoutMarks(key)
    if (!plain.has(folded)) plain.set(folded, words)
  }
  return {
    translate(text) {
      const syllables = syllablesOf(text)
      const isMarked = syllables.some(each => withoutMarks(each) !== each)
      const entries = isMarked ? exact : plain
      const english: string[] = []
      let covered = 0
      for (let at = 0; at < syllables.length; ) {
        let length = Math.min(SYLLABLES_MAX, syllables.length - at)
        while (length > 0 && !entries.has(syllables.slice(at, at + length).join(' '))) length--
        const found = length === 0 ? undefined : entries.get(syllables.slice(at, at + length).join(' '))
        if (found !== undefined) {
          english.push(found)
          covered += length
        }
        at += Math.max(1, length)
      }
      return { english: english.join(', '), covered: syllables.length === 0 ? 0 : covered / syllables.length }
    },
  }
}

function syllablesOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  )
}

function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .normalize('NFC')
}

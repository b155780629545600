import { type Evidence, wordsOf } from '../classification/index.ts'

/** What one administration says of goods that are called the same: one code, and what it rests on. */
export interface Position {
  /** The words of the goods, in order, without endings: equal for goods that are called the same. */
  readonly key: string
  /** The words as somebody wrote them. */
  readonly words: string
  /** Six digits. */
  readonly code: string
  readonly rulings: number
  /** Rows of lists of terms. */
  readonly listed: number
  /** Traders whose goods an officer looked at. */
  readonly checkedTraders: number
}

/** With fewer traders behind it, a position that no ruling or list bears would tell what one of them trades in. */
export const TRADERS_MIN = 3
/** A description of more words is one consignment's. */
const WORDS_MAX = 12

/** The positions of an administration, in the order of their words and codes. What nobody looked at is none, however often it was declared. */
export function listPositions(evidence: readonly Evidence[]): readonly Position[] {
  const found = new Map<string, Gathered>()
  for (const { kind, description, code, trader } of evidence) {
    if (kind === 'declared') continue
    const goods = readGoods(description)
    if (goods === undefined) continue
    const place = `${goods.key}|${code.slice(0, 6)}`
    const known = found.get(place) ?? { ...goods, code: code.slice(0, 6), rulings: 0, listed: 0, traders: new Set<string>() }
    found.set(place, known)
    if (kind === 'ruling') known.rulings += 1
    else if (kind === 'listed') known.listed += 1
    else if (trader !== undefined) known.traders.add(trader)
  }
  return [...found.values()]
    .filter(({ rulings, listed, traders }) => rulings + listed > 0 || traders.size >= TRADERS_MIN)
    .map(({ traders, ...position }) => ({ ...position, checkedTraders: traders.size >= TRADERS_MIN ? traders.size : 0 }))
    .sort((a, b) => (`${a.key}|${a.code}` < `${b.key}|${b.code}` ? -1 : 1))
}

interface Gathered {
  readonly key: string
  readonly words: string
  readonly code: string
  rulings: number
  listed: number
  readonly traders: Set<string>
}

/** What goods are called, whatever the order of the words; undefined where a description says nothing or too much. */
function readGoods(description: string): { readonly key: string; readonly words: string } | undefined {
  const words = wordsOf(description)
  if (words.length === 0 || words.length > WORDS_MAX) return undefined
  return { key: [...new Set(words.map(word => word.stem))].sort().join(' '), words: words.map(word => word.text).join(' ') }
}

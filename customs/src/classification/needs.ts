import type { Findings } from './word-search.ts'
import { wordsOf } from './words.ts'

/** What a description should say besides, with the answers that would tell its candidates apart. */
export interface Need {
  readonly fact: Fact
  readonly options: readonly string[]
}

export const FACTS = ['goods', 'material', 'construction', 'for-whom', 'state', 'packing', 'drive'] as const
export type Fact = (typeof FACTS)[number]

/** Words that decide codes all over the nomenclature, by what they tell. */
export const TELLING: Readonly<Record<Exclude<Fact, 'goods'>, readonly string[]>> = {
  material:
    'cotton, wool, silk, linen, polyester, nylon, synthetic, viscose, leather, fur, plastic, rubber, wood, bamboo, paper, cardboard, glass, ceramic, porcelain, stone, steel, iron, aluminium, copper, brass, zinc, gold, silver'.split(
      ', ',
    ),
  construction: 'knitted, crocheted, woven, nonwoven, quilted, coated, laminated, cast, forged, seamless, welded'.split(', '),
  'for-whom': "men's, women's, babies, boys, girls".split(', '),
  state:
    'live, fresh, chilled, frozen, dried, salted, smoked, cooked, canned, roasted, raw, crude, refined, powder, liquid, concentrated'.split(
      ', ',
    ),
  packing: 'retail, bulk, bottles'.split(', '),
  drive: 'electric, battery, petrol, diesel, hydraulic, pneumatic, manual, hand-operated, automatic'.split(', '),
}

const STEMS = Object.entries(TELLING).map(
  ([fact, words]) => [fact as Fact, new Map(words.flatMap(word => wordsOf(word).map(({ stem }) => [stem, word])))] as const,
)
/** Candidates that are nearly as good as the best one. */
const NEAR_BEST = 0.75
const OPTIONS_MAX = 8

/**
 * What would tell the candidates of a description apart: facts in which their names differ and of which the description says nothing. Where nothing was found, it is
 * asked what the goods are.
 */
export function listNeeds(description: string, { found }: Pick<Findings, 'found'>, nameOf: (code: string) => string): readonly Need[] {
  const best = found[0]?.score ?? 0
  const close = found.filter(each => each.score >= best * NEAR_BEST)
  if (close.length === 0) return [{ fact: 'goods', options: [] }]
  const said = new Set(wordsOf(description).map(({ stem }) => stem))
  const stems = close.map(({ code }) => new Set(wordsOf(nameOf(code)).map(({ stem }) => stem)))
  return STEMS.flatMap(([fact, words]) => {
    if ([...words.keys()].some(stem => said.has(stem))) return []
    const options = [...words].filter(([stem]) => stems.some(each => each.has(stem)) && !stems.every(each => each.has(stem)))
    return options.length < 2 ? [] : [{ fact, options: options.slice(0, OPTIONS_MAX).map(([, word]) => word) }]
  })
}

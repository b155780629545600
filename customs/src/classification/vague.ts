import type { Findings } from './word-search.ts'
import { type Word, wordsOf } from './words.ts'

/**
 * Whether a description does not say what the goods are: only sorts of goods, packing, colours and sizes, brands and numbers, or words that fit many headings.
 *
 * Signs of it are weighed. Where others' like descriptions were classified with confidence it is not vague; a description in another language is judged by its
 * length alone, unless its words are known.
 *
 * @source WCO SAFE Framework, guidance on acceptable goods descriptions (general knowledge); the weights are ours
 */
export function isVague(description: string, findings: Findings, confidence: number | undefined): boolean {
  if (confidence !== undefined && confidence >= CONFIDENT) return false
  if (FOREIGN.test(description)) return (description.match(/[\p{L}\p{M}]+/gu) ?? []).length < FOREIGN_WORDS_MIN && findings.known < 0.5
  return signsOf(description, findings).reduce((sum, sign, place) => sum + sign * (WEIGHTS[place] ?? 0), 0) > THRESHOLD
}

const CONFIDENT = 0.6
/** Letters with marks, or of no Latin alphabet: not English. */
const FOREIGN = /[\u{c0}-\u{24f}\u{1e00}-\u{1eff}]\p{L}*\s.*[\u{c0}-\u{24f}\u{1e00}-\u{1eff}]|[\p{L}--\p{Script=Latin}]/sv
const FOREIGN_WORDS_MIN = 3

/** Sorts of goods: they say of nothing what it is. */
const SORTS = stems(
  'goods parts part accessories accessory equipment items item products product materials material clothing clothes apparel garments garment wear outfit fashion electronics electronic electrical household home homeware kitchen kitchenware bathroom houseware hardware tools tool toys gift gifts samples sample spare spares supplies stuff misc miscellaneous various assorted variety mixed mix personal effects belongings documents cargo freight consolidated courier parcel shipment chemicals chemical substance pharmaceutical pharmaceuticals medicine medical automotive vehicle car auto sports sport sporting cosmetics cosmetic beauty makeup food foodstuff foodstuffs machinery machine textile textiles fabric plastic plastics metal wood paper furniture decor decoration decorations decorative jewellery stationery merchandise merch promotional advertising exhibition school office garden diy craft crafts art party baby animal animals pet device gadget system unit controls control kits consumables industrial commercial',
)
const PACKING = stems(
  'box boxes bottle bottles bag bags case cases carton cartons pallet pallets package packages parcel pouch pouches tub jar tin can cans sachet roll rolls bundle hamper collection kit dozen litre liter gram strip strips bale batch order',
)
/** How something looks, whom it is for, what it is praised for. */
const LOOKS = stems(
  'black white red blue green yellow pink purple orange brown grey gray beige navy burgundy cream ivory silver gold golden rose multicolour multicoloured clear transparent bright dark light pastel small medium large xl xs xxl one size plus mini maxi short long slim regular classic limited edition personalised personalized personalisation custom luxury deluxe premium pro ultra super best original new vintage retro cute lovely happy love birthday christmas xmas wedding valentine halloween easter day night kids baby girl girls boy boys mens womens women men ladies unisex husband wife mum dad age ages year years month months print printed pattern floral striped dotted embroidered pearl sparkle glitter flower flowers heart star stars',
)

function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').flatMap(word => wordsOf(word).map(({ stem }) => stem)))
}

/** The signs of vagueness, each between 0 and about 1; the last is always 1. */
export function signsOf(description: string, { found, known, heads }: Findings): readonly number[] {
  const words = wordsOf(description)
  const count = Math.max(1, words.length)
  const share = (of: ReadonlySet<string>) => words.filter(({ stem }) => of.has(stem)).length / count
  const telling = words.filter(({ stem }) => !SORTS.has(stem) && !PACKING.has(stem) && !LOOKS.has(stem))
  const [first] = found
  const likeness = first?.nearest.likeness ?? 0
  const weights = found.slice(0, 12).map(each => (each.score / (first?.score ?? 1)) ** 8)
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1
  const ofFirst = first === undefined ? 0 : 1 / sum
  const ofHeading =
    weights.reduce((total, weight, place) => (found[place]?.code.slice(0, 4) === first?.code.slice(0, 4) ? total + weight : total), 0) / sum
  const exact = new Set(
    found
      .slice(0, 12)
      .filter(each => each.nearest.likeness > 0.97)
      .map(each => each.code.slice(0, 4)),
  )
  const isOne = words.length === 1 ? 1 : 0
  return [
    known,
    likeness,
    likeness ** 2,
    ofFirst,
    ofHeading,
    ofHeading * likeness,
    words.length === 0 ? 1 : 0,
    isOne,
    isOne * likeness,
    words.length === 2 ? likeness : 0,
    words.length > 3 ? 1 : 0,
    share(SORTS),
    share(PACKING),
    share(LOOKS),
    Math.min(4, telling.length) / 4,
    telling.length === 0 ? 1 : 0,
    Math.min(3, telling.length * (1 - known)) / 3,
    known < 0.999 ? 1 : 0,
    Math.min(3, (description.match(/\S*\d\S*/g) ?? []).length) / 3,
    /[_\-/|*()[\]{}]/.test(description) ? 1 : 0,
    isHead(words, heads) ? 1 : 0,
    exact.size === 1 ? 1 : 0,
    exact.size > 1 ? 1 : 0,
    1,
  ]
}

/** Whether what the description is mainly about, its last word before a turn, is a name of goods. */
function isHead(words: readonly Word[], heads: ReadonlySet<string>): boolean {
  const last = words.findLast(({ weight }) => weight === 1)
  return last !== undefined && heads.has(last.stem)
}

/** What each sign adds: fitted to our own list of everyday goods, to terms of another administration, and to descriptions that it refuses as too vague. */
const WEIGHTS: readonly number[] = [
  0.59, 0.49, -3.69, 0.57, 0.58, -4.02, -0.32, -1.55, 5.57, 2.11, -0.41, 0.39, 1.99, 3.85, -0.58, 2, 6.59, 1.01, 1.49, 1, -0.37, -0.7,
  -0.11, 0.88,
]
/** Above it a description is refused. */
const THRESHOLD = 0.45

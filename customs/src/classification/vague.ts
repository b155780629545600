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

/** The signs of vagueness, each between 0 and about 1; those that say more together follow, multiplied. */
export function signsOf(description: string, findings: Findings): readonly number[] {
  const signs = singleSigns(description, findings)
  return [...signs, ...TOGETHER.map(([one, other]) => (signs[one] ?? 0) * (signs[other] ?? 0))]
}

function singleSigns(description: string, findings: Findings): readonly number[] {
  const { found, known, heads } = findings
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
    ...signsOfFit(words, found),
    ...signsOfWriting(description),
    ...signsOfGoods(words, findings),
  ]
}

/** How well the best entry fits, and how many fit as well: a word that names goods of many chapters says nothing of which. */
function signsOfFit(words: readonly Word[], found: Findings['found']): readonly number[] {
  const [first] = found
  const near = found.filter(each => each.score >= NEAR_BEST * (first?.score ?? 1))
  const matched = new Set(found.slice(0, 5).flatMap(each => each.matched))
  const last = words.at(-1)
  const nameLength = wordsOf(first?.nearest.text ?? '').length
  return [
    new Set(near.map(each => each.code.slice(0, 2))).size / 5,
    near.length / 10,
    last !== undefined && matched.has(last.text) ? 1 : 0,
    words.filter(({ text }) => first?.matched.includes(text) !== true).length / Math.max(1, words.length),
    nameLength / 5,
    words.length === 1 && nameLength > 1 ? 1 : 0,
  ]
}

const NEAR_BEST = 0.8

/** Whether it calls the goods by a name: how many of its words do, of how many headings' names its last one is the last, how many chapters have a name nearly like it, how much is found. */
function signsOfGoods(words: readonly Word[], { found, heads }: Findings): readonly number[] {
  const last = lastOf(words)
  const called = found.slice(0, 8).filter(each => last !== undefined && lastOf(wordsOf(each.nearest.text))?.stem === last.stem)
  const alike = found.slice(0, 15).filter(each => each.nearest.likeness > 0.8)
  return [
    Math.min(4, words.filter(({ stem }) => heads.has(stem)).length) / 4,
    new Set(called.map(each => each.code.slice(0, 4))).size / 5,
    new Set(alike.map(each => each.code.slice(0, 2))).size / 5,
    (found[0]?.score ?? 0) / 30,
  ]
}

/** How it is written: as an order or a title of a shop, cut off at the end of a field, or with marks between its facts. */
function signsOfWriting(description: string): readonly number[] {
  const letters = description.toLowerCase().match(/\p{L}+/gu) ?? []
  return [
    Math.min(3, description.length / 30),
    /^\P{L}*\d/u.test(description) ? 1 : 0,
    /\d\s*(?:x|pk|pack|pcs?|set)\b|\b(?:x|pack of|set of)\s*\d/i.test(description) ? 1 : 0,
    description.length >= 27 && description.length <= 31 ? 1 : 0,
    Math.min(6, letters.length) / 6,
    (letters.at(-1)?.length ?? 9) <= 2 ? 1 : 0,
    /[&+]/.test(description) ? 1 : 0,
    description.includes(',') ? 1 : 0,
    /['"]/.test(description) ? 1 : 0,
  ]
}

/** Whether what the description is mainly about, its last word before a turn, is a name of goods. */
function isHead(words: readonly Word[], heads: ReadonlySet<string>): boolean {
  const last = lastOf(words)
  return last !== undefined && heads.has(last.stem)
}

function lastOf(words: readonly Word[]): Word | undefined {
  return words.findLast(({ weight }) => weight === 1)
}

/** Signs by their places that say more together: words that the best entry lacks and how many words there are, how alike its name is and how long the description is … */
const TOGETHER: readonly (readonly [number, number])[] = [
  [26, 33],
  [2, 29],
  [9, 33],
  [13, 26],
  [2, 16],
  [13, 20],
  [1, 36],
  [3, 26],
  [8, 33],
  [3, 21],
  [15, 29],
  [7, 33],
]
/** What each sign adds: fitted to our own list of everyday goods, to terms of another administration, and to descriptions that it refuses as too vague. */
const WEIGHTS: readonly number[] = [
  1.99, 0.61, 1.52, -0.39, 0.22, -0.18, 0.19, -0.46, -0.42, -0.09, 0.65, 1.92, 2.21, 2.95, 1.11, 1.6, 2.92, 0.43, 2.59, 1.16, -0.33, -0.53,
  -0.35, 0.87, -0.44, -0.4, -1.28, -0.37, -0.01, -2.97, 1.89, 0.4, 0.99, 2.18, 0.68, 3.59, -1.58, 0.52, -2.29, 0.48, -0.59, -4.5, 3.26,
  -2.93, 1.1, 4.13, 2.43, 1.14, -1.8, 1.78, 1.62, -0.75, 1.07, 1.8,
]
/** Above it a description is refused. */
const THRESHOLD = -0.77

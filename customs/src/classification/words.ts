import { stemmer } from 'stemmer'

/** A word of a description, as it is compared: `knit` for *Knitted*. */
export interface Word {
  readonly stem: string
  /** As it was written, in lower case. */
  readonly text: string
  /** How much it says about what the goods are: less for what follows *for*, *with* or a comma. */
  readonly weight: number
}

/** Scripts written without spaces; their words are found by dictionary. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}]/u
const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The words of a description, as they are compared: without case, accents of Latin letters, endings, numbers, measures and model numbers.
 *
 * Diacritics of Vietnamese are left out, so that whoever types without them finds the same; Thai, Lao, Khmer and Burmese are cut into words by dictionary.
 */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  let weight = 1
  for (const token of tokensOf(text)) {
    if (token === ',' || token === ';' || token === '(') weight = Math.min(weight, AFTER_COMMA)
    else if (TURNS.has(token)) weight = AFTER_TURN
    else if (!IGNORED.has(token) && !isNoise(token)) words.push({ stem: stemOf(token), text: token, weight })
  }
  return words
}

const AFTER_COMMA = 0.8
const AFTER_TURN = 0.6
/** Words after which what the goods are for, made of or come with is told. */
const TURNS = new Set(['for', 'with', 'without', 'containing', 'used', 'including', 'from', 'to', 'in', 'by', 'on', 'suitable'])
const IGNORED = new Set(
  'a an the and or of at as is are be its their other others not than etc incl inc new brand nos no pcs pc pack set pieces piece x size model type kind any all more less'.split(
    ' ',
  ),
)

/** Letters and digits in runs, and the marks that part a description. */
function tokensOf(text: string): readonly string[] {
  const folded = fold(text).replace(LETTER_AND_WORD, '$1$2$3')
  const found = folded.match(/[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)?(?:(?<=\p{N})[.,/*]\p{N}+)*|[,;(]/gu) ?? []
  return found.flatMap(token => (UNSPACED.test(token) ? segment(token) : [token.replace(/['’]s?$/u, '').replace(/['’]/gu, '')]))
}

/** `t-shirt`, `x-ray`, `e-bike`: a letter that belongs to the word after it. */
const LETTER_AND_WORD = /\b([a-z])-([a-z]{2,})|\b(t) (?=shirt)/g

/** Lower case, compatibility forms resolved, Latin letters without their marks; a hyphen parts words. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
}

function segment(token: string): readonly string[] {
  const script = /\p{Script=Thai}/u.test(token)
    ? 'th'
    : /\p{Script=Lao}/u.test(token)
      ? 'lo'
      : /\p{Script=Khmer}/u.test(token)
        ? 'km'
        : /\p{Script=Myanmar}/u.test(token)
          ? 'my'
          : 'zh'
  const known = segmenters.get(script) ?? new Intl.Segmenter(script, { granularity: 'word' })
  segmenters.set(script, known)
  return [...known.segment(token)].filter(each => each.isWordLike === true).map(each => each.segment)
}

/** A number, a measure, a model number: what says how much or which one, not what. */
function isNoise(token: string): boolean {
  if (!/\p{N}/u.test(token)) return token.length === 1 && /[a-z]/.test(token)
  return !KEPT.has(token)
}

const KEPT = new Set(['3d', '4k', '2d', '4g', '5g', 'mp3', 'mp4', 'h2o', 'co2', 'h2o2', 'b12', 'd3', 'a4', '4x4'])

/** English words without their endings; those of other languages as they are. */
function stemOf(token: string): string {
  if (!/^[a-z]{3,}$/.test(token)) return token
  return stemmer(IRREGULAR[token] ?? token)
}

const IRREGULAR: Readonly<Record<string, string>> = {
  knives: 'knife',
  wives: 'wife',
  lives: 'life',
  wolves: 'wolf',
  scarves: 'scarf',
  shelves: 'shelf',
  halves: 'half',
  leaves: 'leaf',
  loaves: 'loaf',
  hooves: 'hoof',
  calves: 'calf',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  men: 'man',
  women: 'woman',
  mens: 'man',
  womens: 'woman',
  ladies: 'woman',
  gents: 'man',
  children: 'child',
  childrens: 'child',
  kids: 'child',
  woollen: 'wool',
  woolen: 'wool',
  wooden: 'wood',
  aluminium: 'aluminum',
  colour: 'color',
  tyre: 'tire',
  tyres: 'tire',
  grey: 'gray',
  fibre: 'fiber',
  fibres: 'fiber',
  jewellery: 'jewelry',
  sulphur: 'sulfur',
  sulphate: 'sulfate',
  sulphuric: 'sulfuric',
  plough: 'plow',
  moulds: 'mold',
  mould: 'mold',
  moulding: 'molding',
  moulded: 'molded',
  pyjamas: 'pajama',
  pajamas: 'pajama',
  aeroplane: 'airplane',
  yoghurt: 'yogurt',
  doughnut: 'donut',
  mens_: 'man',
  dried: 'dry',
  frozen: 'freeze',
  knitwear: 'knit',
  tv: 'television',
  fridge: 'refrigerator',
  fridges: 'refrigerator',
  phone: 'telephone',
  phones: 'telephone',
  bike: 'bicycle',
  bikes: 'bicycle',
  axe: 'ax',
  pulses: 'pulse',
  dice: 'die',
  sweets: 'candy',
  sweaters: 'jumper',
  sweater: 'jumper',
}

import {
  compare,
  convert,
  type Day,
  decimal,
  error,
  groupBy,
  type Issue,
  isZero,
  minus,
  parseDay,
  parseDecimal,
  parseMrn,
  plus,
  type Rational,
  toDecimal,
  ZERO,
} from '../kernel/index.ts'
import type { DeclarationDocument, DocumentReference, GoodsItem, MeasureText } from './document.ts'
import type { RuleContext, StateContext } from './rule.ts'
import { findDeclarationType } from './types.ts'
import { listUndelivered } from './undelivered.ts'

/** A declaration that another one names as its previous, as the node finds it. One that is not there, or not the declarant's to see, is absent. */
export interface PreviousDeclaration {
  readonly mrn: string
  readonly type: string
  /** The day it was released; absent where it is not, or not all of it. */
  readonly releasedOn?: Day
  readonly items: readonly PreviousItem[]
}

export interface PreviousItem {
  readonly sequence: number
  readonly commodityCode: string
  /** What other declarations left of it, in its own unit; absent where it was declared without a quantity. */
  readonly left?: MeasureText
  /** What goods that entered a free zone were worth, in the state's currency, and how many they were, in the unit of what is left. */
  readonly worth?: { readonly amount: string; readonly quantity: string }
}

/** What of a previous declaration's goods an item is about. */
export interface DeclarationLink {
  readonly item: number
  readonly previous: string
  readonly previousItem: number
  readonly quantity: MeasureText
}

/** What a node knows of the declarations that are named as previous; absent where nobody looked. */
export interface PreviousFacts {
  readonly previous?: readonly PreviousDeclaration[] | undefined
}

/** What an item says about its previous declaration, and where it says so. */
interface Named {
  readonly item: GoodsItem
  readonly path: string
  /** Of several, the goods are those of one. */
  readonly mrns: readonly string[]
  readonly lineNumber?: number | undefined
  readonly quantity?: MeasureText | undefined
}

/** The declarations a declaration names as its previous, each once, where it is of a type that goes on from one. */
export function listPrevious(document: DeclarationDocument): readonly string[] {
  return [...new Set(listNamed(document).flatMap(({ mrns }) => mrns))].sort()
}

/** The declarations one item of a declaration names, as far as they are known: of several it may be any. */
export function previousOf(item: GoodsItem, document: DeclarationDocument, previous: readonly PreviousDeclaration[]) {
  const mrns = new Set(listNamed({ ...document, goodsItems: [item] }).flatMap(each => each.mrns))
  const known = previous.filter(({ mrn }) => mrns.has(mrn))
  return { known, areAllKnown: known.length === mrns.size && known.length > 0 }
}

/** The quantity goods are counted in: the first declared, or else the net mass. */
export function countedIn({ quantities, netMassKg }: Pick<GoodsItem, 'quantities' | 'netMassKg'>): MeasureText | undefined {
  return quantities[0] ?? (netMassKg === undefined ? undefined : { value: netMassKg, unit: 'KGM' })
}

/** V01: re-exported and re-imported goods each name the declaration they came with, or of goods nobody declared the transport document. */
export function checkPreviousNamed({ document }: RuleContext): readonly Issue[] {
  const follows = findDeclarationType(document.type)?.follows?.join(', ')
  if (follows === undefined || isOfProducts(document)) return []
  const named = new Set([...listNamed(document), ...listUndelivered(document)].map(each => each.item))
  return document.goodsItems.flatMap((item, index) =>
    named.has(item) ? [] : [error('declaration.previous-missing', `goodsItems[${index}].previousDocuments`, { follows })],
  )
}

/** V01: what they name was released before, is of the same goods, and as much of it is left. */
export function checkPrevious({ document, day, previous }: StateContext & PreviousFacts): readonly Issue[] {
  if (previous === undefined) return []
  const declarations = listPrevious(document).flatMap(mrn => {
    const found = previous.find(each => each.mrn === mrn)
    return found === undefined
      ? [error('declaration.previous-unknown', 'previousDocuments', { mrn })]
      : checkDeclaration(document, found, day)
  })
  return [...declarations, ...linkPrevious(document, previous).issues]
}

/** Whether it may be about what was made of goods under an authorisation, here or abroad, which names no declaration of those goods. */
function isOfProducts({ type, authorisation }: DeclarationDocument): boolean {
  return (type === 'EX3' || type === 'IM6') && authorisation !== undefined
}

function checkDeclaration(document: DeclarationDocument, { mrn, type, releasedOn }: PreviousDeclaration, day: Day): readonly Issue[] {
  const path = 'previousDocuments'
  const follows = findDeclarationType(document.type)?.follows ?? []
  const other = follows.includes(type)
    ? []
    : [error('declaration.previous-of-other-type', path, { mrn, type, follows: follows.join(', ') })]
  if (releasedOn === undefined) return [...other, error('declaration.previous-not-released', path, { mrn })]
  const [field, text] = document.type?.startsWith('EX') ? ['departedOn', document.departedOn] : ['arrivalOn', document.arrivalOn]
  const moved = parseDay(text ?? '') ?? day
  const isBefore = day < releasedOn || moved < releasedOn
  return isBefore ? [...other, error('declaration.previous-later', field ?? '', { mrn, releasedOn, day: moved })] : other
}

/** What a declaration writes off its previous ones, and what keeps it from that. What is not known of a previous one is not said again. */
export function linkPrevious(
  document: DeclarationDocument,
  previous: readonly PreviousDeclaration[],
): { readonly links: readonly DeclarationLink[]; readonly issues: readonly Issue[] } {
  const named = listNamed(document)
  const references = groupBy(named, each => each.item)
  const goods = groupBy(
    previous.flatMap(({ mrn, items }) => items.map(item => ({ mrn, item }))),
    ({ mrn, item }) => `${mrn} ${subheadingOf(item.commodityCode)}`,
  )
  const known = new Set(previous.map(each => each.mrn))
  const found = named
    .filter(({ mrns }) => mrns.every(mrn => known.has(mrn)))
    .map(each => {
      const alike = each.mrns.flatMap(mrn => goods.get(`${mrn} ${subheadingOf(each.item.commodityCode ?? '')}`) ?? [])
      return linkOne(each, alike, references.get(each.item)?.length === 1)
    })
  const links = found.flatMap(each => ('link' in each ? [each.link] : []))
  const issues = found.flatMap(each => ('issue' in each ? [each.issue] : []))
  const whole = issues.length > 0 || found.length < named.length ? [] : checkTotals(document, links)
  return { links: gather(links), issues: [...issues, ...whole, ...checkLeft(links, previous)] }
}

function linkOne(
  { item, path, mrns, lineNumber, quantity }: Named,
  alike: readonly { readonly mrn: string; readonly item: PreviousItem }[],
  isWhole: boolean,
): { readonly link: DeclarationLink } | { readonly issue: Issue } {
  const mrn = mrns.join(', ')
  const { commodityCode = '' } = item
  const [one, another] = alike.filter(
    each => isSameLine(each.item.commodityCode, commodityCode) && (lineNumber === undefined || each.item.sequence === lineNumber),
  )
  if (one === undefined) return { issue: error('declaration.previous-goods-differ', path, { mrn, commodityCode }) }
  if (another !== undefined) return { issue: error('declaration.previous-item-unclear', path, { mrn, commodityCode }) }
  const unit = one.item.left?.unit
  const counted = quantity === undefined ? (isWhole ? quantityIn(item, unit) : undefined) : convertTo(quantity, unit)
  if (unit === undefined || counted === undefined || counted.num <= 0n)
    return { issue: error('declaration.previous-quantity-missing', path, { mrn: one.mrn, unit: unit ?? 'KGM' }) }
  return {
    link: {
      item: item.sequence,
      previous: one.mrn,
      previousItem: one.item.sequence,
      quantity: { value: toDecimal(counted, DIGITS), unit },
    },
  }
}

/** Decimals a quantity is written off with. */
const DIGITS = 8
const SUBHEADING_DIGITS = 6
const LINE_DIGITS = 8

function subheadingOf(commodityCode: string): string {
  return commodityCode.replace(/\D/g, '').slice(0, SUBHEADING_DIGITS)
}

/** Of one subheading: whether it is one line, too, where both say one. */
function isSameLine(a: string, b: string): boolean {
  const [one, other] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')]
  if (one.length < SUBHEADING_DIGITS) return false
  return one.length < LINE_DIGITS || other.length < LINE_DIGITS || one.slice(0, LINE_DIGITS) === other.slice(0, LINE_DIGITS)
}

/** Several references of one item together are the whole of it. */
function checkTotals(document: DeclarationDocument, links: readonly DeclarationLink[]): readonly Issue[] {
  const byItem = groupBy(links, link => link.item)
  return document.goodsItems.flatMap((item, index) => {
    const own = byItem.get(item.sequence) ?? []
    const unit = own[0]?.quantity.unit
    const declared = quantityIn(item, unit)
    if (unit === undefined || declared === undefined || own.some(link => link.quantity.unit !== unit)) return []
    const sum = sumOf(own)
    if (compare(sum, decimal(toDecimal(declared, DIGITS))) === 0) return []
    const params = { declared: toDecimal(declared, DIGITS), linked: toDecimal(sum, DIGITS), unit }
    return [error('declaration.previous-quantity-differs', `goodsItems[${index}].previousDocuments`, params)]
  })
}

/** No more than is left of each item of a previous declaration, however many items are about it. */
function checkLeft(links: readonly DeclarationLink[], previous: readonly PreviousDeclaration[]): readonly Issue[] {
  const byPlace = groupBy(links, link => `${link.previous} ${link.previousItem}`)
  return previous.flatMap(({ mrn, items }) =>
    items.flatMap(({ sequence, left }) => {
      const asked = sumOf(byPlace.get(`${mrn} ${sequence}`) ?? [])
      if (left === undefined || compare(asked, decimal(left.value)) <= 0) return []
      const params = { mrn, item: sequence, quantity: toDecimal(asked, DIGITS), left: left.value, unit: left.unit }
      return [error('declaration.previous-quantity-exceeded', 'previousDocuments', params)]
    }),
  )
}

/** One link for each item and each item before it. */
function gather(links: readonly DeclarationLink[]): readonly DeclarationLink[] {
  return [...groupBy(links, ({ item, previous, previousItem }) => `${item} ${previous} ${previousItem}`).values()].flatMap(each => {
    const [first] = each
    return first === undefined ? [] : [{ ...first, quantity: { value: toDecimal(sumOf(each), DIGITS), unit: first.quantity.unit } }]
  })
}

function sumOf(links: readonly DeclarationLink[]): Rational {
  return links.reduce((sum, link) => plus(sum, decimal(link.quantity.value)), ZERO)
}

/** What is left of a quantity after what was written off it. */
export function leaveOf(declared: MeasureText, writtenOff: readonly string[]): MeasureText {
  const value = writtenOff.reduce((left, each) => minus(left, decimal(each)), parseDecimal(declared.value) ?? ZERO)
  return { value: isZero(value) ? '0' : toDecimal(value, DIGITS), unit: declared.unit }
}

/** What later declarations took of one item, in the unit it was counted in. */
export interface TakenQuantity extends MeasureText {
  readonly item: number
}

/** What keeps a document from replacing another of whose goods some went out or came back: of each such item no less may be declared than that. */
export function checkTaken({ goodsItems }: Pick<DeclarationDocument, 'goodsItems'>, taken: readonly TakenQuantity[]): readonly Issue[] {
  return taken.flatMap(({ item, value, unit }) => {
    const index = goodsItems.findIndex(each => each.sequence === item)
    const counted = goodsItems[index] === undefined ? undefined : countedIn(goodsItems[index])
    const declared = counted?.unit === unit ? parseDecimal(counted.value) : undefined
    if (declared !== undefined && compare(declared, decimal(value)) >= 0) return []
    const path = index < 0 ? 'goodsItems' : `goodsItems[${index}].quantities`
    return [error('declaration.completion-below-taken', path, { item, taken: toDecimal(decimal(value), DIGITS), unit })]
  })
}

function quantityIn(item: GoodsItem, unit: string | undefined): Rational | undefined {
  const measures = [...item.quantities, ...(item.netMassKg === undefined ? [] : [{ value: item.netMassKg, unit: 'KGM' }])]
  return measures.map(measure => convertTo(measure, unit)).find(value => value !== undefined)
}

function convertTo(measure: MeasureText, unit: string | undefined): Rational | undefined {
  const value = parseDecimal(measure.value)
  return value === undefined || unit === undefined ? undefined : convert({ value, unit: measure.unit }, unit)?.value
}

/** What each item names by an MRN, or else the whole declaration does for it. Papers of other kinds are no previous declarations. */
function listNamed(document: DeclarationDocument): readonly Named[] {
  if (findDeclarationType(document.type)?.follows === undefined) return []
  const ofAll = document.previousDocuments.flatMap(each => mrnOf(each) ?? [])
  return document.goodsItems.flatMap((item, index): readonly Named[] => {
    const path = `goodsItems[${index}].previousDocuments`
    const own = item.previousDocuments.flatMap((reference, place): readonly Named[] => {
      const mrn = mrnOf(reference)
      const { lineNumber, quantity } = reference
      return mrn === undefined ? [] : [{ item, path: `${path}[${place}]`, mrns: [mrn], lineNumber, quantity }]
    })
    if (own.length > 0) return own
    return ofAll.length === 0 ? [] : [{ item, path, mrns: [...new Set(ofAll)] }]
  })
}

function mrnOf({ id }: DocumentReference): string | undefined {
  return id === undefined ? undefined : parseMrn(id)
}

import {
  countedIn,
  type DeclarationDocument,
  findDeclarationType,
  type PreviousDeclaration,
  type PreviousFacts,
  type Rule,
  type StateContext,
} from '../declaration/index.ts'
import type { DutyRuleFacts } from '../duty/index.ts'
import { addMonths, type Day, error, type Issue, parseDay } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { type Authorisation, checkUse } from './authorisation.ts'
import { checkCarnet, findCarnet } from './carnet.ts'
import { planConsumption, type StockLine } from './consume.ts'
import { findEndUseRow, type LineLeft, planDraws } from './end-use.ts'
import { identificationOf } from './identification.ts'
import { REGIMES_OFFERED, type RegimeRow } from './law.ts'
import { returnsOf } from './outward.ts'
import { findPartialRelief } from './partial-relief.ts'
import { concernsRegime, entersRegime, type RegimeKind } from './regime.ts'

/** What a node knows of the authorisation a declaration names, and of the goods that its products may be made of. Kept with the decision. */
export interface RegimeGiven {
  /** Absent where none of that number is there for whoever declares. */
  readonly authorisation?: Authorisation
  readonly stock?: readonly StockLine[]
  /** What was left of the list of an authorisation for end use. */
  readonly list?: readonly LineLeft[]
}

/** Absent where nobody looked. */
export interface RegimeFacts {
  readonly regime?: RegimeGiven | undefined
}

type Asked = StateContext & RegimeFacts & PreviousFacts & DutyRuleFacts

/** The state's terms for a type of declaration on a day; undefined where none are on file. */
export function findTerms(law: LawBook, state: State, day: Day, type: string | undefined): RegimeRow | undefined {
  return type === undefined ? undefined : law.on(REGIMES_OFFERED, state, day).find(row => row.types.includes(type))
}

/** The state's terms for a regime on a day. */
export function termsOfRegime(law: LawBook, state: State, day: Day, regime: RegimeKind): RegimeRow | undefined {
  return law.on(REGIMES_OFFERED, state, day).find(row => row.regime === regime)
}

/** The last day on which goods entered on a day may stand in a regime: what is declared, the authorisation's time or the law's, whichever ends first. */
export function lastDayOf(
  { temporaryAdmission }: Pick<DeclarationDocument, 'temporaryAdmission'>,
  { termMonthsMax }: Pick<RegimeRow, 'termMonthsMax'>,
  authorisation: Pick<Authorisation, 'termMonths'> | undefined,
  enteredOn: Day,
): Day | undefined {
  const months = [termMonthsMax, authorisation?.termMonths].filter(each => each !== undefined)
  const declared = parseDay(temporaryAdmission?.until ?? '')
  const days = [...months.map(each => addMonths(enteredOn, each)), ...(declared === undefined ? [] : [declared])]
  return days.toSorted()[0]
}

/** What keeps goods from standing in a regime until a later day: the law's longest time in all, prolonged. */
export function checkProlonged({ prolongedMonthsMax, id: lawRow }: RegimeRow, enteredOn: Day, until: Day): readonly Issue[] {
  const latest = prolongedMonthsMax === undefined ? undefined : addMonths(enteredOn, prolongedMonthsMax)
  return latest === undefined || until <= latest ? [] : [error('regimes.term-beyond-law', 'until', { until, latest, lawRow })]
}

/** V01: the state offers the regime, and goods that enter it are counted. */
function checkOffered({ document, state, day, law }: Asked): readonly Issue[] {
  const { type = '' } = document
  const regime = entersRegime(document)
  const leaves = type === 'IM7-X' || type === 'IM8-X'
  if (regime === undefined && !leaves) return []
  const name = findDeclarationType(type)?.name ?? type
  if (findTerms(law, state, day, type) === undefined) return [error('regimes.not-on-file', 'type', { type, name, state, day })]
  if (regime === undefined) return []
  return document.goodsItems.flatMap((item, index) =>
    countedIn(item) === undefined ? [error('regimes.quantity-missing', `goodsItems[${index}].quantities`)] : [],
  )
}

/** V04: the authorisation is there, in force, its holder's, and covers place and goods; a carnet stands in for it where the law says so. */
function checkAuthorisation({ document, state, day, law, regime: given, previous, assessment }: Asked): readonly Issue[] {
  const regime = document.type === 'IM4' && document.authorisation !== undefined ? 'end-use' : entersRegime(document)
  const isReturn = document.type === 'IM6' && (document.authorisation !== undefined || comesFromProcessing(previous))
  const isOfProducts = isReturn || (document.type === 'EX3' && document.authorisation !== undefined)
  if (given === undefined || !concernsRegime(document) || (regime === undefined && !isOfProducts)) return []
  const { authorisation } = given
  const terms = findTerms(law, state, day, document.type)
  if (authorisation === undefined) {
    if (document.authorisation !== undefined)
      return [error('regimes.authorisation-unknown', 'authorisation', { number: document.authorisation })]
    if (terms?.carnet === true && findCarnet(document) !== undefined) return []
    return [error('regimes.authorisation-missing', 'authorisation', { type: document.type ?? '' })]
  }
  const holder = findDeclarationType(document.type)?.procedure === 'export' ? document.exporter?.id : document.importer?.id
  const codes = document.goodsItems.flatMap(({ commodityCode }, index) =>
    commodityCode === undefined || isOfProducts ? [] : [{ path: `goodsItems[${index}].commodityCode`, code: commodityCode }],
  )
  const needed = regime ?? (isReturn ? 'outward-processing' : 'inward-processing')
  const use = { regime: needed, holder, day, place: document.warehouse?.id, codes } as const
  const { stock = [] } = given
  const products = isReturn ? document.goodsItems.filter(() => authorisation.outward?.operation === 'processing') : document.goodsItems
  return [
    ...checkUse(authorisation, use),
    ...(isOfProducts ? planConsumption({ goodsItems: products }, authorisation, stock).issues : []),
    ...(isReturn ? returnsOf(document, { authorisation, stock }, { state, law, day, previous }).issues : []),
    ...(regime === 'end-use' ? checkEndUse(document, authorisation, { state, law, day, list: given.list, assessment }) : []),
    ...(regime === 'outward-processing' ? checkIdentification(document, authorisation) : []),
  ]
}

interface EndUseFacts extends Pick<StateContext, 'state' | 'law' | 'day'>, DutyRuleFacts {
  readonly list: readonly LineLeft[] | undefined
}

/** Goods relieved for their use are of the list of their authorisation, as many as are left of it, and counted, so that they can be followed. */
function checkEndUse(document: DeclarationDocument, authorisation: Authorisation, { state, law, day, list = [], assessment }: EndUseFacts) {
  const { relief } = authorisation
  if (relief === undefined) return []
  const values = document.goodsItems.map((_, index) => assessment?.items[index]?.customsValue)
  return [
    ...(findEndUseRow(law, state, day, relief.use) === undefined
      ? [error('regimes.use-not-on-file', 'authorisation', { use: relief.use, state, day })]
      : []),
    ...document.goodsItems.flatMap((item, index) =>
      countedIn(item) === undefined ? [error('regimes.quantity-missing', `goodsItems[${index}].quantities`)] : [],
    ),
    ...planDraws(document, authorisation, list, values).issues,
  ]
}

function comesFromProcessing(previous: readonly PreviousDeclaration[] = []): boolean {
  return previous.some(each => entersRegime(each) === 'outward-processing')
}

/** Goods that are mended abroad say by what they will be known again; of what is made into something else the authorisation says it. */
function checkIdentification({ goodsItems }: DeclarationDocument, { outward }: Authorisation): readonly Issue[] {
  if (outward === undefined || outward.operation === 'processing') return []
  return goodsItems.flatMap((item, index) =>
    identificationOf(item).length > 0 ? [] : [error('regimes.identification-missing', `goodsItems[${index}].additionalInformation`)],
  )
}

/** V50: goods admitted temporarily are here for a purpose and a time that the law knows, on a carnet that is whole. */
function checkAdmission({ document, state, day, law }: Asked): readonly Issue[] {
  const terms = entersRegime(document) === 'temporary-admission' ? findTerms(law, state, day, document.type) : undefined
  if (terms === undefined) return []
  const { purpose, until: said, relief } = document.temporaryAdmission ?? {}
  const until = parseDay(said ?? '')
  const latest = terms.termMonthsMax === undefined ? undefined : addMonths(day, terms.termMonthsMax)
  const carnet = findCarnet(document)
  const inPart = relief === 'partial' ? findPartialRelief(law, state, day) : undefined
  const { purposes, id: lawRow } = inPart ?? terms
  const issues: Issue[] = []
  if (purpose !== undefined && purposes?.includes(purpose) === false)
    issues.push(error('regimes.purpose-not-in-law', 'temporaryAdmission.purpose', { purpose, purposes: purposes.join(', '), lawRow }))
  if (said !== undefined && (until === undefined || until <= day))
    issues.push(error('regimes.term-past', 'temporaryAdmission.until', { until: said, day }))
  else if (until !== undefined && latest !== undefined && until > latest)
    issues.push(error('regimes.term-too-long', 'temporaryAdmission.until', { until, latest, lawRow: terms.id }))
  if (relief !== undefined && relief !== 'total' && inPart === undefined)
    issues.push(error('regimes.partial-relief-not-on-file', 'temporaryAdmission.relief', { relief, state, day }))
  if (inPart !== undefined && carnet !== undefined) issues.push(error('regimes.partial-relief-on-carnet', 'documents', { lawRow }))
  if (carnet !== undefined && terms.carnet !== true)
    issues.push(error('regimes.carnet-not-accepted', 'documents', { state, lawRow: terms.id }))
  return [...issues, ...(carnet === undefined ? [] : checkCarnet(carnet, until))]
}

/** The rules of the catalogue about regimes. */
export const REGIME_RULES: readonly Rule<RegimeFacts>[] = [
  {
    id: 'V01',
    module: 'regimes',
    codes: ['regimes.not-on-file', 'regimes.quantity-missing'],
    severity: 'error',
    about: 'The state offers the regime, and goods that enter it are counted.',
    scope: 'state',
    check: checkOffered,
  },
  {
    id: 'V04',
    module: 'regimes',
    codes: [
      'regimes.authorisation-missing',
      'regimes.authorisation-unknown',
      'regimes.authorisation-amends',
      'regimes.authorisation-of-other-regime',
      'regimes.authorisation-of-others',
      'regimes.authorisation-not-in-force',
      'regimes.place-not-covered',
      'regimes.goods-not-covered',
      'regimes.norm-missing',
      'regimes.product-quantity-missing',
      'regimes.material-missing',
      'regimes.identification-missing',
      'regimes.identification-differs',
      'regimes.outward-operation-not-on-file',
      'regimes.return-unnamed',
      'regimes.use-not-on-file',
      'regimes.not-on-list',
      'regimes.list-quantity-missing',
      'regimes.list-exceeded',
      'regimes.quantity-missing',
      'regimes.outward-relief-late',
      'regimes.outward-relief-document-missing',
    ],
    severity: 'error',
    about: 'Goods enter a regime, and products of it leave, under an authorisation that is in force and covers them.',
    scope: 'state',
    check: checkAuthorisation,
  },
  {
    id: 'V50',
    module: 'regimes',
    codes: [
      'regimes.purpose-not-in-law',
      'regimes.term-past',
      'regimes.term-too-long',
      'regimes.partial-relief-not-on-file',
      'regimes.partial-relief-on-carnet',
      'regimes.carnet-not-accepted',
      'regimes.carnet-incomplete',
      'regimes.carnet-too-short',
    ],
    severity: 'error',
    about: 'Goods admitted temporarily are here for a purpose and a time that the law knows, on a carnet that is whole.',
    scope: 'state',
    check: checkAdmission,
  },
]

/**
 * The life of a consignment, top to bottom. Read this first.
 *
 * ```
 * lodge ─► validate ─► classify ─► value ─► origin ─► assess ─► screen ─► controls, lane ─► (inspect) ─► pay ─► release
 * ```
 *
 * `decide` is the middle of it: from what a declarant says, the law of the day and what the node knows, to a decision that can be explained line by
 * line and taken again, byte for byte. What every part contributes to it (the rules, the kinds of law, the issues) is listed in `catalogue.ts`.
 */
import { RULES, SECURITY_GROUNDS } from './catalogue.ts'
import { type ConsignmentPart, partsOf } from './consignment-parts.ts'
import { isSuspended, type SecurityRequired } from './debt/index.ts'
import {
  type ActRecord,
  type Completion,
  checkInState,
  type DeclarationDocument,
  type PreviousDeclaration,
  perform,
  planCompletion,
  type Standing,
} from './declaration/index.ts'
import { type Assessment, assessDeclaration } from './duty/index.ts'
import {
  type Currency,
  chain,
  type Day,
  decimal,
  formatMajor,
  hasErrors,
  type Issue,
  majorToMinor,
  map,
  minus,
  money,
  ok,
  parseDay,
  type Result,
  stop,
} from './kernel/index.ts'
import {
  type ExchangeRate,
  type ExchangeRates,
  findRateDay,
  type LawBook,
  type ProcedureDays,
  parseState,
  type State,
} from './reference/index.ts'
import { decideRelease, type ReleaseDecision, type ReleaseFacts } from './release/index.ts'
import {
  type ConsignmentFigures,
  type DaySecret,
  drawLot,
  findRandomControl,
  followScript,
  type ImporterHistory,
  isForOfficers,
  type Known,
  type ProfileSet,
  type Screening,
  type Script,
  screenConsignment,
} from './risk/index.ts'
import type { Schedule } from './tariff/index.ts'
import type { Authority } from './trust/index.ts'
import {
  type AdjustedPrice,
  type DeterminedValue,
  regimeOf,
  type SupposedValue,
  type Valuation,
  valueDeclaration,
} from './valuation/index.ts'

export * from './catalogue.ts'
export { type ConsignmentPart, listTouched } from './consignment-parts.ts'

/** What code decided. It changes when the same inputs may lead to other bytes; a replay then says so. */
export const ENGINE = 'lintas-1'

/**
 * What asks for a decision. A release does where the law's rates are those of its day, and that day is a later one; so does what becomes of a
 * value that was asked about, or of a price declared as subject to adjustment; and so does what was left for later when the declaration was lodged.
 */
export const OCCASIONS = [
  'lodge',
  'amend',
  'arrive',
  'release',
  'release-on-security',
  'settle-value',
  'adjust-price',
  'supplement',
  'finalise',
] as const
export type Occasion = (typeof OCCASIONS)[number]

/** What a decision is taken on beside document and books. Plain JSON: it is kept with the decision as it is. */
export interface Given {
  readonly state: State
  readonly mrn: string
  /** The version of the document, and the number of the decision on it. */
  readonly version: number
  readonly number: number
  readonly occasion: Occasion
  readonly decidedOn: Day
  readonly registeredOn: Day
  /** The day the goods were said to have come, once somebody said so. */
  readonly arrivedOn?: Day
  /** The day of release, where that is what the decision is about. */
  readonly releasedOn?: Day
  /** SHA-256 of the document's canonical JSON. */
  readonly documentSha256: string
  readonly authority: Authority
  /** The consignment as it was named when first lodged, and the day whose secret draws its lot. */
  readonly lot: { readonly key: string; readonly day: Day }
  readonly drawnBefore: boolean
  /** Risk profiles that had had their hits of the day. */
  readonly capped: readonly string[]
  readonly trusted: boolean
  /** What the node knows of the principal from before, and of other declarations and its registers. */
  readonly importer?: ImporterHistory
  /** What else the consignee receives on the day of arrival, where the law counts it together: in the state's currency, on the basis of that law. */
  readonly sameDayValue?: string
  readonly known?: Known
  /** The declarations this one names as its previous, as they stood; absent where its type names none. */
  readonly previous?: readonly PreviousDeclaration[]
  /** What became of the value since it was declared; absent where nothing did. */
  readonly value?: ValueSince
  /** What a sandbox was told to ask for, instead of what profiles and lot say. */
  readonly scripted?: Script
}

/** What became of a declared value: what customs determined, the prices as they were adjusted, what it may be worth while the goods are on security. */
export interface ValueSince {
  readonly determined?: readonly DeterminedValue[]
  readonly adjustedPrices?: readonly AdjustedPrice[]
  readonly supposed?: readonly SupposedValue[]
}

/** What is too large to be kept with every decision: found again by the versions that the decision names. */
export interface Books {
  readonly law: LawBook
  readonly schedule?: Schedule | undefined
  /** Schedules of other days, to tell a code that ended from one that never was. No figure comes from them. */
  readonly otherSchedules?: readonly Schedule[] | undefined
  readonly rates: ExchangeRates
  readonly profiles: ProfileSet
  readonly secret?: DaySecret | undefined
}

/** What customs decides on a declaration: plain JSON, every figure with its ground. `screening` is for officers alone. */
export interface Decision {
  readonly engine: string
  readonly state: State
  readonly mrn: string
  readonly version: number
  readonly number: number
  readonly occasion: Occasion
  readonly decidedOn: Day
  readonly restsOn: {
    readonly documentSha256: string
    readonly law: string
    readonly schedule?: string
    /** Every rate that rules, value or charges looked at. */
    readonly exchangeRates: readonly ExchangeRate[]
  }
  readonly valuation: Valuation
  readonly assessment: Assessment
  /** What it leaves for later, and by when; absent where it leaves nothing. */
  readonly completion?: Completion
  /** What is assessed is secured and not charged before the figures are final. */
  readonly suspended?: true
  /** Security without which the goods are not released; absent where none is asked for. */
  readonly securities?: readonly SecurityRequired[]
  /** Where it is about several: what falls to each. */
  readonly consignments?: readonly ConsignmentPart[]
  /** Warnings and hints; an error would have refused the declaration. */
  readonly issues: readonly Issue[]
  readonly screening: Screening
}

/**
 * Decides on a declaration, or answers everything that keeps it from being registered.
 *
 * The same arguments give the same bytes. Nothing that is missing is taken for zero; every problem is found, not the first.
 *
 * @source RKC General Annex ch. 3 (clearance), ch. 4 (assessment), ch. 6 (risk management)
 */
export function decide(document: DeclarationDocument, given: Given, books: Books): Result<Decision> {
  const [byRules, byCharges] = [new Set<ExchangeRate>(), new Set<ExchangeRate>()]
  const found = assess(document, given, { ...books, rates: notingIn(byCharges, books.rates) })
  const validated = validate(document, given, { ...books, rates: notingIn(byRules, books.rates) }, found)
  const issues = eachOnce([...validated, ...(found.ok ? found.value.issues : found.issues)])
  if (!found.ok || hasErrors(issues)) return stop(...issues.filter(issue => !isForOfficers(issue)))

  const { valuation, assessment } = found.value
  const { state, mrn, version, number, occasion, decidedOn, documentSha256 } = given
  const schedule = books.schedule?.version.id
  const planned = planCompletion(document, { state, law: books.law, day: given.registeredOn })
  if (!planned.ok) return planned
  const completion = planned.value
  const openValue = secureValue(document, given, books, assessment)
  if (!openValue.ok) return openValue
  const securities = [
    ...SECURITY_GROUNDS.flatMap(ask => ask({ document, valuation, assessment, decidedOn, completion })),
    ...openValue.value,
  ]
  const parts = partsOf(document, valuation, assessment)
  return ok({
    engine: ENGINE,
    state,
    mrn,
    version,
    number,
    occasion,
    decidedOn,
    restsOn: {
      documentSha256,
      law: books.law.version,
      ...(schedule === undefined ? {} : { schedule }),
      exchangeRates: [...new Set([...byRules, ...byCharges])],
    },
    valuation,
    assessment,
    ...(completion === undefined ? {} : { completion }),
    ...(isSuspended(document) ? { suspended: true as const } : {}),
    ...(securities.length === 0 ? {} : { securities }),
    ...(parts === undefined ? {} : { consignments: parts }),
    issues,
    screening: screen(document, given, books, valuation, assessment),
  })
}

/**
 * Everything customs would say of a declaration if it were lodged in a state on a day: the rules, and what value and charges still need. Who
 * lodges it is not known, so that nothing is said of mandates; nothing is decided.
 */
export function foresee(document: DeclarationDocument, state: State, day: Day, books: AssessingBooks): readonly Issue[] {
  const given = { state, registeredOn: day }
  const found = assess(document, given, books)
  const issues = eachOnce([...validate(document, given, books, found), ...(found.ok ? found.value.issues : found.issues)])
  return issues.filter(issue => !isForOfficers(issue))
}

/** The books that rules, value and charges are read from. */
type AssessingBooks = Pick<Books, 'law' | 'schedule' | 'otherSchedules' | 'rates'>

/** Validate and classify: every rule of the catalogue that can be decided with what is known. */
function validate(
  document: DeclarationDocument,
  {
    state,
    registeredOn,
    authority,
    importer,
    known,
    previous,
    occasion,
    decidedOn,
  }: Pick<Given, 'state' | 'registeredOn'> &
    Partial<Pick<Given, 'authority' | 'importer' | 'known' | 'previous' | 'occasion' | 'decidedOn'>>,
  books: AssessingBooks,
  found: Result<Found>,
): readonly Issue[] {
  const { law, schedule, otherSchedules, rates } = books
  const assessment = found.ok ? found.value.assessment : undefined
  const figures = found.ok ? figuresOf(found.value.valuation, found.value.assessment) : undefined
  const saidOn = occasion === 'supplement' || occasion === 'finalise' ? decidedOn : undefined
  const facts = { authority, importer, known, previous, assessment, figures, occasion, saidOn }
  return checkInState(RULES, { document, state, day: registeredOn, law, schedule, otherSchedules, rates, ...facts })
}

interface Found {
  readonly valuation: Valuation
  readonly assessment: Assessment
  readonly issues: readonly Issue[]
}

/**
 * What has to be secured while the value is open: what the goods would be charged beyond the charges, were they worth what customs supposes.
 *
 * @source WTO Customs Valuation Agreement art. 13
 */
function secureValue(
  document: DeclarationDocument,
  given: Given,
  books: AssessingBooks,
  { total, currency }: Assessment,
): Result<readonly SecurityRequired[]> {
  const { supposed } = given.value ?? {}
  if (supposed === undefined) return ok([])
  return map(assess(document, given, books, supposed), found => {
    const more = minus(decimal(found.assessment.total), decimal(total))
    const minor = majorToMinor(more, currency as Currency).num
    return minor <= 0n ? [] : [{ reason: 'value-open', amount: { amount: formatMajor(money(minor, currency as Currency)), currency } }]
  })
}

/** Value the goods, judge the proofs of their origin, and assess what is charged on them. */
function assess(
  document: DeclarationDocument,
  given: Pick<Given, 'state' | 'registeredOn' | 'arrivedOn' | 'releasedOn' | 'sameDayValue' | 'previous' | 'value'>,
  { law, schedule, otherSchedules, rates }: AssessingBooks,
  supposed?: readonly SupposedValue[],
): Result<Found> {
  const { state, sameDayValue, previous, value: { determined, adjustedPrices } = {} } = given
  const days = daysOf(document, given)
  return chain(
    valueDeclaration(document, { state, law, rates, days, determined, adjustedPrices, supposed }),
    ({ valuation, issues: ofValue }) =>
      chain(
        assessDeclaration(document, valuation, { state, law, rates, days, schedule, otherSchedules, sameDayValue, previous }),
        ({ assessment, issues: ofDuty }) => ok({ valuation, assessment, issues: [...ofValue, ...ofDuty] }),
      ),
  )
}

/** Screen: profiles and the lot say which controls the consignment is asked for. Their reasons stay with customs. */
function screen(document: DeclarationDocument, given: Given, books: Books, valuation: Valuation, assessment: Assessment): Screening {
  const { state, decidedOn, lot, drawnBefore, trusted, importer } = given
  const row = findRandomControl(books.law, state, lot.day, trusted ? 'trusted' : 'standard')
  const screening = screenConsignment({
    document,
    day: decidedOn,
    profiles: books.profiles,
    figures: figuresOf(valuation, assessment),
    lot: row === undefined || books.secret === undefined ? undefined : drawLot(lot.key, books.secret, row),
    drawnBefore,
    capped: new Set(given.capped),
    trusted,
    importer,
  })
  return given.scripted === undefined ? screening : followScript(screening, given.scripted)
}

/** The days laws tie rates to. Goods declared when they are there came on the day the declaration says. */
export function daysOf(
  document: DeclarationDocument,
  { registeredOn, arrivedOn, releasedOn }: Pick<Given, 'registeredOn' | 'arrivedOn' | 'releasedOn'>,
): ProcedureDays {
  const declared = isPreArrival(document) ? undefined : parseDay(document.arrivalOn ?? '')
  return { registeredOn, arrivedOn: arrivedOn ?? declared, releasedOn }
}

/** The day whose schedule applies; the day of registration where the law does not say, and the assessment then refuses by name. */
export function findScheduleDay(document: DeclarationDocument, given: Given, law: LawBook): Day {
  const found = findRateDay(law, given.state, regimeOf(document.type), 'charges', daysOf(document, given))
  return found.ok ? found.value.day : given.registeredOn
}

/** The member state whose customs a declaration is for: that of destination, on export that of exportation; undefined where it is none of the eleven. */
export function findStateOf({ type, destinationCountry, exportCountry }: DeclarationDocument): State | undefined {
  const country = regimeOf(type) === 'export' ? exportCountry : destinationCountry
  return country === undefined ? undefined : parseState(country)
}

/** Whether the goods are declared before they are there. @source RKC General Annex std. 3.25; ATIGA art. 55 */
export function isPreArrival({ mode }: Pick<DeclarationDocument, 'mode'>): boolean {
  return mode === 'PRE_ARRIVAL'
}

/** What release reads besides the standing: what is owed and not paid, what is not secured, in major units, and the decision that stands. */
export interface OpenEnds {
  readonly unpaid: ReleaseFacts['unpaid']
  readonly unsecured: ReleaseFacts['unsecured']
  /** Where it is about several: the same for each, by its transport document. */
  readonly unpaidFor?: Readonly<Record<string, ReleaseFacts['unpaid']>>
  readonly decision: Decision
  readonly today: Day
}

/** What was released, of several consignments which, and what the release leaves open. */
export interface Released {
  readonly consignment?: string
  readonly conditions: readonly Issue[]
}

/** Where a declaration stands after some acts, with the acts in order: releases are the last of them where nothing stands in their way. */
export interface Progress {
  readonly standing: Standing
  readonly records: readonly ActRecord[]
  readonly release: ReleaseDecision
  readonly released: readonly Released[]
}

/**
 * Goes on with the journey: does acts to a declaration, then releases it where nothing is missing any more, or names what is. Of several
 * consignments each is released by itself.
 *
 * Refused at the first act that is not permitted where the declaration stands; nothing is done then.
 */
export function proceed(standing: Standing, records: readonly ActRecord[], open: OpenEnds): Result<Progress> {
  let reached = standing
  for (const record of records) {
    const next = perform(reached, record)
    if (!next.ok) return next
    reached = next.value
  }
  const done: ActRecord[] = [...records]
  const released: Released[] = []
  for (const id of reached.consignments?.map(each => each.id) ?? [undefined]) {
    const decided = releaseOf(reached, open, id)
    const record: ActRecord = id === undefined ? { act: 'release' } : { act: 'release', consignment: id, releasedOn: open.today }
    const next = decided.release ? perform(reached, record) : undefined
    if (!decided.release || next?.ok !== true) continue
    reached = next.value
    done.push(record)
    released.push({ ...(id === undefined ? {} : { consignment: id }), conditions: decided.conditions })
  }
  return ok({ standing: reached, records: done, release: releaseOf(reached, open), released })
}

/** Whether a declaration that stands there, or one of its consignments, may be released today, or what is missing. */
export function releaseOf(
  standing: Standing,
  { unpaid, unpaidFor, unsecured, decision, today }: OpenEnds,
  consignment?: string,
): ReleaseDecision {
  const { rateDay, items } = decision.assessment
  const hasRatesOfDay = rateDay.basis !== 'release' || rateDay.day === today
  const part = consignment === undefined ? undefined : decision.consignments?.find(each => each.id === consignment)
  const ofPart = items.filter(({ sequence }) => part === undefined || part.items.includes(sequence))
  const pendingClaims = ofPart.filter(item => item.pending !== undefined).map(item => item.sequence)
  const { requested, value, controls, hasArrived } = standing
  const asked = { ...(requested === undefined ? {} : { requested }), ...(value === undefined ? {} : { value }) }
  const facts = { ...asked, unsecured, hasRatesOfDay, pendingClaims }
  if (consignment === undefined) return decideRelease({ ...facts, controls, hasArrived, unpaid })
  return decideRelease({
    ...facts,
    controls: controls.filter(each => each.consignment === undefined || each.consignment === consignment),
    hasArrived: standing.consignments?.some(each => each.id === consignment && each.hasArrived) === true,
    unpaid: unpaidFor?.[consignment] ?? [],
  })
}

function figuresOf(valuation: Valuation, assessment: Assessment): ConsignmentFigures {
  const { currency } = valuation
  const amountOf = (major: string | undefined) =>
    major === undefined ? undefined : money(majorToMinor(decimal(major), currency).num, currency)
  return {
    currency,
    items: valuation.items.map((item, index) => ({
      customsValue: amountOf(item.amount),
      charges: amountOf(assessment.items[index]?.total),
    })),
  }
}

/** The same rates; each that is found is noted. */
function notingIn(used: Set<ExchangeRate>, rates: ExchangeRates): ExchangeRates {
  return {
    find(currency, on) {
      const found = rates.find(currency, on)
      if (found !== undefined) used.add(found)
      return found
    },
  }
}

/** Two modules may notice the same thing; the declarant reads it once. */
function eachOnce(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ code, path, params }) => {
    const key = JSON.stringify([code, path, params])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

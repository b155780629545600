/**
 * The life of a consignment, top to bottom. Read this first.
 *
 * ```
 * lodge ─► validate ─► classify ─► value ─► origin ─► assess ─► screen ─► controls, lane ─► (inspect) ─► pay ─► release
 * ```
 *
 * `decide` is the middle of it: from what a declarant says, the law of the day and what the node knows, to a decision that can be explained line by
 * line and taken again, byte for byte. What it is taken on and what it says is `decision.ts`; what every part contributes to it (the rules, the
 * kinds of law, the issues) is listed in `catalogue.ts`. From lodging to release a declaration goes on by `progress.ts`.
 */
import { RULES, SECURITY_GROUNDS } from './catalogue.ts'
import { partsOf } from './consignment-parts.ts'
import { honourQuotes } from './cost/index.ts'
import { isSuspended, type SecurityRequired, waiveSecurity } from './debt/index.ts'
import { type Books, type Decision, ENGINE, type Given } from './decision.ts'
import { checkInState, type DeclarationDocument, planCompletion } from './declaration/index.ts'
import { type Assessment, assessDeclaration, chargedBy, type Findings, type QuotaDraw } from './duty/index.ts'
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
  type Result,
  stop,
} from './kernel/index.ts'
import { daysOf } from './procedure-days.ts'
import { type ExchangeRate, type ExchangeRates, type LawBook, parseState, type State } from './reference/index.ts'
import { type ConditionalCharges, chargedMore, regimeEntered, relievedBy, returnsOf, secureRegime } from './regimes/index.ts'
import {
  type ConsignmentFigures,
  drawLot,
  findRandomControl,
  followScript,
  holdForManifest,
  isForOfficers,
  type ProfileSet,
  type Screening,
  screenConsignment,
} from './risk/index.ts'
import { findRestriction, principalPath, type TierLevel, tierOf } from './trust/index.ts'
import { regimeOf, type SupposedValue, type Valuation, valueDeclaration } from './valuation/index.ts'

export * from './catalogue.ts'
export { type ConsignmentPart, listTouched } from './consignment-parts.ts'
export * from './decision.ts'
export * from './procedure-days.ts'
export * from './progress.ts'

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

  const { valuation, assessment, quotas } = found.value
  const { state, mrn, version, number, occasion, decidedOn, documentSha256 } = given
  const schedule = books.schedule?.version.id
  const planned = planCompletion(document, { state, law: books.law, day: given.registeredOn })
  if (!planned.ok) return planned
  const completion = planned.value
  const openValue = secureValue(document, given, books, assessment)
  if (!openValue.ok) return openValue
  const contested = secureContested(document, given, books, assessment)
  if (!contested.ok) return contested
  const conditional = findConditional(document, given, books, assessment)
  if (!conditional.ok) return conditional
  const asked = [
    ...SECURITY_GROUNDS.flatMap(ask => ask({ document, valuation, assessment, decidedOn, completion })),
    ...secureRegime({
      document,
      assessment,
      state,
      law: books.law,
      day: given.registeredOn,
      regime: given.regime,
      conditional: conditional.value,
    }),
    ...openValue.value,
    ...contested.value,
  ]
  const { required: securities, waived } = waiveSecurity(asked, {
    law: books.law,
    state,
    day: given.registeredOn,
    tier: tierOfPrincipal(document, given),
  })
  const parts = partsOf(document, valuation, assessment)
  const exchangeRates = [...new Set([...byRules, ...byCharges])]
  const { law } = books
  const { registeredOn, quotes = [] } = given
  const quoted = honourQuotes(document, { assessment, exchangeRates: [...byCharges], registeredOn, engine: ENGINE, law, quotes })
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
      exchangeRates,
    },
    valuation,
    assessment,
    ...(completion === undefined ? {} : { completion }),
    ...(isSuspended(document) ? { suspended: true as const } : {}),
    ...(conditional.value === undefined ? {} : { conditional: conditional.value }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(securities.length === 0 ? {} : { securities }),
    ...(waived.length === 0 ? {} : { waived }),
    ...(parts === undefined ? {} : { consignments: parts }),
    ...(quoted.outcomes.length === 0 ? {} : { quotes: quoted.outcomes }),
    issues: [...issues, ...quoted.issues],
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
    manifested,
    timeSensitive,
    places,
    removed,
    regime,
    occasion,
    decidedOn,
  }: Pick<Given, 'state' | 'registeredOn'> &
    Partial<
      Pick<
        Given,
        | 'authority'
        | 'importer'
        | 'known'
        | 'previous'
        | 'manifested'
        | 'timeSensitive'
        | 'places'
        | 'removed'
        | 'regime'
        | 'occasion'
        | 'decidedOn'
      >
    >,
  books: AssessingBooks,
  found: Result<Found>,
): readonly Issue[] {
  const { law, schedule, otherSchedules, rates } = books
  const assessment = found.ok ? found.value.assessment : undefined
  const figures = found.ok ? figuresOf(found.value.valuation, found.value.assessment) : undefined
  const saidOn = occasion === 'supplement' || occasion === 'finalise' ? decidedOn : undefined
  const facts = {
    authority,
    importer,
    known,
    previous,
    manifested,
    timeSensitive,
    places,
    removed,
    regime,
    assessment,
    figures,
    occasion,
    saidOn,
  }
  return checkInState(RULES, { document, state, day: registeredOn, law, schedule, otherSchedules, rates, ...facts })
}

/** How far the principal is trusted: as its authority said when the declaration was lodged, and not at all while a restriction stands on it. */
function tierOfPrincipal(document: DeclarationDocument, { authority }: Given): TierLevel {
  const principal = document[principalPath(document.type)]?.id
  if (principal === undefined || findRestriction(authority.restrictions, principal, authority.on) !== undefined) return 1
  return tierOf(authority.tiers ?? [], principal, authority.on)
}

interface Found {
  readonly valuation: Valuation
  readonly assessment: Assessment
  readonly quotas?: readonly QuotaDraw[]
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
  assessed: Assessment,
): Result<readonly SecurityRequired[]> {
  const { supposed } = given.value ?? {}
  return supposed === undefined ? ok([]) : secureDifference('value-open', assess(document, given, books, { supposed }), assessed)
}

/** What has to be secured while what customs found is contested: what the goods would be charged beyond the charges, did it stand. */
function secureContested(
  document: DeclarationDocument,
  given: Given,
  books: AssessingBooks,
  assessed: Assessment,
): Result<readonly SecurityRequired[]> {
  const { found } = given
  return found?.onSecurity !== undefined ? secureDifference('under-review', assess(document, given, books, { found }), assessed) : ok([])
}

function secureDifference(
  reason: SecurityRequired['reason'],
  otherwise: Result<Found>,
  { total, currency }: Assessment,
): Result<readonly SecurityRequired[]> {
  return map(otherwise, ({ assessment }) => {
    const minor = majorToMinor(minus(decimal(assessment.total), decimal(total)), currency as Currency).num
    return minor <= 0n ? [] : [{ reason, amount: { amount: formatMajor(money(minor, currency as Currency)), currency } }]
  })
}

/** What the goods would be worth, or would be found to be, did what is open come out so. */
interface Otherwise {
  readonly supposed?: readonly SupposedValue[]
  readonly found?: Findings | undefined
  /** Whether goods are relieved for their use, where an authorisation lets them. */
  readonly isForUse?: boolean
}

/** Value the goods, judge the proofs of their origin, and assess what is charged on them. */
function assess(
  document: DeclarationDocument,
  given: Pick<
    Given,
    'state' | 'registeredOn' | 'arrivedOn' | 'releasedOn' | 'sameDayValue' | 'previous' | 'regime' | 'quotas' | 'value' | 'found'
  >,
  { law, schedule, otherSchedules, rates }: AssessingBooks,
  { supposed, found = given.found === undefined ? undefined : chargedBy(given.found), isForUse = true }: Otherwise = {},
): Result<Found> {
  const { state, sameDayValue, previous, value: { determined, adjustedPrices } = {} } = given
  const days = daysOf(document, given)
  const returned = findReturns(document, given, law)
  const forUse = isForUse ? findRelieved(document, given, law) : undefined
  return chain(
    valueDeclaration(document, { state, law, rates, days, previous, determined, adjustedPrices, supposed }),
    ({ valuation, issues: ofValue }) =>
      chain(
        assessDeclaration(document, valuation, {
          state,
          law,
          rates,
          days,
          schedule,
          otherSchedules,
          sameDayValue,
          previous,
          found,
          returned,
          forUse,
          quotas: given.quotas,
        }),
        ({ assessment, quotas, issues: ofDuty }) =>
          ok({ valuation, assessment, ...(quotas === undefined ? {} : { quotas }), issues: [...ofValue, ...ofDuty] }),
      ),
  )
}

type AboutRegime = Pick<Given, 'state' | 'registeredOn'> & Partial<Pick<Given, 'previous' | 'regime'>>

/** How goods that come back from processing or repair abroad are charged; undefined where it is about no such goods. */
function findReturns(document: DeclarationDocument, { state, registeredOn: day, previous, regime }: AboutRegime, law: LawBook) {
  const { authorisation, stock = [] } = regime ?? {}
  if (document.type !== 'IM6' || authorisation === undefined) return undefined
  return returnsOf(document, { authorisation, stock }, { state, law, day, previous }).returns
}

/** The rows that relieve goods for their use; undefined where it is about no such goods. */
function findRelieved(document: DeclarationDocument, { state, registeredOn: day, regime }: AboutRegime, law: LawBook) {
  const { authorisation } = regime ?? {}
  if (authorisation === undefined || regimeEntered(document, authorisation) !== 'end-use') return undefined
  return relievedBy(document, authorisation, { law, state, day })
}

/** What goods would be charged more, each item by kind of charge, were they not relieved for their use: it sleeps as long as they are used so. */
function findConditional(
  document: DeclarationDocument,
  given: Given,
  books: Books,
  assessed: Assessment,
): Result<readonly ConditionalCharges[] | undefined> {
  const forUse = findRelieved(document, given, books.law)
  if (forUse?.some(row => row !== undefined) !== true) return ok(undefined)
  return map(assess(document, given, books, { isForUse: false }), ({ assessment }) => chargedMore(assessed, assessment))
}

/**
 * Screen: profiles and the lot say which controls the consignment is asked for. Their reasons stay with customs. The goods of a period were screened when
 * they were removed; their declaration is not asked for again.
 */
function screen(document: DeclarationDocument, given: Given, books: Books, valuation: Valuation, assessment: Assessment): Screening {
  const { state, decidedOn, lot, drawnBefore, trusted, importer } = given
  const wereScreened = document.mode === 'PERIODIC'
  const row = wereScreened ? undefined : findRandomControl(books.law, state, lot.day, trusted ? 'trusted' : 'standard')
  const screening = screenConsignment({
    document,
    day: decidedOn,
    profiles: wereScreened ? NO_PROFILES : books.profiles,
    figures: figuresOf(valuation, assessment),
    lot: row === undefined || books.secret === undefined ? undefined : drawLot(lot.key, books.secret, row),
    drawnBefore,
    capped: new Set(given.capped),
    trusted,
    importer,
  })
  const asked = given.scripted === undefined ? screening : followScript(screening, given.scripted)
  return holdForManifest(asked, given.manifested, given.unmatched)
}

const NO_PROFILES: ProfileSet = { profiles: [], broken: [] }

/** The member state whose customs a declaration is for: that of destination, on export that of exportation; undefined where it is none of the eleven. */
export function findStateOf({ type, destinationCountry, exportCountry }: DeclarationDocument): State | undefined {
  const country = regimeOf(type) === 'export' ? exportCountry : destinationCountry
  return country === undefined ? undefined : parseState(country)
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

/**
 * The life of a consignment, top to bottom. Read this first.
 *
 * ```
 * lodge ─► validate ─► classify ─► value ─► origin ─► assess ─► screen ─► controls, lane ─► (inspect) ─► pay ─► release
 * ```
 *
 * `decide` is the middle of it: from what a declarant says, the law of the day and what the node knows, to a decision that can be explained line by
 * line and taken again, byte for byte. What it is taken on and what it says is `decision.ts`; what goods are charged, `charge-goods.ts`; what is secured
 * before they go, `secure-decision.ts`; what every part contributes (the rules, the kinds of law, the issues) is listed in `catalogue.ts`. From lodging to
 * release a declaration goes on by `progress.ts`.
 */
import { RULES } from './catalogue.ts'
import { type Charged, type ChargingBooks, chargeGoods, findConditional } from './charge-goods.ts'
import { partsOf } from './consignment-parts.ts'
import { honourQuotes } from './cost/index.ts'
import { isSuspended } from './debt/index.ts'
import { type Books, type Decision, ENGINE, type Given } from './decision.ts'
import { checkInState, type DeclarationDocument, planCompletion } from './declaration/index.ts'
import type { Assessment } from './duty/index.ts'
import { type Day, decimal, hasErrors, type Issue, majorToMinor, money, ok, type Result, stop } from './kernel/index.ts'
import { type ExchangeRate, notingRates, parseState, type State } from './reference/index.ts'
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
import { secureDecision } from './secure-decision.ts'
import { regimeOf, type Valuation } from './valuation/index.ts'

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
  const found = chargeGoods(document, given, { ...books, rates: notingRates(byCharges, books.rates) })
  const validated = validate(document, given, { ...books, rates: notingRates(byRules, books.rates) }, found)
  const issues = eachOnce([...validated, ...(found.ok ? found.value.issues : found.issues)])
  if (!found.ok || hasErrors(issues)) return stop(...issues.filter(issue => !isForOfficers(issue)))

  const { valuation, assessment, quotas, proofs } = found.value
  const { state, mrn, version, number, occasion, decidedOn, registeredOn, documentSha256, quotes = [] } = given
  const { law } = books
  const schedule = books.schedule?.version.id
  const planned = planCompletion(document, { state, law, day: registeredOn })
  if (!planned.ok) return planned
  const completion = planned.value
  const asleep = findConditional(document, given, books, assessment)
  if (!asleep.ok) return asleep
  const conditional = asleep.value
  const secured = secureDecision(document, given, books, { valuation, assessment, completion, conditional })
  if (!secured.ok) return secured
  const { required: securities, waived } = secured.value
  const parts = partsOf(document, valuation, assessment)
  const exchangeRates = [...new Set([...byRules, ...byCharges])]
  const quoted = honourQuotes(document, {
    valuation,
    assessment,
    exchangeRates: [...byCharges],
    registeredOn,
    engine: ENGINE,
    law,
    quotes,
  })
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
      law: law.version,
      ...(schedule === undefined ? {} : { schedule }),
      exchangeRates,
    },
    valuation,
    assessment,
    ...(completion === undefined ? {} : { completion }),
    ...(isSuspended(document) ? { suspended: true as const } : {}),
    ...(conditional === undefined ? {} : { conditional }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(proofs === undefined ? {} : { proofs }),
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
export function foresee(document: DeclarationDocument, state: State, day: Day, books: ChargingBooks): readonly Issue[] {
  const given = { state, registeredOn: day }
  const found = chargeGoods(document, given, books)
  const issues = eachOnce([...validate(document, given, books, found), ...(found.ok ? found.value.issues : found.issues)])
  return issues.filter(issue => !isForOfficers(issue))
}

/** Validate and classify: every rule of the catalogue that can be decided with what is known. */
function validate(
  document: DeclarationDocument,
  given: Pick<Given, 'state' | 'registeredOn'> & Partial<Given>,
  { law, schedule, otherSchedules, correlations, rates }: ChargingBooks,
  found: Result<Charged>,
): readonly Issue[] {
  const { registeredOn: day, occasion, decidedOn } = given
  const facts = {
    ...given,
    assessment: found.ok ? found.value.assessment : undefined,
    figures: found.ok ? figuresOf(found.value.valuation, found.value.assessment) : undefined,
    saidOn: occasion === 'supplement' || occasion === 'finalise' ? decidedOn : undefined,
  }
  return checkInState(RULES, { ...facts, document, day, law, schedule, otherSchedules, correlations, rates })
}

/**
 * Screen: profiles and the lot say which controls the consignment is asked for. Their reasons stay with customs. The goods of a period were screened when
 * they were removed; their declaration is not asked for again.
 */
function screen(document: DeclarationDocument, given: Given, books: Books, valuation: Valuation, assessment: Assessment): Screening {
  const { state, decidedOn, lot, drawnBefore, trusted, importer, declarant, known } = given
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
    declarant,
    known,
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

/** What valuation and duty found of each goods item, as screening reads it. */
export function figuresOf(valuation: Valuation, assessment: Assessment): ConsignmentFigures {
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

import type { Books, Given } from './decision.ts'
import type { DeclarationDocument } from './declaration/index.ts'
import { type Assessment, assessDeclaration, chargedBy, type Findings, type QuotaDraw } from './duty/index.ts'
import { chain, type Issue, map, ok, type Result } from './kernel/index.ts'
import { daysOf } from './procedure-days.ts'
import type { ProofDraw } from './proofs/index.ts'
import type { LawBook } from './reference/index.ts'
import { type ConditionalCharges, chargedMore, regimeEntered, relievedBy, returnsOf } from './regimes/index.ts'
import { type SupposedValue, type Valuation, valueDeclaration } from './valuation/index.ts'

/** The books that rules, value and charges are read from. */
export type ChargingBooks = Pick<Books, 'law' | 'schedule' | 'otherSchedules' | 'correlations' | 'rates'>

/** What goods are worth and are charged, and what is said of it. */
export interface Charged {
  readonly valuation: Valuation
  readonly assessment: Assessment
  readonly quotas?: readonly QuotaDraw[]
  readonly proofs?: readonly ProofDraw[]
  readonly issues: readonly Issue[]
}

/** What the goods would be worth, or would be found to be, did what is open come out so. */
export interface Otherwise {
  readonly supposed?: readonly SupposedValue[]
  readonly found?: Findings | undefined
  /** Whether goods are relieved for their use, where an authorisation lets them. */
  readonly isForUse?: boolean
  /** Whether goods whose proof is awaited on security are charged as if it never came. */
  readonly isUnproven?: boolean
}

/** Value the goods, judge the proofs of their origin, and assess what is charged on them. */
export function chargeGoods(
  document: DeclarationDocument,
  given: Pick<
    Given,
    | 'state'
    | 'registeredOn'
    | 'arrivedOn'
    | 'releasedOn'
    | 'sameDayValue'
    | 'previous'
    | 'regime'
    | 'quotas'
    | 'proofs'
    | 'value'
    | 'found'
    | 'selfCertified'
    | 'claims'
  >,
  { law, schedule, otherSchedules, correlations, rates }: ChargingBooks,
  { supposed, found = given.found === undefined ? undefined : chargedBy(given.found), isForUse = true, isUnproven }: Otherwise = {},
): Result<Charged> {
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
          correlations,
          sameDayValue,
          previous,
          found,
          returned,
          forUse,
          quotas: given.quotas,
          proofsHeld: given.proofs,
          selfCertified: given.selfCertified,
          claims: given.claims,
          isUnproven,
        }),
        ({ assessment, quotas, proofs, issues: ofDuty }) =>
          ok({
            valuation,
            assessment,
            ...(quotas === undefined ? {} : { quotas }),
            ...(proofs === undefined ? {} : { proofs }),
            issues: [...ofValue, ...ofDuty],
          }),
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
export function findConditional(
  document: DeclarationDocument,
  given: Given,
  books: Books,
  assessed: Assessment,
): Result<readonly ConditionalCharges[] | undefined> {
  const forUse = findRelieved(document, given, books.law)
  if (forUse?.some(row => row !== undefined) !== true) return ok(undefined)
  return map(chargeGoods(document, given, books, { isForUse: false }), ({ assessment }) => chargedMore(assessed, assessment))
}

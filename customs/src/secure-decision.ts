import { SECURITY_GROUNDS } from './catalogue.ts'
import { type Charged, chargeGoods } from './charge-goods.ts'
import { type SecurityRequired, type SecurityWaived, waiveSecurity } from './debt/index.ts'
import type { Books, Given } from './decision.ts'
import type { Completion, DeclarationDocument } from './declaration/index.ts'
import type { Assessment } from './duty/index.ts'
import { type Currency, decimal, formatMajor, majorToMinor, map, minus, money, ok, type Result } from './kernel/index.ts'
import { type ConditionalCharges, secureRegime } from './regimes/index.ts'
import { findRestriction, principalPath, type TierLevel, tierOf } from './trust/index.ts'

/** What the security of a decision is asked for: the charges, what is left for later, and what sleeps while goods are used as they were relieved for. */
export interface ToSecure extends Pick<Charged, 'valuation' | 'assessment'> {
  readonly completion: Completion | undefined
  readonly conditional: readonly ConditionalCharges[] | undefined
}

/** Everything that has to be secured before the goods are released, and what of it is waived because of who declares. */
export function secureDecision(
  document: DeclarationDocument,
  given: Given,
  books: Books,
  { valuation, assessment, completion, conditional }: ToSecure,
): Result<{ readonly required: readonly SecurityRequired[]; readonly waived: readonly SecurityWaived[] }> {
  const { state, decidedOn, registeredOn: day, regime } = given
  const { law } = books
  const openValue = secureValue(document, given, books, assessment)
  if (!openValue.ok) return openValue
  const contested = secureContested(document, given, books, assessment)
  if (!contested.ok) return contested
  const unproven = secureUnproven(document, given, books, assessment)
  if (!unproven.ok) return unproven
  const asked = [
    ...SECURITY_GROUNDS.flatMap(ask => ask({ document, valuation, assessment, decidedOn, completion })),
    ...secureRegime({ document, assessment, state, law, day, regime, conditional }),
    ...openValue.value,
    ...contested.value,
    ...unproven.value,
  ]
  return ok(waiveSecurity(asked, { law, state, day, tier: tierOfPrincipal(document, given) }))
}

/**
 * What has to be secured while the value is open: what the goods would be charged beyond the charges, were they worth what customs supposes.
 *
 * @source WTO Customs Valuation Agreement art. 13
 */
function secureValue(document: DeclarationDocument, given: Given, books: Books, assessed: Assessment): Result<readonly SecurityRequired[]> {
  const { supposed } = given.value ?? {}
  return supposed === undefined ? ok([]) : secureDifference('value-open', chargeGoods(document, given, books, { supposed }), assessed)
}

/** What has to be secured while what customs found is contested: what the goods would be charged beyond the charges, did it stand. */
function secureContested(
  document: DeclarationDocument,
  given: Given,
  books: Books,
  assessed: Assessment,
): Result<readonly SecurityRequired[]> {
  const { found } = given
  return found?.onSecurity !== undefined
    ? secureDifference('under-review', chargeGoods(document, given, books, { found }), assessed)
    : ok([])
}

/**
 * What has to be secured while a proof of origin is awaited or checked: what the goods would be charged beyond the charges, did it never hold.
 *
 * @source ATIGA Annex 8, rule 18(c); RKC General Annex std. 3.17, 3.41
 */
function secureUnproven(
  document: DeclarationDocument,
  given: Given,
  books: Books,
  assessed: Assessment,
): Result<readonly SecurityRequired[]> {
  return given.claims?.onSecurity === undefined
    ? ok([])
    : secureDifference('origin-open', chargeGoods(document, given, books, { isUnproven: true }), assessed)
}

function secureDifference(
  reason: SecurityRequired['reason'],
  otherwise: Result<Charged>,
  { total, currency }: Assessment,
): Result<readonly SecurityRequired[]> {
  return map(otherwise, ({ assessment }) => {
    const minor = majorToMinor(minus(decimal(assessment.total), decimal(total)), currency as Currency).num
    return minor <= 0n ? [] : [{ reason, amount: { amount: formatMajor(money(minor, currency as Currency)), currency } }]
  })
}

/** How far the principal is trusted: as its authority said when the declaration was lodged, and not at all while a restriction stands on it. */
function tierOfPrincipal(document: DeclarationDocument, { authority }: Given): TierLevel {
  const principal = document[principalPath(document.type)]?.id
  if (principal === undefined || findRestriction(authority.restrictions, principal, authority.on) !== undefined) return 1
  return tierOf(authority.tiers ?? [], principal, authority.on)
}

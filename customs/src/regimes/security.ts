import { type SecurityRequired, suspendsCharges } from '../debt/index.ts'
import type { DeclarationDocument } from '../declaration/index.ts'
import type { Assessment } from '../duty/index.ts'
import { type Currency, type Day, decimal, formatMajor, HUNDRED, majorToMinor, money, over, roundUp, times } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { findCarnet } from './carnet.ts'
import type { ConditionalCharges } from './conditional.ts'
import { findTerms, lastDayOf, type RegimeGiven } from './rules.ts'

interface Facts {
  readonly document: DeclarationDocument
  readonly assessment: Assessment
  readonly state: State
  readonly law: LawBook
  readonly day: Day
  readonly regime?: RegimeGiven | undefined
  /** What goods relieved for their use would be charged more. */
  readonly conditional?: readonly ConditionalCharges[] | undefined
}

/**
 * Security for what a regime suspends: the share of it that the law asks for, until the last day of the term. A carnet is guaranteed by the association
 * that issued it.
 *
 * @source RKC General Annex ch. 5; Specific Annex G std. 10; Istanbul Convention Annex A art. 8
 */
export function secureRegime({ document, assessment, state, law, day, regime, conditional }: Facts): readonly SecurityRequired[] {
  const isWhole = suspendsCharges(document)
  const terms = isWhole || conditional !== undefined ? findTerms(law, state, day, document.type) : undefined
  if (terms === undefined || (terms.carnet === true && findCarnet(document) !== undefined)) return []
  const currency = assessment.currency as Currency
  const sleeping = isWhole ? [assessment.total] : (conditional ?? []).flatMap(each => each.charges.map(({ amount }) => amount))
  const sum = sleeping.reduce((total, amount) => total + majorToMinor(decimal(amount), currency).num, 0n)
  const minor = securedOf(sum, terms.securityPercent)
  if (minor <= 0n) return []
  const until = lastDayOf(document, terms, regime?.authorisation, day)
  return [
    { reason: 'suspension', amount: { amount: formatMajor(money(minor, currency)), currency }, ...(until === undefined ? {} : { until }) },
  ]
}

/** How much of suspended charges is secured, in minor units, rounded up. */
export function securedOf(minor: bigint, percent: string): bigint {
  return roundUp(over(times({ num: minor, den: 1n }, decimal(percent)), HUNDRED))
}

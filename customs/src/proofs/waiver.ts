import type { DeclarationDocument, GoodsItem, Preference } from '../declaration/index.ts'
import {
  type Currency,
  compare,
  type Day,
  decimal,
  formatMajor,
  hint,
  type Issue,
  majorToMinor,
  money,
  type Rational,
  warning,
} from '../kernel/index.ts'
import type { ProofCheck } from '../origin/index.ts'
import { type ExchangeRates, type LawBook, parseState, STATE_FACTS, type State, toLocalCurrency } from '../reference/index.ts'
import { findProcedure } from './law.ts'

export interface WaiverFacts {
  readonly state: State
  readonly law: LawBook
  readonly rates?: ExchangeRates | undefined
  readonly day: Day
  /** What the consignment is worth FOB, in minor units of the state's currency; undefined where that is not known. */
  readonly fob: Rational | undefined
}

/**
 * Whether goods have their preference without a proof: they originate in the state they come from, their consignment is worth no more FOB than the procedures
 * waive, at the rate of the day, and their exporter said so. What keeps them from it is told with its figures; the goods then pay MFN and the claim waits.
 *
 * The text forbids no splitting and sets no limit of time; whether consignments were split is for risk, not for this.
 *
 * @source ATIGA Annex 8, rule 15
 */
export function judgeWaiver(
  { agreement }: Preference,
  { originCountry }: Pick<GoodsItem, 'originCountry'>,
  { exportCountry }: Pick<DeclarationDocument, 'exportCountry'>,
  { state, law, rates, day, fob }: WaiverFacts,
): ProofCheck {
  const from = parseState(exportCountry ?? '')
  const path = 'preference.proof'
  if (from === undefined || originCountry !== from)
    return invalid(warning('proofs.waiver-other-origin', path, { origin: originCountry ?? '', from: exportCountry ?? '' }))
  const procedure = findProcedure(law, agreement.toLowerCase(), [from, state], day)
  if (procedure === undefined) return invalid(warning('proofs.waiver-not-on-file', path, { exporter: from, importer: state, day }))
  const { amount, currency } = procedure.waiver
  const limit = toLocalCurrency(decimal(amount), currency, state, day, rates ?? { find: () => undefined }, path)
  if (!limit.ok) return invalid(warning('proofs.waiver-rate-missing', path, { currency, day, state }))
  if (fob === undefined) return invalid(warning('proofs.waiver-fob-unknown', path, { amount, currency }))
  const local = STATE_FACTS[state].currency as Currency
  const most = majorToMinor(limit.value.amount, local)
  const figures = { amount, currency, fob: shown(fob, local), limit: shown(most, local), local }
  return compare(fob, most) <= 0
    ? { standing: 'valid', issues: [hint('proofs.waived', path, { ...figures, lawRow: procedure.id })] }
    : invalid(warning('proofs.waiver-exceeded', path, figures))
}

function invalid(issue: Issue): ProofCheck {
  return { standing: 'invalid', issues: [issue] }
}

/** For reading alone: minor units cut off; what is compared is exact. */
function shown({ num, den }: Rational, currency: Currency): string {
  return formatMajor(money(num / den, currency))
}

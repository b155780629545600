/**
 * What every module contributes to the journey: its rules, the kinds of law it reads, the issues it raises. Each list is in the order things
 * happen to a consignment; nothing is decided here.
 */
import { CARGO_ISSUES, CARGO_LAW, CARGO_RULES, type ManifestFacts, type PlaceFacts, type TimeSensitiveFacts } from './cargo/index.ts'
import { COST_ISSUES } from './cost/index.ts'
import { DEBT_ISSUES, DEBT_LAW, DEBT_RULES, type DebtRuleFacts, type SecurityGround, secureCompletion } from './debt/index.ts'
import {
  DECLARATION_ISSUES,
  DECLARATION_LAW,
  DECLARATION_RULES,
  type OccasionFacts,
  type PreviousFacts,
  type RemovalFacts,
  type Rule,
} from './declaration/index.ts'
import { ANSWER_PERIODS, DOCUMENT_ISSUES } from './documents/index.ts'
import { DUTY_ISSUES, DUTY_LAW, DUTY_RULES, type DutyRuleFacts } from './duty/index.ts'
import {
  ORIGIN_DETERMINATION_ISSUES,
  ORIGIN_ISSUES,
  ORIGIN_LAW,
  ORIGIN_RULES,
  type OriginRuleFacts,
  SELF_CERTIFICATION_ISSUES,
} from './origin/index.ts'
import { PERMITS_ISSUES, PERMITS_LAW, PERMITS_RULES } from './permits/index.ts'
import { PROOFS_ISSUES, PROOFS_LAW } from './proofs/index.ts'
import { type LawKind, type LawRow, REFERENCE_ISSUES, REFERENCE_LAW } from './reference/index.ts'
import { REGIME_RULES, REGIMES_ISSUES, REGIMES_LAW, type RegimeFacts } from './regimes/index.ts'
import { RELEASE_ISSUES, REVIEW_PERIODS, SERVICE_TARGETS } from './release/index.ts'
import { RIGHTS_ISSUES, RIGHTS_LAW } from './rights/index.ts'
import { DRIFT_THRESHOLDS, RANDOM_CONTROLS, RISK_ISSUES, RISK_RULES, type RiskRuleFacts, STARTER_PROFILES } from './risk/index.ts'
import { TARIFF_ISSUES, TARIFF_LAW, TARIFF_RULES, type TariffFacts } from './tariff/index.ts'
import { TRUST_ISSUES, TRUST_RULES, type TrustFacts } from './trust/index.ts'
import { VALUATION_ISSUES, VALUATION_LAW, VALUATION_RULES, type ValuationRuleFacts } from './valuation/index.ts'

/** Every kind of law a module reads. A table of another kind is refused when the law is opened. */
export const LAW_KINDS: readonly LawKind<LawRow>[] = [
  ...REFERENCE_LAW,
  ...DECLARATION_LAW,
  ...CARGO_LAW,
  ...TARIFF_LAW,
  ...VALUATION_LAW,
  ...ORIGIN_LAW,
  ...PROOFS_LAW,
  ...DUTY_LAW,
  ...DEBT_LAW,
  ...REGIMES_LAW,
  ...PERMITS_LAW,
  RANDOM_CONTROLS,
  STARTER_PROFILES,
  DRIFT_THRESHOLDS,
  ANSWER_PERIODS,
  REVIEW_PERIODS,
  SERVICE_TARGETS,
  ...RIGHTS_LAW,
]

/** What the rules may know beyond document and law. */
export type RuleFacts = OccasionFacts &
  TrustFacts &
  PreviousFacts &
  ManifestFacts &
  PlaceFacts &
  TimeSensitiveFacts &
  RemovalFacts &
  TariffFacts &
  ValuationRuleFacts &
  OriginRuleFacts &
  DutyRuleFacts &
  DebtRuleFacts &
  RegimeFacts &
  RiskRuleFacts

/** The catalogue of validation: each module's own rules, in the order of the journey. */
export const RULES: readonly Rule<RuleFacts>[] = [
  ...TRUST_RULES,
  ...DECLARATION_RULES,
  ...CARGO_RULES,
  ...TARIFF_RULES,
  ...VALUATION_RULES,
  ...ORIGIN_RULES,
  ...DUTY_RULES,
  ...DEBT_RULES,
  ...REGIME_RULES,
  ...PERMITS_RULES,
  ...RISK_RULES,
]

/** Who asks for security before release: each subject's own ground. */
export const SECURITY_GROUNDS: readonly SecurityGround[] = [secureCompletion]

/** Every code an issue may have; each has its sentence in `contract/messages`. */
export const ISSUES: readonly string[] = [
  ...REFERENCE_ISSUES,
  ...TRUST_ISSUES,
  ...DECLARATION_ISSUES,
  ...CARGO_ISSUES,
  ...TARIFF_ISSUES,
  ...VALUATION_ISSUES,
  ...ORIGIN_ISSUES,
  ...ORIGIN_DETERMINATION_ISSUES,
  ...PROOFS_ISSUES,
  ...SELF_CERTIFICATION_ISSUES,
  ...DUTY_ISSUES,
  ...DEBT_ISSUES,
  ...REGIMES_ISSUES,
  ...PERMITS_ISSUES,
  ...RISK_ISSUES,
  ...DOCUMENT_ISSUES,
  ...RELEASE_ISSUES,
  ...RIGHTS_ISSUES,
  ...COST_ISSUES,
]

import { listAssessmentCases } from './assessment-vectors.ts'
import { listCodeCases } from './code-vectors.ts'
import { listDebtCases } from './debt-vectors.ts'
import { listJourneyCases } from './journey-vectors.ts'
import { listModeCases } from './mode-vectors.ts'
import { listOriginCases } from './origin-vectors.ts'
import { listRuleCases } from './rule-vectors.ts'
import { listValuationCases } from './valuation-vectors.ts'
import type { VectorCase } from './vectors.ts'

export { argumentsFor } from './journey-vectors.ts'
export type { VectorCase } from './vectors.ts'

/** Every case of the vectors that the domain alone replays. */
export function listDomainCases(): readonly VectorCase[] {
  return [
    ...listAssessmentCases(),
    ...listValuationCases(),
    ...listRuleCases(),
    ...listJourneyCases(),
    ...listCodeCases(),
    ...listDebtCases(),
    ...listModeCases(),
    ...listOriginCases(),
  ]
}

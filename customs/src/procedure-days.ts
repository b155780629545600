import type { Given } from './decision.ts'
import type { DeclarationDocument } from './declaration/index.ts'
import { type Day, parseDay } from './kernel/index.ts'
import { findRateDay, type LawBook, type ProcedureDays } from './reference/index.ts'
import { rateRegimeOf } from './valuation/index.ts'

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
  const found = findRateDay(law, given.state, rateRegimeOf(document.type), 'charges', daysOf(document, given))
  return found.ok ? found.value.day : given.registeredOn
}

/** Whether the goods are declared before they are there. @source RKC General Annex std. 3.25; ATIGA art. 55 */
export function isPreArrival({ mode }: Pick<DeclarationDocument, 'mode'>): boolean {
  return mode === 'PRE_ARRIVAL'
}

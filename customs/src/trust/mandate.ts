import { type Day, isValidOn, type Validity } from '../kernel/index.ts'

/** A principal's word that an agent may declare for it, over a period. @source RKC General Annex ch. 8; WTO TFA art. 10.6 */
export interface Mandate extends Validity {
  readonly principal: string
  readonly agent: string
}

/** Whether `agent` may declare for `principal` on the day: everyone may for itself, others on a mandate in force. */
export function mayDeclareFor(agent: string, principal: string, mandates: readonly Mandate[], day: Day): boolean {
  return agent === principal || mandates.some(each => each.agent === agent && each.principal === principal && isValidOn(each, day))
}

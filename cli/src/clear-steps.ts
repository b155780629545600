import type { CaseControl, DeclarationAnswer, Payment } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { NodeClient, RegionClient } from './client.ts'

/** More steps than this and a declaration goes round in circles. */
const STEPS_MAX = 12

/** Takes a declaration as far as it goes: pays what is due, deposits the security that is asked for, lets an officer answer what is asked (where wished), says that the goods have come. */
export async function goOn(
  region: RegionClient,
  state: State,
  declarant: NodeClient,
  lodged: DeclarationAnswer,
  inspect: 'clean' | undefined,
): Promise<DeclarationAnswer> {
  let declaration = lodged
  for (let step = 0; step < STEPS_MAX; step++) {
    const done = await doNext(region, state, declarant, declaration, inspect)
    if (!done) return declaration
    declaration = await declarant.get<DeclarationAnswer>(`/api/v1/declarations/${lodged.mrn}`)
  }
  return declaration
}

/** The next thing that can be done; false where there is none. */
async function doNext(
  region: RegionClient,
  state: State,
  declarant: NodeClient,
  { mrn, payable, unsecured = [], missing, acts }: DeclarationAnswer,
  inspect: 'clean' | undefined,
): Promise<boolean> {
  const waitsFor = (code: string) => missing.some(issue => issue.code === code)
  if (payable.length > 0 && acts.includes('pay')) {
    const payment = await declarant.post<Payment>(`/api/v1/declarations/${mrn}/payments`, {})
    await declarant.post(`/api/v1/payments/${payment.id}/test-confirmation`, {})
    return true
  }
  const [security] = unsecured
  if (security !== undefined && acts.includes('secure')) {
    const deposit = await declarant.post<Payment>(`/api/v1/declarations/${mrn}/deposits`, { reason: security.reason })
    await declarant.post(`/api/v1/payments/${deposit.id}/test-confirmation`, {})
    return true
  }
  if (waitsFor('release.arrival-outstanding') && acts.includes('arrive')) {
    await declarant.post(`/api/v1/declarations/${mrn}/arrival`, {})
    return true
  }
  if (inspect !== undefined && waitsFor('release.control-outstanding')) {
    await answerControls(region.node(state).as('supervisor'), mrn, inspect)
    return true
  }
  return false
}

/** A supervisor answers for any office; the demonstration officer only for the own one. */
async function answerControls(supervisor: NodeClient, mrn: string, outcome: 'clean'): Promise<void> {
  const { controls } = await supervisor.get<{ readonly controls: readonly CaseControl[] }>(`/api/v1/cases/${mrn}`)
  const newest = Math.max(...controls.map(each => each.documentVersion))
  for (const { id } of controls.filter(each => each.outcome === undefined && each.documentVersion === newest)) {
    await supervisor.post(`/api/v1/declarations/${mrn}/controls/${id}/outcome`, { outcome })
  }
}

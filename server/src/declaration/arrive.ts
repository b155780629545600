import { ok, type Result } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { isDue, owedOf } from './charges.ts'
import { actsOf } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { decideAgain } from './redecide.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/**
 * Takes the word that goods declared before their arrival are there: they are screened again, and assessed again, since a law may tie its rates
 * to the day they came. Refused where that day's law or rates are not on file; it can be said again once they are. Saying it twice changes nothing.
 *
 * @source RKC General Annex std. 3.25; ATIGA art. 55
 */
export async function recordArrival(tx: Writer, desk: Desk, caller: Caller, row: DeclarationRow, place?: string): Promise<Result<Shown>> {
  if (row.standing.hasArrived) return ok(await showDeclaration(tx, row))
  const { document, sha256 } = await getVersion(tx, row.mrn, row.version)
  const before = await getDecision(tx, row.mrn, row.decision)
  const today = desk.node.clock.today()
  const redecided = await decideAgain(tx, desk, row, {
    occasion: 'arrive',
    document,
    documentSha256: sha256,
    version: row.version,
    authority: before.inputs.authority,
    arrivedOn: today,
  })
  if (!redecided.ok) return redecided
  const { decision, controls, posted } = redecided.value
  const acts = actsOf(decision, controls, isDue(owedOf(posted.account, decision)))
  return await advance(tx, desk, row, {
    records: [{ act: 'arrive' }, ...acts],
    doer: doerOf(caller),
    facts: { arrive: { arrivedOn: today, ...(place === undefined ? {} : { place }) } },
    redecided: redecided.value,
  })
}

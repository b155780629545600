import { perform } from '@lintas/customs/declaration'
import { ok, type Result } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import type { Doer } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { actsOf } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { decideAgain } from './redecide.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/** What came, and where it lies. */
export interface Come {
  readonly place?: string | undefined
  readonly consignment?: string | undefined
}

/**
 * Takes the word that goods declared before their arrival are there: they are screened again, and assessed again, since a law may tie its rates
 * to the day they came. Of several consignments one may come before the others. Refused where that day's law or rates are not on file; it can be said again once they are. Saying it twice changes nothing.
 *
 * @source RKC General Annex std. 3.25; ATIGA art. 55
 */
export async function recordArrival(tx: Writer, desk: Desk, doer: Doer, row: DeclarationRow, come: Come): Promise<Result<Shown>> {
  const { place, consignment } = come
  const arrive = { act: 'arrive', ...(consignment === undefined ? {} : { consignment }) } as const
  const concerned = row.standing.consignments?.find(each => each.id === consignment)
  if (row.standing.hasArrived || concerned?.hasArrived === true) return ok(await showDeclaration(tx, row))
  const permitted = perform(row.standing, arrive)
  if (!permitted.ok) return permitted
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
  const acts = actsOf(decision, controls, await findOwed(tx, row, posted.account, decision))
  return await advance(tx, desk, row, {
    records: [arrive, ...acts],
    doer,
    facts: { arrive: { arrivedOn: today, ...(place === undefined ? {} : { place }) } },
    redecided: redecided.value,
  })
}

import { amend, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { listTouched } from '@lintas/customs/journey'
import { error, type Result, stop } from '@lintas/customs/kernel'
import { consignmentKey } from '@lintas/customs/risk'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { seal } from './canonical.ts'
import { actsOf } from './decided-acts.ts'
import { authorityOf, type Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { holdPrevious, writeOff } from './previous.ts'
import { decideAgain } from './redecide.ts'
import { CLAIM_DAYS, claimConsignment, type DeclarationRow, getDecision, getVersion, insertVersion } from './store.ts'

/**
 * Amends a declaration that is held in this transaction: the whole new document is its next version, and is decided on again.
 *
 * The lot stays that of the first lodging, and what was asked of the earlier version is asked of the new one too. Whoever calls undoes the
 * transaction where it is refused.
 *
 * @source RKC General Annex std. 3.27
 */
export async function amendDeclaration(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  proposed: DeclarationDocument,
): Promise<Result<Shown>> {
  const permitted = perform(row.standing, { act: 'amend' })
  if (!permitted.ok) return permitted
  const current = await getVersion(tx, row.mrn, row.version)
  const changes = amend(row.standing, current.document, proposed)
  if (!changes.ok) return changes

  const { node } = desk
  const { mrn, principal } = row
  const declaredOn = node.clock.today()
  const since = await claimConsignment(tx, { principal, consignmentKey: consignmentKey(proposed).key, mrn, declaredOn })
  if (since !== undefined) return stop(error('declaration.consignment-declared', 'transportDocuments', { day: since, days: CLAIM_DAYS }))

  const sealed = seal(proposed)
  const version = row.version + 1
  const redecided = await decideAgain(tx, desk, row, {
    occasion: 'amend',
    document: proposed,
    documentSha256: sealed.sha256.toString('hex'),
    version,
    authority: await authorityOf(tx, desk, caller, proposed, row.filer),
    ...(await holdPrevious(tx, caller, proposed, mrn)),
  })
  if (!redecided.ok) return redecided
  const { decision, controls, posted } = redecided.value
  const touched = listTouched(row.standing, (await getDecision(tx, mrn, row.decision)).body, decision)
  if (touched.length > 0) return stop(...touched.map(consignment => error('declaration.consignment-released', '', { consignment })))
  const acts = actsOf(decision, controls, await findOwed(tx, row, posted.account, decision))
  await writeOff(tx, mrn, proposed, redecided.value.given)
  await insertVersion(tx, row.mrn, version, sealed, caller.accountId, node.clock.now())
  return await advance(tx, desk, row, { records: [{ act: 'amend' }, ...acts], doer: doerOf(caller), redecided: redecided.value })
}

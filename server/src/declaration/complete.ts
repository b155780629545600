import { complete, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { error, money, ok, type Result, stop } from '@lintas/customs/kernel'
import { consignmentKey } from '@lintas/customs/risk'
import { dischargeSecurity, drawSecurity } from '../debt/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { seal } from './canonical.ts'
import { currencyOf } from './charges.ts'
import { actsOf } from './decided-acts.ts'
import { authorityOf, type Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { decideAgain } from './redecide.ts'
import { showDeclaration } from './show.ts'
import { CLAIM_DAYS, claimConsignment, type DeclarationRow, getVersion, insertVersion } from './store.ts'

/** What completes a declaration that left something for later. */
export type CompletingAct = 'supplement' | 'finalise'

/**
 * Completes a simplified or provisional declaration that is held in this transaction: the whole document is its next version, and is assessed again as of
 * the day of registration. What is charged more or less is posted; security given for it pays what is due once the goods are released, and the rest
 * goes back. Late is still completed.
 *
 * Whoever calls undoes the transaction where it is refused.
 *
 * @source RKC General Annex std. 3.13, 3.14, 5.7; domain notes §4.3, §4.4
 */
export async function completeDeclaration(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  act: CompletingAct,
  proposed: DeclarationDocument,
): Promise<Result<Shown>> {
  const permitted = perform(row.standing, { act })
  if (!permitted.ok) return permitted
  const current = await getVersion(tx, row.mrn, row.version)
  const changes = complete(row.standing, current.document, proposed)
  if (!changes.ok) return changes

  const { node } = desk
  const { mrn, principal } = row
  const declaredOn = node.clock.today()
  const since = await claimConsignment(tx, { principal, consignmentKey: consignmentKey(proposed).key, mrn, declaredOn })
  if (since !== undefined) return stop(error('declaration.consignment-declared', 'transportDocuments', { day: since, days: CLAIM_DAYS }))

  const sealed = seal(proposed)
  const version = row.version + 1
  const redecided = await decideAgain(tx, desk, row, {
    occasion: act,
    document: proposed,
    documentSha256: sealed.sha256.toString('hex'),
    version,
    authority: await authorityOf(tx, desk, caller, proposed, row.filer),
    ...(row.releasedOn === null ? {} : { releasedOn: row.releasedOn }),
  })
  if (!redecided.ok) return redecided
  const { decision, body, controls, posted } = redecided.value
  await insertVersion(tx, mrn, version, sealed, caller.accountId, node.clock.now())
  const [assess] = actsOf(decision, controls, await findOwed(tx, row, posted.account, decision))
  const { total, currency } = decision.assessment
  const done = await advance(tx, desk, row, {
    records: row.status === 'released' || assess === undefined ? [{ act }] : [{ act }, assess],
    doer: doerOf(caller),
    facts: {
      [act]: {
        version,
        decision: decision.number,
        sha256: body.sha256.toString('hex'),
        documentSha256: decision.restsOn.documentSha256,
        total,
        currency,
      },
    },
    redecided: redecided.value,
  })
  if (!done.ok) return done
  const { row: moved } = done.value
  if (moved.status === 'released') await drawSecurity(tx, node, row, 'provisional', caller.accountId)
  await dischargeSecurity(tx, node, row, { reason: 'provisional', keep: money(0n, currencyOf(decision)) }, caller.accountId)
  const { listed } = row
  return ok(await showDeclaration(tx, { ...moved, listed }))
}

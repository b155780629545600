import { checkTaken, complete, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { money, ok, type Result, stop } from '@lintas/customs/kernel'
import { dischargeSecurity, drawSecurity } from '../debt/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { currencyOf } from './charges.ts'
import { assessedAs } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { makeNextVersion } from './next-version.ts'
import { findOwed } from './owed.ts'
import { listTaken } from './previous.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, getVersion } from './store.ts'

/** What completes a declaration that left something for later. */
export type CompletingAct = 'supplement' | 'finalise'

/**
 * Completes a simplified or provisional declaration that is held in this transaction: the whole document is its next version, and is assessed again as of
 * the day of registration. What is charged more or less is posted; security given for it pays what is due once the goods are released, and the rest
 * goes back. Late is still completed. Of goods that others went on from no less is declared than those took.
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

  const { mrn } = row
  const belowTaken = checkTaken(proposed, await listTaken(tx, mrn))
  if (belowTaken.length > 0) return stop(...belowTaken)
  const made = await makeNextVersion(tx, desk, caller, row, proposed, act)
  if (!made.ok) return made
  const { version, redecided } = made.value
  const { decision, body, posted } = redecided
  const assess = assessedAs(await findOwed(tx, row, posted.account, decision))
  const { total, currency } = decision.assessment
  const done = await advance(tx, desk, row, {
    records: row.status === 'released' ? [{ act }] : [{ act }, assess],
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
    redecided,
  })
  if (!done.ok) return done
  const { node } = desk
  const { row: moved } = done.value
  if (moved.status === 'released') await drawSecurity(tx, node, row, 'provisional', caller.accountId)
  await dischargeSecurity(tx, node, row, { reason: 'provisional', keep: money(0n, currencyOf(decision)) }, caller.accountId)
  const { listed } = row
  return ok(await showDeclaration(tx, { ...moved, listed }))
}

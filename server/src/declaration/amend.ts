import { amend, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { listTouched } from '@lintas/customs/journey'
import { error, type Result, stop } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { actsOf } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { makeNextVersion } from './next-version.ts'
import { findOwed } from './owed.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

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

  const made = await makeNextVersion(tx, desk, caller, row, proposed, 'amend')
  if (!made.ok) return made
  const { redecided } = made.value
  const { decision, controls, posted } = redecided
  const touched = listTouched(row.standing, (await getDecision(tx, row.mrn, row.decision)).body, decision)
  if (touched.length > 0) return stop(...touched.map(consignment => error('declaration.consignment-released', '', { consignment })))
  const acts = actsOf(decision, controls, await findOwed(tx, row, posted.account, decision))
  return await advance(tx, desk, row, { records: [{ act: 'amend' }, ...acts], doer: doerOf(caller), redecided })
}

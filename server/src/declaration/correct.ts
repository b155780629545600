import { correct, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import type { Result } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import type { Desk } from './desk.ts'
import { makeNextVersion } from './next-version.ts'
import { type DeclarationRow, getVersion } from './store.ts'

/**
 * Corrects a released declaration that is held in this transaction: the whole document is its next version, assessed as of the days of before; what it is charged more
 * or less is posted, and the goods stay released.
 *
 * @source RKC General Annex std. 3.27, 3.39
 */
export async function correctDeclaration(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  proposed: DeclarationDocument,
): Promise<Result<Shown>> {
  const permitted = perform(row.standing, { act: 'correct' })
  if (!permitted.ok) return permitted
  const current = await getVersion(tx, row.mrn, row.version)
  const changes = correct(current.document, proposed)
  if (!changes.ok) return changes
  const made = await makeNextVersion(tx, desk, caller, row, proposed, 'correct')
  if (!made.ok) return made
  const { redecided, version } = made.value
  const { decision, body } = redecided
  const { total, currency } = decision.assessment
  const { documentSha256 } = decision.restsOn
  const facts = { version, decision: decision.number, sha256: body.sha256.toString('hex'), documentSha256, total, currency }
  return await advance(tx, desk, row, { records: [{ act: 'correct' }], doer: doerOf(caller), facts: { correct: facts }, redecided })
}

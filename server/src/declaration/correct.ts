import { correct, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { ok, type Result, stop } from '@lintas/customs/kernel'
import { checkLateClaims, listNewClaims } from '@lintas/customs/proofs'
import type { Caller, Writer } from '../platform/node.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import type { Desk } from './desk.ts'
import { makeNextVersion } from './next-version.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/**
 * Corrects a released declaration that is held in this transaction: the whole document is its next version, assessed as of the days of before; what it is charged more
 * or less is posted, and the goods stay released. A preference that was not claimed before is refused once the law's time for it is over.
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
  const late = await refuseLateClaims(tx, desk, row, current.document, proposed)
  if (!late.ok) return late
  const made = await makeNextVersion(tx, desk, caller, row, proposed, 'correct')
  if (!made.ok) return made
  const { redecided, version } = made.value
  const { decision, body } = redecided
  const { total, currency } = decision.assessment
  const { documentSha256 } = decision.restsOn
  const facts = { version, decision: decision.number, sha256: body.sha256.toString('hex'), documentSha256, total, currency }
  return await advance(tx, desk, row, { records: [{ act: 'correct' }], doer: doerOf(caller), facts: { correct: facts }, redecided })
}

async function refuseLateClaims(
  tx: Writer,
  { node }: Desk,
  row: DeclarationRow,
  before: DeclarationDocument,
  proposed: DeclarationDocument,
): Promise<Result<void>> {
  const claimed = listNewClaims(before, proposed)
  if (claimed.length === 0) return ok(undefined)
  const { inputs } = await getDecision(tx, row.mrn, row.decision)
  const { state, law, clock } = node
  const awaited = inputs.claims?.onSecurity ?? []
  const issues = checkLateClaims(proposed, claimed, { state, law, registeredOn: row.registeredOn, today: clock.today(), awaited })
  return issues.length === 0 ? ok(undefined) : stop(...issues)
}

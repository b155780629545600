import { perform } from '@lintas/customs/declaration'
import { ok, type Result } from '@lintas/customs/kernel'
import type { Unmatched } from '@lintas/customs/risk'
import type { Writer } from '../platform/node.ts'
import { doerBehind } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { actsOf } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { decideAgain } from './redecide.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/**
 * Holds a declaration that was lodged before its manifest and does not match it: it is screened again, and the goods wait for customs. One that is
 * released, refused or cancelled stays as it is, and so does one that was held for the same before.
 *
 * @source domain notes §4.5 V17
 */
export async function holdUnmatched(tx: Writer, desk: Desk, row: DeclarationRow, unmatched: Unmatched): Promise<Result<Shown>> {
  if (!perform(row.standing, { act: 'screen', controls: [] }).ok) return ok(await showDeclaration(tx, row))
  const before = await getDecision(tx, row.mrn, row.decision)
  const known = before.inputs.unmatched
  if (known?.manifest === unmatched.manifest && unmatched.codes.every(code => known.codes.includes(code)))
    return ok(await showDeclaration(tx, row))
  const { document, sha256 } = await getVersion(tx, row.mrn, row.version)
  const redecided = await decideAgain(tx, desk, row, {
    occasion: 'match',
    document,
    documentSha256: sha256,
    version: row.version,
    authority: before.inputs.authority,
    unmatched,
  })
  if (!redecided.ok) return redecided
  const { decision, controls, posted } = redecided.value
  const acts = actsOf(decision, controls, await findOwed(tx, row, posted.account, decision))
  return await advance(tx, desk, row, { records: acts, doer: doerBehind('system'), redecided: redecided.value })
}

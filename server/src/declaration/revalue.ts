import { perform } from '@lintas/customs/declaration'
import type { Result } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import type { Revaluing } from '../valuation/index.ts'
import { doerOf } from './act-events.ts'
import { advance } from './advance.ts'
import type { Shown } from './answers.ts'
import { assessedAs } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { decideAgain } from './redecide.ts'
import { restore } from './restore.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/**
 * Decides again on a declaration that is held in this transaction, on what became of its value, or what was found of its goods. Before release it is assessed again and goes on; after
 * it, what it is charged more or less is posted, and the goods stay released.
 */
export async function revalue(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  { occasion, record, value, found, claims, facts, payload }: Revaluing,
): Promise<Result<Shown>> {
  const permitted = perform(row.standing, record)
  if (!permitted.ok) return permitted
  const restored = await restore(tx, desk, row, [record], doerOf(caller).by)
  if (!restored.ok) return restored
  const { document, sha256 } = await getVersion(tx, row.mrn, row.version)
  const { inputs } = await getDecision(tx, row.mrn, row.decision)
  const redecided = await decideAgain(tx, desk, row, {
    occasion,
    document,
    documentSha256: sha256,
    version: row.version,
    authority: inputs.authority,
    ...(inputs.releasedOn === undefined ? {} : { releasedOn: inputs.releasedOn }),
    ...(value === undefined ? {} : { value: value(inputs.value ?? {}) }),
    ...(found === undefined ? {} : { found: found(inputs.found ?? {}) }),
    ...(claims === undefined ? {} : { claims: claims(inputs.claims ?? {}) }),
  })
  if (!redecided.ok) return redecided
  const { decision, body, posted } = redecided.value
  const assess = assessedAs(await findOwed(tx, row, posted.account, decision))
  const { act } = record
  return await advance(tx, desk, row, {
    records: row.status === 'released' ? [record] : [record, assess],
    doer: doerOf(caller),
    facts: {
      [act]: {
        ...facts,
        decision: decision.number,
        sha256: body.sha256.toString('hex'),
        total: decision.assessment.total,
        currency: decision.assessment.currency,
      },
    },
    ...(payload === undefined ? {} : { payload: { [act]: payload } }),
    redecided: redecided.value,
  })
}

import { addDays, type Day } from '@lintas/customs/kernel'
import {
  type CertificationProcedure,
  findProcedure,
  listNewlyLate,
  type Verification,
  type VerifyingAct,
  verificationOf,
} from '@lintas/customs/proofs'
import { refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './store.ts'

type Clocked = Pick<Node, 'clock' | 'events'>

/** What was done to a proof, as its verification goes by it. A check of before clocks had names has its two last days. */
export function verifyingActs(acts: readonly store.ActRow[]): readonly VerifyingAct[] {
  return acts.map(({ act, words }) => {
    const { dueOn, endsOn, originating, late } = words ?? {}
    const isEarlier = act === 'request-check' && words?.clocks === undefined && dueOn !== undefined && endsOn !== undefined
    const both = isEarlier
      ? [
          { clock: 'reply' as const, dueOn },
          { clock: 'check' as const, dueOn: endsOn },
        ]
      : words?.clocks
    return { act, clocks: both, originating, late }
  })
}

/** Keeps with a proof the next day by which somebody has to have done something, after something was done. */
export async function refreshClock(tx: Writer, { clock }: Pick<Node, 'clock'>, proof: string): Promise<Verification> {
  const verification = verificationOf(verifyingActs(await store.listActs(tx, proof)), clock.today())
  await store.setClock(tx, proof, verification.nextDueOn)
  return verification
}

/** The procedures between the two states of a proof today; refused by name where they are not on file. */
export function requireProcedure({ law, clock }: Node, { issuingState, importingState }: store.ProofRow): CertificationProcedure {
  const day = clock.today()
  const procedure = findProcedure(law, 'atiga', [issuingState, importingState], day)
  if (procedure === undefined) throw refuse(422, 'proofs.procedure-not-on-file', { exporter: issuingState, importer: importingState, day })
  return procedure
}

/** How long the exporter has to comment on a determination after a visit. @source ATIGA Annex 8, rule 19.9 */
export function commentClock(on: Day, { verification }: CertificationProcedure) {
  return [{ clock: 'comment' as const, dueOn: addDays(on, verification.commentDays) }]
}

export function denialClock(on: Day, { verification }: CertificationProcedure) {
  return [{ clock: 'denial' as const, dueOn: addDays(on, verification.denialDays) }]
}

/** Says, each day, which clocks ran out without being met: once each, in the history of the proof and in the log. Nothing follows of itself. */
export async function watchClocks(node: Node): Promise<void> {
  const today = node.clock.today()
  for (const id of await store.listLate(node.db, today)) await node.db.transaction(tx => sayLate(tx, node, id, today))
}

async function sayLate(tx: Writer, { clock, events }: Clocked, id: string, today: Day): Promise<void> {
  const row = await store.holdProof(tx, id)
  for (const late of listNewlyLate(verifyingActs(await store.listActs(tx, id)), today)) {
    await store.insertAct(tx, id, 'fall-late', 'system', clock.now(), { late })
    await events.append(tx, [{ subject: 'proof', subjectId: row.number ?? id, act: 'fall-late', by: 'system', facts: { clock: late } }])
  }
}

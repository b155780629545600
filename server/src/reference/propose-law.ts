import { LAW_KINDS } from '@lintas/customs/journey'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type LawBook, type LawProposal, type LawRowChange, planLawChange } from '@lintas/customs/reference'
import type { Node, Writer } from '../platform/node.ts'
import { listApproved, openWith } from '../platform/state-law.ts'
import * as store from './law-store.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'events' | 'state' | 'law'>

/** Keeps a change to the law until a second administrator decides. One that would not open is refused, all reasons at once. */
export function proposeLaw(node: Parts, proposal: LawProposal, reason: string, by: string): Promise<Result<store.ProposalRow>> {
  const planned = planLawChange(LAW_KINDS, node.law, node.state, proposal, node.clock.today())
  if (!planned.ok) return Promise.resolve(planned)
  return node.db.transaction(async tx => {
    const row = await store.insertProposal(tx, { kind: proposal.kind, changes: planned.value, reason }, by, node.clock.now())
    await note(node, tx, row, 'propose', by, reason)
    return ok(row)
  })
}

/**
 * Changes the law on the word of somebody other than the proposer: every row on its own day, known since today.
 *
 * The book is opened with the change before it is written, against what was approved meanwhile; what no longer fits is refused by name.
 */
export function approveLaw(node: Parts, files: LawBook, id: string, by: string): Promise<Result<store.ProposalRow>> {
  return decide(node, id, by, async (tx, held) => {
    const knownSince = node.clock.today()
    const changes: readonly LawRowChange[] = held.changes.map(change => ({ ...change, after: { ...change.after, knownSince } }))
    const approved = await listApproved(tx)
    const opened = openWith(LAW_KINDS, files, [...approved, { id, kind: held.kind, changes }])
    if (!opened.ok) return opened
    const row = await store.approve(tx, id, changes, by, node.clock.now())
    await note(node, tx, row, 'approve', by, held.reason)
    return ok(row)
  })
}

export function refuseLaw(node: Parts, id: string, by: string, refusal: string): Promise<Result<store.ProposalRow>> {
  return decide(node, id, by, async tx => {
    const row = await store.refuse(tx, id, by, node.clock.now(), refusal)
    await note(node, tx, row, 'refuse', by, refusal)
    return ok(row)
  })
}

function decide(
  { db }: Parts,
  id: string,
  by: string,
  work: (tx: Writer, held: store.ProposalRow) => Promise<Result<store.ProposalRow>>,
): Promise<Result<store.ProposalRow>> {
  return db.transaction(async tx => {
    const held = await store.holdProposal(tx, id)
    if (held === undefined) return stop(error('law.proposal-unknown', ''))
    if (held.decision !== null) return stop(error('law.proposal-decided', '', { decision: held.decision }))
    if (held.proposedBy === by) return stop(error('law.proposal-own', ''))
    return await work(tx, held)
  })
}

async function note(
  { events }: Parts,
  tx: Writer,
  { id, kind, changes }: store.ProposalRow,
  act: string,
  by: string,
  words: string,
): Promise<void> {
  const rows = changes.map(({ act: change, after }) => ({ act: change, row: after.id, validFrom: after.validFrom }))
  await events.append(tx, [{ subject: 'law', subjectId: id, act, by, facts: { kind, rows }, payload: { words } }])
}

import { daysBetween, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './trusted-store.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'events'>
type Proposal = Pick<store.TrustRow, 'traderId' | 'validFrom' | 'validTo' | 'reason'>

/** The longest an operator is trusted before somebody looks at it again. */
const TRUST_DAYS_MAX = 3 * 366

/** Proposes to trust an operator over a period; nothing changes until a second administrator approves. */
export function proposeTrust(node: Parts, proposal: Proposal, by: string): Promise<Result<store.TrustRow>> {
  return node.db.transaction(async tx => {
    const { validFrom, validTo } = proposal
    if (validTo <= validFrom) return stop(error('trust.trust-period', 'validTo', { validFrom }))
    if (daysBetween(validFrom, validTo) > TRUST_DAYS_MAX) return stop(error('trust.trust-long', 'validTo', { days: TRUST_DAYS_MAX }))
    const row = await store.insertTrust(tx, { ...proposal, by, at: node.clock.now() })
    await note(node, tx, row, 'propose-trust', by, row.reason)
    return ok(row)
  })
}

/** Approves or refuses, on the word of somebody other than the proposer. */
export function decideTrust(
  node: Parts,
  traderId: string,
  id: string,
  by: string,
  refusal: string | undefined,
): Promise<Result<store.TrustRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdTrust(tx, traderId, id)
    if (held === undefined) return stop(error('trust.trust-unknown', '', { traderId }))
    if (held.decision !== null) return stop(error('trust.trust-decided', '', { decision: held.decision }))
    if (held.proposedBy === by) return stop(error('trust.trust-own', ''))
    const row = await store.decideTrust(tx, id, by, node.clock.now(), refusal)
    await note(node, tx, row, refusal === undefined ? 'trust' : 'refuse-trust', by, refusal ?? '')
    return ok(row)
  })
}

/** Ends trust at once, on one person's word: what is looked at more closely by mistake is no harm done. */
export function suspendTrust(node: Parts, traderId: string, id: string, by: string, reason: string): Promise<Result<store.TrustRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdTrust(tx, traderId, id)
    if (held === undefined) return stop(error('trust.trust-unknown', '', { traderId }))
    if (held.suspendedAt !== null) return ok(held)
    const row = await store.suspendTrust(tx, id, by, node.clock.now(), reason)
    await note(node, tx, row, 'suspend-trust', by, reason)
    return ok(row)
  })
}

async function note({ events }: Parts, tx: Writer, row: store.TrustRow, act: string, by: string, words: string): Promise<void> {
  const { id, traderId, validFrom, validTo } = row
  const event = { subject: 'operator', subjectId: traderId, act, by, facts: { id, validFrom, validTo } }
  await events.append(tx, [words === '' ? event : { ...event, payload: { reason: words } }])
}

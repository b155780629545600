import { daysBetween, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './tier-store.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'events'>
type Proposal = Pick<store.TierRow, 'traderId' | 'tier' | 'validFrom' | 'validTo' | 'reason'>

/** The longest an operator keeps a tier before somebody looks at it again. @source domain notes, trust and AEO (re-validation) */
const TIER_DAYS_MAX = 3 * 366

/** Proposes a tier of trust for an operator over a period; nothing changes until a second administrator approves. */
export function proposeTier(node: Parts, proposal: Proposal, by: string): Promise<Result<store.TierRow>> {
  return node.db.transaction(async tx => {
    const { validFrom, validTo } = proposal
    if (validTo <= validFrom) return stop(error('trust.tier-period', 'validTo', { validFrom }))
    if (daysBetween(validFrom, validTo) > TIER_DAYS_MAX) return stop(error('trust.tier-long', 'validTo', { days: TIER_DAYS_MAX }))
    const row = await store.insertTier(tx, { ...proposal, by, at: node.clock.now() })
    await note(node, tx, row, 'propose-tier', by, row.reason)
    return ok(row)
  })
}

/** Approves or refuses, on the word of somebody other than the proposer. */
export function decideTier(
  node: Parts,
  traderId: string,
  id: string,
  by: string,
  refusal: string | undefined,
): Promise<Result<store.TierRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdTier(tx, traderId, id)
    if (held === undefined) return stop(error('trust.tier-unknown', '', { traderId }))
    if (held.decision !== null) return stop(error('trust.tier-decided', '', { decision: held.decision }))
    if (held.proposedBy === by) return stop(error('trust.tier-own', ''))
    const row = await store.decideTier(tx, id, by, node.clock.now(), refusal)
    await note(node, tx, row, refusal === undefined ? 'give-tier' : 'refuse-tier', by, refusal ?? '')
    return ok(row)
  })
}

/** Suspends a tier at once, on one person's word: what is looked at more closely by mistake is no harm done. */
export function suspendTier(node: Parts, traderId: string, id: string, by: string, reason: string): Promise<Result<store.TierRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdTier(tx, traderId, id)
    if (held === undefined) return stop(error('trust.tier-unknown', '', { traderId }))
    if (held.suspendedAt !== null) return ok(held)
    const row = await store.suspendTier(tx, id, by, node.clock.now(), reason)
    await note(node, tx, row, 'suspend-tier', by, reason)
    return ok(row)
  })
}

async function note({ events }: Parts, tx: Writer, row: store.TierRow, act: string, by: string, words: string): Promise<void> {
  const { id, traderId, tier, validFrom, validTo } = row
  const event = { subject: 'operator', subjectId: traderId, act, by, facts: { id, tier, validFrom, validTo } }
  await events.append(tx, [words === '' ? event : { ...event, payload: { reason: words } }])
}

import * as contract from '@lintas/contract'
import { day, type Result } from '@lintas/customs/kernel'
import { type App, Problem } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Operators } from './operators.ts'
import { listTiersOf, type TierRow } from './tier-store.ts'
import { decideTier, proposeTier, suspendTier } from './tiers.ts'

/** The doors of the tiers: two administrators give one, a supervisor or an administrator suspends it. No trader ever reads it. */
export function registerTiers(node: Node, operators: Operators, api: App): void {
  const give = { who: 'trust.give-tier' } as const

  api.get('/operators/:traderId/tiers', { config: { who: 'trust.read-tiers' }, schema: contract.listTiers }, async request => {
    const rows = await listTiersOf(node.db, request.params.traderId)
    return { items: rows.map(tierAnswer) }
  })

  api.post('/operators/:traderId/tiers', { config: give, schema: contract.proposeTier }, async (request, reply) => {
    const { tier, validFrom, validTo, reason } = request.body
    const proposal = { traderId: request.params.traderId, tier, validFrom: day(validFrom), validTo: day(validTo), reason }
    return reply.code(201).send(given(await proposeTier(node, proposal, request.caller.accountId)))
  })

  api.post('/operators/:traderId/tiers/:id/approval', { config: give, schema: contract.decideTier }, async request => {
    const { traderId, id } = request.params
    const refusal = request.body.decision === 'refused' ? request.body.reason : undefined
    return given(await decideTier(node, traderId, id, request.caller.accountId, refusal))
  })

  const suspend = { config: { who: 'trust.suspend-tier' as const }, schema: contract.suspendTier }
  api.post('/operators/:traderId/tiers/:id/suspension', suspend, async request => {
    const { traderId, id } = request.params
    return given(await suspendTier(node, traderId, id, request.caller.accountId, request.body.reason))
  })

  function given(result: Result<TierRow>): contract.TierAnswer {
    if (!result.ok) throw new Problem(STATUSES[result.issues[0]?.code ?? ''] ?? 422, result.issues)
    operators.refresh()
    return tierAnswer(result.value)
  }
}

const STATUSES: Readonly<Record<string, number>> = { 'trust.tier-unknown': 404, 'trust.tier-decided': 409, 'trust.tier-own': 403 }

function tierAnswer(row: TierRow): contract.TierAnswer {
  const { id, traderId, tier, validFrom, validTo, reason, proposedBy, decision, decidedBy, refusal, suspendedAt, suspendedBy, suspension } =
    row
  return {
    id,
    traderId,
    tier,
    status: suspendedAt !== null ? 'suspended' : (decision ?? 'proposed'),
    validFrom,
    validTo,
    reason,
    proposedBy,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
    ...(suspendedAt === null ? {} : { suspendedAt: suspendedAt.toISOString() }),
    ...(suspendedBy === null ? {} : { suspendedBy }),
    ...(suspension === null ? {} : { suspension }),
  }
}

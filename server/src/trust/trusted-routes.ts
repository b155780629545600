import * as contract from '@lintas/contract'
import { day, type Result } from '@lintas/customs/kernel'
import { type App, Problem } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Restrictions } from './restrictions.ts'
import { decideTrust, proposeTrust, suspendTrust } from './trusted.ts'
import { listTrustOf, type TrustRow } from './trusted-store.ts'

/** The doors of trusted operators: two administrators grant it, one of customs takes it away. No trader ever reads it. */
export function registerTrusted(node: Node, restrictions: Restrictions, api: App): void {
  const grant = { who: contract.MAY['trust.grant'] }

  api.get(
    '/operators/:traderId/trust',
    { config: { who: contract.MAY['trust.read-trust'] }, schema: contract.listTrust },
    async request => {
      const rows = await listTrustOf(node.db, request.params.traderId)
      return { items: rows.map(trustAnswer) }
    },
  )

  api.post('/operators/:traderId/trust', { config: grant, schema: contract.proposeTrust }, async (request, reply) => {
    const { validFrom, validTo, reason } = request.body
    const proposal = { traderId: request.params.traderId, validFrom: day(validFrom), validTo: day(validTo), reason }
    return reply.code(201).send(given(await proposeTrust(node, proposal, request.caller.accountId)))
  })

  api.post('/operators/:traderId/trust/:id/approval', { config: grant, schema: contract.decideTrust }, async request => {
    const { traderId, id } = request.params
    const refusal = request.body.decision === 'refused' ? request.body.reason : undefined
    return given(await decideTrust(node, traderId, id, request.caller.accountId, refusal))
  })

  const suspend = { config: { who: contract.MAY['trust.suspend'] }, schema: contract.suspendTrust }
  api.post('/operators/:traderId/trust/:id/suspension', suspend, async request => {
    const { traderId, id } = request.params
    return given(await suspendTrust(node, traderId, id, request.caller.accountId, request.body.reason))
  })

  function given(result: Result<TrustRow>): contract.TrustAnswer {
    if (!result.ok) throw new Problem(STATUSES[result.issues[0]?.code ?? ''] ?? 422, result.issues)
    restrictions.refresh()
    return trustAnswer(result.value)
  }
}

const STATUSES: Readonly<Record<string, number>> = { 'trust.trust-unknown': 404, 'trust.trust-decided': 409, 'trust.trust-own': 403 }

function trustAnswer(row: TrustRow): contract.TrustAnswer {
  const { id, traderId, validFrom, validTo, reason, proposedBy, decision, decidedBy, refusal, suspendedAt, suspendedBy, suspension } = row
  return {
    id,
    traderId,
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

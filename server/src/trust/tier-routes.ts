import * as contract from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { endTier, insertTier, listTiersOf, type TierRow, type Tiers } from './tiers.ts'

/** The doors of the tiers: read by customs, given and ended by supervisors. */
export function registerTiers(node: Node, tiers: Tiers): void {
  routes(node.http, 'trust', api => {
    const read = { who: contract.MAY['trust.read'] }
    const give = { who: contract.MAY['trust.give-tier'] }

    api.get('/operators/:traderId/tiers', { config: read, schema: contract.listTiers }, async request => {
      const rows = await listTiersOf(node.db, request.params.traderId)
      return { items: rows.map(answer) }
    })

    api.post('/operators/:traderId/tiers', { config: give, schema: contract.giveTier }, async (request, reply) => {
      const { validFrom, validTo, tier, reason } = request.body
      const { traderId } = request.params
      if (validTo !== undefined && validTo <= validFrom) throw refuse(422, 'trust.tier-period', { validFrom }, 'validTo')
      const days = { validFrom: day(validFrom), validTo: validTo === undefined ? null : day(validTo) }
      const given = await node.db.transaction(async tx => {
        const by = request.caller.accountId
        const row = await insertTier(tx, { traderId, tier, ...days, reason, by, at: node.clock.now() })
        const facts = { tier, ...days }
        await node.events.append(tx, [{ subject: 'operator', subjectId: traderId, act: 'give-tier', by, facts, payload: { reason } }])
        return row
      })
      tiers.refresh()
      reply.code(201)
      return answer(given)
    })

    api.post('/operators/:traderId/tiers/:id/ending', { config: give, schema: contract.endTier }, async request => {
      const { traderId, id } = request.params
      const ended = await node.db.transaction(async tx => {
        const by = request.caller.accountId
        const row = await endTier(tx, traderId, id, by, node.clock.now())
        if (row === undefined) throw refuse(404, 'trust.tier-unknown', { traderId, id })
        await node.events.append(tx, [{ subject: 'operator', subjectId: traderId, act: 'end-tier', by, facts: { id } }])
        return row
      })
      tiers.refresh()
      return answer(ended)
    })
  })
}

function answer({ validTo, endedAt, ...row }: TierRow): contract.TierAnswer {
  return { ...row, ...(validTo === null ? {} : { validTo }), ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }) }
}

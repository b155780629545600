import * as contract from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Operators } from './operators.ts'
import { insertRestriction, liftRestriction, listOf, type RestrictionRow } from './store.ts'
import { registerTiers } from './tier-routes.ts'

/** The doors of the register: restrictions, read by customs and set by supervisors, and tiers. */
export function registerRoutes(node: Node, operators: Operators): void {
  routes(node.http, 'trust', api => {
    registerTiers(node, operators, api)
    const read = { who: 'trust.read' } as const
    const restrict = { who: 'trust.restrict' } as const

    api.get('/operators/:traderId/restrictions', { config: read, schema: contract.listRestrictions }, async request => {
      const rows = await listOf(node.db, request.params.traderId)
      return { items: rows.map(answer) }
    })

    api.post('/operators/:traderId/restrictions', { config: restrict, schema: contract.imposeRestriction }, async (request, reply) => {
      const { validFrom, validTo, restriction, reason } = request.body
      const { traderId } = request.params
      if (validTo !== undefined && validTo <= validFrom) throw refuse(422, 'trust.restriction-period', { validFrom }, 'validTo')
      const days = { validFrom: day(validFrom), validTo: validTo === undefined ? null : day(validTo) }
      const imposed = await node.db.transaction(async tx => {
        const by = request.caller.accountId
        const row = await insertRestriction(tx, { traderId, restriction, ...days, reason, by, at: node.clock.now() })
        const facts = { restriction, ...days }
        await node.events.append(tx, [{ subject: 'operator', subjectId: traderId, act: 'restrict', by, facts, payload: { reason } }])
        return row
      })
      operators.refresh()
      reply.code(201)
      return answer(imposed)
    })

    const path = '/operators/:traderId/restrictions/:id/lifting'
    api.post(path, { config: restrict, schema: contract.liftRestriction }, async request => {
      const { traderId, id } = request.params
      const lifted = await node.db.transaction(async tx => {
        const by = request.caller.accountId
        const row = await liftRestriction(tx, traderId, id, by, node.clock.now())
        if (row === undefined) throw refuse(404, 'trust.restriction-unknown', { traderId, id })
        await node.events.append(tx, [{ subject: 'operator', subjectId: traderId, act: 'lift-restriction', by, facts: { id } }])
        return row
      })
      operators.refresh()
      return answer(lifted)
    })
  })
}

function answer({ validTo, liftedAt, ...row }: RestrictionRow): contract.RestrictionAnswer {
  return { ...row, ...(validTo === null ? {} : { validTo }), ...(liftedAt === null ? {} : { liftedAt: liftedAt.toISOString() }) }
}

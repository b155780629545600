import * as contract from '@lintas/contract'
import { error, type Issue } from '@lintas/customs/kernel'
import { z } from 'zod'
import { idempotent, pageFrom, readCursor, refuse, routes } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import * as store from './store.ts'

const LOWEST = '00000000-0000-0000-0000-000000000000'

/**
 * A trader's word that a broker may declare for it: given and revoked by the trader, seen by both.
 *
 * Another organisation's mandate is answered as not there.
 *
 * @source RKC General Annex ch. 8 (relationship with third parties)
 */
export function registerMandates(node: Node, forgetCallers: () => void): void {
  routes(node.http, 'access', api => {
    api.get('/mandates', { config: { who: 'access.read-mandates' }, schema: contract.listMandates }, async request => {
      const { limit, cursor } = request.query
      const [after] = readCursor(cursor, z.tuple([z.uuid()])) ?? [LOWEST]
      const mandates = await store.listMandates(node.db, organisationOf(request.caller).id, after, limit + 1)
      return pageFrom(mandates, limit, row => [row.id])
    })

    api.post('/mandates', { config: { who: 'access.give-mandate' }, schema: contract.giveMandate }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { agentTraderId, scopes, validFrom, validTo } = request.body
        const principal = organisationOf(request.caller)
        const agent = await store.findOrganisation(node.db, { traderId: agentTraderId })
        const issues = listIssues(principal.traderId, agentTraderId, agent, validFrom, validTo)
        if (issues.length > 0 || agent === undefined) return reply.problem(422, issues)
        const given = await node.db.transaction(async tx => {
          const id = await store.insertMandate(tx, { principalId: principal.id, agentId: agent.id, scopes, validFrom, validTo })
          const facts = { agent: agentTraderId, scopes, validFrom, validTo: validTo ?? null }
          await node.events.append(tx, [{ subject: 'mandate', subjectId: id, act: 'give', by: request.caller.accountId, facts }])
          await store.tellChange(tx)
          const mandate = await store.findMandateOf(tx, principal.id, id)
          if (mandate === undefined) throw new Error('a mandate was given and not found')
          return await remember(tx, 201, mandate)
        })
        forgetCallers()
        return given
      }),
    )

    api.post('/mandates/:id/revocation', { config: { who: 'access.give-mandate' }, schema: contract.revokeMandate }, async request => {
      const principal = organisationOf(request.caller)
      const revoked = await node.db.transaction(async tx => {
        if ((await store.findMandateOf(tx, principal.id, request.params.id)) === undefined) throw refuse(404, 'access.mandate-unknown')
        if (!(await store.revokeMandate(tx, request.params.id))) throw refuse(409, 'access.mandate-ended')
        await node.events.append(tx, [
          { subject: 'mandate', subjectId: request.params.id, act: 'revoke', by: request.caller.accountId, facts: {} },
        ])
        await store.tellChange(tx)
        return await store.findMandateOf(tx, principal.id, request.params.id)
      })
      forgetCallers()
      if (revoked === undefined) throw refuse(404, 'access.mandate-unknown')
      return revoked
    })
  })
}

function listIssues(
  own: string,
  agentTraderId: string,
  agent: store.Organisation | undefined,
  validFrom: string,
  validTo: string | undefined,
): readonly Issue[] {
  const issues: Issue[] = []
  if (own === agentTraderId) issues.push(error('access.mandate-to-itself', 'agentTraderId'))
  else if (agent === undefined || agent.kind !== 'broker')
    issues.push(error('access.agent-unknown', 'agentTraderId', { traderId: agentTraderId }))
  if (validTo !== undefined && validTo <= validFrom) issues.push(error('access.mandate-period', 'validTo', { validFrom }))
  return issues
}

function organisationOf(caller: Caller): { readonly id: string; readonly traderId: string } {
  if (caller.organisation === undefined) throw new Error(`given a ${caller.role} without an organisation, needs a trader or a broker`)
  return caller.organisation
}

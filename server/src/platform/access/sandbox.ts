import * as contract from '@lintas/contract'
import { routes } from '../http/index.ts'
import type { Node, Writer } from '../node.ts'
import * as store from './store.ts'

/**
 * What only a sandbox does: it takes a broker's word that somebody gave it a mandate, and puts that somebody on the register where it is not there.
 *
 * So that a declaration of others, with its own parties, can be tried. The event says that it was taken on the broker's word.
 */
export function registerSandbox(node: Node, forgetCallers: () => void): void {
  if (!node.sandbox) return
  routes(node.http, 'access', api => {
    const config = { who: 'access.assume-mandate' } as const
    api.post('/sandbox/mandates', { config, schema: contract.assumeMandate }, async request => {
      const { caller, body } = request
      const agent = caller.organisation
      if (agent === undefined) throw new Error(`given a ${caller.role} without an organisation, needs a broker`)
      const isNew = !caller.traderIds.includes(body.principalTraderId)
      if (isNew) await node.db.transaction(tx => assume(tx, node, agent.id, body, caller.accountId))
      if (isNew) forgetCallers()
      return { principalTraderId: body.principalTraderId, agentTraderId: agent.traderId }
    })
  })
}

async function assume(
  tx: Writer,
  { events, clock }: Node,
  agentId: string,
  { principalTraderId: traderId, name }: { readonly principalTraderId: string; readonly name: string },
  by: string,
): Promise<void> {
  const principal =
    (await store.insertOrganisation(tx, { kind: 'trader', name, traderId })) ?? (await store.findOrganisation(tx, { traderId }))
  if (principal === undefined) throw new Error(`given ${traderId}, which was neither put on the register nor found there`)
  const validFrom = clock.today()
  const scopes = contract.MANDATE_SCOPES
  const id = await store.insertMandate(tx, { principalId: principal.id, agentId, scopes, validFrom, validTo: undefined })
  await events.append(tx, [{ subject: 'mandate', subjectId: id, act: 'assume', by, facts: { principal: traderId, scopes, validFrom } }])
  await store.tellChange(tx)
}

import * as contract from '@lintas/contract'
import { checkProlongation } from '@lintas/customs/debt'
import { day } from '@lintas/customs/kernel'
import { isSamePerson } from '../platform/acting.ts'
import { type App, idempotent, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { getAccount, tellAccount } from './account-answers.ts'
import { holdAccount } from './debtor-account-store.ts'
import * as store from './prolongation-store.ts'

/** The doors through which a guarantee ends later: its holder asks, with what the guarantor signed; an administrator grants or refuses it, with reasons. */
export function registerProlongations(api: App, node: Node): void {
  const read = { who: 'debt.read-accounts' } as const
  const ask = { who: 'debt.pay' } as const
  const administer = { who: 'debt.administer-accounts' } as const

  api.get('/debtor-accounts/:number/prolongations', { config: read, schema: contract.listProlongations }, async request => {
    const account = await getAccount(node, request.caller, request.params.number)
    const rows = await store.listProlongations(node.db, account.id)
    return { items: rows.map(row => prolongationAnswer(row, account.number)) }
  })

  api.post('/debtor-accounts/:number/prolongations', { config: ask, schema: contract.askForProlongation }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const found = await getAccount(node, request.caller, request.params.number)
      return node.db.transaction(async tx => {
        const account = await holdAccount(tx, found.id)
        const { number, validTo = account.validFrom } = account
        const until = day(request.body.until)
        const issues = checkProlongation(account, until, node.clock.today())
        if (issues.length > 0) return reply.problem(422, issues)
        const { guarantorReference, reason } = request.body
        const by = request.caller.accountId
        const asked = { account: account.id, validTo, until, guarantorReference, reason, askedBy: by, askedAt: node.clock.now() }
        const id = await store.insertProlongation(tx, asked)
        if (id === undefined) throw refuse(409, 'debt.prolongation-open', { account: number })
        const facts = { validTo, until, guarantorReference }
        await node.events.append(tx, [{ subject: 'account', subjectId: number, act: 'ask-prolongation', by, facts, payload: { reason } }])
        return await remember(tx, 201, prolongationAnswer(await getProlongation(tx, account.id, id), number))
      })
    }),
  )

  const deciding = { config: administer, schema: contract.decideProlongation }
  api.post('/debtor-accounts/:number/prolongations/:id/decision', deciding, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const found = await getAccount(node, request.caller, request.params.number)
      return node.db.transaction(async tx => {
        const account = await holdAccount(tx, found.id)
        const { number } = account
        const asked = await getProlongation(tx, account.id, request.params.id)
        const { outcome, reasons } = request.body
        const by = request.caller.accountId
        if (asked.outcome !== null) throw refuse(409, 'debt.prolongation-decided', { outcome: asked.outcome })
        if (isSamePerson(asked.askedBy, by)) throw refuse(409, 'debt.prolongation-own')
        const issues = outcome === 'granted' ? checkProlongation(account, asked.until, node.clock.today()) : []
        if (issues.length > 0) return reply.problem(422, issues)
        await store.settleProlongation(tx, asked.id, { outcome, reasons, by, at: node.clock.now() })
        if (outcome === 'granted') await store.prolongAccount(tx, account.id, asked.until)
        const act = outcome === 'granted' ? 'prolong' : 'refuse-prolongation'
        await node.events.append(tx, [
          { subject: 'account', subjectId: number, act, by, facts: { until: asked.until }, payload: { reasons } },
        ])
        return await remember(tx, 200, {
          prolongation: prolongationAnswer(await getProlongation(tx, account.id, asked.id), number),
          account: await tellAccount(node, tx, await holdAccount(tx, account.id)),
        })
      })
    }),
  )
}

async function getProlongation(reader: Parameters<typeof store.findProlongation>[0], account: string, id: string) {
  const found = await store.findProlongation(reader, account, id)
  if (found === undefined) throw refuse(404, 'debt.prolongation-unknown')
  return found
}

function prolongationAnswer(row: store.ProlongationRow, account: string): contract.GuaranteeProlongation {
  const { id, validTo, until, guarantorReference, reason, askedAt, outcome, reasons, decidedAt } = row
  return {
    id,
    account,
    validTo,
    until,
    guarantorReference,
    reason,
    askedAt: askedAt.toISOString(),
    ...(outcome === null ? {} : { outcome }),
    reasons: [...(reasons ?? [])],
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
  }
}

import * as contract from '@lintas/contract'
import { formatMajor } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../declarations.ts'
import { mayActFor } from '../platform/access/index.ts'
import { idempotent, Problem, refuse, routes } from '../platform/http/index.ts'
import type { Caller, Node, Reader, Writer } from '../platform/node.ts'
import { getDeclaration } from './answers.ts'
import type { Cashier } from './cashier.ts'
import { findAccountByNumber } from './debtor-account-store.ts'
import { type CallRow, findCall } from './guarantee-call-store.ts'
import { demandFromGuarantor, withdrawCall } from './guarantee-calls.ts'
import { findPlan, type InstalmentPlan, listPlans } from './instalment-store.ts'
import { applyForPlan, decidePlan } from './instalments.ts'

const PLANS_MAX = 500

/** The doors of collecting what is not paid in time: in instalments by agreement, or from whoever stands in. */
export function registerCollectionRoutes(node: Node, cashier: Cashier): void {
  const hold = async (tx: Writer, mrn: string): Promise<DeclarationHead> => {
    const held = await cashier.declarations.hold(tx, mrn)
    if (held === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
    return held
  }

  routes(node.http, 'debt', api => {
    const pay = { who: 'debt.pay' } as const
    api.post('/declarations/:mrn/instalment-plans', { config: pay, schema: contract.applyForInstalments }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getDeclaration(cashier, request.caller, request.params.mrn)
        return node.db.transaction(async tx => {
          const applied = await applyForPlan(tx, node, await hold(tx, mrn), request.body, request.caller.accountId)
          if (!applied.ok) throw new Problem(422, applied.issues)
          return await remember(tx, 201, planOf(await getPlan(tx, request.caller, applied.value)))
        })
      }),
    )

    const decide = { who: 'debt.decide-instalments' } as const
    api.get('/instalment-plans', { config: decide, schema: contract.listInstalmentPlans }, async request => ({
      items: (await listPlans(node.db, request.query.status, PLANS_MAX)).map(planOf),
    }))

    api.post('/instalment-plans/:id/decision', { config: decide, schema: contract.decideInstalments }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getPlan(node.db, request.caller, request.params.id)
        return node.db.transaction(async tx => {
          await hold(tx, mrn)
          const plan = await getPlan(tx, request.caller, request.params.id)
          const { decision, reason } = request.body
          const decided = await decidePlan(tx, node, plan, { decision, reason, by: request.caller.accountId })
          if (!decided.ok) throw new Problem(409, decided.issues)
          return await remember(tx, 200, planOf(await getPlan(tx, request.caller, plan.id)))
        })
      }),
    )

    const call = { who: 'debt.draw' } as const
    api.post('/declarations/:mrn/guarantee-calls', { config: call, schema: contract.callGuarantee }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getDeclaration(cashier, request.caller, request.params.mrn)
        const account = await findAccountByNumber(node.db, request.body.account)
        if (account === undefined) throw refuse(404, 'debt.account-unknown', { account: request.body.account })
        return node.db.transaction(async tx => {
          const choices = { days: request.body.days, by: request.caller.accountId }
          const called = await demandFromGuarantor(tx, node, await hold(tx, mrn), account, choices)
          if (!called.ok) throw new Problem(422, called.issues)
          return await remember(tx, 201, callOf(await getCall(tx, called.value)))
        })
      }),
    )

    api.post('/guarantee-calls/:id/withdrawal', { config: call, schema: contract.withdrawGuaranteeCall }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getCall(node.db, request.params.id)
        return node.db.transaction(async tx => {
          await hold(tx, mrn)
          const withdrawn = await withdrawCall(tx, node, await getCall(tx, request.params.id), request.caller.accountId)
          if (!withdrawn.ok) throw new Problem(409, withdrawn.issues)
          return await remember(tx, 200, callOf(await getCall(tx, request.params.id)))
        })
      }),
    )
  })
}

async function getPlan(reader: Reader, caller: Caller, id: string): Promise<InstalmentPlan> {
  const plan = await findPlan(reader, id)
  if (plan === undefined || !mayActFor(caller, plan.debtor)) throw refuse(404, 'debt.instalments-unknown')
  return plan
}

async function getCall(reader: Reader, id: string): Promise<CallRow> {
  const found = await findCall(reader, id)
  if (found === undefined) throw refuse(404, 'debt.call-unknown')
  return found
}

export function planOf({
  id,
  mrn,
  debtor,
  amount,
  reason,
  lawRow,
  status,
  appliedAt,
  decisionReason,
  instalments,
}: InstalmentPlan): contract.InstalmentPlanAnswer {
  return {
    id,
    mrn,
    debtor,
    amount: formatMajor(amount),
    currency: amount.currency,
    reason,
    lawRow,
    status,
    appliedAt: appliedAt.toISOString(),
    ...(decisionReason === undefined ? {} : { decisionReason }),
    instalments: instalments.map(each => ({ number: each.number, dueOn: each.dueOn, amount: formatMajor(each.amount) })),
  }
}

export function callOf({ id, mrn, number, guarantor, amount, payBy, status, drawn, demandedAt }: CallRow): contract.GuaranteeCallAnswer {
  return {
    id,
    mrn,
    account: number,
    guarantor,
    amount: formatMajor(amount),
    currency: amount.currency,
    payBy,
    status,
    ...(drawn === undefined ? {} : { drawn: formatMajor(drawn) }),
    demandedAt: demandedAt.toISOString(),
  }
}

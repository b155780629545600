import * as contract from '@lintas/contract'
import { isPermitted } from '@lintas/customs/declaration'
import { formatMajor, type Money, money } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead } from '../declarations.ts'
import { mayActFor } from '../platform/access/index.ts'
import { idempotent, refuse, routes } from '../platform/http/index.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { getDeclaration, paymentOf, payoutOf, securityOf } from './answers.ts'
import type { Cashier } from './cashier.ts'
import { chargeInterest } from './debt-record.ts'
import { type AccountRow, findAccountByNumber } from './debtor-account-store.ts'
import { requestPayment, unsecuredFor } from './pay.ts'
import { findPayout } from './payout-store.ts'
import { takePayout } from './payouts.ts'
import { dischargeSecurity, drawSecurity, pledgeSecurity } from './securities.ts'
import { findSecurity } from './security-store.ts'
import { goOnPaid, isSettled } from './settled.ts'
import { findAccount } from './store.ts'
import type { TestProvider } from './test-provider.ts'

/** The doors of security: given by the debtor, given back and drawn by customs. */
export function registerSecurityRoutes(node: Node, cashier: Cashier, sandbox: TestProvider | undefined): void {
  const { declarations } = cashier
  const { currency } = STATE_FACTS[node.state]

  routes(node.http, 'debt', api => {
    const pay = { who: 'debt.pay' } as const

    api.post('/declarations/:mrn/deposits', { config: pay, schema: contract.requestDeposit }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const declaration = await getDeclaration(cashier, request.caller, request.params.mrn)
        const asked = await requestPayment(cashier, declaration, request.caller.accountId, { reason: request.body.reason })
        if (!asked.ok) return reply.problem(422, asked.issues)
        return node.db.transaction(tx => remember(tx, 201, paymentOf(asked.value)))
      }),
    )

    api.post('/declarations/:mrn/pledges', { config: pay, schema: contract.pledgeSecurity }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        await getDeclaration(cashier, request.caller, request.params.mrn)
        const { reason } = request.body
        const account = await getAccount(node, request.caller, request.body.account)
        return node.db.transaction(async tx => {
          const held = await hold(cashier, tx, request.params.mrn)
          const { mrn, status } = held
          if (!isPermitted('secure', status)) throw refuse(409, 'declaration.act-not-permitted', { act: 'secure', status })
          const amount = await unsecuredFor(tx, declarations, mrn, await findAccount(tx, mrn, currency), reason)
          if (amount.minor === 0n) throw refuse(422, 'debt.nothing-due', { mrn })
          const until = (await declarations.requiredSecurities(tx, mrn)).find(each => each.reason === reason)?.until
          const pledged = await pledgeSecurity(tx, node, held, { reason, amount, account: account.id, until }, request.caller.accountId)
          if (!pledged.ok) return reply.problem(422, pledged.issues)
          const settled = await isSettled(tx, declarations, mrn, await findAccount(tx, mrn, currency))
          await declarations.proceed(tx, held, { act: 'secure', isSettled: settled }, request.caller.accountId)
          const security = await findSecurity(tx, pledged.value)
          if (security === undefined) throw new Error('security was pledged and not found')
          return await remember(tx, 201, securityOf(security))
        })
      }),
    )

    const discharging = { who: 'debt.discharge' } as const
    api.post('/declarations/:mrn/discharges', { config: discharging, schema: contract.dischargeSecurity }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          await getDeclaration(cashier, request.caller, request.params.mrn)
          const held = await hold(cashier, tx, request.params.mrn)
          const { reason } = request.body
          const required = await declarations.requiredSecurities(tx, held.mrn)
          if (held.status !== 'cancelled' && required.some(each => each.reason === reason))
            throw refuse(409, 'debt.security-needed', { mrn: held.mrn, reason })
          const back = await dischargeSecurity(tx, node, held, { reason, keep: money(0n, currency) }, request.caller.accountId)
          return await remember(tx, 200, { discharged: said(back) })
        }),
      ),
    )

    const drawing = { who: 'debt.draw' } as const
    api.post('/declarations/:mrn/draws', { config: drawing, schema: contract.drawSecurity }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const held = await hold(cashier, tx, request.params.mrn)
          await chargeInterest(tx, node, held)
          const drawn = await drawSecurity(tx, node, held, request.body.reason, request.caller.accountId)
          if (drawn.length > 0) await goOnPaid(tx, declarations, held.mrn, currency, request.caller.accountId)
          return await remember(tx, 200, { drawn: drawn.map(said) })
        }),
      ),
    )

    api.post('/payouts/:id/test-confirmation', { config: discharging, schema: contract.confirmTestPayout }, async (request, reply) => {
      if (sandbox === undefined) throw refuse(422, 'debt.sandbox-only')
      const payout = await findPayout(node.db, request.params.id)
      if (payout === undefined) throw refuse(404, 'debt.payout-unknown')
      const now = node.clock.now()
      const { headers, body } = sandbox.write(payout, 'paid', now, 'payout')
      const notice = sandbox.readNotice(headers, body, now)
      if (!notice.ok) return reply.problem(422, notice.issues)
      const taken = await takePayout(cashier, notice.value)
      return taken.ok ? payoutOf(taken.value) : reply.problem(422, taken.issues)
    })
  })
}

async function hold({ declarations }: Cashier, tx: Writer, mrn: string): Promise<DeclarationHead> {
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
  return held
}

/** A debtor's account by its number, for whoever may put something on it: its holder, and a broker whose mandate says so. */
async function getAccount({ db }: Node, caller: Caller, number: string): Promise<AccountRow> {
  const account = await findAccountByNumber(db, number)
  if (account === undefined || !mayActFor(caller, account.trader, 'payment')) throw refuse(404, 'debt.account-unknown', { account: number })
  return account
}

function said(amount: Money) {
  return { amount: formatMajor(amount), currency: amount.currency }
}

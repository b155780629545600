import * as contract from '@lintas/contract'
import { formatMajor } from '@lintas/customs/kernel'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { idempotent, Problem, pageFrom, readCursor, refuse, requireMatch, routes } from '../platform/http/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { getDeclaration, payoutOf } from './answers.ts'
import type { Cashier } from './cashier.ts'
import { findPayout, holdPayout, isRepeated } from './payout-store.ts'
import { orderPayout } from './payouts.ts'
import { findRefund, listRefunds, type Refund } from './refund-store.ts'
import { claimRefund, decideRefund, holdForRefund, type RefundDesk } from './refunds.ts'

/** The doors of refunds: claimed by the debtor, decided by officers, paid by the provider. */
export function registerRefundRoutes(node: Node, cashier: Cashier): void {
  const desk: RefundDesk = { node, declarations: cashier.declarations }

  routes(node.http, 'debt', api => {
    const read = { who: 'debt.read' } as const

    api.get('/refunds', { config: read, schema: contract.listRefunds }, async request => {
      const { limit, cursor, trader, status } = request.query
      const own = request.caller.organisation?.traderId
      const wanted = trader ?? own
      if (wanted !== undefined && own !== undefined && !mayActFor(request.caller, wanted)) throw refuse(404, 'request.not-found')
      const [before] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)])) ?? []
      const rows = await listRefunds(node.db, { trader: wanted, status }, before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: page.items.map(refundOf) }
    })

    api.get('/refunds/:id', { config: read, schema: contract.readRefund }, async request =>
      refundOf(await getRefund(node.db, request.caller, request.params.id)),
    )

    const claim = { who: 'debt.pay' } as const
    api.post('/declarations/:mrn/refunds', { config: claim, schema: contract.claimRefund }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getDeclaration(cashier, request.caller, request.params.mrn)
        return node.db.transaction(async tx => {
          const held = await cashier.declarations.hold(tx, mrn)
          if (held === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
          const claimed = await claimRefund(tx, desk, held, request.body.reason, request.caller.accountId)
          if (!claimed.ok) throw new Problem(422, claimed.issues)
          return await remember(tx, 201, refundOf(await getRefund(tx, request.caller, claimed.value)))
        })
      }),
    )

    const decide = { who: 'debt.decide-refund' } as const
    api.post('/refunds/:id/decision', { config: decide, schema: contract.decideRefund }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const found = await getRefund(node.db, request.caller, request.params.id)
        return node.db.transaction(async tx => {
          const others = await holdForRefund(tx, desk, found) // whoever decides on the same refund waits here
          const refund = await getRefund(tx, request.caller, request.params.id)
          requireMatch(request, refund.revision)
          const decided = await decideRefund(tx, desk, refund, { ...request.body, others, by: request.caller.accountId })
          if (!decided.ok) throw new Problem(409, decided.issues)
          return await remember(tx, 200, refundOf(await getRefund(tx, request.caller, refund.id)))
        })
      }),
    )

    api.post('/payouts/:id/repetition', { config: decide, schema: contract.repeatPayout }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const payout = await holdPayout(tx, request.params.id)
          if (payout === undefined) throw refuse(404, 'debt.payout-unknown')
          const { purpose, mrn, debtor, amount, status } = payout
          const isDue = status === 'failed' || status === 'returned'
          if (purpose === 'sending-back' || mrn === undefined || debtor === undefined || !isDue || (await isRepeated(tx, payout.id)))
            throw refuse(409, 'debt.payout-not-failed')
          const id = await orderPayout(tx, node, { purpose, mrn, debtor, amount, againOf: payout.id }, request.caller.accountId)
          const again = await findPayout(tx, id)
          if (again === undefined) throw new Error('a payout was ordered and not found')
          return await remember(tx, 201, payoutOf(again))
        }),
      ),
    )
  })
}

/** A refund for its debtor, whoever acts for it, and customs; to everybody else it is not there. */
async function getRefund(reader: Reader, caller: Caller, id: string): Promise<Refund> {
  const refund = await findRefund(reader, id)
  if (refund === undefined || !mayActFor(caller, refund.debtor)) throw refuse(404, 'debt.refund-unknown')
  return refund
}

function refundOf({
  id,
  mrn,
  debtor,
  amount,
  reason,
  status,
  claimedBy,
  claimedAt,
  setOff,
  payout,
  decisions,
  revision,
}: Refund): contract.RefundAnswer {
  return {
    id,
    mrn,
    debtor,
    amount: formatMajor(amount),
    currency: amount.currency,
    reason,
    status,
    proposed: claimedBy === 'system',
    claimedAt: claimedAt.toISOString(),
    setOff: formatMajor(setOff),
    ...(payout === undefined ? {} : { payout }),
    decisions: decisions.map(each => ({ ...each, reasons: [...each.reasons], decidedAt: new Date(each.decidedAt).toISOString() })),
    revision,
  }
}

import * as contract from '@lintas/contract'
import { formatMajor } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../../platform/http/index.ts'
import type { Node, Reader } from '../../platform/node.ts'
import { decideSendingBack, proposeSendingBack } from './send-back.ts'
import { findSendingBack, listSendingsBack, type SendingBack } from './sending-back-store.ts'
import { findEntry } from './store.ts'

/** The doors of money that goes back to whoever sent it: two of those who answer for the money. */
export function registerSendingBack(api: App, node: Node): void {
  const bank = { who: 'debt.bank' } as const

  api.post('/bank/entries/:id/sending-back', { config: bank, schema: contract.proposeSendingBack }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { id } = request.params
      if ((await findEntry(node.db, id)) === undefined) throw refuse(404, 'debt.bank-entry-unknown')
      return node.db.transaction(async tx => {
        const proposed = await proposeSendingBack(tx, node, id, { note: request.body.note, by: request.caller.accountId })
        if (!proposed.ok) throw new Problem(422, proposed.issues)
        return await remember(tx, 201, await getSending(tx, proposed.value))
      })
    }),
  )

  api.get('/bank/sendings-back', { config: bank, schema: contract.listSendingsBack }, async request => {
    const { limit, cursor, status } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listSendingsBack(node.db, status, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(sendingOf) }
  })

  api.post('/bank/sendings-back/:id/decision', { config: bank, schema: contract.decideSendingBack }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { id } = request.params
      await getSending(node.db, id)
      return node.db.transaction(async tx => {
        const { decision, note } = request.body
        const decided = await decideSendingBack(tx, node, id, { decision, note, by: request.caller.accountId })
        if (!decided.ok) throw new Problem(409, decided.issues)
        return await remember(tx, 200, await getSending(tx, id))
      })
    }),
  )
}

async function getSending(reader: Reader, id: string): Promise<contract.SendingBackAnswer> {
  const sending = await findSendingBack(reader, id)
  if (sending === undefined) throw refuse(404, 'debt.sending-back-unknown')
  return sendingOf(sending)
}

function sendingOf(sending: SendingBack): contract.SendingBackAnswer {
  const { id, entry, amount, party, account, note, status, proposedAt, decidedAt, decisionNote, payout, payoutStatus } = sending
  return {
    id,
    entry,
    amount: formatMajor(amount),
    currency: amount.currency,
    ...(party === undefined ? {} : { party }),
    account,
    note,
    status,
    proposedAt: proposedAt.toISOString(),
    ...(decidedAt === undefined ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(decisionNote === undefined ? {} : { decisionNote }),
    ...(payout === undefined ? {} : { payout }),
    ...(payoutStatus === undefined ? {} : { payoutStatus }),
  }
}

import * as contract from '@lintas/contract'
import { z } from 'zod'
import { sideOf } from '../documents/index.ts'
import { namesOf } from '../platform/access/index.ts'
import { idempotent, Problem, pageFrom, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Caller, Reader } from '../platform/node.ts'
import { type MessageDesk, sendMessage } from './send.ts'
import { countUnread, lastNumber, listMessages, type MessageRow, markRead, readUpTo } from './store.ts'

/** The doors of the thread of a declaration. To whoever does not see the declaration there is none. */
export function registerRoutes(desk: MessageDesk): void {
  const { node, declarations } = desk
  routes(node.http, 'messages', api => {
    const read = { who: 'messages.read' } as const
    const send = { who: 'messages.send' } as const

    api.get('/declarations/:mrn/messages', { config: read, schema: contract.listMessages }, async ({ caller, params, query }) => {
      const { mrn } = await declarations.getVisible(node.db, caller, params.mrn)
      const [before] = readCursor(query.cursor, z.tuple([z.int32()])) ?? []
      const page = pageFrom(await listMessages(node.db, mrn, before, query.limit + 1), query.limit, each => [each.number])
      const seen = await readUpTo(node.db, mrn)
      const side = sideOf(caller)
      return {
        ...page,
        items: await tell(node.db, caller, page.items),
        readUpTo: seen,
        unread: await countUnread(node.db, mrn, side, seen[side]),
      }
    })

    api.post('/declarations/:mrn/messages', { config: send, schema: contract.sendMessage }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const { mrn } = request.params
          const sent = await sendMessage(tx, desk, request.caller, mrn, request.body)
          if (!sent.ok) throw new Problem(sent.issues.some(each => each.code === 'messages.too-many') ? 429 : 422, sent.issues)
          const [message] = await tell(tx, request.caller, await listMessages(tx, mrn, sent.value + 1, 1))
          if (message === undefined) throw new Error(`given message ${sent.value} of ${mrn}, needs one that was kept`)
          return await remember(tx, 201, message)
        }),
      ),
    )

    api.post('/declarations/:mrn/messages/read', { config: read, schema: contract.readMessages }, ({ caller, params, body }) =>
      node.db.transaction(async tx => {
        const { mrn } = await declarations.getVisible(tx, caller, params.mrn)
        const last = await lastNumber(tx, mrn)
        if (last === 0) throw refuse(422, 'messages.none-so-far')
        await markRead(tx, mrn, sideOf(caller), Math.min(body.upTo, last), node.clock.now())
        return { readUpTo: await readUpTo(tx, mrn) }
      }),
    )
  })
}

/** Messages as their reader may see them: the names of officers are for their colleagues. */
async function tell(reader: Reader, caller: Caller, rows: readonly MessageRow[]): Promise<contract.CaseMessage[]> {
  const isCustoms = sideOf(caller) === 'customs'
  const names = isCustoms
    ? await namesOf(
        reader,
        rows.filter(each => each.side === 'customs').map(each => each.by),
      )
    : new Map<string, string>()
  return rows.map(({ number, side, by, office, role, traderId, sentAt, text, documents }) => {
    const name = names.get(by)
    return {
      number,
      from: side,
      ...(office === null ? {} : { office }),
      role,
      ...(traderId === null ? {} : { traderId }),
      ...(name === undefined ? {} : { name }),
      sentAt: sentAt.toISOString(),
      ...(text === null ? {} : { text }),
      documents,
    }
  })
}

import * as contract from '@lintas/contract'
import { z } from 'zod'
import { readCursor, routes, writeCursor } from '../http/index.ts'
import type { Node } from '../node.ts'
import * as log from './log-store.ts'
import { traderIdOf } from './routes.ts'
import { listTold } from './told.ts'

/** Places of the log that one answer looks at: its time is bounded, whoever asks and from wherever. */
const STRIDE = 5_000

/** What a webhook would have told, for whoever would rather ask. Nothing is kept for it: the log is read, and the caller keeps the place. */
export function registerFeed(node: Node): void {
  routes(node.http, 'events', api => {
    api.get('/events', { config: { who: 'events.read' }, schema: contract.listNotifications }, async request => {
      const { limit, cursor, since } = request.query
      const placed = await log.countPlaced(node.db)
      const [from] = readCursor(cursor, z.tuple([z.int().min(0).max(Number.MAX_SAFE_INTEGER)])) ?? [
        since === undefined ? 0 : await log.findPlaceAt(node.db, new Date(since)),
      ]
      const to = Math.max(from, Math.min(placed, from + STRIDE))
      const told = await listTold(node.db, node.state, [traderIdOf(request.caller)], from, to)
      const page = told.slice(0, limit)
      const cut = told.length > limit ? page.at(-1) : undefined
      const next = cut === undefined ? to : cut.position + 1
      return {
        items: page.map(({ messageId, notification }) => ({ id: messageId, ...notification })),
        next: writeCursor([next]),
        isCurrent: next >= placed,
      }
    })
  })
}

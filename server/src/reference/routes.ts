import * as contract from '@lintas/contract'
import { z } from 'zod'
import { idempotent, pageFrom, readCursor, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { StateLaw } from '../platform/state-law.ts'
import { coverageOf } from './coverage.ts'
import { registerLaw } from './law-routes.ts'
import { publishRates } from './publish.ts'
import { rateOf } from './rates.ts'
import { readRates } from './read-rates.ts'
import { listRates } from './store.ts'

export function registerRoutes(node: Node, law: StateLaw): void {
  routes(node.http, 'law', api => {
    registerLaw(node, law, api)
    api.get('/law/coverage', { config: { who: 'law.read' }, schema: contract.lawCoverage }, () =>
      coverageOf(node.law, node.state, node.clock.today()),
    )
  })

  routes(node.http, 'rates', api => {
    api.post('/exchange-rates', { config: { who: 'rates.publish' }, schema: contract.loadExchangeRates }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const rates = readRates(request.body, node.state)
        if (!rates.ok) return reply.problem(422, rates.issues)
        const facts = { source: request.query.source, by: request.caller.accountId }
        const published = await publishRates(node, rates.value, facts, (tx, answer) => remember(tx, 201, answer))
        if (!published.ok) return reply.problem(409, published.issues)
        return published.value
      }),
    )

    api.get('/exchange-rates', { config: { who: 'rates.read' }, schema: contract.listExchangeRates }, async request => {
      const { limit, cursor, currency, on } = request.query
      const after = readCursor(cursor, z.tuple([z.string().length(3), contract.calendarDay]))
      const rows = await listRates(node.db, { currency, on, after, limit: limit + 1 })
      const page = pageFrom(rows, limit, row => [row.currency, row.valid_from])
      return { ...page, items: page.items.map(row => ({ ...rateOf(row, node.state), loadedAt: row.loaded_at.toISOString() })) }
    })
  })
}

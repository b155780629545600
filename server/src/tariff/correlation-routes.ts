import * as contract from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { readHistory } from './code-history.ts'
import { type CorrelationRow, findCorrelation, listCorrelations, listPairs } from './correlation-store.ts'
import { decideCorrelation, loadCorrelation } from './correlations.ts'

const CSV_BYTES_MAX = 5 * 1024 * 1024
const EXPORTED_MAX = 100_000

export function registerCorrelations(node: Node): void {
  routes(node.http, 'tariff', api => {
    readRoutes(node, api)

    const load = { config: { who: 'tariff.load' as const }, schema: contract.correlateTariff, bodyLimit: CSV_BYTES_MAX }
    api.post('/tariff/correlations', load, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
        const facts = { ...request.query, by: request.caller.accountId }
        const loaded = await loadCorrelation(node, request.body, facts, (tx, row) => remember(tx, 201, answerOf(node.state, row)))
        if (!loaded.ok) throw new Problem(422, loaded.issues)
        return loaded.value
      }),
    )

    const decide = { config: { who: 'tariff.decide' as const }, schema: contract.decideCorrelation }
    api.post('/tariff/correlations/:id/approval', decide, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const row = await requireCorrelation(node, request.params.id)
        const { decision, reason } = request.body
        const by = request.caller.accountId
        const decided = await decideCorrelation(node, row, { decision, reason, by }, (tx, after) =>
          remember(tx, 200, answerOf(node.state, after)),
        )
        if (!decided.ok) return reply.problem(409, decided.issues)
        return decided.value
      }),
    )

    const history = { config: { who: 'tariff.read-lines' as const }, schema: contract.readCodeHistory }
    api.get('/tariff/codes/:code/history', history, request => readHistory(node, request.params.code.replace(/[.\s]/g, '')))
  })
}

function readRoutes(node: Node, api: App): void {
  const config = { who: 'tariff.read-versions' } as const

  api.get('/tariff/correlations', { config, schema: contract.listCorrelations }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listCorrelations(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(row => answerOf(node.state, row)) }
  })

  api.get('/tariff/correlations/:id', { config, schema: contract.getCorrelation }, async request =>
    answerOf(node.state, await requireCorrelation(node, request.params.id)),
  )

  api.get('/tariff/correlations/:id/pairs', { config, schema: contract.listCodePairs }, async request => {
    const { limit, cursor } = request.query
    const after = readCursor(cursor, z.tuple([z.string(), z.string()])) ?? (['', ''] as const)
    const { id } = await requireCorrelation(node, request.params.id)
    return pageFrom(await listPairs(node.db, id, after, limit + 1), limit, pair => [pair.from, pair.to])
  })

  api.get('/tariff/correlations/:id/pairs.csv', { config, schema: contract.exportCodePairs }, async (request, reply) => {
    const { id } = await requireCorrelation(node, request.params.id)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="correlation.csv"')
    const pairs = await listPairs(node.db, id, ['', ''], EXPORTED_MAX)
    return csvOf([['old', 'new'], ...pairs.map(({ from, to }) => [from, to])])
  })
}

async function requireCorrelation(node: Node, id: string): Promise<CorrelationRow> {
  const row = await findCorrelation(node.db, id)
  if (row === undefined) throw refuse(404, 'tariff.version-not-found', { version: id })
  return row
}

function answerOf(state: State, row: CorrelationRow): contract.CorrelationAnswer {
  const { id, source, confidence, sha256, pairs, kinds } = row
  return {
    id,
    state,
    validFrom: row.valid_from,
    source,
    confidence,
    standing: row.decision ?? 'proposed',
    sha256,
    pairs,
    kinds: { ...kinds },
    notInSchedule: row.not_in_schedule,
    loadedBy: row.loaded_by,
    loadedAt: row.loaded_at.toISOString(),
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.activated_at === null ? {} : { activatedAt: row.activated_at.toISOString() }),
  }
}

import * as contract from '@lintas/contract'
import { error, formatMajor, money, stop } from '@lintas/customs/kernel'
import { z } from 'zod'
import type { Declarations } from '../declarations.ts'
import { mayActFor } from '../platform/access/index.ts'
import { type App, csvOf, idempotent, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Caller, Node, Reader, Writer } from '../platform/node.ts'
import { claimDrawback, decideDrawback } from './drawback.ts'
import { holdDeclarations } from './hold-store.ts'
import { claimOnReExport } from './re-export-drawback.ts'
import { fileReconciliation } from './reconcile.ts'
import { reconciliationPage, reconciliationRows } from './reconciliation-page.ts'
import * as store from './settlement-store.ts'
import { getAuthorisation, holdersOf, holdVisibleAuthorisation } from './visible.ts'

/** The doors of what is settled over goods in regimes: the reconciliation of a period, and drawback. */
export function registerSettlements(node: Node, api: App, declarations: Declarations): void {
  const read = { who: 'regimes.read' } as const
  const keep = { who: 'regimes.keep-stock' } as const

  async function reconciliationOf(reader: Reader, caller: Caller, params: { readonly number: string; readonly id: string }) {
    const { number } = await getAuthorisation(reader, caller, params.number)
    const found = await store.findReconciliation(reader, number, params.id)
    if (found === undefined) throw refuse(404, 'regimes.reconciliation-unknown')
    return reconciliationAnswer(found)
  }

  api.post('/regime-authorisations/:number/reconciliations', { config: keep, schema: contract.fileStockReconciliation }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { from, to, counted } = request.body
        const row = await holdVisibleAuthorisation(tx, request.caller, request.params.number)
        const period = { from: from as typeof row.validFrom, to: to as typeof row.validFrom, counted }
        const filed = await fileReconciliation(tx, node, row, period, request.caller.accountId)
        if (!filed.ok) return reply.problem(422, filed.issues)
        return await remember(tx, 201, await reconciliationOf(tx, request.caller, { number: row.number, id: filed.value }))
      }),
    ),
  )

  api.get('/regime-authorisations/:number/reconciliations', { config: read, schema: contract.listStockReconciliations }, async request => {
    const { limit, cursor } = request.query
    const { number } = await getAuthorisation(node.db, request.caller, request.params.number)
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await store.listReconciliations(node.db, number, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(reconciliationAnswer) }
  })

  api.get('/regime-authorisations/:number/reconciliations/:id', { config: read, schema: contract.readStockReconciliation }, request =>
    reconciliationOf(node.db, request.caller, request.params),
  )

  api.get(
    '/regime-authorisations/:number/reconciliations/:id/csv',
    { config: read, schema: contract.exportStockReconciliation },
    async (request, reply) => {
      const shown = await reconciliationOf(node.db, request.caller, request.params)
      const name = `${shown.authorisation}-${shown.to}.csv`
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`)
      return csvOf(reconciliationRows(shown))
    },
  )

  api.get(
    '/regime-authorisations/:number/reconciliations/:id/page',
    { config: read, schema: contract.readStockReconciliationPage },
    async (request, reply) => {
      reply.type('text/html; charset=utf-8')
      return reconciliationPage(await reconciliationOf(node.db, request.caller, request.params))
    },
  )

  async function claimOf(reader: Reader, caller: Caller, id: string): Promise<store.ClaimRow> {
    const claim = await store.findClaim(reader, id)
    if (claim === undefined || !mayActFor(caller, claim.holder)) throw refuse(404, 'regimes.drawback-unknown')
    return claim
  }

  /** With an authorisation and its imports, of materials in products; with neither, of goods that left as they came. */
  async function claim(tx: Writer, caller: Caller, { authorisation, exportMrn, imports }: z.output<typeof contract.claimDrawback.body>) {
    if (authorisation === undefined && imports === undefined) return await claimOnReExport(tx, node, exportMrn, caller)
    if (authorisation === undefined) return stop(error('regimes.drawback-incomplete', 'authorisation'))
    if (imports === undefined) return stop(error('regimes.drawback-incomplete', 'imports'))
    const row = await holdVisibleAuthorisation(tx, caller, authorisation)
    return await claimDrawback(tx, node, row, { exportMrn, imports }, caller.accountId)
  }

  api.post('/drawback-claims', { config: keep, schema: contract.claimDrawback }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const claimed = await claim(tx, request.caller, request.body)
        if (!claimed.ok) return reply.problem(422, claimed.issues)
        return await remember(tx, 201, claimAnswer(await claimOf(tx, request.caller, claimed.value)))
      }),
    ),
  )

  api.get('/drawback-claims', { config: read, schema: contract.listDrawbackClaims }, async request => {
    const { limit, cursor, status } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await store.listClaims(node.db, holdersOf(request.caller), status, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(claimAnswer) }
  })

  api.get('/drawback-claims/:id', { config: read, schema: contract.readDrawbackClaim }, async request =>
    claimAnswer(await claimOf(node.db, request.caller, request.params.id)),
  )

  const deciding = { config: { who: 'regimes.judge' as const }, schema: contract.decideDrawbackClaim }
  api.post('/drawback-claims/:id/decision', deciding, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const found = await claimOf(tx, request.caller, request.params.id)
        if (found.authorisation === null) await holdDeclarations(tx, [found.exportMrn])
        else await holdVisibleAuthorisation(tx, request.caller, found.authorisation)
        const claim = await claimOf(tx, request.caller, found.id)
        const decided = await decideDrawback(tx, node, declarations, claim, request.body, request.caller.accountId)
        if (!decided.ok) return reply.problem(422, decided.issues)
        return await remember(tx, 200, claimAnswer(await claimOf(tx, request.caller, claim.id)))
      }),
    ),
  )
}

function reconciliationAnswer({ id, authorisation, from, to, body, filedAt }: store.ReconciliationRow): contract.StockReconciliation {
  return { id, authorisation, from, to, ...body, filedAt: filedAt.toISOString() }
}

function claimAnswer(row: store.ClaimRow): contract.DrawbackClaim {
  const { id, authorisation, holder, exportMrn, currency, minor, body, status, claimedAt, reasons, decidedAt } = row
  return {
    id,
    ...(authorisation === null ? {} : { authorisation }),
    holder,
    exportMrn,
    currency,
    amount: formatMajor(money(BigInt(minor), currency)),
    ...body,
    status,
    reasons: [...(reasons ?? [])],
    claimedAt: claimedAt.toISOString(),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
  }
}

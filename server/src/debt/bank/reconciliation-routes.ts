import * as contract from '@lintas/contract'
import { day, formatMajor } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../../platform/http/index.ts'
import type { Node, Reader } from '../../platform/node.ts'
import type { Cashier } from '../cashier.ts'
import { reconcileProvider, settleDifference } from './reconcile-provider.ts'
import * as store from './reconciliation-store.ts'

const FILE_BYTES_MAX = 10 * 1024 * 1024

/** The doors of reconciliation with whoever takes money for customs. */
export function registerReconciliation(api: App, node: Node, cashier: Cashier): void {
  const bank = { who: 'debt.bank' } as const

  api.post('/reconciliations', { config: bank, schema: contract.makeReconciliation, bodyLimit: FILE_BYTES_MAX }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
      const { provider, from, to } = request.query
      const books = { provider, from: day(from), to: day(to), csv: request.body }
      const made = await reconcileProvider(cashier, books, request.caller.accountId)
      if (!made.ok) return reply.problem(422, made.issues)
      return node.db.transaction(async tx => remember(tx, 201, await tellReconciliation(tx, made.value)))
    }),
  )

  api.get('/reconciliations', { config: bank, schema: contract.listReconciliations }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await store.listReconciliations(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(headOf) }
  })

  api.get('/reconciliations/:id', { config: bank, schema: contract.readReconciliation }, request =>
    tellReconciliation(node.db, request.params.id),
  )

  api.post('/reconciliation-cases/:id/settlement', { config: bank, schema: contract.settleReconciliationCase }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const settled = await settleDifference(cashier, tx, request.params.id, { ...request.body, by: request.caller.accountId })
        if (!settled.ok) throw new Problem(settled.issues.some(issue => issue.code === 'debt.case-unknown') ? 404 : 409, settled.issues)
        return await remember(tx, 200, caseOf(settled.value))
      }),
    ),
  )
}

async function tellReconciliation(reader: Reader, id: string): Promise<contract.ReconciliationAnswer> {
  const found = await store.findReconciliation(reader, id)
  if (found === undefined) throw refuse(404, 'debt.reconciliation-unknown')
  return { ...headOf(found), cases: (await store.listCases(reader, id)).map(caseOf) }
}

function headOf({ id, provider, from, to, matched, differences, open, madeAt }: store.ReconciliationRow) {
  return { id, provider, from, to, matched, differences, open, madeAt: madeAt.toISOString() }
}

function caseOf({ id, reference, kind, ours, theirs, status, outcome, note }: store.CaseRow): contract.ReconciliationCase {
  return {
    id,
    reference,
    kind,
    ...(ours === undefined ? {} : { ours: formatMajor(ours) }),
    ...(theirs === undefined ? {} : { theirs: formatMajor(theirs) }),
    status,
    ...(outcome === undefined ? {} : { outcome }),
    ...(note === undefined ? {} : { note }),
  }
}

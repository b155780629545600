import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { holdsOn, nameKey } from '@lintas/customs/origin'
import { z } from 'zod'
import { type App, csvOf, idempotent, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { exporterAnswer, listAnswer } from './answers.ts'
import { given } from './given.ts'
import { listLists, type Sent } from './list-store.ts'
import { decideList, interrupt, proposeList, restore } from './register.ts'
import { type ExporterRow, findExporter, listExporters, listOfficials } from './register-store.ts'
import { tradersOf } from './visible.ts'

const byCode = z.tuple([z.string().max(2), z.string().max(500)])
const CSV_MAX = 1_000
const LIST_BYTES_MAX = 10 * 1024 * 1024

/** The doors of the register: customs reads all of it, an exporter its own entry; and those of the lists states send one another. */
export function registerRegisterRoutes(api: App, node: Node): void {
  const read = { who: 'exporters.read' } as const
  const deciding = { who: 'exporters.decide' } as const

  api.get('/certified-exporters', { config: read, schema: contract.listExporters }, async ({ caller, query: { limit, cursor, state } }) => {
    const after = readCursor(cursor, byCode)
    const rows = await listExporters(node.db, { state, traders: tradersOf(caller) }, after, limit + 1)
    const page = pageFrom(rows, limit, row => [row.state, row.code])
    return { ...page, items: page.items.map(row => exporterAnswer(row, node.clock.today())) }
  })

  api.get('/certified-exporters.csv', { config: read, schema: contract.listExportersCsv }, async ({ caller, query: { state } }, reply) => {
    const rows = await listExporters(node.db, { state, traders: tradersOf(caller) }, undefined, CSV_MAX)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="certified-exporters.csv"')
    return csvOf([[...CSV_COLUMNS], ...rows.flatMap(row => linesOf(row, node.clock.today()))])
  })

  api.get('/certified-exporters/:code', { config: read, schema: contract.readExporter }, async ({ caller, params: { code } }) => {
    const row = await findExporter(node.db, node.state, code)
    const traders = tradersOf(caller)
    if (row === undefined || (traders !== undefined && !traders.includes(row.trader ?? '')))
      throw refuse(404, 'exporters.unknown', { code })
    return exporterAnswer(row, node.clock.today())
  })

  const interrupting = { config: deciding, schema: contract.interruptExporter }
  api.post('/certified-exporters/:code/interruption', interrupting, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = given(await interrupt(tx, node, request.params.code, request.body, request.caller.accountId))
        return await remember(tx, 200, exporterAnswer(row, node.clock.today()))
      }),
    ),
  )

  const restoring = { config: deciding, schema: contract.restoreExporter }
  api.post('/certified-exporters/:code/restoration', restoring, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = given(await restore(tx, node, request.params.code, request.body.reason, request.caller.accountId))
        return await remember(tx, 200, exporterAnswer(row, node.clock.today()))
      }),
    ),
  )

  const lists = { who: 'exporters.read-lists' } as const
  api.get('/exporter-register', { config: lists, schema: contract.sendExporters }, async ({ query: { limit, cursor } }) => {
    const [after] = readCursor(cursor, z.tuple([z.string().max(35)])) ?? []
    const place = after === undefined ? undefined : ([node.state, after] as const)
    const page = pageFrom(await listExporters(node.db, { state: node.state }, place, limit + 1), limit, row => [row.code])
    return { ...page, items: page.items.map(each => each.entry) }
  })

  const proposing = { config: { who: 'exporters.propose-list' as const }, schema: contract.proposeOriginList, bodyLimit: LIST_BYTES_MAX }
  api.post('/origin-lists', proposing, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { reason, ...sent } = request.body
        const row = given(await proposeList(tx, node, sent as Sent, reason, request.caller.accountId))
        return await remember(tx, 201, listAnswer(row))
      }),
    ),
  )

  api.get('/origin-lists', { config: lists, schema: contract.listOriginLists }, async ({ query: { limit, cursor, status } }) => {
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listLists(node.db, status, before, limit + 1), limit, row => [row.id])
    return { ...page, items: page.items.map(listAnswer) }
  })

  const accepting = { config: { who: 'exporters.accept-list' as const }, schema: contract.decideOriginList }
  api.post('/origin-lists/:id/decision', accepting, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { params, body, caller } = request
        const refusal = body.decision === 'refused' ? body.reason : undefined
        return await remember(tx, 200, listAnswer(given(await decideList(tx, node, params.id, refusal, caller.accountId))))
      }),
    ),
  )

  api.get('/issuing-officials', { config: lists, schema: contract.listOfficials }, async ({ query: { limit, cursor, state, name } }) => {
    const after = readCursor(cursor, byCode)
    const named = name === undefined ? {} : { name: nameKey(name) }
    const page = pageFrom(await listOfficials(node.db, { state, ...named }, after, limit + 1), limit, row => [row.state, row.key])
    return { ...page, items: page.items.map(row => ({ state: row.state, ...row.entry })) }
  })
}

const CSV_COLUMNS = ['state', 'code', 'name', 'standing', 'valid_from', 'valid_to', 'product_code', 'product', 'signatories'] as const

/** A line for each product that is covered today, without the specimens. */
function linesOf(row: ExporterRow, today: Day): readonly (readonly string[])[] {
  const { state, code, name, standing, validFrom, validTo = '', products, signatories } = exporterAnswer(row, today)
  const signing = signatories.filter(each => holdsOn(each, today)).map(each => each.name)
  return products
    .filter(each => holdsOn(each, today))
    .map(each => [state, code, name, standing, validFrom, validTo, each.code, each.description, signing.join('; ')])
}

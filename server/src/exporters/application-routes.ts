import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { type App, idempotent, pageFrom, placeKey, readCursor, refuse as refuseRequest } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { applicationAnswer } from './answers.ts'
import { findApplication, listApplications } from './application-store.ts'
import { apply, examine, grant, refuse, withdraw } from './applications.ts'
import { given } from './given.ts'
import { tradersOf } from './visible.ts'

/** Ten specimens of 30 KiB each, and the products. */
const APPLICATION_BYTES_MAX = 2 * 1024 * 1024

/** The doors of applications: an exporter applies, an officer examines, a supervisor decides. */
export function registerApplicationRoutes(api: App, node: Node): void {
  const applying = { who: 'exporters.apply' } as const
  const read = { who: 'exporters.read' } as const

  const schema = contract.applyAsExporter
  api.post('/exporter-applications', { config: applying, schema, bodyLimit: APPLICATION_BYTES_MAX }, (request, reply) =>
    idempotent(node.db, request, reply, remember => {
      access.require(request, { actFor: request.body.trader, scope: 'export' })
      return node.db.transaction(async tx => {
        const row = given(await apply(tx, node, request.body, request.caller.accountId))
        return await remember(tx, 201, applicationAnswer(row))
      })
    }),
  )

  api.get('/exporter-applications', { config: read, schema: contract.listExporterApplications }, async ({ caller, query }) => {
    const { limit, cursor, status } = query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listApplications(node.db, { traders: tradersOf(caller), status }, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(applicationAnswer) }
  })

  api.get('/exporter-applications/:id', { config: read, schema: contract.readExporterApplication }, async ({ caller, params }) => {
    const row = await findApplication(node.db, params.id, tradersOf(caller))
    if (row === undefined) throw refuseRequest(404, 'exporters.application-unknown')
    return applicationAnswer(row)
  })

  const withdrawing = { config: applying, schema: contract.withdrawExporterApplication }
  api.post('/exporter-applications/:id/withdrawal', withdrawing, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { params, caller } = request
      if ((await findApplication(node.db, params.id, caller.traderIds)) === undefined)
        throw refuseRequest(404, 'exporters.application-unknown')
      return await node.db.transaction(async tx =>
        remember(tx, 200, applicationAnswer(given(await withdraw(tx, node, params.id, caller.accountId)))),
      )
    }),
  )

  const examining = { config: { who: 'exporters.examine' as const }, schema: contract.examineExporter }
  api.post('/exporter-applications/:id/examination', examining, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { params, body, caller } = request
        return await remember(tx, 200, applicationAnswer(given(await examine(tx, node, params.id, body, caller.accountId))))
      }),
    ),
  )

  const deciding = { config: { who: 'exporters.decide' as const }, schema: contract.decideExporter }
  api.post('/exporter-applications/:id/decision', deciding, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { params, body, caller } = request
        const decided =
          body.decision === 'granted'
            ? await grant(
                tx,
                node,
                params.id,
                { validFrom: body.validFrom as Day, validTo: body.validTo as Day | undefined },
                caller.accountId,
              )
            : await refuse(tx, node, params.id, body.reason, caller.accountId)
        return await remember(tx, 200, applicationAnswer(given(decided)))
      }),
    ),
  )
}

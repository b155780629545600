import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import type { SupplierAct } from '@lintas/customs/origin'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { idempotent, languageOf, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import { tradersOf } from './records.ts'
import { supplierAnswer, supplierDetail } from './supplier-answers.ts'
import { findSupplierDeclaration, listSupplierDeclarations, type SupplierRow } from './supplier-store.ts'
import { askSupplier, declareSupply, declineSupply, recordSupply, replaceSupply, withdrawSupply } from './suppliers.ts'

const PATH = '/origin/supplier-declarations'

/** The doors of suppliers' declarations: a producer asks or records, the supplier declares or declines, each withdraws and replaces its own. */
export function registerSupplierRoutes(node: Node, doors: OriginDoors): void {
  const config = { who: 'origin.declare-supply' } as const
  const read = { who: 'origin.read-supply' } as const

  /** Opens a declaration for a trader the caller acts for. */
  const open = (request: FastifyRequest, reply: FastifyReply, trader: string, work: (tx: Writer) => Promise<Result<SupplierRow>>) =>
    idempotent(node.db, request, reply, async remember => {
      access.require(request, { actFor: trader })
      return await node.db.transaction(async tx => {
        const row = given(await work(tx))
        return await remember(tx, 201, await supplierDetail(tx, row, request.caller, languageOf(request)))
      })
    })

  /** Does an act to one that the caller sees; another's is not there. */
  const act = (
    request: FastifyRequest<{ Params: { number: string } }>,
    reply: FastifyReply,
    name: SupplierAct,
    status: 200 | 201,
    work: (tx: Writer, acting: { number: string; act: SupplierAct; caller: FastifyRequest['caller'] }) => Promise<SupplierRow>,
  ) =>
    idempotent(node.db, request, reply, async remember => {
      const { caller, params } = request
      if ((await findSupplierDeclaration(node.db, params.number, caller.traderIds)) === undefined) throw refuse(404, 'request.not-found')
      return await node.db.transaction(async tx => {
        const row = await work(tx, { number: params.number, act: name, caller })
        return await remember(tx, status, await supplierDetail(tx, row, caller, languageOf(request)))
      })
    })

  routes(node.http, 'origin', api => {
    api.post(PATH, { config, schema: contract.recordSupply }, (request, reply) =>
      open(request, reply, request.body.trader, tx => recordSupply(tx, node, request.body, request.caller.accountId)),
    )

    api.post(`${PATH}/requests`, { config, schema: contract.askSupplier }, (request, reply) =>
      open(request, reply, request.body.trader, tx => askSupplier(tx, node, request.body, request.caller.accountId)),
    )

    api.get(PATH, { config: read, schema: contract.listSupplierDeclarations }, async ({ caller, query }) => {
      const { limit, cursor, status, side } = query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await listSupplierDeclarations(node.db, { traders: tradersOf(caller), status, side }, before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: page.items.map(row => supplierAnswer(row, caller)) }
    })

    api.get(`${PATH}/:number`, { config: read, schema: contract.readSupplierDeclaration }, async request => {
      const row = await findSupplierDeclaration(node.db, request.params.number, tradersOf(request.caller))
      if (row === undefined) throw refuse(404, 'request.not-found')
      return await supplierDetail(node.db, row, request.caller, languageOf(request))
    })

    api.post(`${PATH}/:number/declaration`, { config, schema: contract.declareSupply }, (request, reply) =>
      act(request, reply, 'declare', 200, async (tx, acting) => given(await declareSupply(tx, node, acting, request.body))),
    )

    api.post(`${PATH}/:number/refusal`, { config, schema: contract.declineSupply }, (request, reply) =>
      act(request, reply, 'decline', 200, (tx, acting) => declineSupply(tx, node, acting, request.body.reason)),
    )

    api.post(`${PATH}/:number/withdrawal`, { config, schema: contract.withdrawSupply }, (request, reply) =>
      act(request, reply, 'withdraw', 200, (tx, acting) => withdrawSupply(tx, node, doors, acting, request.body.reason)),
    )

    api.post(`${PATH}/:number/replacement`, { config, schema: contract.replaceSupply }, (request, reply) =>
      act(request, reply, 'replace', 201, async (tx, acting) => given(await replaceSupply(tx, node, doors, acting, request.body))),
    )
  })
}

/** What a verb answered, or its refusal as the answer of the route. */
function given(result: Result<SupplierRow>): SupplierRow {
  if (!result.ok) throw new Problem(422, result.issues)
  return result.value
}

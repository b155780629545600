import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { type App, idempotent, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { caseAnswer, lotAnswer, movementAnswer } from './answers.ts'
import { findAuthorisation } from './authorisation-store.ts'
import { findCase, listCases } from './case-store.ts'
import { holdDeclarations } from './hold-store.ts'
import { judge } from './judge.ts'
import { withMovements } from './ledger.ts'
import { findLot, type LotRow, listLotsFor } from './lot-store.ts'
import { settleMovement } from './move.ts'
import { findMovement } from './movement-store.ts'
import { askForTerm, compareStock, giveNotice, transfer } from './notice.ts'
import { getAuthorisation, getLotFor, holdCase, holdersOf, holdLotFor, holdOffered } from './visible.ts'

/** The doors of goods in regimes: what their holder tells of them, and what officers judge. */
export function registerStock(node: Node, api: App): void {
  const read = { who: 'regimes.read' } as const
  const keep = { who: 'regimes.keep-stock' } as const

  async function lotOf(reader: Reader, id: string): Promise<contract.RegimeLot> {
    const lot = await findLot(reader, id)
    const [held] = lot === undefined ? [] : await withMovements(reader, [lot])
    if (held === undefined) throw new Error(`given lot ${id}, needs one that is there`)
    return lotAnswer(held.lot, held.movements, node.clock.today())
  }

  async function caseOf(reader: Reader, id: string): Promise<contract.RegimeCase> {
    const row = await findCase(reader, id)
    if (row === undefined) throw new Error(`given case ${id}, needs one that is there`)
    return caseAnswer(row, node.state)
  }

  api.get('/regime-lots', { config: read, schema: contract.listRegimeLots }, async request => {
    const { limit, cursor, authorisation, mrn } = request.query
    const [after] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listLotsFor(node.db, holdersOf(request.caller), { authorisation, mrn }, after, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    const held = await withMovements(node.db, page.items)
    return { ...page, items: held.map(({ lot, movements }) => lotAnswer(lot, movements, node.clock.today())) }
  })

  api.get('/regime-lots/:id', { config: read, schema: contract.readRegimeLot }, async request => {
    const { id } = await getLotFor(node.db, request.caller, request.params.id)
    return await lotOf(node.db, id)
  })

  api.post('/regime-lots/:id/notices', { config: keep, schema: contract.giveRegimeNotice }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const lot = await holdLotFor(tx, request.caller, request.params.id)
        const given = await giveNotice(tx, node, lot, request.body, request.caller.accountId)
        if (!given.ok) return reply.problem(422, given.issues)
        return await remember(tx, 201, await lotOf(tx, lot.id))
      }),
    ),
  )

  api.post('/regime-lots/:id/transfers', { config: keep, schema: contract.transferGoods }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { caller, body } = request
        const lot = await holdLotFor(tx, caller, request.params.id)
        const own = lot.authorisation === undefined ? undefined : await findAuthorisation(tx, lot.authorisation)
        const to = body.authorisation === undefined ? undefined : await findAuthorisation(tx, body.authorisation)
        if (body.authorisation !== undefined && to === undefined)
          throw refuse(404, 'regimes.authorisation-not-there', { number: body.authorisation })
        const isAccepted = to === undefined || mayActFor(caller, to.holder)
        const wish = { quantity: body.quantity, to, place: body.place, isAccepted }
        const moved = await transfer(tx, node, lot, own, wish, caller.accountId)
        if (!moved.ok) return reply.problem(422, moved.issues)
        return await remember(tx, 201, await lotOf(tx, lot.id))
      }),
    ),
  )

  api.post('/regime-movements/:id/acceptance', { config: keep, schema: contract.acceptTransfer }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { movement, lot } = await holdOffered(tx, request.caller, request.params.id)
        const fate = request.body.decision === 'accepted' ? 'carried' : 'undone'
        const settled = await settleMovement(tx, node, movement, fate, request.caller.accountId)
        if (!settled.ok) return reply.problem(409, settled.issues)
        const after = (await findMovement(tx, movement.id)) ?? movement
        return await remember(tx, 200, movementAnswer(after, lot.currency))
      }),
    ),
  )

  api.post('/regime-lots/:id/extensions', { config: keep, schema: contract.askForTerm }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const lot = await holdLotFor(tx, request.caller, request.params.id)
        const { until, reason } = request.body
        const asked = await askForTerm(tx, node, lot, { until: until as Day, reason }, request.caller.accountId)
        if (!asked.ok) return reply.problem(422, asked.issues)
        return await remember(tx, 201, await caseOf(tx, asked.value))
      }),
    ),
  )

  api.post('/regime-authorisations/:number/stock-takes', { config: keep, schema: contract.takeStock }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { number } = await getAuthorisation(node.db, request.caller, request.params.number)
        const { takenOn, counted, reason = `counted on ${takenOn}` } = request.body
        const lots = await holdCounted(tx, number, counted)
        const compared = await compareStock(tx, node, lots, reason, request.caller.accountId)
        if (!compared.ok) return reply.problem(422, compared.issues)
        const cases: contract.RegimeCase[] = []
        for (const id of compared.value) cases.push(await caseOf(tx, id))
        return await remember(tx, 201, { cases })
      }),
    ),
  )

  api.get('/regime-cases', { config: read, schema: contract.listRegimeCases }, async request => {
    const { limit, cursor, open, authorisation } = request.query
    const [after] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const filter = { holders: holdersOf(request.caller), isOpen: open === undefined ? undefined : open === 'true', authorisation }
    const page = pageFrom(await listCases(node.db, filter, after, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(row => caseAnswer(row, node.state)) }
  })

  const judging = { config: { who: 'regimes.judge' as const }, schema: contract.decideRegimeCase }
  api.post('/regime-cases/:id/decision', judging, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = await holdCase(tx, request.params.id)
        const judged = await judge(tx, node, row, request.body, request.caller.accountId)
        if (!judged.ok) return reply.problem(422, judged.issues)
        return await remember(tx, 200, await caseOf(tx, row.id))
      }),
    ),
  )
}

/** The counted lots of one authorisation, each once, with their declarations held in order. */
async function holdCounted(tx: Writer, number: string, counted: readonly { readonly lot: string; readonly quantity: string }[]) {
  const ids = [...new Map(counted.map(each => [each.lot, each.quantity]))]
  const lots: (LotRow | undefined)[] = []
  for (const [id] of ids) lots.push(await findLot(tx, id))
  if (lots.some(lot => lot?.authorisation !== number)) throw refuse(404, 'regimes.lot-unknown')
  await holdDeclarations(tx, [...new Set(lots.flatMap(lot => (lot === undefined ? [] : [lot.mrn])))])
  const held: { readonly lot: LotRow; readonly quantity: string }[] = []
  for (const [id, quantity] of ids) {
    const lot = await findLot(tx, id)
    if (lot !== undefined) held.push({ lot, quantity })
  }
  return held
}

import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { type App, csvOf, etagOf, idempotent, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { authorisationAnswer } from './answers.ts'
import { findAuthorisation, listAuthorisations, listDecisions } from './authorisation-store.ts'
import { applyFor, decideOn, setStanding } from './authorise.ts'
import { ledgerRows, readHeld, readLedger } from './ledger.ts'
import { ledgerPage } from './ledger-page.ts'
import { getAuthorisation, holdersOf, holdVisibleAuthorisation } from './visible.ts'

/** The doors of authorisations: applied for, decided by two officers, suspended; and the ledger of each. */
export function registerAuthorisations(node: Node, api: App): void {
  const read = { who: 'regimes.read' } as const

  async function answer(reader: Reader, number: string): Promise<contract.RegimeAuthorisation> {
    const row = await findAuthorisation(reader, number)
    if (row === undefined) throw new Error(`given ${number}, needs an authorisation that is there`)
    return authorisationAnswer(row, await listDecisions(reader, number), node.clock.today())
  }

  const apply = { config: { who: 'regimes.apply' as const }, schema: contract.applyForRegime }
  api.post('/regime-authorisations', apply, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { caller } = request
        const { holder: named, validFrom, validTo, ...body } = request.body
        const holder = named ?? caller.organisation?.traderId ?? ''
        if (!mayActFor(caller, holder)) throw refuse(404, 'regimes.holder-unknown', { holder })
        const application = { holder, body, validFrom: validFrom as Day, validTo: validTo as Day }
        const applied = await applyFor(tx, node, application, caller.accountId)
        if (!applied.ok) return reply.problem(422, applied.issues)
        return await remember(tx, 201, await answer(tx, applied.value))
      }),
    ),
  )

  api.get('/regime-authorisations', { config: read, schema: contract.listRegimeAuthorisations }, async request => {
    const { limit, cursor, status, regime } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listAuthorisations(node.db, { holders: holdersOf(request.caller), status, regime }, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: await Promise.all(page.items.map(row => answer(node.db, row.number))) }
  })

  api.get('/regime-authorisations/:number', { config: read, schema: contract.readRegimeAuthorisation }, async (request, reply) => {
    const { number, revision } = await getAuthorisation(node.db, request.caller, request.params.number)
    reply.header('etag', etagOf(revision))
    return await answer(node.db, number)
  })

  const decide = { config: { who: 'regimes.decide' as const }, schema: contract.decideRegimeAuthorisation }
  api.post('/regime-authorisations/:number/decision', decide, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = await holdVisibleAuthorisation(tx, request.caller, request.params.number)
        const decided = await decideOn(tx, node, row, request.body, request.caller)
        if (!decided.ok) return reply.problem(422, decided.issues)
        return await remember(tx, 200, await answer(tx, row.number))
      }),
    ),
  )

  const suspend = { config: { who: 'regimes.suspend' as const }, schema: contract.setRegimeStanding }
  api.post('/regime-authorisations/:number/standing', suspend, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = await holdVisibleAuthorisation(tx, request.caller, request.params.number)
        const moved = await setStanding(tx, node, row, request.body, request.caller.accountId)
        if (!moved.ok) return reply.problem(422, moved.issues)
        return await remember(tx, 200, await answer(tx, row.number))
      }),
    ),
  )

  api.get('/regime-authorisations/:number/ledger', { config: read, schema: contract.readRegimeLedger }, async request =>
    readLedger(node.db, node, await getAuthorisation(node.db, request.caller, request.params.number)),
  )

  api.get('/regime-authorisations/:number/ledger.csv', { config: read, schema: contract.exportRegimeLedger }, async (request, reply) => {
    const { number } = await getAuthorisation(node.db, request.caller, request.params.number)
    reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${number}.csv"`)
    return csvOf(ledgerRows(await readHeld(node.db, number), node.clock.today()))
  })

  api.get('/regime-authorisations/:number/ledger/page', { config: read, schema: contract.readRegimeLedgerPage }, async (request, reply) => {
    const row = await getAuthorisation(node.db, request.caller, request.params.number)
    reply.type('text/html; charset=utf-8')
    return ledgerPage(await readLedger(node.db, node, row), ledgerRows(await readHeld(node.db, row.number), node.clock.today()))
  })
}

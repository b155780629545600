import * as contract from '@lintas/contract'
import { placeCode, placeStandingOn } from '@lintas/customs/cargo'
import type { Day, Result } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { findPlaces, holdProposal, listPlaces, listProposals, type PlaceRow, sumHeld } from './place-store.ts'
import { decidePlace, proposePlace, suspendPlace } from './places.ts'

const byCode = z.tuple([z.string().max(17)])
const byId = z.tuple([placeKey])
/** Rows read at a time for a file. */
const FILE_ROWS = 1_000

/** The doors of the register of storage places: anyone reads it, customs proposes, a supervisor decides and suspends. */
export function registerPlaceRoutes(api: App, node: Node): void {
  const read = { who: 'cargo.read-places' } as const

  api.get('/storage-places', { config: read, schema: contract.listStoragePlaces }, async ({ query }) => {
    const { limit, cursor, ...filter } = query
    const [after] = readCursor(cursor, byCode) ?? []
    const page = pageFrom(await listPlaces(node.db, filter, after, limit + 1), limit, row => [row.code])
    return { ...page, items: page.items.map(row => placeAnswer(row, node.clock.today())) }
  })

  api.get('/storage-places.csv', { config: read, schema: contract.printStoragePlaces }, async (_, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="storage-places.csv"')
      .send(tableOf(await everyPlace(node.db), node.clock.today())),
  )

  const readOne = { config: { who: 'cargo.read-place' as const }, schema: contract.readStoragePlace }
  api.get('/storage-places/:code', readOne, async ({ caller, params }) => detail(node, caller, params.code))

  const proposals = { config: { who: 'cargo.read-place-proposals' as const }, schema: contract.listPlaceProposals }
  api.get('/storage-place-proposals', proposals, async ({ query: { limit, cursor, status } }) => {
    const [before] = readCursor(cursor, byId) ?? []
    const page = pageFrom(await listProposals(node.db, status, before, limit + 1), limit, row => [row.id])
    return { ...page, items: page.items.map(proposalAnswer) }
  })

  const propose = { config: { who: 'cargo.propose-place' as const }, schema: contract.proposePlace }
  api.post('/storage-place-proposals', propose, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const row = given(await proposePlace(tx, node, request.body, request.caller.accountId))
        return await remember(tx, 201, proposalAnswer(row))
      }),
    ),
  )

  const decide = { config: { who: 'cargo.approve-place' as const }, schema: contract.decidePlace }
  api.post('/storage-place-proposals/:id/decision', decide, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { body, params } = request
        given(await decidePlace(tx, node, params.id, request.caller.accountId, body.decision === 'refused' ? body.reason : undefined))
        return await remember(tx, 200, proposalAnswer((await holdProposal(tx, params.id)) as PlaceRow)) // it was just decided
      }),
    ),
  )

  const suspend = { config: { who: 'cargo.suspend-place' as const }, schema: contract.suspendPlace }
  api.post('/storage-places/:code/suspension', suspend, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { code } = request.params
        given(await suspendPlace(tx, node, placeCode(code), request.caller.accountId, request.body.reason))
        return await remember(tx, 200, await detail({ ...node, db: tx }, request.caller, code))
      }),
    ),
  )
}

const STATUSES: Readonly<Record<string, number>> = {
  'cargo.place-not-there': 404,
  'cargo.place-proposal-not-there': 404,
  'cargo.place-own': 403,
  'cargo.place-decided': 409,
  'cargo.place-proposed': 409,
  'cargo.place-stale': 409,
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(STATUSES[result.issues[0]?.code ?? ''] ?? 422, result.issues)
  return result.value
}

/** One place as it stands today; what lies there, and why it is suspended, is told to customs alone. */
async function detail(
  { db, clock }: { readonly db: Reader; readonly clock: Node['clock'] },
  { role }: Caller,
  written: string,
): Promise<contract.StoragePlaceDetail> {
  const [row] = await findPlaces(db, [placeCode(written)])
  if (row === undefined) throw refuse(404, 'cargo.place-not-there', { place: written })
  const answer = placeAnswer(row, clock.today())
  if (role !== 'officer' && role !== 'supervisor') return answer
  const { suspension, suspendedOn } = row
  return {
    ...answer,
    ...(suspension === null ? {} : { suspension }),
    ...(suspendedOn === undefined ? {} : { suspendedOn }),
    held: await sumHeld(db, row.code),
  }
}

function wordingOf({ code, name, operator, office, address, uses, kinds, capacityKg, validFrom, validTo }: PlaceRow) {
  return {
    code,
    name,
    operator,
    office,
    ...(address === undefined ? {} : { address }),
    uses,
    kinds,
    ...(capacityKg === undefined ? {} : { capacityKg }),
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
  }
}

function placeAnswer(row: PlaceRow, today: Day): contract.StoragePlaceAnswer {
  return { ...wordingOf(row), standing: placeStandingOn(row, today) }
}

function proposalAnswer(row: PlaceRow): contract.PlaceProposalAnswer {
  const { id, reason, proposedBy, decision, decidedBy, refusal } = row
  return {
    ...wordingOf(row),
    id,
    reason,
    status: decision ?? 'proposed',
    proposedBy,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
  }
}

async function everyPlace(reader: Reader): Promise<readonly PlaceRow[]> {
  const rows: PlaceRow[] = []
  for (let more = true; more; ) {
    const some = await listPlaces(reader, {}, rows.at(-1)?.code, FILE_ROWS)
    rows.push(...some)
    more = some.length === FILE_ROWS
  }
  return rows
}

const COLUMNS = [
  'code',
  'name',
  'operator',
  'office',
  'address',
  'uses',
  'kinds',
  'capacity_kg',
  'valid_from',
  'valid_to',
  'standing',
] as const

function tableOf(rows: readonly PlaceRow[], today: Day): string {
  const lines = rows.map(row => [
    row.code,
    row.name,
    row.operator,
    row.office,
    row.address ?? '',
    row.uses.join(' '),
    row.kinds.join(' '),
    row.capacityKg ?? '',
    row.validFrom,
    row.validTo ?? '',
    placeStandingOn(row, today),
  ])
  return csvOf([COLUMNS, ...lines])
}

import * as contract from '@lintas/contract'
import { chargeLimit, findAbandonmentPeriod, isExhausted, storageLimit } from '@lintas/customs/cargo'
import { addDays } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { cargoDocument } from './answers.ts'
import { type DocumentRow, listDocuments, listPassages, listWaiting } from './document-store.ts'
import type { CargoDesk } from './follow.ts'
import type { ManifestRow } from './manifest-store.ts'
import { splitDocument } from './regroup.ts'
import { getDocument, getManifest, holdVisibleManifest, whoseOf } from './visible.ts'
import { listTakers } from './write-off-store.ts'

const byPlace = z.tuple([z.number().int().min(-1).max(1_000_000_000)])
const byId = z.tuple([placeKey])
/** Rows read at a time for a file. */
const FILE_ROWS = 1_000

/** The doors of transport documents: lists, one of them, splitting, and what nobody claimed. */
export function registerDocumentRoutes(api: App, { node }: CargoDesk): void {
  const read = { who: 'cargo.read' } as const
  const file = { who: 'cargo.file' } as const

  api.get('/manifests/:number/documents', { config: read, schema: contract.listCargoDocuments }, async request => {
    const { limit, cursor, ...filter } = request.query
    const { number } = await getManifest(node.db, request.caller, request.params.number)
    const [after] = readCursor(cursor, byPlace) ?? []
    const rows = await listDocuments(node.db, number, filter, after, limit + 1)
    const page = pageFrom(rows, limit, row => [row.place])
    return { ...page, items: page.items.map(row => cargoDocument(row, node.clock.today())) }
  })

  api.get('/manifests/:number/documents.csv', { config: read, schema: contract.printCargoDocuments }, async (request, reply) => {
    const { number } = await getManifest(node.db, request.caller, request.params.number)
    const rows = await everyRow(after => listDocuments(node.db, number, {}, after?.place, FILE_ROWS))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${number}.csv"`)
      .send(tableOf(node, rows))
  })

  api.get('/transport-documents/:id', { config: read, schema: contract.readCargoDocument }, async request => {
    const { row, manifest } = await getDocument(node.db, request.caller, request.params.id)
    return await tellDocument(node, row, manifest)
  })

  api.post('/transport-documents/:id/split', { config: file, schema: contract.splitCargo }, async (request, reply) => {
    const { row, manifest } = await getDocument(node.db, request.caller, request.params.id)
    return await idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const held = await holdVisibleManifest(tx, request.caller, manifest.number)
        const split = await splitDocument(tx, { node, caller: request.caller, manifest: held }, row.id, request.body.parts)
        if (!split.ok) throw new Problem(422, split.issues)
        const today = node.clock.today()
        const { source, parts } = split.value
        return await remember(tx, 200, { source: cargoDocument(source, today), parts: parts.map(each => cargoDocument(each, today)) })
      }),
    )
  })

  api.get('/unclaimed', { config: read, schema: contract.listUnclaimed }, async request => {
    const { limit, cursor, within, abandoned } = request.query
    const [after] = readCursor(cursor, byId) ?? []
    const today = node.clock.today()
    const until = within === undefined ? undefined : addDays(today, Number(within))
    const rows = await listWaiting(node.db, whoseOf(request.caller), until, after, limit + 1, abandoned !== undefined)
    const page = pageFrom(rows, limit, row => [row.id])
    const period = findAbandonmentPeriod(node.law, node.state, today)
    return {
      ...page,
      items: page.items.map(row => cargoDocument(row, today)),
      ...(period === undefined
        ? {}
        : { abandonment: { days: period.days, law: period.id, legalRef: period.legalRef, confidence: period.confidence } }),
    }
  })

  api.get('/unclaimed.csv', { config: read, schema: contract.printUnclaimed }, async (request, reply) => {
    const rows = await everyRow(after => listWaiting(node.db, whoseOf(request.caller), undefined, after?.id, FILE_ROWS))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="unclaimed.csv"')
      .send(tableOf(node, rows))
  })
}

/** Every row of a list, read some at a time. */
async function everyRow(read: (after: DocumentRow | undefined) => Promise<readonly DocumentRow[]>): Promise<readonly DocumentRow[]> {
  const rows: DocumentRow[] = []
  for (let more = true; more; ) {
    const some = await read(rows.at(-1))
    rows.push(...some)
    more = some.length === FILE_ROWS
  }
  return rows
}

async function tellDocument(node: Node, row: DocumentRow, manifest: ManifestRow): Promise<contract.CargoDocumentAnswer> {
  const { law, state, clock } = node
  const takers = await listTakers(node.db, row.id)
  const passages = await listPassages(node.db, row.id)
  const limit = storageLimit(law, state, manifest.mode, row.standing)
  const charged = chargeLimit(law, state, manifest.mode, row.standing)
  const declared = row.standing.declared.packages > 0 || row.standing.declared.grossMassKg !== '0'
  return {
    ...cargoDocument(row, clock.today()),
    document: { ...row.body },
    writeOffs: takers.map(({ mrn, packages, mass, on, status }) => ({ mrn, packages: Number(packages), grossMassKg: mass, on, status })),
    isCleared: declared && isExhausted(row.standing) && takers.every(each => each.status === 'released'),
    passages: passages.map(({ direction, id, number, packages, mass, on }) => ({
      direction,
      id,
      number,
      packages: Number(packages),
      grossMassKg: mass,
      on,
    })),
    ...(limit === undefined
      ? {}
      : {
          limit: {
            lastOn: limit.lastOn,
            days: limit.law.days,
            law: limit.law.id,
            legalRef: limit.law.legalRef,
            confidence: limit.law.confidence,
          },
        }),
    ...(charged === undefined ? {} : { chargedFrom: addDays(charged.lastOn, 1) }),
  }
}

const COLUMNS = [
  'manifest',
  'number',
  'origin',
  'master',
  'consignee',
  'description',
  'cargo',
  'status',
  'announced_packages',
  'announced_kg',
  'landed_packages',
  'landed_kg',
  'damaged_packages',
  'declared_packages',
  'declared_kg',
  'passed_on_packages',
  'passed_on_kg',
  'left_packages',
  'left_kg',
  'location',
  'last_on',
  'unclaimed_on',
  'abandoned_on',
] as const

function tableOf(node: Node, rows: readonly DocumentRow[]): string {
  const today = node.clock.today()
  const lines = rows.map(row => {
    const each = cargoDocument(row, today)
    const cells: Record<(typeof COLUMNS)[number], string | number | undefined> = {
      manifest: each.manifest,
      number: each.number,
      origin: each.origin,
      master: each.master,
      consignee: each.consignee,
      description: each.description,
      cargo: each.cargo,
      status: each.status,
      announced_packages: each.announced.packages,
      announced_kg: each.announced.grossMassKg,
      landed_packages: each.landed?.packages,
      landed_kg: each.landed?.grossMassKg,
      damaged_packages: each.damagedPackages,
      declared_packages: each.declared.packages,
      declared_kg: each.declared.grossMassKg,
      passed_on_packages: each.passedOn.packages,
      passed_on_kg: each.passedOn.grossMassKg,
      left_packages: each.left.packages,
      left_kg: each.left.grossMassKg,
      location: each.location,
      last_on: each.lastOn,
      unclaimed_on: each.unclaimedOn,
      abandoned_on: each.abandonedOn,
    }
    return COLUMNS.map(column => String(cells[column] ?? ''))
  })
  return csvOf([COLUMNS, ...lines])
}

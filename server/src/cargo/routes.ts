import * as contract from '@lintas/contract'
import { day, type Issue, type Result } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type App,
  idempotent,
  languageOf,
  Problem,
  pageFrom,
  placeKey,
  readCursor,
  refuse,
  requireMatch,
  routes,
} from '../platform/http/index.ts'
import type { Reader, Writer } from '../platform/node.ts'
import { cargoDocument, manifestSummary } from './answers.ts'
import { registerDecisionRoutes } from './decision-routes.ts'
import { registerDifferenceRoutes } from './difference-routes.ts'
import { registerDocumentRoutes } from './document-routes.ts'
import { amendManifest, fileManifest } from './file.ts'
import { type CargoDesk, matchEarlier } from './follow.ts'
import * as store from './manifest-store.ts'
import { registerPlaceRoutes } from './place-routes.ts'
import { readManifest } from './read-manifest.ts'
import { joinDocuments } from './regroup.ts'
import { reportArrival, reportDischarge, storeCargo } from './report.ts'
import type { Report } from './reported.ts'
import { registerStandingRoutes } from './time-sensitive-routes.ts'
import { totalsOf } from './totals-store.ts'
import { getManifest, holdVisibleManifest, whoseOf } from './visible.ts'

const listPlace = z.tuple([z.literal(['first', 'rest']), placeKey])
const FILE_BYTES_MAX = 10 * 1024 * 1024

/** The doors of manifests: a carrier files and reports, customs reads. */
export function registerRoutes(desk: CargoDesk): void {
  routes(desk.node.http, 'cargo', api => {
    registerFiling(api, desk)
    registerReading(api, desk)
    registerReports(api, desk)
    registerDocumentRoutes(api, desk)
    registerDecisionRoutes(api, desk)
    registerDifferenceRoutes(api, desk)
    registerStandingRoutes(api, desk.node)
    registerPlaceRoutes(api, desk.node)
  })
}

function registerFiling(api: App, desk: CargoDesk): void {
  const { node } = desk
  const config = { who: 'cargo.file' } as const

  api.post('/manifests', { config, schema: contract.fileManifest, bodyLimit: FILE_BYTES_MAX }, async (request, reply) => {
    const document = manifestIn(request)
    const answer = await idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const filed = await fileManifest(tx, desk, request.caller, document)
        if (filed.outcome === 'refused') throw new Problem(422, filed.issues)
        if (filed.outcome === 'taken')
          throw refuse(409, 'cargo.reference-taken', { reference: document.reference, number: filed.number }, 'reference')
        const told = await tell(tx, request, filed.row, filed.issues)
        return await remember(tx, filed.outcome === 'known' ? 200 : 201, told)
      }),
    )
    await matchEarlier(desk, answer.number)
    return answer
  })

  api.put('/manifests/:number', { config, schema: contract.amendManifest, bodyLimit: FILE_BYTES_MAX }, async request => {
    const document = manifestIn(request)
    const answer = await node.db.transaction(async tx => {
      const row = await holdVisibleManifest(tx, request.caller, request.params.number)
      requireMatch(request, row.revision)
      const issues = must(await amendManifest(tx, desk, request.caller, row, document))
      return await tell(tx, request, await getManifest(tx, request.caller, row.number), issues)
    })
    await matchEarlier(desk, answer.number)
    return answer
  })
}

function registerReading(api: App, { node }: CargoDesk): void {
  const config = { who: 'cargo.read' } as const

  api.get('/manifests', { config, schema: contract.listManifests }, async request => {
    const { limit, cursor, ...filter } = request.query
    const before = readCursor(cursor, listPlace)
    const rows = await store.listManifests(node.db, whoseOf(request.caller), filter, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.urgent === null ? 'rest' : 'first', row.listed])
    const totals = await totalsOf(
      node.db,
      page.items.map(row => row.number),
    )
    return { ...page, items: page.items.map(row => manifestSummary(row, totals.get(row.number), row.urgent ?? [])) }
  })

  api.get('/manifests/:number', { config, schema: contract.readManifest }, async (request, reply) => {
    const row = await getManifest(node.db, request.caller, request.params.number)
    reply.header('etag', `"${row.revision}"`)
    return await tell(node.db, request, row, [])
  })

  api.get('/manifests/:number/document', { config, schema: contract.readManifestDocument }, async request => {
    const { number, version } = await getManifest(node.db, request.caller, request.params.number)
    return { version, document: { ...(await store.getManifestVersion(node.db, number, version)).document } }
  })
}

function registerReports(api: App, desk: CargoDesk): void {
  const { node } = desk
  const config = { who: 'cargo.file' } as const

  /** Does a report about a manifest that is held, once, and answers how it stands then. */
  function reporting<Value>(
    request: FastifyRequest & { params: { number: string } },
    work: (tx: Writer, report: Report) => Promise<Result<Value>>,
  ) {
    return async (tx: Writer) => {
      const manifest = await holdVisibleManifest(tx, request.caller, request.params.number)
      return { manifest, value: must(await work(tx, { node, caller: request.caller, manifest })) }
    }
  }

  api.post('/manifests/:number/arrival', { config, schema: contract.reportArrival }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { arrivedOn } = request.body
        const on = arrivedOn === undefined ? undefined : day(arrivedOn)
        const { manifest } = await reporting(request, (inTx, report) => reportArrival(inTx, report, on))(tx)
        await node.jobs.send('cargo-arrive', {}, { tx })
        return await remember(tx, 200, await tell(tx, request, await getManifest(tx, request.caller, manifest.number), []))
      }),
    ),
  )

  api.post('/manifests/:number/discharge', { config, schema: contract.reportDischarge, bodyLimit: FILE_BYTES_MAX }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { manifest, value } = await reporting(request, (inTx, report) => reportDischarge(inTx, report, request.body))(tx)
        return await remember(tx, 200, await tell(tx, request, await getManifest(tx, request.caller, manifest.number), value))
      }),
    ),
  )

  api.post('/manifests/:number/storage', { config, schema: contract.storeCargo }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { location, documents } = request.body
        const { manifest, value } = await reporting(request, (inTx, report) => storeCargo(inTx, report, location, documents))(tx)
        return await remember(tx, 200, await tell(tx, request, await getManifest(tx, request.caller, manifest.number), value))
      }),
    ),
  )

  api.post('/manifests/:number/consolidation', { config, schema: contract.joinCargo }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { documents, ...into } = request.body
        const { value } = await reporting(request, (inTx, report) => joinDocuments(inTx, report, documents, into))(tx)
        return await remember(tx, 200, cargoDocument(value, node.clock.today()))
      }),
    ),
  )
}

function manifestIn(request: FastifyRequest) {
  if (request.body === undefined || request.body === null) throw refuse(400, 'request.body-missing')
  const read = readManifest(request.body)
  if (!read.ok) throw new Problem(Buffer.isBuffer(request.body) ? 422 : 400, read.issues)
  return read.value
}

async function tell(
  reader: Reader,
  request: FastifyRequest,
  row: store.ManifestRow,
  issues: readonly Issue[],
): Promise<contract.ManifestAnswer> {
  const totals = await totalsOf(reader, [row.number])
  const language = languageOf(request)
  return {
    ...manifestSummary(row, totals.get(row.number)),
    residues: await store.listResidues(reader, row.number, row.version),
    issues: issues.map(issue => ({ ...issue, message: contract.messageOf(issue, language) })),
  }
}

/** What came of an act, or every problem there is. */
function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(422, result.issues)
  return result.value
}

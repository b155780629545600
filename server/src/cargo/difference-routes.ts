import * as contract from '@lintas/contract'
import { outcomesOf } from '@lintas/customs/cargo'
import type { Day, Result } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { type DifferenceRow, findDifference, listDifferences } from './difference-store.ts'
import { countStock, explainDifference, settle } from './differences.ts'
import type { CargoDesk } from './follow.ts'
import { findManifest } from './manifest-store.ts'
import type { Report } from './reported.ts'
import { holdVisibleManifest, maySeeManifest, whoseOf } from './visible.ts'

const byId = z.tuple([placeKey])
const FILE_ROWS = 1_000

/** The doors of differences: whoever keeps goods counts and explains, an officer settles. */
export function registerDifferenceRoutes(api: App, { node }: CargoDesk): void {
  const read = { who: 'cargo.read' } as const
  const file = { who: 'cargo.file' } as const
  const decide = { who: 'cargo.decide' } as const

  async function getVisible(reader: Reader, caller: Caller, id: string): Promise<DifferenceRow> {
    const row = await findDifference(reader, id)
    const manifest = row === undefined ? undefined : await findManifest(reader, row.manifest)
    if (row === undefined || manifest === undefined || !maySeeManifest(caller, manifest))
      throw refuse(404, 'cargo.difference-unknown', { id })
    return row
  }

  /** Does an act to a difference, its manifest held, once; answers how it stands then. */
  function change(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    work: (tx: Writer, report: Report, row: DifferenceRow) => Promise<Result<void>>,
  ) {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { caller } = request
        const seen = await getVisible(tx, caller, request.params.id)
        const manifest = await holdVisibleManifest(tx, caller, seen.manifest)
        const done = await work(tx, { node, caller, manifest }, await getVisible(tx, caller, seen.id))
        if (!done.ok) throw new Problem(422, done.issues)
        return await remember(tx, 200, tell(await getVisible(tx, caller, seen.id), node.clock.today()))
      }),
    )
  }

  api.get('/cargo-differences', { config: read, schema: contract.listCargoDifferences }, async ({ caller, query }) => {
    const { limit, cursor, ...filter } = query
    const [after] = readCursor(cursor, byId) ?? []
    const page = pageFrom(await listDifferences(node.db, whoseOf(caller), filter, after, limit + 1), limit, row => [row.id])
    return { ...page, items: page.items.map(row => tell(row, node.clock.today())) }
  })

  api.get('/cargo-differences.csv', { config: read, schema: contract.printCargoDifferences }, async ({ caller, query }, reply) => {
    const rows: DifferenceRow[] = []
    for (let more = true; more; ) {
      const some = await listDifferences(node.db, whoseOf(caller), query, rows.at(-1)?.id, FILE_ROWS)
      rows.push(...some)
      more = some.length === FILE_ROWS
    }
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="cargo-differences.csv"')
      .send(tableOf(rows))
  })

  api.get('/cargo-differences/:id', { config: read, schema: contract.readCargoDifference }, async ({ caller, params }) =>
    tell(await getVisible(node.db, caller, params.id), node.clock.today()),
  )

  api.post('/cargo-differences/:id/explanation', { config: file, schema: contract.explainCargoDifference }, (request, reply) =>
    change(request, reply, (tx, report, row) => explainDifference(tx, report, row, request.body)),
  )

  api.post('/cargo-differences/:id/settlement', { config: decide, schema: contract.settleCargoDifference }, (request, reply) =>
    change(request, reply, (tx, report, row) => settle(tx, report, row, request.body)),
  )

  api.post('/manifests/:number/stock-taking', { config: file, schema: contract.countCargoStock }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { caller, params, body } = request
        const manifest = await holdVisibleManifest(tx, caller, params.number)
        const done = await countStock(tx, { node, caller, manifest }, body.counted)
        if (!done.ok) throw new Problem(422, done.issues)
        return await remember(tx, 201, { items: done.value.map(row => tell(row, node.clock.today())) })
      }),
    ),
  )
}

function tell(row: DifferenceRow, today: Day): contract.CargoDifference {
  const { explainBy, law, explanations, settlements, settledOn, ...same } = row
  return {
    ...same,
    ...(explainBy === null ? {} : { explainBy }),
    ...(law === null ? {} : { law }),
    isLate: explainBy !== null && settledOn === null && explanations.length === 0 && today > explainBy,
    explanations: explanations.map(({ words, documents, at }) => ({ words, documents: [...documents], at })),
    settlements: settlements.map(({ mrn, reasons, ...each }) => ({ ...each, ...(mrn === null ? {} : { mrn }), reasons: [...reasons] })),
    ...(settledOn === null ? {} : { settledOn }),
    outcomes: settledOn === null ? [...outcomesOf(row.kind)] : [],
  }
}

const COLUMNS = [
  'id',
  'manifest',
  'number',
  'kind',
  'packages',
  'kg',
  'open_packages',
  'open_kg',
  'opened_on',
  'explain_by',
  'explained',
  'outcomes',
  'settled_on',
]

function tableOf(rows: readonly DifferenceRow[]): string {
  const lines = rows.map(({ id, manifest, number, kind, amount, open, openedOn, explainBy, explanations, settlements, settledOn }) => [
    id,
    manifest,
    number,
    kind,
    String(amount.packages),
    amount.grossMassKg,
    String(open.packages),
    open.grossMassKg,
    openedOn,
    explainBy ?? '',
    explanations.map(each => each.words).join('; '),
    settlements.map(({ outcome, mrn }) => (mrn === null ? outcome : `${outcome} ${mrn}`)).join('; '),
    settledOn ?? '',
  ])
  return csvOf([COLUMNS, ...lines])
}

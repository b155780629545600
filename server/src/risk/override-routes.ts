import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { z } from 'zod'
import { namesOf } from '../platform/access/index.ts'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { officeOf, statusOf } from './answers.ts'
import { decideOverride, requestOverride } from './override.ts'
import { type CountRow, countOverrides, listOverrides, type OverrideFilter, type OverrideRow } from './override-store.ts'
import type { Desk } from './record-control.ts'

/** As many as one file holds: a spreadsheet opens it, and the filters make it smaller. */
const EXPORTED_MAX = 10_000

/** The doors of overrides: ask for one, decide on one, read them. */
export function registerOverrides(node: Node, desk: Desk, api: App): void {
  const read = { who: 'risk.read' } as const

  const request = { config: { who: 'risk.override' as const }, schema: contract.requestOverride }
  api.post('/declarations/:mrn/overrides', request, (call, reply) =>
    idempotent(node.db, call, reply, remember =>
      node.db.transaction(async tx => {
        const row = given(await requestOverride(tx, desk, call.caller, call.params.mrn, call.body))
        return await remember(tx, 201, await namedAnswer(tx, row))
      }),
    ),
  )

  const decide = { config: { who: 'risk.decide-override' as const }, schema: contract.decideOverride }
  api.post('/overrides/:id/approval', decide, (call, reply) =>
    idempotent(node.db, call, reply, remember =>
      node.db.transaction(async tx => {
        const refusal = call.body.decision === 'refused' ? call.body.reason : undefined
        const row = given(await decideOverride(tx, desk, call.caller, call.params.id, refusal))
        return await remember(tx, 200, await namedAnswer(tx, row))
      }),
    ),
  )

  api.get('/overrides', { config: read, schema: contract.listOverrides }, async call => {
    const { limit, cursor, ...asked } = call.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listOverrides(node.db, filterFor(call.caller, asked), before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: await answersOf(node.db, page.items) }
  })

  api.get('/overrides/counts', { config: read, schema: contract.countOverrides }, async call => {
    const counts = countsOf(await countOverrides(node.db, filterFor(call.caller, call.query)))
    const names = await namesOf(
      node.db,
      counts.map(each => each.officer),
    )
    return { items: counts.map(each => ({ ...each, ...named('officerName', names.get(each.officer)) })) }
  })

  api.get('/overrides.csv', { config: read, schema: contract.exportOverrides }, async (call, reply) => {
    const rows = await listOverrides(node.db, filterFor(call.caller, call.query), undefined, EXPORTED_MAX)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="overrides.csv"')
    return csvOf([HEADINGS, ...(await answersOf(node.db, rows)).map(cellsOf)])
  })

  function filterFor(caller: Caller, asked: Omit<OverrideFilter, 'timeZone'>): OverrideFilter {
    return { ...asked, office: officeOf(caller, asked.office), timeZone: STATE_FACTS[node.state].timeZone }
  }
}

async function answersOf(reader: Reader, rows: readonly OverrideRow[]): Promise<contract.OverrideAnswer[]> {
  const names = await namesOf(
    reader,
    rows.flatMap(({ requestedBy, decidedBy }) => (decidedBy === null ? [requestedBy] : [requestedBy, decidedBy])),
  )
  return rows.map(row => overrideAnswer(row, names))
}

async function namedAnswer(reader: Reader, row: OverrideRow): Promise<contract.OverrideAnswer> {
  const [answer] = await answersOf(reader, [row])
  if (answer === undefined) throw new Error('given one override, needs one answer')
  return answer
}

function named<Name extends string>(name: Name, known: string | undefined): { readonly [name in Name]?: string } {
  return known === undefined ? {} : ({ [name]: known } as { readonly [name in Name]: string })
}

function overrideAnswer(row: OverrideRow, names: ReadonlyMap<string, string>): contract.OverrideAnswer {
  const { id, mrn, documentVersion, body, effect, office, requestedBy, requestedAt, needsSecond, decidedBy, decidedAt, decision, refusal } =
    row
  return {
    id,
    mrn,
    documentVersion,
    kind: body.kind,
    reason: body.reason,
    text: body.text,
    status: decision === null ? 'waiting' : decision === 'approved' ? 'done' : 'refused',
    effect: { ...effect, waived: [...effect.waived], asked: [...effect.asked] },
    ...(body.kind === 'reassign' ? { assignTo: body.to } : {}),
    office,
    requestedBy,
    ...named('requestedName', names.get(requestedBy)),
    ...named('decidedName', names.get(decidedBy ?? '')),
    requestedAt: requestedAt.toISOString(),
    needsSecond,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(refusal === null ? {} : { refusal }),
  }
}

const HEADINGS = [
  'requested at',
  'officer',
  'name',
  'office',
  'mrn',
  'kind',
  'reason',
  'text',
  'lane before',
  'lane after',
  'waived',
  'asked',
  'status',
  'decided by',
  'decided at',
  'refusal',
]

function cellsOf(each: contract.OverrideAnswer): readonly string[] {
  const { requestedAt, requestedBy, requestedName = '', office, mrn, kind, reason, text, effect, status } = each
  const { decidedBy = '', decidedAt = '', refusal = '' } = each
  const { from, to, waived, asked } = effect
  return [
    requestedAt,
    requestedBy,
    requestedName,
    office,
    mrn,
    kind,
    reason,
    text,
    from,
    to,
    waived.join(' '),
    asked.join(' '),
    status,
    decidedBy,
    decidedAt,
    refusal,
  ]
}

/** Counts added up per officer and office, most overrides first. */
function countsOf(rows: readonly CountRow[]): contract.OverrideCount[] {
  const officers = Map.groupBy(rows, ({ officer, office }) => JSON.stringify([officer, office]))
  return [...officers.values()]
    .flatMap(own => {
      const [first] = own
      if (first === undefined) return []
      const add = (those: readonly CountRow[]) => those.reduce((sum, { count }) => sum + count, 0)
      const by = (name: 'kind' | 'reason') =>
        Object.fromEntries([...Map.groupBy(own, row => row[name])].map(([value, those]) => [value, add(those)]))
      return [
        {
          officer: first.officer,
          office: first.office,
          total: add(own),
          lowering: add(own.filter(row => row.lowers && row.decision === 'approved')),
          waiting: add(own.filter(row => row.decision === null)),
          refused: add(own.filter(row => row.decision === 'refused')),
          byKind: by('kind') as contract.OverrideCount['byKind'],
          byReason: by('reason') as contract.OverrideCount['byReason'],
        },
      ]
    })
    .sort((a, b) => b.total - a.total || (a.officer < b.officer ? -1 : 1))
}

function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Problem(statusOf(result.issues), result.issues)
  return result.value
}

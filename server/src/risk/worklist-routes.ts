import * as contract from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { officeOf, statusOf } from './answers.ts'
import { type AuditCandidateRow, listAuditCandidates } from './candidate-store.ts'
import { takeFromList } from './day-list.ts'
import type { DaySecrets } from './day-secrets.ts'
import type { Desk } from './record-control.ts'
import { setCapacity, worklistOf } from './selection.ts'
import { type CapacityRow, listCapacities } from './selection-store.ts'

const EXPORT_MAX = 10_000

/** The day's list of an office: what it is ranked by, what is taken from it, and what is noted for a check after release. For customs alone. */
export function registerWorklist(node: Node, desk: Desk, api: App, secrets: Pick<DaySecrets, 'of'>): void {
  const read = { who: 'risk.read' } as const

  api.put('/risk/capacities/:office', { config: { who: 'risk.set-capacity' }, schema: contract.setCapacity }, async request =>
    capacityOf(await setCapacity(node, request.caller, request.params.office, request.body)),
  )

  api.get('/risk/capacities/:office', { config: read, schema: contract.listCapacities }, async request => {
    const { limit, cursor } = request.query
    const office = officeOf(request.caller, request.params.office) ?? request.params.office
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listCapacities(node.db, office, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(capacityOf) }
  })

  api.get('/risk/worklist', { config: read, schema: contract.readWorklist }, async (request, reply) => {
    const office = officeOf(request.caller, request.query.office) ?? request.caller.office
    if (office === undefined) throw refuse(422, 'risk.capacity-unknown', { office: '' }, 'query.office')
    const today = node.clock.today()
    const found = await worklistOf(node.db, node.state, today, office, (await secrets.of(today)).secret)
    if (!found.ok) return reply.problem(statusOf(found.issues), found.issues)
    const { capacity, done, cases, released, outlooks } = found.value
    const chosen = Number(capacity.revenueWeight)
    return {
      ...capacityOf(capacity),
      currency: STATE_FACTS[node.state].currency,
      done,
      cases: cases.map(each => ({ ...each, hits: [...each.hits] })),
      released: released.map(each => ({ ...each, hits: [...each.hits] })),
      outlooks: outlooks.map(each => ({
        ...each,
        revenueWeight: String(each.revenueWeight),
        found: each.found.toFixed(2),
        revenue: each.revenue.toFixed(0),
        isChosen: each.revenueWeight === chosen,
      })),
    }
  })

  const take = { config: { who: 'risk.override' as const }, schema: contract.takeFromList }
  api.post('/risk/worklist/:mrn/control', take, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { mrn } = request.params
        const taken = await takeFromList(tx, { ...desk, node }, secrets, request.caller, mrn, request.body.control)
        if (!taken.ok) throw new Problem(statusOf(taken.issues), taken.issues)
        return await remember(tx, 201, taken.value)
      }),
    ),
  )

  api.get('/risk/audit-candidates', { config: read, schema: contract.listAuditCandidates }, async request => {
    const { limit, cursor, office } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listAuditCandidates(node.db, officeOf(request.caller, office), before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(auditCandidateOf) }
  })

  api.get('/risk/audit-candidates.csv', { config: read, schema: contract.exportAuditCandidates }, async (request, reply) => {
    const rows = await listAuditCandidates(node.db, officeOf(request.caller, request.query.office), undefined, EXPORT_MAX)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit-candidates.csv"')
    return csvOf([HEADINGS, ...rows.map(auditCandidateOf).map(cellsOf)])
  })
}

function capacityOf({ listed: _, setAt, ...row }: CapacityRow): contract.OfficeCapacity {
  return { ...row, setAt: setAt.toISOString() }
}

function auditCandidateOf({ listed: _, charges, notedAt, ...row }: AuditCandidateRow): contract.AuditCandidate {
  return { ...row, revenue: charges, notedAt: notedAt.toISOString() }
}

const HEADINGS = ['noted at', 'office', 'mrn', 'trader', 'goods', 'probability', 'charges', 'released on', 'noted by']

function cellsOf({ notedAt, office, mrn, trader, goods, probability, revenue, releasedOn, notedBy }: contract.AuditCandidate) {
  return [notedAt, office, mrn, trader, goods, probability, revenue, releasedOn, notedBy]
}

import * as contract from '@lintas/contract'
import { addDays, type Day, parseDay } from '@lintas/customs/kernel'
import { driftOf } from '@lintas/customs/risk'
import { z } from 'zod'
import { type App, csvOf, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { officeOf, statusOf } from './answers.ts'
import type { DaySecrets } from './day-secrets.ts'
import { type AlarmRow, countBySize, listAlarms } from './price-store.ts'
import { setCapacity, worklistOf } from './selection.ts'
import { listDrift } from './selection-store.ts'

const EXPORT_MAX = 10_000
const DAYS = 90

/** Prices far out, the day's list of an office, drift, and whom targeting falls on. For customs alone. */
export function registerTargeting(node: Node, api: App, secrets: Pick<DaySecrets, 'of'>): void {
  const read = { who: 'risk.read' } as const

  api.get('/risk/price-alarms', { config: read, schema: contract.listPriceAlarms }, async request => {
    const { limit, cursor, office } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listAlarms(node.db, officeOf(request.caller, office), before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(alarmOf) }
  })

  api.get('/risk/price-alarms.csv', { config: read, schema: contract.exportPriceAlarms }, async (request, reply) => {
    const rows = await listAlarms(node.db, officeOf(request.caller, request.query.office), undefined, EXPORT_MAX)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="price-alarms.csv"')
    return csvOf([HEADINGS, ...rows.map(alarmOf).map(cellsOf)])
  })

  api.get('/risk/fairness', { config: read, schema: contract.readFairness }, async request => {
    const to = dayOf(request.query.to) ?? addDays(node.clock.today(), 1)
    const from = dayOf(request.query.from) ?? addDays(to, -DAYS)
    const rows = await countBySize(node.db, from, to)
    const share = (count: number, of: number) => (count / of).toFixed(3)
    return {
      state: node.state,
      from,
      to,
      items: rows.map(row => ({
        ...row,
        pickedShare: share(row.picked, row.declarations),
        alarmedShare: share(row.alarmed, row.declarations),
      })),
    }
  })

  api.get('/risk/drift', { config: read, schema: contract.readDrift }, async () => ({
    items: (await listDrift(node.db)).map(row => ({ ...row, says: driftOf(Number(row.psi)) })),
  }))

  api.put('/risk/capacities/:office', { config: { who: 'risk.set-capacity' }, schema: contract.setCapacity }, async request =>
    setCapacity(node, request.caller, request.params.office, request.body),
  )

  api.get('/risk/worklist', { config: read, schema: contract.readWorklist }, async (request, reply) => {
    const office = officeOf(request.caller, request.query.office) ?? request.caller.office
    if (office === undefined) throw refuse(422, 'risk.capacity-unknown', { office: '' }, 'query.office')
    const found = await worklistOf(node, office, (await secrets.of(node.clock.today())).secret)
    if (!found.ok) return reply.problem(statusOf(found.issues), found.issues)
    const { capacity, cases } = found.value
    return { ...capacity, cases: cases.map(({ hits, rank: _, score: __, ...each }) => ({ ...each, hits: [...hits] })) }
  })
}

const dayOf = (text: string | undefined): Day | undefined => (text === undefined ? undefined : parseDay(text))

function alarmOf({ mrn, item, facts, raisedOn, office, trader, status }: AlarmRow): contract.PriceAlarm {
  return { mrn, item, ...facts, raisedOn, ...(office === null ? {} : { office }), trader, status }
}

const HEADINGS = ['raised on', 'office', 'mrn', 'item', 'trader', 'z', 'price', 'middle', 'currency', 'unit', 'from', 'digits', 'status']

function cellsOf({
  raisedOn,
  office = '',
  mrn,
  item,
  trader,
  z: far,
  price,
  middle,
  currency,
  unit,
  count,
  digits,
  status,
}: contract.PriceAlarm) {
  return [raisedOn, office, mrn, String(item + 1), trader, far, price, middle, currency, unit, String(count), String(digits), status]
}

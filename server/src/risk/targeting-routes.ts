import * as contract from '@lintas/contract'
import { addDays, type Day, parseDay } from '@lintas/customs/kernel'
import { crossBySize, driftOf, GROUP_MIN, type GroupCounts } from '@lintas/customs/risk'
import { z } from 'zod'
import { type App, csvOf, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { officeOf } from './answers.ts'
import { thresholdOf } from './drift.ts'
import { type AlarmRow, countBySize, countBySizeAndOrigin, listAlarms } from './price-store.ts'
import { listDrift } from './selection-store.ts'

const EXPORT_MAX = 10_000
const DAYS = 90

/** Prices far out, drift, and whom targeting falls on. For customs alone. */
export function registerTargeting(node: Node, api: App): void {
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
    const [rows, cells] = await Promise.all([countBySize(node.db, from, to), countBySizeAndOrigin(node.db, from, to)])
    return { state: node.state, from, to, items: rows.map(withShares), byOrigin: crossBySize(cells).map(withShares), groupMin: GROUP_MIN }
  })

  api.get('/risk/drift', { config: read, schema: contract.readDrift }, async () => {
    const threshold = thresholdOf(node)
    return { items: (await listDrift(node.db)).map(row => ({ ...row, says: driftOf(Number(row.psi), threshold) })) }
  })
}

function withShares<Counts extends GroupCounts>(counts: Counts): Counts & { readonly pickedShare: string; readonly alarmedShare: string } {
  const share = (count: number) => (count / counts.declarations).toFixed(3)
  return { ...counts, pickedShare: share(counts.picked), alarmedShare: share(counts.alarmed) }
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

import * as contract from '@lintas/contract'
import { addDays, type Day, parseDay } from '@lintas/customs/kernel'
import { liftOf } from '@lintas/customs/risk'
import { type App, csvOf } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { officeOf } from './answers.ts'
import { listMonths, type MonthRow } from './inspection-store.ts'

/** A year of months, where nobody says otherwise. */
const DAYS = 366

/** What targeting finds against the lot, by office and month: for officers, of their office; for supervisors, of all. */
export function registerLift(node: Node, api: App): void {
  const read = { who: 'risk.read' } as const

  api.get('/risk/lift', { config: read, schema: contract.readLift }, async request => ({
    items: (await monthsFor(request.caller, request.query)).map(answerOf),
  }))

  api.get('/risk/lift.csv', { config: read, schema: contract.exportLift }, async (request, reply) => {
    const rows = (await monthsFor(request.caller, request.query)).map(answerOf)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="lift.csv"')
    return csvOf([HEADINGS, ...rows.map(cellsOf)])
  })

  async function monthsFor(caller: Caller, { office, from, to }: contract.LiftQuery): Promise<readonly MonthRow[]> {
    const until = dayOf(to) ?? addDays(node.clock.today(), 1)
    return await listMonths(node.db, { office: officeOf(caller, office), from: dayOf(from) ?? addDays(until, -DAYS), to: until })
  }
}

const dayOf = (text: string | undefined): Day | undefined => (text === undefined ? undefined : parseDay(text))

function answerOf({ office, month, drawn, drawnFound, targeted, targetedFound, revenue }: MonthRow): contract.LiftMonth {
  return { office, month, revenue, ...liftOf({ inspected: drawn, found: drawnFound }, { inspected: targeted, found: targetedFound }) }
}

const HEADINGS = [
  'month',
  'office',
  'drawn: inspected',
  'drawn: found',
  'drawn: rate',
  'targeted: inspected',
  'targeted: found',
  'targeted: rate',
  'targeted: at least',
  'targeted: at most',
  'lift',
  'revenue found',
]

function cellsOf({ month, office, drawn, targeted, lift = '', revenue }: contract.LiftMonth): readonly string[] {
  const counted = (of: contract.LiftMonth['drawn']) => [String(of.inspected), String(of.found), of.rate ?? '']
  return [month, office, ...counted(drawn), ...counted(targeted), targeted.low ?? '', targeted.high ?? '', lift, revenue]
}

import * as contract from '@lintas/contract'
import { monthOf, termsOf, writePeriod } from '@lintas/customs/declaration'
import { type Day, day } from '@lintas/customs/kernel'
import { z } from 'zod'
import { require } from '../platform/access/index.ts'
import { type App, csvOf, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { summaryAnswer } from './answers.ts'
import { filerOf } from './drafts-routes.ts'
import { countPeriodic, type ListedRemoval, listRemovals, listUndeclared, type RemovedRow } from './removal-store.ts'
import { whoseFor } from './visible.ts'

const EXPORTED_MAX = 10_000
const COLUMNS = [
  'mrn',
  'localReference',
  'month',
  'office',
  'principal',
  'filer',
  'status',
  'releasedOn',
  'declaring',
  'dueOn',
  'declaredIn',
] as const

interface Filter {
  readonly month?: string | undefined
  readonly undeclared?: 'true' | 'false' | undefined
  readonly office?: string | undefined
}

/** Where one reads which goods were taken away, and what of a month is still to be declared. */
export function registerRemovals(api: App, node: Node): void {
  const read = { who: 'declaration.read' } as const
  const find = (caller: Caller, { month, undeclared, office }: Filter, before: string | undefined, limit: number) => {
    const days = month === undefined ? {} : monthOf(day(`${month}-01`))
    return listRemovals(node.db, whoseFor(caller, office), { ...days, undeclared: undeclared === 'true' }, before, limit)
  }

  api.get('/declarations/removals', { config: read, schema: contract.listRemovals }, async request => {
    const { limit, cursor, ...filter } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await find(request.caller, filter, before, limit + 1), limit, row => [row.listed])
    const today = node.clock.today()
    return { ...page, items: page.items.map(row => removalAnswer(row, node, today)) }
  })

  api.get('/declarations/removals.csv', { config: read, schema: contract.exportRemovals }, async (request, reply) => {
    const today = node.clock.today()
    const rows = (await find(request.caller, request.query, undefined, EXPORTED_MAX)).map(row => removalAnswer(row, node, today))
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="removals.csv"')
    return csvOf([COLUMNS, ...rows.map(row => COLUMNS.map(column => row[column] ?? ''))])
  })

  const config = { who: 'declaration.lodge' } as const
  api.get('/declarations/removals/period', { config, schema: contract.readRemovalPeriod }, async request => {
    const { month, office, principal = filerOf(request.caller) } = request.query
    require(request, { actFor: principal, scope: 'import' })
    const period = monthOf(day(`${month}-01`))
    const undeclared = await listUndeclared(node.db, { principal, office, ...period })
    const released = undeclared.filter(each => each.status === 'released')
    const declared = await countPeriodic(node.db, { principal, ...period })
    const together = [...Map.groupBy(released, each => termsOf(each.document)).values()]
    const [first] = undeclared.map(each => each.standing.completion?.dueOn).sort()
    return {
      month,
      principal,
      to: period.to,
      isOver: period.to < node.clock.today(),
      ...(first === undefined ? {} : { dueOn: first }),
      waiting: undeclared.length - released.length,
      declarations: together.map((rows, index) => ({
        office: rows[0]?.office ?? '',
        removals: rows.map(each => each.mrn),
        document: writePeriod(rows, period, referenceOf(rows, period.from, declared + index + 1)),
      })),
    }
  })
}

/** A reference that is the same for the same declaration, and another for the next of its month. */
function referenceOf([first]: readonly RemovedRow[], from: Day, number: number): string {
  const { office, document } = first ?? {}
  return ['P', from.slice(0, 7).replace('-', ''), office ?? '', document?.importer?.id?.slice(-12) ?? '', number].join('-')
}

function removalAnswer(row: ListedRemoval, { state }: Pick<Node, 'state'>, today: Day): contract.RemovalSummary {
  const { completion } = row.standing
  if (completion === undefined) throw new Error(`given ${row.mrn}, needs a removal`)
  return {
    ...summaryAnswer(row, state),
    month: row.registeredOn.slice(0, 7),
    dueOn: completion.dueOn,
    declaring: declaringOf(row, today),
    ...(row.declaredIn === null ? {} : { declaredIn: row.declaredIn }),
  }
}

/** Goods that were not taken away and will not be. */
const ENDED: ReadonlySet<string> = new Set(['cancelled', 'release-refused', 'forfeited'])

function declaringOf({ status, standing, declaredIn }: ListedRemoval, today: Day): contract.RemovalSummary['declaring'] {
  if (declaredIn !== null) return 'declared'
  if (ENDED.has(status)) return 'ended'
  if (status !== 'released') return 'waiting'
  return today > (standing.completion?.dueOn ?? today) ? 'overdue' : 'open'
}

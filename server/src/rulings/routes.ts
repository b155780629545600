import * as contract from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { z } from 'zod'
import { csvOf, idempotent, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { closeDivergence, type DivergenceRow, findDivergence, listDivergences } from './store.ts'

const EXPORTED_MAX = 50_000

/** Divergences, for everybody to read; a supervisor closes them. */
export function registerRoutes(node: Node): void {
  const read = { who: 'rulings.read-divergences' } as const
  routes(node.http, 'rulings', api => {
    api.get('/divergences', { config: read, schema: contract.listDivergences }, async request => {
      const { limit, cursor, standing } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listDivergences(node.db, standing, before, limit + 1), limit, row => [row.number])
      return { ...page, items: page.items.map(row => answerOf(node.state, row)) }
    })

    api.get('/divergences.csv', { config: read, schema: contract.exportDivergences }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="divergences.csv"')
      const rows = await listDivergences(node.db, request.query.standing, undefined, EXPORTED_MAX)
      return csvOf([COLUMNS, ...rows.map(row => answerOf(node.state, row)).flatMap(linesOf)])
    })

    const close = { config: { who: 'rulings.close-divergence' as const }, schema: contract.closeDivergence }
    api.post('/divergences/:number/closing', close, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const { number } = request.params
          const [state = '', , own = ''] = number.split('-')
          if (state !== node.state || (await findDivergence(tx, own)) === undefined)
            throw refuse(404, 'rulings.divergence-unknown', { number })
          const { reason } = request.body
          const by = request.caller.accountId
          const closed = await closeDivergence(tx, own, reason, by, node.clock.today())
          if (closed === undefined) throw refuse(409, 'rulings.divergence-closed', { number })
          await node.events.append(tx, [{ subject: 'divergence', subjectId: number, act: 'close', by, facts: { sides: closed.sides } }])
          return await remember(tx, 200, answerOf(node.state, closed))
        }),
      ),
    )
  })
}

const COLUMNS = [
  'number',
  'words',
  'standing',
  'state',
  'code',
  'rulings',
  'listed',
  'checked_traders',
  'opened_on',
  'seen_on',
  'closed_on',
  'reason',
]

function linesOf({ number, words, standing, positions, openedOn, seenOn, closedOn = '', reason = '' }: contract.DivergenceAnswer) {
  return positions.map(({ state, code, rulings, listed, checkedTraders }) => [
    number,
    words,
    standing,
    state,
    code,
    String(rulings),
    String(listed),
    String(checkedTraders),
    openedOn,
    seenOn,
    closedOn,
    reason,
  ])
}

function answerOf(
  state: State,
  { number, words, positions, opened_on, seen_on, closed_on, reason }: DivergenceRow,
): contract.DivergenceAnswer {
  return {
    number: `${state}-D-${number}`,
    words,
    standing: closed_on === null ? 'open' : 'closed',
    positions: positions.map(({ state: of, code, rulings, listed, checkedTraders }) => ({
      state: of,
      code,
      rulings,
      listed,
      checkedTraders,
    })),
    openedOn: opened_on,
    seenOn: seen_on,
    ...(closed_on === null ? {} : { closedOn: closed_on }),
    ...(reason === null ? {} : { reason }),
  }
}

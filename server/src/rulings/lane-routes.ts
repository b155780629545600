import * as contract from '@lintas/contract'
import { compareLanes, LANES_TOLD_MIN, sumLanes } from '@lintas/customs/rulings'
import { z } from 'zod'
import { csvOf, readCursor, routes, writeCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { comparedAnswer, LANE_HEADINGS, laneLines } from './lane-answers.ts'
import { listLanes, listTellers } from './lane-store.ts'
import { monthBefore } from './months.ts'

/** Which lanes like goods get here and elsewhere: for officers alone. What decides a lane is no trader's to know, and shares of lanes tell of it. */
export function registerLanes(node: Node): void {
  const config = { who: 'rulings.read-lanes' } as const

  async function compare({ direction, digits, months, code = '', differing }: contract.LanesQuery) {
    const today = node.clock.today()
    const period = { from: monthBefore(today, Number(months)), to: monthBefore(today, 1) }
    const held = await listLanes(node.db, { direction, digits: Number(digits), ...period })
    const { comparisons, goods } = compareLanes(node.state, sumLanes(held))
    return {
      comparisons,
      differing: goods.filter(each => each.differences.length > 0).length,
      goods: goods.filter(each => each.code.startsWith(code) && (differing === 'false' || each.differences.length > 0)),
      told: await listTellers(node.db, period),
      from: period.from.slice(0, 7),
      to: period.to.slice(0, 7),
    }
  }

  routes(node.http, 'rulings', api => {
    api.get('/divergences/lanes', { config, schema: contract.compareLanes }, async request => {
      const { limit, cursor, ...asked } = request.query
      const [start] = readCursor(cursor, z.tuple([z.number().int().min(0)])) ?? [0]
      const { goods, told, ...found } = await compare(asked)
      const end = start + limit
      return {
        ...found,
        state: node.state,
        atLeast: LANES_TOLD_MIN,
        told: [...told],
        items: goods.slice(start, end).map(comparedAnswer),
        ...(end < goods.length ? { next: writeCursor([end]) } : {}),
      }
    })

    api.get('/divergences/lanes.csv', { config, schema: contract.exportLanes }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="lanes.csv"')
      const { goods, told, from, to } = await compare(request.query)
      const toldOn = new Map(told.map(({ state, on }) => [state, on]))
      return csvOf([LANE_HEADINGS, ...goods.map(comparedAnswer).flatMap(each => laneLines({ from, to, toldOn }, request.query, each))])
    })
  })
}

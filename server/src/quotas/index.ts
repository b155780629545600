import * as contract from '@lintas/contract'
import { isForGoods, QUOTAS, type QuotaLeft } from '@lintas/customs/duty'
import { type Day, day } from '@lintas/customs/kernel'
import { csvOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { QUOTA_HEADINGS, quotaAnswer, quotaLine } from './answers.ts'
import { readBalances } from './store.ts'

export { drawQuotas, drawQuotasAgain, giveBackQuotas, holdQuotas } from './hold.ts'

interface Asked {
  readonly on?: string | undefined
  readonly code?: string | undefined
  readonly order?: string | undefined
}

/** What is left of the tariff quotas of a day; nothing is asked of the database where the law has none. */
export async function quotasLeftOn({ law, state, db }: Node, on: Day): Promise<readonly QuotaLeft[]> {
  const rows = law.on(QUOTAS, state, on)
  if (rows.length === 0) return []
  const drawn = await readBalances(
    db,
    rows.map(row => row.id),
  )
  return rows.map(row => ({ orderNumber: row.orderNumber, lawRow: row.id, left: quotaAnswer(row, drawn.get(row.id) ?? '0').left }))
}

/** The tariff quotas of a day with what is left of them, for everybody. */
export function register(node: Node): void {
  const config = { who: 'permits.read-measures' } as const

  async function answer({ on: asked, code, order }: Asked): Promise<contract.QuotasAnswer> {
    const on = asked === undefined ? node.clock.today() : day(asked)
    const rows = node.law
      .on(QUOTAS, node.state, on)
      .filter(row => order === undefined || row.orderNumber === order)
      .filter(
        row => code === undefined || row.codes.some(each => each.startsWith(code)) || isForGoods({ ...row, origins: undefined }, code, ''),
      )
    const drawn = await readBalances(
      node.db,
      rows.map(row => row.id),
    )
    return { state: node.state, on, lawVersion: node.law.version, quotas: rows.map(row => quotaAnswer(row, drawn.get(row.id) ?? '0')) }
  }

  routes(node.http, 'quotas', api => {
    api.get('/quotas', { config, schema: contract.listQuotas }, request => answer(request.query))

    api.get('/quotas.csv', { config, schema: contract.exportQuotas }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="quotas.csv"')
      const { state, on, quotas } = await answer(request.query)
      return csvOf([QUOTA_HEADINGS, ...quotas.map(each => quotaLine(state, on, each))])
    })
  })
}

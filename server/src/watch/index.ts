import * as contract from '@lintas/contract'
import { z } from 'zod'
import { idempotent, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { listAnswer } from './answers.ts'
import { listChoices } from './choice-store.ts'
import { chooseCode } from './choose.ts'
import { noteDays } from './days.ts'
import { lookForChanges } from './look.ts'
import * as store from './store.ts'

export { lookForChanges }

/** The job that notes which law begins and ends, just after midnight. */
const DAYS_JOB = 'watch-days'

/** Lists of codes that accounts watch, and what changed for them. */
export function register(node: Node): void {
  const config = { who: 'permits.watch' } as const

  routes(node.http, 'watch', api => {
    api.post('/watch-lists', { config, schema: contract.addWatchList }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const { name, codes } = request.body
          const by = request.caller.accountId
          const watcher = { accountId: by, traderId: request.caller.organisation?.traderId }
          const list = await store.insertList(tx, watcher, name, [...new Set(codes)], node.clock.now())
          await node.events.append(tx, [{ subject: 'watch-list', subjectId: list.id, act: 'add', by, facts: { codes: list.codes.length } }])
          return await remember(tx, 201, listAnswer(list, []))
        }),
      ),
    )

    api.get('/watch-lists', { config, schema: contract.listWatchLists }, async request => {
      const { limit, cursor } = request.query
      const [after] = readCursor(cursor, z.tuple([z.uuid()])) ?? []
      const page = pageFrom(await store.listLists(node.db, request.caller.accountId, after, limit + 1), limit, row => [row.id])
      const choices = Map.groupBy(
        await listChoices(
          node.db,
          page.items.map(each => each.id),
        ),
        each => each.list,
      )
      return { ...page, items: page.items.map(each => listAnswer(each, choices.get(each.id) ?? [])) }
    })

    api.post('/watch-lists/:id/choices', { config, schema: contract.chooseWatchedCode }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const { id } = request.params
          const by = request.caller.accountId
          const list = await store.holdList(tx, by, id)
          if (list === undefined) throw refuse(404, 'watch.list-unknown')
          const changed = await chooseCode(node, tx, list, request.body, by)
          return await remember(tx, 200, listAnswer(changed, await listChoices(tx, [id])))
        }),
      ),
    )

    api.post('/watch-lists/:id/ending', { config, schema: contract.endWatchList }, async request =>
      node.db.transaction(async tx => {
        const { id } = request.params
        const by = request.caller.accountId
        const ended = await store.endList(tx, by, id, node.clock.now())
        if (ended === undefined) throw refuse(404, 'watch.list-unknown')
        await node.events.append(tx, [{ subject: 'watch-list', subjectId: id, act: 'end', by, facts: {} }])
        return listAnswer(ended, await listChoices(tx, [id]))
      }),
    )

    api.get('/watch-alerts', { config, schema: contract.listWatchAlerts }, async request => {
      const { limit, cursor } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await store.listAlerts(node.db, request.caller.accountId, before, limit + 1), limit, row => [row.id])
      return {
        ...page,
        items: page.items.map(({ list, name, at, codes, successors, ...row }) => ({
          ...row,
          list: { id: list, name },
          at: at.toISOString(),
          codes: [...codes],
          ...(successors === null ? {} : { successors: [...successors] }),
        })),
      }
    })
  })

  node.jobs.every(DAYS_JOB, '5 0 * * *', () => noteDays(node))
  node.jobs.every('watch.look', '* * * * *', async () => {
    while (await lookForChanges(node));
  })
}

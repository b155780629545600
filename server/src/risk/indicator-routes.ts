import * as contract from '@lintas/contract'
import type { Day, Result } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { statusOf } from './answers.ts'
import { decideShared, shareEntry, standingOf, withdrawShare } from './share-indicator.ts'
import { listShared, listShares, type SharedRow, type ShareRow } from './share-indicator-store.ts'

/** What is told to other states of what is watched, and what they tell: a supervisor's word on either side. For customs alone. */
export function registerIndicators(node: Node, api: App): void {
  const read = { who: 'risk.read' } as const
  const share = { who: 'risk.share-entry' } as const

  api.post('/risk/register/:id/shares', { config: share, schema: contract.shareEntry }, async (request, reply) => {
    const rows = given(await shareEntry(node, request.params.id, request.body, request.caller.accountId))
    return reply.code(201).send({ items: rows.map(shareOf) })
  })

  api.get('/risk/shares', { config: read, schema: contract.listShares }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listShares(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(shareOf) }
  })

  api.post('/risk/shares/:id/withdrawal', { config: share, schema: contract.withdrawShare }, async request =>
    shareOf(given(await withdrawShare(node, request.params.id, request.body.reason, request.caller.accountId))),
  )

  api.get('/risk/shared-indicators', { config: read, schema: contract.listSharedIndicators }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listShared(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(row => sharedOf(row, node.clock.today())) }
  })

  const decide = { config: { who: 'risk.decide-indicator' as const }, schema: contract.decideSharedIndicator }
  api.post('/risk/shared-indicators/:from/:id/decision', decide, async request => {
    const { from, id } = request.params
    return sharedOf(given(await decideShared(node, from, id, request.body, request.caller.accountId)), node.clock.today())
  })
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(statusOf(result.issues), result.issues)
  return result.value
}

function shareOf(row: ShareRow): contract.IndicatorShare {
  const { id, entry, toState, body, sharedBy, sharedAt, withdrawnBy, withdrawal, version, delivered, receipt } = row
  const { reason, note, validFrom, validTo } = body
  const hasAll = delivered === version
  return {
    id,
    entry,
    to: toState,
    reason,
    ...(note === undefined ? {} : { note }),
    validFrom,
    validTo,
    status: version === 1 ? (hasAll ? 'received' : 'sent') : hasAll ? 'withdrawn' : 'withdrawing',
    sharedBy,
    sharedAt: sharedAt.toISOString(),
    ...(withdrawnBy === null ? {} : { withdrawnBy }),
    ...(withdrawal === null ? {} : { withdrawal }),
    ...(receipt === null ? {} : { receipt }),
  }
}

function sharedOf(row: SharedRow, today: Day): contract.SharedIndicatorAnswer {
  const { from, id, body, receivedAt, decidedBy, decidedAt, refusal, withdrawal } = row
  const { key: _, digests = [], ...told } = body ?? { key: '' }
  return {
    from,
    id,
    ...told,
    digests: [...digests],
    status: standingOf(row, today),
    receivedAt: receivedAt.toISOString(),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(refusal === null ? {} : { refusal }),
    ...(withdrawal === null ? {} : { withdrawal }),
  }
}

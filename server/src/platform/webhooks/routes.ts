import { randomUUID } from 'node:crypto'
import * as contract from '@lintas/contract'
import { z } from 'zod'
import { pageFrom, placeKey, readCursor, refuse, routes } from '../http/index.ts'
import type { Caller, Node, Writer } from '../node.ts'
import * as deliveries from './delivery-store.ts'
import { parseDestination, type Reach } from './destination.ts'
import * as endpoints from './endpoint-store.ts'
import * as lines from './line-store.ts'
import { type Replay, replay } from './plan.ts'
import { newSecret, type SecretBox } from './secrets.ts'

const ENDPOINTS_MAX = 20

/** An organisation's endpoints, and the log of what was sent to them. Another organisation's is answered as not there. */
export function registerRoutes(node: Node, box: SecretBox, reach: Reach): void {
  const config = { who: 'webhooks.manage' } as const
  node.jobs.work('webhooks.replay', data => replay(node, data as unknown as Replay)) // sent below, in this shape

  routes(node.http, 'webhooks', api => {
    api.get('/webhooks', { config, schema: contract.listEndpoints }, async request => {
      const own = await endpoints.listEndpoints(node.db, traderIdOf(request.caller))
      return { items: own.map(endpointOf) }
    })

    // No idempotency: its answer holds a secret, and those are not kept.
    api.post('/webhooks', { config, schema: contract.addEndpoint }, async (request, reply) => {
      const { caller, body } = request
      const url = parseDestination(body.url, reach)
      if (!url.ok) return reply.problem(422, url.issues)
      const secret = newSecret()
      const made = await node.db.transaction(async tx => {
        if ((await endpoints.listEndpoints(tx, traderIdOf(caller))).length >= ENDPOINTS_MAX)
          throw refuse(422, 'webhooks.endpoints-too-many', { max: ENDPOINTS_MAX })
        const id = await endpoints.insertEndpoint(tx, traderIdOf(caller), { ...body, url: url.value }, caller.accountId)
        await endpoints.addSecret(tx, id, box.seal(id, secret), 0)
        await note(tx, caller, id, 'register', { types: body.types }, { url: url.value })
        return await getEndpoint(tx, caller, id)
      })
      reply.code(201)
      return { ...endpointOf(made), secret }
    })

    api.get('/webhooks/:id', { config, schema: contract.readEndpoint }, async request =>
      endpointOf(await getEndpoint(node.db, request.caller, request.params.id)),
    )

    api.patch('/webhooks/:id', { config, schema: contract.changeEndpoint }, async (request, reply) => {
      const { caller, body, params } = request
      const url = body.url === undefined ? undefined : parseDestination(body.url, reach)
      if (url?.ok === false) return reply.problem(422, url.issues)
      return await node.db.transaction(async tx => {
        const before = await endpoints.holdEndpoint(tx, traderIdOf(caller), params.id)
        if (before === undefined) throw refuse(404, 'webhooks.endpoint-unknown')
        const wish = {
          url: url?.value ?? before.url,
          description: body.description ?? before.description,
          types: body.types ?? before.types,
          principals: body.principals ?? before.principals,
          status: body.status ?? before.status,
        }
        await endpoints.updateEndpoint(tx, before.id, wish)
        await note(tx, caller, before.id, 'change', { status: wish.status, types: wish.types }, { url: wish.url })
        return endpointOf(await getEndpoint(tx, caller, params.id))
      })
    })

    api.delete('/webhooks/:id', { config, schema: contract.removeEndpoint }, async (request, reply) => {
      await node.db.transaction(async tx => {
        const { id } = await getEndpoint(tx, request.caller, request.params.id)
        await endpoints.deleteEndpoint(tx, id)
        await note(tx, request.caller, id, 'remove')
      })
      return reply.code(204).send()
    })

    api.post('/webhooks/:id/secret', { config, schema: contract.rotateSecret }, async request => {
      const secret = newSecret()
      const until = await node.db.transaction(async tx => {
        const { id } = await getEndpoint(tx, request.caller, request.params.id)
        await note(tx, request.caller, id, 'rotate-secret', { graceHours: request.body.graceHours })
        return await endpoints.addSecret(tx, id, box.seal(id, secret), request.body.graceHours)
      })
      return { secret, ...(until === null ? {} : { formerSecretUntil: until.toISOString() }) }
    })

    api.post('/webhooks/:id/ping', { config, schema: contract.pingEndpoint }, async (request, reply) => {
      const messageId = `msg_${randomUUID()}`
      const { state } = node
      const body = JSON.stringify({ type: 'webhook.ping', timestamp: node.clock.now().toISOString(), data: { state } })
      await node.db.transaction(async tx => {
        const { id } = await getEndpoint(tx, request.caller, request.params.id)
        await lines.putInLine(tx, [{ endpoint: id, messageId, type: 'webhook.ping', line: messageId, position: 0, body }])
      })
      reply.code(202)
      return { messageId }
    })

    api.get('/webhooks/:id/deliveries', { config, schema: contract.listDeliveries }, async request => {
      const { id } = await getEndpoint(node.db, request.caller, request.params.id)
      const { limit, cursor, status, about } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await deliveries.listDeliveries(node.db, id, { status, about }, before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.id])
      return { ...page, items: page.items.map(deliveryOf) }
    })

    api.get('/webhooks/:id/deliveries/:delivery', { config, schema: contract.readDelivery }, async request => {
      const { id } = await getEndpoint(node.db, request.caller, request.params.id)
      const found = await deliveries.findDelivery(node.db, id, request.params.delivery)
      if (found === undefined) throw refuse(404, 'webhooks.delivery-unknown')
      const log = await deliveries.listAttempts(node.db, found.id)
      return { ...deliveryOf(found), body: found.body, log: log.map(attemptOf) }
    })

    api.post('/webhooks/:id/deliveries/:delivery/replay', { config, schema: contract.replayDelivery }, async (request, reply) => {
      const replayed = await node.db.transaction(async tx => {
        const { id } = await getEndpoint(tx, request.caller, request.params.id)
        const { delivery } = request.params
        if ((await deliveries.findDelivery(tx, id, delivery)) === undefined) throw refuse(404, 'webhooks.delivery-unknown')
        return await lines.putInLineAgain(tx, { endpoint: id, delivery })
      })
      reply.code(202)
      return { replayed }
    })

    api.post('/webhooks/:id/replay', { config, schema: contract.replayDeliveries }, async (request, reply) => {
      const { since, until, onlyDead } = request.body
      await node.db.transaction(async tx => {
        const { id, traderId } = await getEndpoint(tx, request.caller, request.params.id)
        const within = until === undefined ? {} : { until }
        if (onlyDead) {
          const time = { since: new Date(since), ...(until === undefined ? {} : { until: new Date(until) }) }
          await lines.putInLineAgain(tx, { endpoint: id, status: 'dead', ...time })
        } else await node.jobs.send('webhooks.replay', { endpoint: id, traderId, since, ...within } satisfies Replay, { tx })
        await note(tx, request.caller, id, 'replay', { since, onlyDead, ...within })
      })
      reply.code(202)
      return { since }
    })
  })

  async function note(
    tx: Writer,
    caller: Caller,
    id: string,
    act: string,
    facts: Readonly<Record<string, unknown>> = {},
    payload?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const event = { subject: 'webhook', subjectId: id, act, by: caller.accountId, facts }
    await node.events.append(tx, [payload === undefined ? event : { ...event, payload }])
  }
}

async function getEndpoint(db: Parameters<typeof endpoints.findEndpoint>[0], caller: Caller, id: string): Promise<endpoints.EndpointRow> {
  const found = await endpoints.findEndpoint(db, traderIdOf(caller), id)
  if (found === undefined) throw refuse(404, 'webhooks.endpoint-unknown')
  return found
}

export function traderIdOf(caller: Caller): string {
  if (caller.organisation === undefined) throw new Error(`given a ${caller.role} without an organisation, needs a trader or a broker`)
  return caller.organisation.traderId
}

function endpointOf(row: endpoints.EndpointRow): contract.Endpoint {
  const { id, url, description, types, principals, status, pending } = row
  return {
    id,
    url,
    description,
    types: [...types],
    principals: [...principals],
    status,
    pending,
    createdAt: row.createdAt.toISOString(),
    ...(row.disabledBecause === null ? {} : { disabledBecause: row.disabledBecause }),
    ...(row.disabledAt === null ? {} : { disabledAt: row.disabledAt.toISOString() }),
    ...(row.failingSince === null ? {} : { failingSince: row.failingSince.toISOString() }),
    ...(row.formerSecretUntil === null ? {} : { formerSecretUntil: row.formerSecretUntil.toISOString() }),
  }
}

function deliveryOf(row: deliveries.DeliveryRow): contract.Delivery {
  const { id, messageId, type, line, status, attempts } = row
  return {
    id,
    messageId,
    type,
    about: line,
    status,
    attempts,
    createdAt: row.createdAt.toISOString(),
    ...(row.settledAt === null ? {} : { settledAt: row.settledAt.toISOString() }),
    ...(row.dueAt === null ? {} : { dueAt: row.dueAt.toISOString() }),
    ...(row.lastAnswer === null ? {} : { lastAnswer: row.lastAnswer }),
  }
}

function attemptOf({ number, at, answer, failure, durationMs, excerpt }: lines.Attempt & { readonly number: number }) {
  return {
    number,
    at: at.toISOString(),
    durationMs,
    excerpt,
    ...(answer === null ? {} : { answer }),
    ...(failure === null ? {} : { failure }),
  }
}

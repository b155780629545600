import { createServer } from 'node:http'
import type { State } from '@lintas/customs/reference'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './node.ts'
import { connectionsOf } from './postgres/index.ts'

/** What is watched of a node: its database, in which the state of everything is. */
export interface Watched {
  readonly state: State
  readonly db: Database
}

/** The figures of one process. No label names a declaration, an account, an organisation or an address. */
export interface Metrics {
  /** Times every request from now on. Called before any route is registered. */
  timeRequests(app: FastifyInstance): void
  /** Counts what stands in a node's database, whenever somebody asks. */
  watch(node: Watched): Promise<void>
  text(): Promise<string>
}

/** @source Prometheus, "metric and label naming"; text exposition format */
export function openMetrics(log: Logger): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'lintas_http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['state', 'method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames: ['state', ...labelNames], registers })
  const figures = {
    pool: gauge('lintas_database_connections', 'Connections of this process to the database', 'use'),
    jobs: gauge('lintas_jobs', 'Jobs that wait, run or failed', 'queue', 'status'),
    unsealed: gauge('lintas_log_unsealed_events', 'Events that wait for their place in the sealed log'),
    unread: gauge('lintas_webhooks_unread_events', 'Events that have their place and were not yet put in line'),
    waiting: gauge('lintas_webhooks_pending', 'Deliveries that wait'),
    dead: gauge('lintas_webhooks_dead', 'Deliveries that were given up'),
    lag: gauge('lintas_webhooks_lag_seconds', 'How long the longest due delivery has waited'),
  }
  const acts = new Counter({
    name: 'lintas_declaration_acts_total',
    help: 'Acts on declarations since this process started, read from the log: the same in every process of a node',
    labelNames: ['state', 'act'],
    registers,
  })
  const decisions = new Counter({
    name: 'lintas_decisions_total',
    help: 'Decisions by lane since this process started, read from the log: the same in every process of a node',
    labelNames: ['state', 'lane'],
    registers,
  })
  const collectors: (() => Promise<void>)[] = []

  return {
    timeRequests(app) {
      app.addHook('onResponse', (request, reply, done) => {
        const pattern = request.routeOptions.url ?? 'nowhere'
        const [, state = '', route = pattern] = /^\/([a-z]{2})(\/.*)$/.exec(pattern) ?? []
        const labels = { state: state.toUpperCase(), method: request.method, route, status: String(reply.statusCode) }
        requests.observe(labels, reply.elapsedTime / 1000)
        done()
      })
    },

    async watch({ state, db }) {
      let position = (await figuresOf(db)).placed
      collectors.push(async () => {
        for (const [use, count] of Object.entries(connectionsOf(db))) figures.pool.set({ state, use }, count)
        const now = await figuresOf(db)
        figures.unsealed.set({ state }, now.unsealed)
        figures.unread.set({ state }, now.unread)
        figures.waiting.set({ state }, now.waiting)
        figures.dead.set({ state }, now.dead)
        figures.lag.set({ state }, now.lagS)
        for (const { queue, status, count } of await listJobs(db)) figures.jobs.set({ state, queue, status }, count)
        for (const { act, lane, count } of await listActs(db, position, now.placed)) {
          acts.inc({ state, act }, count)
          if (act === 'screen' && lane !== null) decisions.inc({ state, lane }, count)
        }
        position = now.placed
      })
    },

    async text() {
      figures.jobs.reset() // a queue that has emptied has no row any more
      const outcomes = await Promise.allSettled(collectors.map(collect => collect()))
      for (const each of outcomes) if (each.status === 'rejected') log.warn({ err: each.reason }, 'the figures of a node could not be read')
      return await registry.metrics()
    },
  }
}

/** Answers `/metrics` on a port of its own: who watches is not whom the API is for, and the port need not be reachable from outside. */
export async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    metrics.text().then(
      text => response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const address = server.address()
  const at = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at}/metrics`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Figures {
  readonly placed: number
  readonly unsealed: number
  readonly unread: number
  readonly waiting: number
  readonly dead: number
  readonly lagS: number
}

async function figuresOf(db: Database): Promise<Figures> {
  const [row] = await db.query<Record<keyof Figures, string>>(
    `WITH placed AS (SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order)
     SELECT placed, (SELECT count(*) FROM event_pending) AS unsealed, placed - (SELECT position FROM webhook_cursor) AS unread,
       (SELECT coalesce(sum(pending), 0) FROM webhook_line) AS waiting, (SELECT count(*) FROM webhook_delivery WHERE status = 'dead') AS dead,
       (SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0) FROM webhook_line l JOIN webhook_endpoint e ON e.id = l.endpoint
        WHERE pending > 0 AND due_at < now() AND status = 'active') AS "lagS"
     FROM placed`,
    [],
    'metrics.figures',
  )
  const { placed = 0, unsealed = 0, unread = 0, waiting = 0, dead = 0, lagS = 0 } = row ?? {}
  const [places, waits] = [{ placed: Number(placed), unsealed: Number(unsealed), unread: Number(unread) }, Number(lagS)]
  return { ...places, waiting: Number(waiting), dead: Number(dead), lagS: waits }
}

async function listJobs(db: Database): Promise<readonly { queue: string; status: string; count: number }[]> {
  return await db.query(
    `SELECT name AS queue, state::text AS status, count(*)::int AS count FROM pgboss.job
     WHERE state::text IN ('created', 'retry', 'active', 'failed') GROUP BY 1, 2`,
    [],
    'metrics.jobs',
  )
}

async function listActs(db: Database, from: number, to: number): Promise<readonly { act: string; lane: string | null; count: number }[]> {
  return await db.query(
    `SELECT act, facts->>'lane' AS lane, count(*)::int AS count FROM event_order o JOIN event e ON e.id = o.event_id
     WHERE position >= $1 AND position < $2 AND subject = 'declaration' GROUP BY 1, 2`,
    [from, to],
    'metrics.acts',
  )
}

import { join } from 'node:path'
import { LAW_KINDS } from '@lintas/customs/journey'
import { type LawBook, STATES, type State } from '@lintas/customs/reference'
import type { Logger } from 'pino'
import { type ComposedNode, composeNode } from './node.ts'
import { ensureDemonstration } from './platform/access/index.ts'
import type { Config } from './platform/config.ts'
import { openDatabases } from './platform/database-servers.ts'
import { findFreePort } from './platform/free-port.ts'
import { createApp, limitRequests } from './platform/http/index.ts'
import { loadLaw } from './platform/law.ts'
import { openMetrics, serveMetrics } from './platform/metrics.ts'
import { directNeighbours } from './platform/neighbours.ts'
import type { Node } from './platform/node.ts'
import { openDatabase } from './platform/postgres/index.ts'
import { openTracing } from './platform/tracing.ts'
import { serveWeb } from './platform/web.ts'

export interface RegionOptions {
  readonly config: Config
  readonly log: Logger
  /** The nodes of this process; all eleven make a region. */
  readonly states?: readonly State[]
  /** Whether it answers HTTP. */
  readonly serves: boolean
  /** Whether it does the jobs. */
  readonly works: boolean
  readonly sandbox: boolean
  /** Told when nobody wants the region any more that is being started: what was opened is closed again, and this is thrown. */
  readonly unwanted?: AbortSignal
}

/** Some nodes in one process, on one port, each below its state's name. */
export interface Region {
  /** Where this machine reaches it: `http://127.0.0.1:3000`. */
  readonly url: string
  /** Where the world reaches it; a state's node is below, at `/vn`. */
  readonly baseUrl: string
  node(state: State): Node
  /** Stops gracefully: no new requests, those that run are finished, then the jobs, the connections, the database server. */
  stop(): Promise<void>
}

/**
 * Connections of a process that serves one state. Most of its life a transaction waits for its own process to ask the next thing; whoever lodges asks one
 * statement and would wait for such a transaction, so that the two take theirs from different pools.
 */
const CONNECTIONS_OF_ONE = { connectionsMax: 8, transactionsMax: 12 }

export async function startRegion(options: RegionOptions): Promise<Region> {
  const { config, log, states = STATES } = options
  const port = config.port === 0 ? await findFreePort(config.host) : config.port
  const baseUrl = config.baseUrl ?? `http://localhost:${port}`
  const databases = await openDatabases(config, states, log)
  const undo: (() => Promise<unknown>)[] = [() => databases.release()]
  const stop = async () => {
    for (const step of undo.splice(0)) await step().catch(cause => log.error({ err: cause }, 'something did not stop as it should'))
  }

  try {
    if (config.traces !== undefined) {
      const tracing = await openTracing(config.traces)
      undo.unshift(() => tracing.stop())
    }
    const metrics = config.metrics === undefined ? undefined : openMetrics(log)
    const app = createApp({ log, secure: baseUrl.startsWith('https:'), trustProxy: config.trustProxy })
    metrics?.timeRequests(app)
    await limitRequests(app, config.limits)
    const nodes = new Map<State, ComposedNode>()
    const law = await loadRegionLaw()
    const neighbours = directNeighbours()
    for (const state of states) {
      options.unwanted?.throwIfAborted()
      const db = openDatabase({
        url: databases.urlOf(state, 'lintas_app'),
        log,
        name: `lintas ${state}`,
        ...(states.length === 1 && options.serves ? CONNECTIONS_OF_ONE : {}),
      })
      undo.unshift(() => db.end())
      await metrics?.watch({ state, db })
      await app.register(
        async http => {
          nodes.set(
            state,
            await composeNode({
              state,
              http,
              db,
              law,
              log,
              home: config.home,
              sandbox: options.sandbox,
              neighbours,
              identityProvider: config.identityProviders[state],
              documentQuotaBytes: config.documentQuotaBytes,
              baseUrl: `${baseUrl}/${state.toLowerCase()}`,
            }),
          )
        },
        { prefix: `/${state.toLowerCase()}` },
      )
    }
    await serveWeb(app, join(config.home, 'web'))
    await app.ready()
    options.unwanted?.throwIfAborted()
    if (options.sandbox) {
      await ensureDemonstration(
        config.home,
        [...nodes.values()].map(each => each.node),
      )
    }
    undo.unshift(() => Promise.all([...nodes.values()].map(each => each.jobs.stop())))
    await Promise.all([...nodes.values()].map(each => each.jobs.start({ works: options.works })))
    if (metrics !== undefined && config.metrics !== undefined) {
      const watching = await serveMetrics(metrics, config.metrics.host, config.metrics.port)
      undo.unshift(() => watching.stop())
      log.info({ url: watching.url }, 'figures are answered')
    }
    undo.unshift(() => app.close())
    if (options.serves) await app.listen({ host: config.host, port })
    return {
      url: `http://${nearHost(config.host)}:${port}`,
      baseUrl,
      node(state) {
        const found = nodes.get(state)
        if (found === undefined) throw new Error(`given ${state}, needs one of ${states.join(', ')}`)
        return found.node
      },
      stop,
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Where this machine reaches a server that listens at `host`. */
function nearHost(host: string): string {
  if (['0.0.0.0', '::', 'localhost'].includes(host)) return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** The law of all states, read once a process. */
export async function loadRegionLaw(): Promise<LawBook> {
  return await loadLaw(LAW_KINDS)
}

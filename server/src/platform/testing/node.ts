import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { State } from '@lintas/customs/reference'
import { afterAll } from 'vitest'
import { composeNode, type NodeParts } from '../../node.ts'
import { loadRegionLaw } from '../../region.ts'
import type { IdentityProvider } from '../config.ts'
import { createApp } from '../http/index.ts'
import type { JobRunner } from '../jobs.ts'
import { directNeighbours, type Neighbours } from '../neighbours.ts'
import type { Node } from '../node.ts'
import { SILENT, type TestDatabase, testDatabase } from './database.ts'

/** Read once for all nodes of a worker, as the nodes of a region share it. */
let regionLaw: ReturnType<typeof loadRegionLaw> | undefined

export interface TestNode extends TestDatabase {
  readonly node: Node
  readonly jobs: JobRunner
  readonly home: string
  /** Asks the node without a network: `inject({ method: 'GET', url: '/vn/health' })`. */
  readonly inject: Awaited<ReturnType<typeof openApp>>['inject']
  /** Opens a port, for what only a network shows; answers where. */
  readonly listen: () => Promise<string>
}

/**
 * A whole node on a fresh database, reached without a port: a sandbox unless told otherwise. Its jobs are declared and not started. Nodes that share
 * `neighbours` reach one another.
 */
export async function testNode(
  state: State,
  sandbox = true,
  identityProvider?: IdentityProvider,
  neighbours: Neighbours = directNeighbours(),
): Promise<TestNode> {
  const database = await testDatabase()
  const home = await mkdtemp(join(tmpdir(), 'lintas-node-'))
  const opened = await openApp(state, database, home, { sandbox, identityProvider, neighbours })
  afterAll(async () => {
    await opened.app.close()
    await rm(home, { recursive: true, force: true })
  })
  return {
    ...database,
    home,
    node: opened.node,
    jobs: opened.jobs,
    inject: opened.inject,
    listen: () => opened.app.listen({ host: '127.0.0.1', port: 0 }),
  }
}

async function openApp(
  state: State,
  { db }: TestDatabase,
  home: string,
  kind: Pick<NodeParts, 'sandbox' | 'identityProvider' | 'neighbours'>,
) {
  const app = createApp({ log: SILENT })
  const prefix = `/${state.toLowerCase()}`
  regionLaw ??= loadRegionLaw()
  const law = await regionLaw
  const composed: Awaited<ReturnType<typeof composeNode>>[] = []
  await app.register(
    async http => {
      composed.push(await composeNode({ state, http, db, law, home, log: SILENT, ...kind, baseUrl: `http://localhost${prefix}` }))
    },
    { prefix },
  )
  await app.ready()
  const [first] = composed
  if (first === undefined) throw new Error(`the node of ${state} was not composed`)
  return { app, ...first, inject: app.inject.bind(app) }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../node.ts'
import { poolOf } from '../postgres/index.ts'

/** Does something while every connection of a database is taken, where whoever waits for one is soon told that there is none. */
export async function whileAllAreTaken<Done>(db: Database, work: () => Promise<Done>): Promise<Done> {
  const pool = poolOf(db)
  const { max, connectionTimeoutMillis } = pool.options
  const { promise: over, resolve: release } = Promise.withResolvers<void>()
  const holders = Array.from({ length: max }, () => db.transaction(() => over))
  while (pool.totalCount < max || pool.idleCount > 0) await sleep(10)
  pool.options.connectionTimeoutMillis = 100
  try {
    return await work()
  } finally {
    pool.options.connectionTimeoutMillis = connectionTimeoutMillis
    release()
    await Promise.all(holders)
  }
}

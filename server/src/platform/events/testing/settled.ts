import { expect } from 'vitest'
import type { Reader } from '../../node.ts'
import { type Log, sealEvents } from '../index.ts'

const UNSETTLED = `SELECT count(*)::integer AS unsettled FROM event_pending
  WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND xid < pg_snapshot_xmax(pg_current_snapshot())`

/**
 * Waits until no transaction is older than the events there are: only then are they all sealed at once. A database server knows one order of transactions for all its
 * databases, and the other files of tests have theirs on the same one.
 */
export async function untilSettled(db: Reader): Promise<void> {
  const count = async () => (await db.query<{ unsettled: number }>(UNSETTLED))[0]?.unsettled
  await expect.poll(count, { timeout: 20_000 }).toBe(0)
}

/** Seals all that was added, whatever other tests do meanwhile; answers how many events are sealed now. */
export async function sealSettled(log: Log): Promise<number> {
  await untilSettled(log.db)
  return await sealEvents(log)
}

import type { State } from '@lintas/customs/reference'
import { type MovableClock, movableClockOf } from './clock.ts'
import type { Database, Reader, Writer } from './node.ts'

const CHANNEL = 'lintas_sandbox_clock'

/** The clock of a sandbox, as all processes of the node keep it: set in one, every other follows. */
export async function openSandboxClock(state: State, db: Database): Promise<MovableClock> {
  const clock = movableClockOf(state)
  const follow = async () => {
    const aheadMs = await readAhead(db)
    clock.moveTo(aheadMs === 0 ? undefined : new Date(Date.now() + aheadMs))
  }
  await follow()
  await db.listen(CHANNEL, () => void follow().catch(() => undefined)) // until the database is closed
  return clock
}

/** Keeps how far ahead of the real time the clock is, in milliseconds, and tells every process of the node. */
export async function keepAhead(tx: Writer, aheadMs: number, by: string): Promise<void> {
  await tx.query(
    `INSERT INTO sandbox_clock (ahead_ms, moved_by) VALUES ($1, $2)
     ON CONFLICT (only_row) DO UPDATE SET ahead_ms = $1, moved_by = $2, moved_at = now()`,
    [aheadMs, by],
  )
  await tx.query("SELECT pg_notify($1, '')", [CHANNEL])
}

async function readAhead(db: Reader): Promise<number> {
  const [row] = await db.query<{ ahead: string }>('SELECT ahead_ms AS ahead FROM sandbox_clock')
  return Number(row?.ahead ?? 0)
}

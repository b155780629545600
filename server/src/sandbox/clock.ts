import type { SandboxClock } from '@lintas/contract'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { MovableClock } from '../platform/clock.ts'
import type { Node } from '../platform/node.ts'
import { keepAhead } from '../platform/sandbox-clock.ts'

/** Law, rates and calendars of other years say nothing; a clock there would only refuse. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

export interface ClockMoved extends SandboxClock {
  readonly started: string[]
}

/**
 * Sets the clock of a sandbox, for everybody on the node; back to the real time without an instant.
 *
 * Where days went by, the daily work is started at once, as it would have been by then: reminders go out, terms run out.
 */
export async function moveClock(node: Node, instant: Date | undefined, by: string): Promise<Result<ClockMoved>> {
  const at = instant?.getTime()
  if (at !== undefined && (at < EARLIEST || at >= LATEST)) return stop(error('sandbox.instant-far', 'now', { from: 2000, to: 2099 }))
  const before = node.clock.today()
  await node.db.transaction(async tx => {
    await keepAhead(tx, at === undefined ? 0 : at - Date.now(), by)
    const facts = { to: instant?.toISOString() ?? 'real' }
    await node.events.append(tx, [{ subject: 'sandbox', subjectId: 'clock', act: 'move', by, facts }])
  })
  const clock = node.clock as MovableClock // a sandbox has one
  clock.moveTo(instant)
  const started = node.clock.today() > before ? await node.jobs.startDaily() : []
  return ok({ ...readClock(node), started: [...started] })
}

/** What the clock shows, beside whether that is the real time. */
export function readClock({ clock }: Pick<Node, 'clock'>): SandboxClock {
  const now = clock.now()
  return { now: now.toISOString(), today: clock.today(), moved: Math.abs(now.getTime() - Date.now()) > 1_000 }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Reader } from '../node.ts'
import { type Change, listChanges } from './changes.ts'

/** How often the log is looked at while somebody listens. */
const LOOK_MS = 1_000
/** Places read at once. */
const STRIDE = 2_000

/** The end of the log as it grows: read once a process, whoever listens, and not at all while nobody does. */
export interface Tail {
  /** Where it will read next. Everybody who is attached has heard of everything before. */
  readonly position: number
  /** Starts to read, where nobody listened so far. */
  wake(): Promise<void>
  /** Hears of every change from `position` on, until told to stop. */
  attach(hear: (change: Change) => void): () => void
  stop(): Promise<void>
}

export function openTail(db: Reader, log: Logger): Tail {
  const listeners = new Set<(change: Change) => void>()
  const stopping = new AbortController()
  let position = 0
  let waking: Promise<void> | undefined
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    while (listeners.size > 0 && !stopping.signal.aborted) {
      await sleep(LOOK_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
      await look().catch(cause => log.warn({ err: cause }, 'the end of the log could not be read; it is tried again'))
    }
    reading = undefined
  }

  async function look(): Promise<void> {
    for (const placed = await countPlaced(db); position < placed && !stopping.signal.aborted; ) {
      const to = Math.min(placed, position + STRIDE)
      const changes = await listChanges(db, position, to)
      position = to
      for (const change of changes) for (const hear of listeners) hear(change)
    }
  }

  return {
    get position() {
      return position
    },
    async wake() {
      if (reading !== undefined) return
      waking ??= countPlaced(db).then(placed => {
        if (reading === undefined) position = placed
      })
      await waking.finally(() => {
        waking = undefined
      })
    },
    attach(hear) {
      listeners.add(hear)
      reading ??= read()
      return () => listeners.delete(hear)
    },
    async stop() {
      stopping.abort()
      await reading
    },
  }
}

async function countPlaced(db: Reader): Promise<number> {
  const [row] = await db.query<{ placed: string }>('SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order', [], 'live.placed')
  return Number(row?.placed ?? 0)
}

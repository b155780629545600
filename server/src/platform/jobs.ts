import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss, type SendOptions } from 'pg-boss'
import type { Logger } from 'pino'
import { JOBS_SCHEMA } from './jobs-schema.ts'
import type { Database, Jobs, JobWork, Reader, SendChoices } from './node.ts'
import { spanned } from './tracing.ts'

/** A node's jobs with their life cycle, which only the process around the node handles. */
export interface JobRunner extends Jobs {
  /** Makes the queues; with `works` also takes jobs from them. A node that only serves still sends. */
  start(options: { readonly works: boolean }): Promise<void>
  /** Does a declared job's work now, in this process, beside whoever takes jobs. */
  run(name: string, data?: Readonly<Record<string, unknown>>): Promise<void>
  /** Takes no further job and waits for those that run. */
  stop(): Promise<void>
}

/** Seconds between looks at an idle queue. A new job says so by NOTIFY; one that was put off, or is tried again, is found by looking. */
const POLL_S = 10
const STOP_MS = 20_000

/**
 * Jobs on PostgreSQL, on the node's own pool.
 *
 * A job runs at least once: it is sent in the transaction of the act that wants it, and taken again when its worker dies. What must
 * not happen twice, the job itself sees to.
 */
export function jobRunner(db: Database, log: Logger, timeZone: string, pollS = POLL_S): JobRunner {
  const boss = new PgBoss({
    db: adapt(db),
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    reindex: false,
    useListenNotify: true,
    superviseIntervalSeconds: 60,
    maintenanceIntervalSeconds: 3_600,
    clockMonitorIntervalSeconds: 600,
    cronWorkerIntervalSeconds: 15,
    flowIntervalSeconds: 60,
  })
  boss.on('error', cause => log.warn({ err: cause }, 'the job queue could not do its upkeep; it goes on trying'))

  const works = new Map<string, JobWork>()
  const crons = new Map<string, string>()
  const timers: Timer[] = []
  const queues = new Set<string>()

  async function ensureQueue(name: string): Promise<void> {
    if (queues.has(name)) return
    await boss.createQueue(name, { policy: 'standard', notify: true, retryLimit: 8, retryDelay: 2, retryBackoff: true, retryDelayMax: 600 })
    queues.add(name)
  }

  return {
    every(name, when, work) {
      if (typeof when === 'string') {
        works.set(name, work)
        crons.set(name, when)
      } else timers.push(timer(name, when.seconds * 1000, when.everywhere === true ? () => work({}) : () => alone(db, name, work), log))
    },

    work(name, work) {
      works.set(name, work)
    },

    async send(name, data, choices = {}) {
      await ensureQueue(name)
      await boss.send(name, { ...data }, sendOptions(choices))
    },

    async startDaily() {
      for (const name of crons.keys()) {
        await ensureQueue(name)
        await boss.send(name, {})
      }
      return [...crons.keys()].sort()
    },

    async start({ works: isWorker }) {
      await boss.start()
      for (const name of works.keys()) await ensureQueue(name)
      if (!isWorker) return
      for (const [name, work] of works) {
        const intervals = { pollingIntervalSeconds: pollS, notifyPollingIntervalSeconds: pollS }
        await boss.work<Record<string, unknown>>(name, intervals, async jobs => {
          for (const job of jobs) await spanned(`job ${name}`, {}, () => work(job.data ?? {}))
        })
      }
      for (const [name, cron] of crons) await boss.schedule(name, cron, {}, { tz: timeZone })
      for (const { name } of await boss.getSchedules()) if (!crons.has(name)) await boss.unschedule(name) // an earlier version's
      for (const each of timers) each.start()
    },

    async run(name, data = {}) {
      const work = works.get(name)
      if (work === undefined) throw new Error(`given the job ${name}, needs one that is declared`)
      await work(data)
    },

    async stop() {
      await Promise.all([...timers.map(each => each.stop()), boss.stop({ graceful: true, timeout: STOP_MS })])
    },
  }
}

/** What pg-boss needs of a database, on our pool and our listening connection. */
function adapt(db: Database) {
  return {
    executeSql: async (text: string, values?: unknown[]) => ({ rows: await db.query(text, values) }),
    async listen(channel: string, onNotification: (payload: string) => void, onReconnect: () => void) {
      const stop = await db.listen(channel, payload => (payload === '' ? onReconnect() : onNotification(payload)))
      onReconnect()
      return { close: stop }
    },
  }
}

function sendOptions({ tx, startAfter }: SendChoices): SendOptions {
  return {
    ...(tx === undefined
      ? {}
      : { db: { executeSql: async (text: string, values?: unknown[]) => ({ rows: await within(tx, text, values) }) } }),
    ...(startAfter === undefined ? {} : { startAfter }),
  }
}

function within(tx: Reader, text: string, values: unknown[] = []) {
  return tx.query(text, values)
}

interface Timer {
  start(): void
  stop(): Promise<void>
}

/** Of several processes on one database one does it at a time; the others skip their turn. */
async function alone(db: Database, name: string, work: JobWork): Promise<void> {
  await db.transaction(async lock => {
    const [row] = await lock.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtext('lintas.every'), hashtext($1)) AS mine",
      [name],
      'jobs.alone',
    )
    if (row?.mine === true) await spanned(`job ${name}`, {}, () => work({}))
  })
}

/** Upkeep every few seconds: too often to leave a row behind each time. A failure is logged and tried again at the next turn. */
function timer(name: string, everyMs: number, work: () => Promise<void>, log: Logger): Timer {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  async function turn(): Promise<void> {
    try {
      await work()
    } catch (cause) {
      log.warn({ err: cause, job: name }, 'a repeated job failed; it is tried again at its next turn')
    }
  }

  async function repeat(): Promise<void> {
    await rest(Math.random() * everyMs) // nodes that share a machine do not all work in the same instant
    while (!stopping.signal.aborted) {
      await turn()
      await rest(everyMs)
    }
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
  }

  return {
    start() {
      running = repeat()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { withLock } from '../lock-file.ts'
import { isRunning } from '../processes.ts'
import { keepSecret, randomSecret } from '../secrets.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { prepareData } from './data-folder.ts'
import { addHolder, hasHolders } from './holders.ts'
import { adopt, type Running, start, stop } from './life.ts'
import { type Place, passwordFileIn, SUPERUSER } from './place.ts'

const LOCK_PATIENCE_MS = 120_000
const WATCH_MS = 1_000

export interface PostgresOptions {
  /** Where the server lives: its data, its log, its password; made when absent. */
  readonly folder: string
  readonly log: Logger
  readonly binaries?: Binaries
  /** Over the usual ones: a test server need not outlive the machine. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL server this process relies on. */
export interface PostgresServer {
  readonly port: number
  /** The process that is the server now: another one after it was killed. */
  pid(): number
  /** The URL of the server's own administrator, to a database. */
  urlOf(database: string): string
  /** Stops the server, unless somebody else still relies on it. */
  release(): Promise<void>
  /** Lets go of the server and leaves it running, for whoever was told where it is. The next who releases it stops it. */
  leave(): Promise<void>
}

/**
 * Starts the embedded server of a folder, or adopts the one that runs there already.
 *
 * It runs in a session of its own, so that Ctrl-C in a terminal reaches lintas first; a lintas that was killed leaves it running for the
 * next one to adopt. Any number of processes may hold it; the last to release it stops it. A server that dies while it is held is
 * started again at the same port.
 */
export async function holdPostgres(options: PostgresOptions): Promise<PostgresServer> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const folder = realpathSync(options.folder)
  const password = await keepSecret(passwordFileIn(folder), randomSecret)
  const { log, settings = {}, binaries = findBinaries() } = options
  const place: Place = { folder, data: join(folder, 'data'), binaries, settings, log }

  const [first, letGo] = await alone(place, async () => [await run(place), addHolder(folder)] as const)
  const watch = watchOver(place, first)

  return {
    port: first.port,
    pid: () => watch.now().mark.pid,
    urlOf: database => `postgres://${SUPERUSER}:${password}@127.0.0.1:${first.port}/${database}`,
    async leave() {
      await watch.end()
      letGo()
    },
    async release() {
      await watch.end()
      await alone(place, async () => {
        letGo()
        if (!hasHolders(folder)) await stop(watch.now())
      })
    },
  }
}

interface Watch {
  /** The server as it runs now. */
  now(): Running
  end(): Promise<void>
}

/** Looks every second whether the server still runs, and starts it again where it does not. Of several that notice, the others adopt it. */
function watchOver(place: Place, first: Running): Watch {
  const ending = new AbortController()
  const rest = () => sleep(WATCH_MS, undefined, { ref: false, signal: ending.signal }).catch(() => undefined)
  let running = first

  async function watch(): Promise<void> {
    for (await rest(); !ending.signal.aborted; await rest()) {
      if (isRunning(running.mark)) continue
      place.log.warn('the database server is gone; starting it again')
      try {
        running = await alone(place, () => run(place, first.port))
      } catch (cause) {
        place.log.error({ err: cause }, 'the database server does not start again; trying once more')
      }
    }
  }

  const watching = watch()
  return {
    now: () => running,
    async end() {
      ending.abort()
      await watching
    },
  }
}

async function run(place: Place, port?: number): Promise<Running> {
  const runner = prepareData(place)
  return (await adopt(place, runner)) ?? (await start(place, runner, port))
}

/** Whoever starts or stops the server of a folder does so alone. */
async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  return await withLock(join(place.folder, 'lock'), LOCK_PATIENCE_MS, work)
}

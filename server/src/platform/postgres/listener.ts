import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'

const PAUSE_MS = 100
const PAUSE_MS_MAX = 5_000

type Hear = (payload: string) => void

/**
 * One connection that hears the notifications of all channels, connected again whenever it is lost.
 *
 * What was said while it was lost is lost too: after reconnecting, each listener hears an empty payload and is to read again
 * whatever it keeps in memory.
 */
export class Listener {
  readonly #pool: pg.Pool
  readonly #log: Logger
  readonly #channels = new Map<string, Set<Hear>>()
  readonly #closing = new AbortController()
  readonly #stayed: Promise<void>
  /** The connection, once it listens to every channel known at that moment. */
  #client = Promise.withResolvers<pg.PoolClient>()
  /** A connection is asked one thing after the other, whoever comes to listen at the same time. */
  #asked = Promise.resolve()

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool
    this.#log = log
    this.#stayed = this.#stayConnected()
  }

  async add(channel: string, heard: Hear): Promise<() => Promise<void>> {
    const listeners = this.#channels.get(channel) ?? new Set()
    listeners.add(heard)
    this.#channels.set(channel, listeners)
    const ask = async () => listenTo(await this.#client.promise, [channel])
    this.#asked = this.#asked.then(ask).catch(() => undefined) // lost meanwhile: the next connection listens to it
    await this.#asked
    return async () => {
      listeners.delete(heard)
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#stayed
  }

  async #stayConnected(): Promise<void> {
    let pauseMs = PAUSE_MS
    for (let isFirst = true; !this.#closing.signal.aborted; isFirst = false) {
      try {
        await this.#listenUntilLost(isFirst)
        pauseMs = PAUSE_MS
      } catch (cause) {
        this.#log.warn({ err: cause }, 'not listening to the database; trying again')
        await sleep(pauseMs, undefined, { ref: false, signal: this.#closing.signal }).catch(() => undefined)
        pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX)
      }
    }
  }

  async #listenUntilLost(isFirst: boolean): Promise<void> {
    const client = await this.#pool.connect()
    try {
      const lost = Promise.withResolvers<void>()
      this.#closing.signal.addEventListener('abort', () => lost.resolve())
      client.on('error', () => lost.resolve()).on('end', () => lost.resolve())
      client.on('notification', message => this.#tell(message.channel, message.payload ?? ''))
      await listenTo(client, this.#channels.keys())
      this.#client.resolve(client)
      if (!isFirst) for (const channel of this.#channels.keys()) this.#tell(channel, '')
      if (!this.#closing.signal.aborted) await lost.promise
      this.#client = Promise.withResolvers()
    } finally {
      client.release(true)
    }
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#channels.get(channel) ?? []) {
      try {
        heard(payload)
      } catch (cause) {
        this.#log.error({ err: cause, channel }, 'a listener failed')
      }
    }
  }
}

async function listenTo(client: pg.PoolClient, channels: Iterable<string>): Promise<void> {
  for (const channel of channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
}

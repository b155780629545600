import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Logger } from 'pino'
import type { Database, Writer } from '../node.ts'
import { spanned } from '../tracing.ts'
import { Unavailable } from '../unavailable.ts'
import { Listener } from './listener.ts'

/** Connections a node may have open at once, for everything it does. */
const CONNECTIONS_MAX = 8
const CHUNK_LENGTH = 65_536

export interface DatabaseOptions {
  readonly url: string
  readonly log: Logger
  /** How the connections are called in `pg_stat_activity`. */
  readonly name?: string
  readonly connectionsMax?: number
  /** Connections for transactions alone, so that no single statement waits for one; without it both share the same. */
  readonly transactionsMax?: number
}

/** A database behind one pool. Connections open when first needed and close when idle. */
export function openDatabase(options: DatabaseOptions): Database {
  return new PooledDatabase(options)
}

/** The pool below a database, for the two libraries that bring their own SQL: accounts and jobs. */
export function poolOf(db: Database): pg.Pool {
  if (db instanceof PooledDatabase) return db.pool
  throw new Error('given another kind of database, needs one that openDatabase made')
}

/** How many connections there are, how many of them nobody uses, and how many more are waited for. */
export function connectionsOf(db: Database): { readonly open: number; readonly idle: number; readonly wanted: number } {
  if (!(db instanceof PooledDatabase)) throw new Error('given a database without a pool, needs one from openDatabase')
  const pools = [...new Set([db.pool, db.transactions])]
  const sum = (read: (pool: pg.Pool) => number) => pools.reduce((all, pool) => all + read(pool), 0)
  return { open: sum(pool => pool.totalCount), idle: sum(pool => pool.idleCount), wanted: sum(pool => pool.waitingCount) }
}

class PooledDatabase implements Database {
  readonly pool: pg.Pool
  readonly transactions: pg.Pool
  readonly #log: Logger
  #listener: Listener | undefined

  constructor(options: DatabaseOptions) {
    this.#log = options.log
    this.pool = this.#openPool(options, options.connectionsMax ?? CONNECTIONS_MAX)
    this.transactions = options.transactionsMax === undefined ? this.pool : this.#openPool(options, options.transactionsMax)
  }

  #openPool({ url, name }: DatabaseOptions, max: number): pg.Pool {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      application_name: name ?? 'lintas',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      types: TYPES,
    })
    pool.on('error', cause => {
      if (!pool.ending) this.#log.warn({ err: cause }, 'an idle database connection was lost')
    })
    // One that is in use tells whoever waits for its answer; without a listener of its own it would end the process besides.
    pool.on('connect', client => client.on('error', () => undefined))
    return pool
  }

  async query<Row extends object = Record<string, unknown>>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const client = await this.#connect(this.pool)
    let failed = true
    try {
      const rows = await rowsOf<Row>(client, text, values, name)
      failed = false
      return rows
    } finally {
      client.release(failed)
    }
  }

  /** A connection, or that none was to be had: nothing has been asked of the database then. */
  async #connect(pool: pg.Pool): Promise<pg.PoolClient> {
    try {
      return await pool.connect()
    } catch (cause) {
      throw new Unavailable('no connection to the database was to be had', { cause })
    }
  }

  async transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    const client = await this.#connect(this.transactions)
    const tx = new Transaction(client)
    let broken = false
    try {
      await client.query('BEGIN')
      const result = await work(tx)
      await tx.commit()
      return result
    } catch (cause) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      )
      throw cause
    } finally {
      tx.close()
      client.release(broken)
    }
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    this.#listener ??= new Listener(this.pool, this.#log)
    return await this.#listener.add(channel, heard)
  }

  async end(): Promise<void> {
    await this.#listener?.close()
    await this.pool.end()
    if (this.transactions !== this.pool) await this.transactions.end()
  }
}

class Transaction implements Writer {
  readonly writes = true
  readonly #client: pg.PoolClient
  #isOpen = true

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async query<Row extends object = Record<string, unknown>>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    this.#needsOpen()
    return await rowsOf<Row>(this.#client, text, values, name)
  }

  async copyIn(copyStatement: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
    this.#needsOpen()
    await pipeline(Readable.from(chunksOf(lines)), this.#client.query(copyFrom(copyStatement)))
  }

  /** PostgreSQL answers COMMIT of a failed transaction with a roll-back and no error; here it is one. */
  async commit(): Promise<void> {
    const { command } = await this.#client.query('COMMIT')
    if (command !== 'COMMIT')
      throw new Error('the transaction had failed before it was committed: an error of its statements was swallowed')
  }

  close(): void {
    this.#isOpen = false
  }

  #needsOpen(): void {
    if (!this.#isOpen) throw new Error('given a transaction that has ended, needs one that is still open: was a statement not awaited?')
  }
}

/** What traces say of a statement, beside its name: never its text or its values. */
const SYSTEM = { 'db.system.name': 'postgresql' }

async function rowsOf<Row extends object>(
  on: pg.PoolClient,
  text: string,
  values: readonly unknown[],
  name: string | undefined,
): Promise<Row[]> {
  const ask = () => on.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) })
  const answer = await spanned(`database ${name ?? 'unnamed'}`, SYSTEM, ask)
  const rows = Array.isArray(answer) ? (answer as (typeof answer)[]).flatMap(each => each.rows) : answer.rows // several statements: one answer each
  return rows
}

async function* chunksOf(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const line of lines) {
    chunk += line.endsWith('\n') ? line : `${line}\n`
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

const { builtins } = pg.types
const AS_TEXT = new Set<number>([builtins.INT8, builtins.NUMERIC, builtins.DATE])
const TEXT_ARRAY = 1009
const ARRAYS_AS_TEXT = new Set([1016, 1231, 1182]) // int8[], numeric[], date[]

/** No number for what must not be rounded, no Date for what is a day and has no hour. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    if (AS_TEXT.has(oid)) return (text: string) => text
    return pg.types.getTypeParser(ARRAYS_AS_TEXT.has(oid) ? TEXT_ARRAY : oid, 'text')
  },
} as pg.CustomTypesConfig

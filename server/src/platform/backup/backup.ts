import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { STATES, type State } from '@lintas/customs/reference'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { openDatabases } from '../database-servers.ts'
import { readHistory } from '../migrate.ts'
import { type Section, writeArchive } from './archive.ts'
import type { DatabaseCount, Heading } from './heading.ts'
import { listHomeFiles, readHomeFile } from './home-files.ts'
import { type Column, listSequences, listTables, type Table } from './tables.ts'

const BIG_CHUNK = 65_536

/**
 * Writes everything an installation needs to stand again into one file: its keys, and every row of every state's database.
 *
 * Each database is read in one snapshot, while the node goes on working. The file holds secrets and is readable by its owner
 * only; it appears under its name when it is complete.
 */
export async function backup(config: Config, file: string, log: Logger): Promise<readonly DatabaseCount[]> {
  const databases = await openDatabases(config, STATES, log)
  const counts: DatabaseCount[] = []
  const unfinished = `${file}.unfinished`
  try {
    await pipeline(
      Readable.from(writeArchive(listSections(config, state => databases.urlOf(state, 'lintas_owner'), counts, log))),
      createGzip({ level: 1 }),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    )
    await rename(unfinished, file)
    return counts
  } finally {
    await rm(unfinished, { force: true })
    await databases.release()
  }
}

async function* listSections(
  config: Config,
  urlOf: (state: State) => string,
  counts: DatabaseCount[],
  log: Logger,
): AsyncGenerator<Section<Heading>> {
  yield { heading: { kind: 'about', madeAt: new Date().toISOString(), states: STATES }, data: [] }
  for (const path of await listHomeFiles(config.home)) {
    yield { heading: { kind: 'file', path }, data: [await readHomeFile(config.home, path)] }
  }
  for (const state of STATES) {
    const client = new pg.Client({ connectionString: urlOf(state), application_name: 'lintas backup' })
    client.on('error', () => undefined)
    await client.connect()
    try {
      yield* databaseSections(client, state, counts)
    } finally {
      await client.end()
    }
    log.info(counts.at(-1), 'saved')
  }
}

async function* databaseSections(client: pg.Client, state: State, counts: DatabaseCount[]): AsyncGenerator<Section<Heading>> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const migrations = [...(await readHistory(client))].map(([number, sha256]) => ({ number, sha256 }))
  yield { heading: { kind: 'database', state, migrations }, data: [] }
  const tables = await listTables(client)
  let rows = 0
  for (const table of tables) {
    const count = (lines: number) => {
      rows += lines
    }
    yield { heading: { kind: 'table', state, table }, data: copyOut(client, table, count) }
  }
  yield { heading: { kind: 'sequences', state, sequences: await listSequences(client) }, data: [] }
  await client.query('COMMIT')
  counts.push({ state, tables: tables.length, rows })
}

/** The rows as PostgreSQL's COPY writes them, one a line; `count` hears how many. */
async function* copyOut(client: pg.Client, table: Table, count: (rows: number) => void): AsyncGenerator<Uint8Array> {
  const columns = table.columns.map(selected).join(', ')
  const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM ONLY ${nameOf(table)}) TO STDOUT`))
  let held: Buffer[] = []
  let length = 0
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    count(countLines(bytes))
    held.push(bytes)
    length += bytes.length
    if (length < BIG_CHUNK) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  yield Buffer.concat(held)
}

/**
 * A transaction's number means nothing on another server. What a backup sees was committed, so there it counts as done long
 * before anything else: readers in commit order wait for no restored row.
 */
function selected(column: Column): string {
  const name = pg.escapeIdentifier(column.name)
  return column.type === 'xid8' ? `CASE WHEN ${name} IS NULL THEN NULL ELSE '3' END AS ${name}` : name
}

function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}

export function nameOf(table: Pick<Table, 'schema' | 'name'>): string {
  return `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
}

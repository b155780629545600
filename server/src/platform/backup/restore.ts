import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { STATES } from '@lintas/customs/reference'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { openDatabases, type StateDatabases } from '../database-servers.ts'
import { type Migration, migrate, readMigrations } from '../migrate.ts'
import { readArchive, type Section } from './archive.ts'
import { nameOf } from './backup.ts'
import type { DatabaseCount, Heading } from './heading.ts'
import { listEntries, writeHomeFile } from './home-files.ts'
import { listTables, type Table } from './tables.ts'

/**
 * Fills an empty home from a backup: keys first, then each database as it was, then the migrations this code has beyond it.
 *
 * The file is read twice: once for its checksum, so that nothing of a damaged one is taken over, and once to restore. What goes wrong
 * leaves the home empty again; a process that is killed meanwhile leaves a mark that keeps anybody from working on half of it.
 */
export async function restore(config: Config, file: string, log: Logger): Promise<readonly DatabaseCount[]> {
  const standing = await listEntries(config.home)
  if (standing.length > 0) {
    throw new Error(`${config.home} is not empty (${standing.slice(0, 3).join(', ')}): move it away, or set LINTAS_HOME to an empty folder`)
  }
  const pasts = await verifyArchive(file)
  await mkdir(config.home, { recursive: true, mode: 0o700 })
  await writeFile(restoringMark(config.home), '')
  try {
    const counts = await fill(config, file, pasts, log)
    await rm(restoringMark(config.home))
    return counts
  } catch (cause) {
    for (const entry of await readdir(config.home)) await rm(join(config.home, entry), { recursive: true, force: true })
    throw cause
  }
}

/** Refuses to work on a home whose restore was cut off. */
export async function refuseHalfRestored(home: string): Promise<void> {
  if (!(await listEntries(home)).includes(RESTORING)) return
  throw new Error(`a restore into ${home} was cut off: empty the folder and restore again`)
}

const RESTORING = 'restoring'

function restoringMark(home: string): string {
  return join(home, RESTORING)
}

type Past = Extract<Heading, { kind: 'database' }>['migrations']

/** Reads the file to its end, where its checksum is; answers which migrations each database went through. */
async function verifyArchive(file: string): Promise<readonly Past[]> {
  const pasts: Past[] = []
  try {
    for await (const { heading, data } of openArchive(file)) {
      if (heading.kind === 'database') pasts.push(heading.migrations)
      for await (const _ of data);
    }
  } catch (cause) {
    if (isUnreadable(cause)) throw new Error('the backup is damaged, or is no backup: it does not unpack', { cause })
    throw cause
  }
  return pasts
}

function openArchive(file: string): AsyncGenerator<Section<Heading>> {
  const unpacked = createGunzip()
  pipeline(createReadStream(file), unpacked).catch(() => undefined) // whoever reads on is told
  return readArchive<Heading>(unpacked)
}

/** It does not unpack, or unpacks to a heading that is no JSON. */
function isUnreadable(cause: unknown): boolean {
  return cause instanceof SyntaxError || (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))
}

async function fill(config: Config, file: string, pasts: readonly Past[], log: Logger): Promise<readonly DatabaseCount[]> {
  const migrations = await readMigrations()
  const areAllCurrent = pasts.every(past => findMigrations(past, migrations).length === migrations.length)
  const counts: DatabaseCount[] = []
  let databases: StateDatabases | undefined
  let loading: Loading | undefined
  const finish = async () => {
    if (loading === undefined) return
    counts.push(await loading.finish())
    log.info(counts.at(-1), 'restored')
    loading = undefined
  }
  try {
    for await (const { heading, data } of openArchive(file)) {
      if (heading.kind === 'file') await writeHomeFile(config.home, heading.path, await gather(data))
      if (heading.kind === 'database') {
        await finish()
        databases ??= await openDatabases(config, STATES, log, { only: areAllCurrent ? migrations : [] })
        loading = await startLoading(databases.urlOf(heading.state, 'lintas_owner'), heading, migrations)
      }
      if (heading.kind === 'table') await loading?.load(heading.table, data)
      if (heading.kind === 'sequences') await loading?.setSequences(heading.sequences)
      for await (const _ of data); // what was not read above
    }
    await finish()
    return counts
  } finally {
    await loading?.abandon()
    await databases?.release()
  }
}

interface Loading {
  load(table: Table, data: Section<Heading>['data']): Promise<void>
  setSequences(sequences: Extract<Heading, { kind: 'sequences' }>['sequences']): Promise<void>
  finish(): Promise<DatabaseCount>
  abandon(): Promise<void>
}

/** Loads one database, all of it in one transaction: as far migrated as the backup was, then its rows, then the rest of the migrations. */
async function startLoading(
  url: string,
  { state, migrations: done }: Extract<Heading, { kind: 'database' }>,
  migrations: readonly Migration[],
): Promise<Loading> {
  const past = findMigrations(done, migrations)
  const client = new pg.Client({ connectionString: url, application_name: 'lintas restore' })
  client.on('error', () => undefined)
  await client.connect()
  await migrate(client, past)
  await client.query('BEGIN')
  const standing = (await listTables(client)).map(nameOf)
  await client.query(standing.map(table => `ALTER TABLE ${table} DISABLE TRIGGER USER`).join(';'))
  // What migrations put there is in the backup too. A handful of rows: TRUNCATE would make every file anew.
  await client.query(
    standing
      .map(table => `DELETE FROM ${table}`)
      .reverse()
      .join(';'),
  )
  let [tables, rows] = [0, 0]

  return {
    async load(table, data) {
      if (!standing.includes(nameOf(table))) await makePartition(client, table)
      const columns = table.columns.map(column => pg.escapeIdentifier(column.name)).join(', ')
      const copying = client.query(copyFrom(`COPY ${nameOf(table)} (${columns}) FROM STDIN`))
      await pipeline(Readable.from(data), copying)
      tables += 1
      rows += copying.rowCount
    },

    async setSequences(sequences) {
      for (const { name, lastValue, isCalled } of sequences) await client.query('SELECT setval($1, $2, $3)', [name, lastValue, isCalled])
    },

    async finish() {
      await client.query('SET CONSTRAINTS ALL IMMEDIATE') // a table whose rows still wait to be checked cannot be altered
      await client.query(standing.map(table => `ALTER TABLE ${table} ENABLE TRIGGER USER`).join(';'))
      await client.query('COMMIT')
      await migrate(client, migrations)
      await client.query('ANALYZE')
      await client.end()
      return { state, tables, rows }
    },

    abandon: () => client.end(),
  }
}

function findMigrations(past: Past, migrations: readonly Migration[]): readonly Migration[] {
  return past.map(({ number, sha256 }) => {
    const migration = migrations.find(each => each.number === number && each.sha256 === sha256)
    if (migration === undefined)
      throw new Error(`the backup went through migration ${number}, which this lintas does not know: it is a newer one's`)
    return migration
  })
}

async function makePartition(client: pg.Client, table: Table): Promise<void> {
  if (table.partitionOf === undefined) throw new Error(`the backup holds table ${nameOf(table)}, which its own migrations do not make`)
  await client.query(`CREATE TABLE ${nameOf(table)} PARTITION OF ${table.partitionOf} ${table.bound}`)
}

async function gather(data: Section<Heading>['data']): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of data) parts.push(part)
  return Buffer.concat(parts)
}

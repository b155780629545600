import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { CLONE } from './config.ts'

/** One step forward of the database: a file `0004-tariff.sql`. There is no way back but a backup. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const FOLDER = join(CLONE, 'server/migrations')
const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/

export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  const migrations = await Promise.all(files.map(file => readMigration(folder, file)))
  const twice = migrations.find((each, index) => migrations[index - 1]?.number === each.number)
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice.number}`)
  return migrations
}

/**
 * Brings one database up to date, as its owner; answers the names of the migrations that ran.
 *
 * Each runs in its own transaction together with the note that it did. Refuses a database that is newer than this code, and
 * one whose history is another than these files tell.
 */
export async function migrate(owner: pg.ClientBase, migrations: readonly Migration[]): Promise<readonly string[]> {
  await owner.query('SELECT pg_advisory_lock($1)', [LOCK]) // a second process waits here, then finds it done
  try {
    await owner.query(HISTORY)
    const past = await readHistory(owner)
    refuseOtherHistory(past, migrations)
    const ahead = migrations.filter(migration => !past.has(migration.number))
    for (const migration of ahead) await run(owner, migration)
    return ahead.map(migration => migration.name)
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [LOCK])
  }
}

async function run(owner: pg.ClientBase, { number, name, sql, sha256 }: Migration): Promise<void> {
  await owner.query('BEGIN')
  try {
    await owner.query(sql)
    await owner.query('INSERT INTO platform_migrations (number, name, sha256) VALUES ($1, $2, $3)', [number, name, sha256])
    await owner.query('COMMIT')
  } catch (cause) {
    await owner.query('ROLLBACK')
    throw new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** Whether a database stands exactly where these files lead: nothing to run, nothing else in its history. */
export async function isUpToDate(owner: pg.ClientBase, migrations: readonly Migration[]): Promise<boolean> {
  const { rows } = await owner.query<{ known: boolean }>("SELECT to_regclass('public.platform_migrations') IS NOT NULL AS known")
  if (rows[0]?.known !== true) return false
  const past = await readHistory(owner)
  return past.size === migrations.length && migrations.every(each => past.get(each.number) === each.sha256)
}

const LOCK = 6_446_617 // any number, as long as every lintas takes the same

const HISTORY = `
  CREATE TABLE IF NOT EXISTS platform_migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`

async function readMigration(folder: string, file: string): Promise<Migration> {
  const match = FILE.exec(file)
  if (match === null) throw new Error(`given migration ${file}, needs a name such as 0004-tariff.sql`)
  const sql = await readFile(join(folder, file), 'utf8')
  return { number: Number(match[1]), name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

export async function readHistory(owner: pg.ClientBase): Promise<ReadonlyMap<number, string>> {
  const { rows } = await owner.query<{ number: number; sha256: string }>('SELECT number, sha256 FROM platform_migrations')
  return new Map(rows.map(row => [row.number, row.sha256]))
}

function refuseOtherHistory(past: ReadonlyMap<number, string>, migrations: readonly Migration[]): void {
  for (const [number, sha256] of past) {
    const migration = migrations.find(each => each.number === number)
    if (migration === undefined)
      throw new Error(`the database went through migration ${number}, which this code does not have: a newer lintas used it`)
    if (migration.sha256 !== sha256)
      throw new Error(
        `${migration.name} was changed after the database ran it: go back to the file as it was, or begin with an empty LINTAS_HOME`,
      )
  }
}

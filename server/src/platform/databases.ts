import { createHmac } from 'node:crypto'
import type { State } from '@lintas/customs/reference'
import pg from 'pg'
import type { Logger } from 'pino'
import { isUpToDate, type Migration, migrate } from './migrate.ts'

/** Who may do what in every database: the owner migrates, the app runs the node, the reader reads. */
export const DATABASE_ROLES = ['lintas_owner', 'lintas_app', 'lintas_reader'] as const
export type DatabaseRole = (typeof DATABASE_ROLES)[number]

const TEMPLATE = 'lintas_template'
const LOCK = 7_305_462 // any number, as long as every lintas takes the same
const NO_SUCH_DATABASE = '3D000'
const WRONG_PASSWORD = '28P01'

/** A PostgreSQL server, reached as somebody who may create roles and databases there. */
export interface DatabaseServer {
  /** The URL to a database of it, as that administrator. */
  urlOf(database: string): string
  /** What the roles' passwords are derived from; whoever knows it can be each of them. */
  readonly secret: string
}

/** The URL to a database as one of the roles. */
export function roleUrl(server: DatabaseServer, database: string, role: DatabaseRole): string {
  const url = new URL(server.urlOf(database))
  url.username = role
  url.password = passwordOf(server, role)
  return url.href
}

export function databaseOf(state: State): string {
  return `lintas_${state.toLowerCase()}`
}

/**
 * Makes the databases that are missing, and brings all of them up to date.
 *
 * A new one is copied from a template that went through every migration once. One process at a time does this on a server; the
 * others wait and find it done.
 */
export async function prepareDatabases(
  server: DatabaseServer,
  databases: readonly string[],
  migrations: readonly Migration[],
  log: Logger,
): Promise<void> {
  await withClient(server.urlOf('postgres'), async admin => {
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK])
    await ensureRoles(admin, server)
    const missing = await listMissing(admin, databases)
    if (missing.length > 0) {
      log.info({ databases: missing.length }, 'making databases')
      await ensureTemplate(admin, server, migrations)
      for (const database of missing) await createDatabase(admin, database, TEMPLATE)
    }
    const existing = databases.filter(database => !missing.includes(database))
    await Promise.all(
      existing.map(async database => {
        const ran = await withClient(roleUrl(server, database, 'lintas_owner'), owner => migrate(owner, migrations))
        if (ran.length > 0) log.info({ database, ran }, 'database brought up to date')
      }),
    )
  })
}

/** Makes new databases, for a restore: migrated this far, and without a table where nothing is given. Refuses, by name, where one stands already. */
export async function createDatabases(
  server: DatabaseServer,
  databases: readonly string[],
  migrations: readonly Migration[],
): Promise<void> {
  await withClient(server.urlOf('postgres'), async admin => {
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK])
    await ensureRoles(admin, server)
    const missing = await listMissing(admin, databases)
    const standing = databases.filter(database => !missing.includes(database))
    if (standing.length > 0) throw new Error(`the server has ${standing.join(', ')} already: restore into an empty one, or drop them first`)
    if (migrations.length > 0) await ensureTemplate(admin, server, migrations)
    for (const database of databases) await createDatabase(admin, database, migrations.length > 0 ? TEMPLATE : 'template0')
  })
}

/** How PostgreSQL copies a template: page by page through its log, or file by file, which is quicker where files are in memory and slower on a disk. */
export type CopyStrategy = 'WAL_LOG' | 'FILE_COPY'

/** A database with every migration behind it and no row, called as given; used where a fresh one is needed each time. */
export async function createFromTemplate(server: DatabaseServer, database: string, strategy: CopyStrategy): Promise<void> {
  await withClient(server.urlOf('postgres'), admin => createDatabase(admin, database, TEMPLATE, strategy))
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'lintas', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // what was being asked fails too, and says so
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The same on every machine that knows the server, with nothing to hand around.
 *
 * Changing the server's secret changes them: `ensureRoles` sets them anew at the next start.
 */
function passwordOf(server: DatabaseServer, role: DatabaseRole): string {
  return createHmac('sha256', server.secret).update(role).digest('base64url')
}

async function ensureRoles(admin: pg.Client, server: DatabaseServer): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('SELECT rolname FROM pg_roles')
  const known = new Set(rows.map(row => row.rolname))
  for (const role of DATABASE_ROLES) {
    const password = pg.escapeLiteral(passwordOf(server, role))
    if (!known.has(role)) {
      await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD ${password}`)
      if (role === 'lintas_owner') await admin.query('GRANT lintas_owner TO CURRENT_USER')
    } else if (!(await mayLogIn(roleUrl(server, 'postgres', role)))) {
      await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`)
    }
  }
}

async function mayLogIn(url: string): Promise<boolean> {
  try {
    return await withClient(url, async () => true)
  } catch (error) {
    if ((error as pg.DatabaseError).code === WRONG_PASSWORD) return false
    throw error
  }
}

async function listMissing(admin: pg.Client, databases: readonly string[]): Promise<readonly string[]> {
  const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname = ANY($1)', [databases])
  const known = new Set(rows.map(row => row.datname))
  return databases.filter(database => !known.has(database))
}

/** Makes the roles and the template alone. */
export async function prepareTemplate(server: DatabaseServer, migrations: readonly Migration[]): Promise<void> {
  await withClient(server.urlOf('postgres'), async admin => {
    await ensureRoles(admin, server)
    await ensureTemplate(admin, server, migrations)
  })
}

/** The template holds no data, so one that fell behind is made anew rather than brought up to date. */
async function ensureTemplate(admin: pg.Client, server: DatabaseServer, migrations: readonly Migration[]): Promise<void> {
  const url = roleUrl(server, TEMPLATE, 'lintas_owner')
  if (await isCurrent(url, migrations)) return
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`)
  await createDatabase(admin, TEMPLATE, 'template0')
  await withClient(url, owner => migrate(owner, migrations))
}

async function isCurrent(url: string, migrations: readonly Migration[]): Promise<boolean> {
  try {
    return await withClient(url, owner => isUpToDate(owner, migrations))
  } catch (error) {
    if ((error as pg.DatabaseError).code === NO_SUCH_DATABASE) return false
    throw error
  }
}

/** Who may connect is said of each database; a copy does not take it over from its template. */
async function createDatabase(admin: pg.Client, database: string, template: string, strategy: CopyStrategy = 'WAL_LOG'): Promise<void> {
  const name = pg.escapeIdentifier(database)
  const encoding = template === 'template0' ? "ENCODING 'UTF8' LOCALE 'C'" : ''
  await admin.query(`CREATE DATABASE ${name} OWNER lintas_owner TEMPLATE ${template} STRATEGY ${strategy} ${encoding}`)
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${DATABASE_ROLES.join(', ')}`)
}

import { expect, test } from 'vitest'
import { createDatabases, databaseOf, prepareDatabases, roleUrl, withClient } from './databases.ts'
import { renderJobsMigration } from './jobs-schema.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { dropDatabase, SILENT, sharedServer } from './testing/database.ts'

const migrations = await readMigrations()
const server = sharedServer()

function step(number: number, sql: string): Migration {
  return { number, name: `${String(number).padStart(4, '0')}-test`, sql, sha256: `of ${sql}` }
}

async function inNewDatabase(work: (url: string, name: string) => Promise<void>): Promise<void> {
  const name = `test_migrate_${process.pid}_${Math.random().toString(36).slice(2)}`
  await createDatabases(server, [name], [])
  try {
    await work(roleUrl(server, name, 'lintas_owner'), name)
  } finally {
    await dropDatabase(server, name)
  }
}

test('the tables of the job queue are those of the pg-boss we use', () => {
  expect(migrations.find(each => each.name === '0003-jobs')?.sql).toBe(renderJobsMigration())
})

test('a migration runs once, and one that is added later runs where the earlier ones did', () =>
  inNewDatabase(url =>
    withClient(url, async owner => {
      const first = step(1, 'CREATE TABLE crate (id int)')
      const second = step(2, 'ALTER TABLE crate ADD mass int')
      expect(await migrate(owner, [first])).toEqual(['0001-test'])
      expect(await migrate(owner, [first])).toEqual([])
      expect(await migrate(owner, [first, second])).toEqual(['0002-test'])
    }),
  ))

test('a migration that fails leaves nothing of itself behind', () =>
  inNewDatabase(url =>
    withClient(url, async owner => {
      const halfWrong = step(1, 'CREATE TABLE crate (id int); SELECT 1 / 0')
      await expect(migrate(owner, [halfWrong])).rejects.toThrow('migration 0001-test failed: division by zero')
      expect(await migrate(owner, [step(1, 'CREATE TABLE crate (id int)')])).toEqual(['0001-test'])
    }),
  ))

test('a file that was changed after it ran is refused, and so is a database newer than the code', () =>
  inNewDatabase(url =>
    withClient(url, async owner => {
      const [first, second] = [step(1, 'SELECT 1'), step(2, 'SELECT 2')]
      await migrate(owner, [first, second])
      await expect(migrate(owner, [step(1, 'SELECT 7')])).rejects.toThrow('was changed after')
      await expect(migrate(owner, [first])).rejects.toThrow('a newer lintas')
    }),
  ))

test('two processes that migrate at once do it once', () =>
  inNewDatabase(async url => {
    const steps = [step(1, 'CREATE TABLE crate (id int)'), step(2, 'SELECT pg_sleep(0.05)')]
    const ran = await Promise.all([1, 2].map(() => withClient(url, owner => migrate(owner, steps))))
    expect(ran.flat().sort()).toEqual(['0001-test', '0002-test'])
  }))

test('databases that are missing are made, and nobody but our roles may enter them', async () => {
  const names = [`test_sg_${process.pid}`, `test_vn_${process.pid}`]
  try {
    await prepareDatabases(server, names, migrations, SILENT)
    await prepareDatabases(server, names, migrations, SILENT)
    for (const name of names) {
      const [row] = await withClient(server.urlOf(name), async admin => {
        const { rows } = await admin.query<{ public: boolean; owner: string }>(
          `SELECT has_database_privilege('public', datname, 'CONNECT') AS public, datdba::regrole::text AS owner FROM pg_database WHERE datname = $1`,
          [name],
        )
        return rows
      })
      expect(row).toEqual({ public: false, owner: 'lintas_owner' })
    }
  } finally {
    for (const name of names) await dropDatabase(server, name)
  }
})

test('the database of a state is named after it', () => {
  expect(databaseOf('VN')).toBe('lintas_vn')
})

test.each(['lintas_app', 'lintas_reader'] as const)('%s is no superuser, owns nothing and may not make databases or roles', async role => {
  const [row] = await withClient(server.urlOf('postgres'), async admin => {
    const { rows } = await admin.query(
      'SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = $1',
      [role],
    )
    return rows
  })
  expect(row).toEqual({ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false, rolreplication: false })
})

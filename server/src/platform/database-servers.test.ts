import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, readConfig } from './config.ts'
import { openDatabases } from './database-servers.ts'
import { withClient } from './databases.ts'
import { binariesIn, holdPostgres, type PostgresServer } from './postgres/index.ts'
import { SILENT } from './testing/database.ts'

const DEBIAN = '/usr/lib/postgresql/15/bin'

describe.each([
  ['the embedded PostgreSQL', undefined],
  ["Debian's PostgreSQL 15", DEBIAN],
])('on a server of your own, %s (skipped where it is not installed)', (_, folder) => {
  const scratch = mkdtempSync(join(tmpdir(), 'lintas-own-'))
  const isMissing = folder !== undefined && !existsSync(folder)
  let server: PostgresServer
  let config: Config

  beforeAll(async () => {
    if (isMissing) return
    const binaries = folder === undefined ? {} : { binaries: binariesIn(folder) }
    server = await holdPostgres({ folder: join(scratch, 'postgres'), log: SILENT, settings: { fsync: 'off' }, ...binaries })
    await withClient(server.urlOf('postgres'), admin => admin.query("CREATE ROLE keeper LOGIN CREATEDB CREATEROLE PASSWORD 'kept well'"))
    const url = new URL(server.urlOf('postgres'))
    url.username = 'keeper'
    url.password = 'kept well'
    url.pathname = ''
    const own = new URL(url)
    own.pathname = '/customs_of_viet_nam'
    config = readConfig({ LINTAS_HOME: join(scratch, 'home'), LINTAS_DATABASE_URL: url.href, LINTAS_DATABASE_URL_VN: own.href })
  }, 60_000)

  afterAll(async () => {
    if (!isMissing) await server.release()
    rmSync(scratch, { recursive: true, force: true })
  })

  test.skipIf(isMissing)('somebody who may create roles and databases is enough, and nothing embedded is started', async () => {
    const databases = await openDatabases(config, ['SG', 'VN'], SILENT)
    const names = await Promise.all(
      (['SG', 'VN'] as const).map(state =>
        withClient(databases.urlOf(state, 'lintas_app'), async app => {
          const { rows } = await app.query<{ name: string }>("SELECT current_database() || ' as ' || current_user AS name")
          return rows[0]?.name
        }),
      ),
    )
    expect(names).toEqual(['lintas_sg as lintas_app', 'customs_of_viet_nam as lintas_app'])
    expect(existsSync(join(config.home, 'postgres'))).toBe(false)
  })

  test.skipIf(isMissing)(
    'another machine that knows the same URL can be each of the roles without being told their passwords',
    async () => {
      const elsewhere = { ...config, home: join(scratch, 'elsewhere') }
      const databases = await openDatabases(elsewhere, ['SG'], SILENT)
      for (const role of ['lintas_owner', 'lintas_app', 'lintas_reader'] as const) {
        await withClient(databases.urlOf('SG', role), client => client.query('SELECT 1'))
      }
    },
  )
})

import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import { type CopyStrategy, type DatabaseServer, prepareTemplate } from '../databases.ts'
import { readMigrations } from '../migrate.ts'
import { binariesIn, holdPostgres } from '../postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server all tests of this run share, what its roles' passwords are derived from, and how it copies its template. */
    testServer: { readonly url: string; readonly secret: string; readonly strategy: CopyStrategy }
  }
}

const TMPFS = 0x01021994 // linux/magic.h

/**
 * One PostgreSQL for the whole run, thrown away after it: it need not survive the machine, so it does not wait for the disk.
 *
 * `LINTAS_TEST_POSTGRES=/usr/lib/postgresql/15/bin` runs the tests on that one instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'lintas-test-'))
  const log = pino({ level: 'silent' })
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', max_wal_size: '256MB' }
  const other = process.env.LINTAS_TEST_POSTGRES
  const postgres = await holdPostgres({ folder: join(home, 'postgres'), log, settings, ...(other ? { binaries: binariesIn(other) } : {}) })
  const url = postgres.urlOf('postgres')
  const secret = new URL(url).password
  const server: DatabaseServer = { urlOf: postgres.urlOf, secret }
  await prepareTemplate(server, await readMigrations())
  const { type } = await statfs(home)
  project.provide('testServer', { url, secret, strategy: type === TMPFS ? 'FILE_COPY' : 'WAL_LOG' })
  return async () => {
    await postgres.release()
    await rm(home, { recursive: true, force: true })
  }
}

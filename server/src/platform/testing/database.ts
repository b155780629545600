import { randomBytes } from 'node:crypto'
import pino, { type Logger } from 'pino'
import { afterAll, inject } from 'vitest'
import { createFromTemplate, type DatabaseServer, roleUrl, withClient } from '../databases.ts'
import type { Database } from '../node.ts'
import { openDatabase } from '../postgres/index.ts'

export interface TestDatabase {
  /** As the running node has it: `lintas_app`. */
  readonly db: Database
  /** As its owner, who may do everything. */
  readonly ownerDb: Database
  /** As `lintas_reader`. */
  readonly readerDb: Database
  readonly name: string
  /** The owner's URL. */
  readonly url: string
  readonly server: DatabaseServer
}

export const SILENT: Logger = pino({ level: 'silent' })

/** A fresh database with every migration behind it. Called at the top of a test file, which has it to itself; dropped after its tests. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = sharedServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await createFromTemplate(server, name, inject('testServer').strategy)
  const url = roleUrl(server, name, 'lintas_owner')
  const open = (role: Parameters<typeof roleUrl>[2]) => openDatabase({ url: roleUrl(server, name, role), log: SILENT, name: 'test' })
  const [db, ownerDb, readerDb] = [open('lintas_app'), open('lintas_owner'), open('lintas_reader')]
  afterAll(async () => {
    await Promise.all([db.end(), ownerDb.end(), readerDb.end()])
    await dropDatabase(server, name)
  })
  return { db, ownerDb, readerDb, name, url, server }
}

export async function dropDatabase(server: DatabaseServer, name: string): Promise<void> {
  await withClient(server.urlOf('postgres'), admin => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
}

export function sharedServer(): DatabaseServer {
  const { url, secret } = inject('testServer')
  return {
    secret,
    urlOf(database) {
      const there = new URL(url)
      there.pathname = `/${database}`
      return there.href
    },
  }
}

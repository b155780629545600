import pg from 'pg'
import { shirts } from '../server/src/declaration/testing/shirts.ts'
import { closedLoop, type Measured, openLoop, type Shot } from './load.ts'
import { startNode } from './node-under-test.ts'

export const CONNECTIONS = 16
export const STEADY_PER_SECOND = 200

interface Declarations {
  readonly closedLoop: Measured
  readonly openLoop: Measured
  /** Rows of the size that one declaration writes, inserted one a transaction by as many connections on the same database. */
  readonly bareInserts: { readonly bytes: number; readonly perSecond: number }
  readonly ratioToBareInserts: number
  readonly hold: { readonly perSecond: number; readonly p99Ms: number }
}

/** Declarations over HTTP, each decided and durable before it is answered: how many a second, and how long one waits at a steady rate. */
export async function measureDeclarations(seconds: number): Promise<Declarations> {
  const node = await startNode('VN')
  try {
    const target = { url: node.url, headers: { 'x-api-key': node.apiKey } }
    const shots = distinctDeclarations()
    const answered = await lodgeOne(target.url, node.apiKey, shots())
    await closedLoop(target, shots, CONNECTIONS, Math.max(2, seconds / 2)) // until engine, pool and database have settled
    const bareBefore = await insertBare(node.databaseUrl, answered.bytes, seconds)
    const closed = await closedLoop(target, shots, CONNECTIONS, seconds)
    const bareAfter = await insertBare(node.databaseUrl, answered.bytes, seconds)
    const open = await openLoop(target, shots, STEADY_PER_SECOND, seconds)
    const bare = Math.round((bareBefore + bareAfter) / 2)
    return {
      closedLoop: closed,
      openLoop: open,
      bareInserts: { bytes: answered.bytes, perSecond: bare },
      ratioToBareInserts: Math.round((closed.perSecond / bare) * 1000) / 1000,
      hold: { perSecond: 400, p99Ms: 50 },
    }
  } finally {
    await node.stop()
  }
}

async function lodgeOne(url: string, apiKey: string, shot: Shot): Promise<{ readonly bytes: number }> {
  const answer = await fetch(`${url}${shot.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: shot.body,
  })
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`the declaration was answered ${answer.status}: ${text}`)
  return { bytes: shot.body.length + text.length }
}

async function insertBare(databaseUrl: string, bytes: number, seconds: number): Promise<number> {
  const owner = new pg.Client(databaseUrl)
  await owner.connect()
  await owner.query('CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)')
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  const body = 'x'.repeat(bytes)
  const started = performance.now()
  const end = started + seconds * 1000
  let inserted = 0
  const writer = async () => {
    while (performance.now() < end) {
      await pool.query({ name: 'bare', text: 'INSERT INTO bench_row (body) VALUES ($1)', values: [body] })
      inserted += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, writer))
  const perSecond = inserted / ((performance.now() - started) / 1000)
  await pool.end()
  await owner.query('DROP TABLE bench_row')
  await owner.end()
  return perSecond
}

/** The same shirts each time, under another reference, on another bill of lading. */
export function distinctDeclarations(): () => Shot {
  const run = Date.now().toString(36)
  const today = new Date().toISOString().slice(0, 10)
  const parties = { importer: { id: 'TRADER-VN', name: 'A garment importer' }, declarant: { id: 'TRADER-VN' } }
  let number = 0
  return () => {
    number += 1
    const reference = `${run}-${number}`
    const document = shirts(reference, { ...parties, invoice: { id: `INV-${reference}`, issuedOn: today }, arrivalOn: today })
    return { path: '/api/v1/declarations', body: JSON.stringify(document) }
  }
}

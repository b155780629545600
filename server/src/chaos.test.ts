import { setTimeout as sleep } from 'node:timers/promises'
import type { DeclarationInput } from '@lintas/customs/declaration'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { shirts } from './declaration/testing/shirts.ts'
import { exchangeProofs, expectAgreed } from './proofs/testing/exchanged.ts'
import { openReceiver } from './testing/flaky-receiver.ts'
import { ended, lotsOf, openKillable, type Running } from './testing/killable.ts'

const LODGINGS = Number(process.env.LINTAS_CHAOS_LODGINGS ?? 2_000)
const CLIENTS = 8
const SEED = Number(process.env.LINTAS_CHAOS_SEED ?? Date.now() & 0x7fffffff)
console.info(`chaos: LINTAS_CHAOS_SEED=${SEED}, ${LODGINGS} lodgings`)

const killable = await openKillable('chaos')
const { node, run, ask, insist } = killable
const lot = lotsOf(SEED)
const receiver = await openReceiver(lotsOf(SEED + 1))

afterAll(() => {
  receiver.close()
  killable.close()
})

type Victim = 'server' | 'postgres' | 'both'

/** Kills without a warning, in the middle of whatever runs, and has everything run again. */
async function strike({ server, worker }: Running, victim: Victim): Promise<Running> {
  const postmaster = killable.findPostmaster()
  if (postmaster === undefined) throw new Error('given no PostgreSQL, needs one to kill')
  if (victim !== 'server') process.kill(postmaster, 'SIGKILL')
  if (victim !== 'postgres') server.kill('SIGKILL')
  if (victim === 'server') {
    await ended(server, 'SIGKILL')
    return await run(worker)
  }
  await Promise.all([ended(server, 'SIGTERM'), ended(worker, 'SIGTERM')])
  return await run()
}

/** What a client was told is done: the number, and what was done to the declaration after it. */
interface Acknowledged {
  readonly mrn: string
  isAmended: boolean
  receipt: string | undefined
}

function documentOf(reference: string): DeclarationInput {
  const today = new Date().toISOString().slice(0, 10)
  return shirts(reference, { importer: { id: 'TRADER-VN' }, declarant: { id: 'TRADER-VN' }, arrivalOn: today })
}

/** Lodges, and then amends every tenth and pays every fifth, where nothing but payment is waited for. */
async function declare(apiKey: string, number: number, acknowledged: Map<string, Acknowledged>): Promise<void> {
  const reference = `chaos-${number}`
  const document = documentOf(reference)
  const { mrn, status } = await insist<{ mrn: string; status: string }>({ key: reference, path: '/declarations', body: document, apiKey })
  const known: Acknowledged = { mrn, isAmended: false, receipt: undefined }
  acknowledged.set(reference, known)
  if (status !== 'payment-due') return // Drawn by lot for a control: it waits for an officer.
  if (number % 10 === 3) {
    const [item] = document.goodsItems ?? []
    const body = { ...document, goodsItems: [{ ...item, description: 'Cotton T-shirts for women, knitted, long sleeves' }] }
    await insist({ key: `${reference}-amend`, path: `/declarations/${mrn}/amendment`, body, apiKey })
    known.isAmended = true
  }
  if (number % 5 === 1) {
    const { id } = await insist<{ id: string }>({ key: `${reference}-pay`, path: `/declarations/${mrn}/payments`, apiKey })
    const paid = await insist<{ receipt?: string }>({ key: `${reference}-paid`, path: `/payments/${id}/test-confirmation`, apiKey })
    known.receipt = paid.receipt
  }
}

interface Told {
  readonly id: string
  readonly type: string
  readonly data: { readonly mrn?: string }
}

const TOLD_TYPES = ['declaration.registered', 'declaration.amended', 'declaration.paid']

/** What the node tells of, in the order of the log, once every declaration has its place there: the sealer gives it, soon after the act. */
async function listTold(apiKey: string, registered: number): Promise<readonly Told[]> {
  const told: Told[] = []
  let cursor = ''
  for (let waited = 0; waited < 2_400; ) {
    const answer = await fetch(`${node}/api/v1/events?limit=500${cursor}`, { headers: { 'x-api-key': apiKey } })
    const page = (await answer.json()) as { items: readonly Told[]; next: string }
    told.push(...page.items.filter(({ type }) => TOLD_TYPES.includes(type)))
    cursor = `&cursor=${page.next}`
    if (page.items.length > 0) continue
    if (told.filter(({ type }) => type === 'declaration.registered').length >= registered) return told
    waited++
    await sleep(100)
  }
  throw new Error(`told of ${told.length} within four minutes, needs ${registered} registered`)
}

test('whatever is killed in the middle of two thousand lodgings, what was acknowledged is there once and whole, and is told in order', {
  timeout: 600_000,
}, async () => {
  let running = await run()
  const apiKey = killable.apiKeyOf('trader')
  await insist({ key: 'hook', path: '/webhooks', body: { url: receiver.url, types: TOLD_TYPES }, apiKey })

  const acknowledged = new Map<string, Acknowledged>()
  let next = 0
  const client = async () => {
    while (next < LODGINGS) await declare(apiKey, next++, acknowledged)
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  const victims: readonly Victim[] = lot() < 0.5 ? ['server', 'postgres', 'both', 'server'] : ['both', 'server', 'postgres', 'both']
  const strikes = (async () => {
    for (const [index, victim] of victims.entries()) {
      const after = LODGINGS * ((index + 0.3 + 0.6 * lot()) / (victims.length + 0.5))
      while (acknowledged.size < after) await sleep(5)
      running = await strike(running, victim)
    }
  })()
  await Promise.all([clients, strikes])
  expect(acknowledged.size).toBe(LODGINGS)

  const told = await listTold(apiKey, LODGINGS)
  const due = Map.groupBy(told, ({ data }) => data.mrn ?? '')
  const taken = () => [...receiver.taken.values()].reduce((count, ids) => count + ids.length, 0)
  for (let waited = 0; taken() < told.length && waited < 2_400; waited++) await sleep(100)
  expect(new Set(due.keys())).toEqual(new Set([...acknowledged.values()].map(({ mrn }) => mrn)))
  const wrong = [...due].filter(([mrn, each]) => receiver.taken.get(mrn)?.join() !== each.map(({ id }) => id).join())
  expect(wrong).toEqual([])
  expect(receiver.counts.failed).toBeGreaterThan(0)

  await expectWhole(acknowledged)
  expect(JSON.parse(await ask('verify', '--state', 'VN', '--json'))).toMatchObject({ ok: true })
  await Promise.all([ended(running.server, 'SIGTERM'), ended(running.worker, 'SIGTERM')])
})

/** So many proofs are issued, used and denied while the process of both states' nodes is killed. */
const PROOFS = Number(process.env.LINTAS_CHAOS_PROOFS ?? 18)

test('whatever is killed while two states exchange proofs, none is lost, drawn of or denied twice, and both ledgers agree', {
  timeout: 600_000,
}, async () => {
  let nodes = await killable.runTogether(['KH', 'VN'])
  const exchange = exchangeProofs(killable, PROOFS)
  const strikes = (async () => {
    for (const part of [0.1, 0.5]) {
      while (exchange.countDone() < PROOFS * (part + 0.3 * lot())) await sleep(5)
      await sleep(200 * lot())
      const postmaster = killable.findPostmaster()
      if (lot() < 0.5 && postmaster !== undefined) process.kill(postmaster, 'SIGKILL')
      await ended(nodes, 'SIGKILL')
      nodes = await killable.runTogether(['KH', 'VN'])
    }
  })()
  await Promise.all([exchange.done, strikes])
  await expectAgreed(killable, await exchange.done)
  await ended(nodes, 'SIGTERM')
})

/** Asks the database, past everything that answers for it. */
async function expectWhole(acknowledged: ReadonlyMap<string, Acknowledged>): Promise<void> {
  const owner = new pg.Client(await ask('database-url', '--state', 'VN'))
  await owner.connect()
  const { rows } = await owner.query<{
    reference: string
    mrn: string
    versions: string
    acts: readonly string[]
    sum: string
    receipts: string[]
  }>(
    `SELECT local_reference AS reference, mrn,
       (SELECT count(*) FROM declaration_version v WHERE v.mrn = d.mrn) AS versions,
       (SELECT array_agg(act ORDER BY act) FROM event e WHERE e.subject_id = d.mrn) AS acts,
       (SELECT sum(minor) FROM ledger_posting p WHERE p.mrn = d.mrn) AS sum,
       ARRAY(SELECT number FROM receipt r JOIN payment_request q ON q.id = r.request WHERE q.mrn = d.mrn) AS receipts
     FROM declaration d`,
  )
  const { rows: unbalanced } = await owner.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')
  const { rows: receipts } = await owner.query<{ number: string }>('SELECT number FROM receipt')
  await owner.end()

  const kept = new Map(rows.map(row => [row.reference, row]))
  expect([rows.length, kept.size]).toEqual([acknowledged.size, acknowledged.size])
  const wrong = [...acknowledged].filter(([reference, { mrn, isAmended, receipt }]) => {
    const row = kept.get(reference)
    const times = (act: string) => row?.acts.filter(each => each === act).length
    return (
      row?.mrn !== mrn ||
      row.sum !== '0' ||
      row.versions !== (isAmended ? '2' : '1') ||
      times('lodge') !== 1 ||
      times('amend') !== (isAmended ? 1 : 0) ||
      row.receipts.join() !== (receipt ?? '')
    )
  })
  expect(wrong).toEqual([])
  expect(unbalanced).toEqual([])
  const books = Map.groupBy(receipts, ({ number }) => number.slice(0, -'0000001'.length))
  for (const inBook of books.values()) {
    const serials = inBook.map(({ number }) => Number(number.slice(-'0000001'.length))).sort((a, b) => a - b)
    expect(serials).toEqual(serials.map((_, index) => index + 1))
  }
  expect(receipts.length).toBe([...acknowledged.values()].filter(({ receipt }) => receipt !== undefined).length)
}

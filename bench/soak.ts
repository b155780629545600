import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import pg from 'pg'
import { distinctDeclarations } from './declarations.ts'
import { type Inspector, openInspector } from './inspector.ts'
import { send } from './load.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'

/** Of a hundred declarations: amended, paid at once. Whatever the lots draw is inspected. */
const AMENDED_PERCENT = 5
const PAID_PERCENT = 30

/** What a stretch of the run looked like. */
interface Stretch {
  readonly minute: number
  readonly lodged: number
  readonly amended: number
  readonly paid: number
  readonly inspected: number
  readonly errors: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** What the server's process holds, and what of it the heap holds once everything that nobody needs is let go. */
  readonly rssMb: number
  readonly heapMb: number
  readonly loopDelayP99Ms: number
  readonly databaseMb: number
  /** Events that the sealer has not given their place in the log yet. */
  readonly unplaced: number
}

interface Verdict {
  readonly isMemoryFlat: boolean
  readonly isP99Stable: boolean
  readonly isWithoutError: boolean
}

/**
 * Declarations at a steady rate for minutes, with what happens to them afterwards, at shares one might meet: does anything add up? The load rests while memory is
 * read: letting go of everything that nobody needs stops the server for longer than one in a hundred lodgings takes.
 */
export async function soak(minutes: number, perSecond: number, print: (stretch: Stretch) => void): Promise<Verdict> {
  const node = await startNode('VN', { inspected: true })
  try {
    const inspector = await openInspector(node.inspectorPort)
    await inspector.watchLoop()
    const owner = new pg.Client(node.databaseUrl)
    owner.on('error', () => undefined) // the node stops before it where the run fails, and the failure is what is to be read
    await owner.connect()
    const { stretches, errors } = await run(node, inspector, owner, { minutes, perSecond }, print)
    await owner.end()
    agent.destroy()
    inspector.close()
    return verdictOf(stretches, errors)
  } finally {
    await node.stop()
  }
}

interface Tally {
  readonly latencies: number[]
  lodged: number
  amended: number
  paid: number
  inspected: number
  errors: number
}

/** What is counted now: whatever ends late counts where it ends. */
interface Count {
  tally: Tally
}

const newTally = (): Tally => ({ latencies: [], lodged: 0, amended: 0, paid: 0, inspected: 0, errors: 0 })

async function run(
  node: NodeUnderTest,
  inspector: Inspector,
  owner: pg.Client,
  { minutes, perSecond }: { readonly minutes: number; readonly perSecond: number },
  print: (stretch: Stretch) => void,
) {
  const stretches: Stretch[] = []
  const total = minutes * 60 * perSecond
  const each = Math.round(Math.min(60, Math.max(5, minutes * 6)) * perSecond)
  const shots = distinctDeclarations()
  const underWay = new Set<Promise<void>>()
  let started = performance.now()
  const count: Count = { tally: newTally() }
  const tallies = [count.tally]
  for (let sent = 0; sent < total; sent++) {
    const due = started + (sent * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await new Promise(resolve => setTimeout(resolve, early))
    const living = live(node, shots().body, sent % 100, due, count).finally(() => underWay.delete(living))
    underWay.add(living)
    if ((sent + 1) % each !== 0) continue
    const rested = performance.now()
    await Promise.all(underWay)
    const stretch = await look(inspector, owner, (sent + 1) / perSecond / 60, count.tally)
    stretches.push(stretch)
    print(stretch)
    count.tally = newTally()
    tallies.push(count.tally)
    started += performance.now() - rested
  }
  await Promise.all(underWay)
  return { stretches, errors: tallies.reduce((sum, { errors }) => sum + errors, 0) }
}

/** One declaration and what comes after it. `hundredth` says which share it belongs to. */
async function live(node: NodeUnderTest, body: string, hundredth: number, due: number, count: Count): Promise<void> {
  const lodged = await ask<{ mrn: string; lane: string; status: string }>(node.url, '/declarations', body, node.apiKey, count)
  count.tally.latencies.push(performance.now() - due)
  if (lodged === undefined) return
  count.tally.lodged++
  const { mrn, lane, status } = lodged
  if (lane !== 'green') await inspect(node, mrn, count)
  else if (hundredth < AMENDED_PERCENT) {
    const document = { ...JSON.parse(body), goodsLocation: 'Warehouse 7' }
    if ((await ask(node.url, `/declarations/${mrn}/amendment`, JSON.stringify(document), node.apiKey, count)) !== undefined)
      count.tally.amended++
  } else if (hundredth < AMENDED_PERCENT + PAID_PERCENT && status === 'payment-due') {
    const asked = await ask<{ id: string }>(node.url, `/declarations/${mrn}/payments`, '{}', node.apiKey, count)
    if (asked === undefined) return
    if ((await ask(node.url, `/payments/${asked.id}/test-confirmation`, '{}', node.apiKey, count)) !== undefined) count.tally.paid++
  }
}

/** An officer finds everything in order. */
async function inspect(node: NodeUnderTest, mrn: string, count: Count): Promise<void> {
  const found = await ask<{ controls: readonly { id: string; outcome?: string }[] }>(
    node.url,
    `/cases/${mrn}`,
    undefined,
    node.keyOf('supervisor'),
    count,
  )
  if (found === undefined) return
  for (const { id, outcome } of found.controls) {
    if (outcome !== undefined) continue
    await ask(
      node.url,
      `/declarations/${mrn}/controls/${id}/outcome`,
      JSON.stringify({ outcome: 'clean' }),
      node.keyOf('supervisor'),
      count,
    )
  }
  count.tally.inspected++
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** What was answered; undefined, and counted, where it was no success. */
async function ask<Body>(url: string, path: string, body: string | undefined, apiKey: string, count: Count): Promise<Body | undefined> {
  const headers = { 'x-api-key': apiKey, 'if-match': '*', 'idempotency-key': randomUUID() }
  const shot = body === undefined ? { path: `/api/v1${path}` } : { path: `/api/v1${path}`, body }
  const { status, text } = await send(agent, { url, headers }, shot).catch((cause: Error) => ({ status: 0, text: cause.message }))
  if (status >= 200 && status < 300) return JSON.parse(text) as Body
  if (count.tally.errors++ === 0) console.error(`${path} was answered ${status}: ${text.slice(0, 300)}`)
  return undefined
}

async function look(inspector: Inspector, owner: pg.Client, minute: number, tally: Tally): Promise<Stretch> {
  const loopDelay = (await inspector.readLoop()).p99Ms
  await inspector.ask('HeapProfiler.collectGarbage')
  const memory = await inspector.evaluate<{ rss: number; heapUsed: number }>(
    '(({ rss, heapUsed }) => ({ rss, heapUsed }))(process.memoryUsage())',
  )
  const { rows } = await owner.query<{ size: string; unplaced: string }>(
    `SELECT pg_database_size(current_database()) AS size,
       (SELECT count(*) FROM event) - (SELECT coalesce(max(position) + 1, 0) FROM event_order) AS unplaced`,
  )
  const latencies = tally.latencies.toSorted((a, b) => a - b)
  const at = (share: number) => round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0)
  const { lodged, amended, paid, inspected, errors } = tally
  return {
    minute: round(minute),
    lodged,
    amended,
    paid,
    inspected,
    errors,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    rssMb: round(memory.rss / 1e6),
    heapMb: round(memory.heapUsed / 1e6),
    loopDelayP99Ms: round(loopDelay),
    databaseMb: round(Number(rows[0]?.size) / 1e6),
    unplaced: Number(rows[0]?.unplaced),
  }
}

/** Flat: the heap of the last third is within a tenth of the middle third's. Stable: its p99 is no more than half as long again, or below 50 ms. */
function verdictOf(stretches: readonly Stretch[], errors: number): Verdict {
  const third = Math.max(1, Math.floor(stretches.length / 3))
  const [middle, last] = [stretches.slice(-2 * third, -third), stretches.slice(-third)]
  const mean = (of: readonly Stretch[], figure: 'heapMb' | 'p99Ms') =>
    of.reduce((sum, each) => sum + each[figure], 0) / Math.max(1, of.length)
  return {
    isMemoryFlat: mean(last, 'heapMb') <= mean(middle, 'heapMb') * 1.1,
    isP99Stable: mean(last, 'p99Ms') <= Math.max(50, mean(middle, 'p99Ms') * 1.5),
    isWithoutError: errors === 0,
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

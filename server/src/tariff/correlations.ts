import { createHash } from 'node:crypto'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Confidence } from '@lintas/customs/reference'
import { type Correlation, countKinds, readCorrelation } from '@lintas/customs/tariff'
import { CsvError, parse } from 'csv-parse/sync'
import type { Node, Reader, Writer } from '../platform/node.ts'
import {
  activateUntil,
  type CorrelationRow,
  countCorrelationsFrom,
  getCorrelation,
  insertCorrelation,
  insertCorrelationDecision,
  listApprovedCorrelations,
  listPairs,
} from './correlation-store.ts'
import { schedulesOf } from './schedules.ts'
import { lockVersions, notifyApproved } from './store.ts'

/** Lets tables take effect whose day has come: each night, and as soon as one is approved late. */
export const ACTIVATE_JOB = 'tariff-activate'
export const ACTIVATE_HOUR = '5 0 * * *'

const PAIRS_AT_ONCE = 100_000
const RECORD_LENGTH_MAX = 20_000

/** Correlation tables of a node that were approved, in memory. */
const approvedOf = new WeakMap<Node, Promise<readonly Correlation[]>>()

/** The correlation tables in force on a day, the oldest first. `reader` is that of a caller who is in a transaction. */
export async function correlationsOn(node: Node, day: Day, reader: Reader = node.db): Promise<readonly Correlation[]> {
  const known = approvedOf.get(node)
  const reading = known ?? readApproved(node, reader)
  if (known === undefined) {
    approvedOf.set(node, reading)
    reading.catch(() => approvedOf.delete(node))
  }
  return (await reading).filter(({ validFrom }) => validFrom <= day)
}

/** One of them. */
export async function findApprovedCorrelation(node: Node, id: string): Promise<Correlation | undefined> {
  return (await readApproved(node, node.db)).find(each => each.id === id)
}

async function readApproved({ state }: Node, reader: Reader): Promise<readonly Correlation[]> {
  const read: Correlation[] = []
  for (const { id, valid_from: validFrom, source, confidence } of await listApprovedCorrelations(reader)) {
    read.push({ id, state, validFrom, source, confidence, pairs: await listPairs(reader, id, ['', ''], PAIRS_AT_ONCE) })
  }
  return read
}

/** Forgets which tables were approved; called when one is. */
export function refreshCorrelations(node: Node): void {
  approvedOf.delete(node)
}

/** What its loader says of a table. */
export interface CorrelationFacts {
  readonly validFrom: Day
  readonly source: string
  readonly confidence: Confidence
  readonly by: string
}

/** Loads a table as proposed: of no effect until another person approves it. */
export async function loadCorrelation<T>(
  node: Node,
  csv: Buffer,
  { validFrom, source, confidence, by }: CorrelationFacts,
  answer: (tx: Writer, row: CorrelationRow) => Promise<T>,
): Promise<Result<T>> {
  const cells = readCells(csv)
  const read = cells.ok ? readCorrelation(cells.value) : cells
  if (!read.ok) return read
  const pairs = read.value
  const sha256 = createHash('sha256').update(csv).digest('hex')
  const kinds = countKinds(pairs)
  const schedule = await schedulesOf(node).on(validFrom)
  const isThere = (code: string) => schedule === undefined || schedule.findLine(code) !== undefined || schedule.listBelow(code).length > 0
  const notInSchedule = new Set(pairs.map(pair => pair.to).filter(code => !isThere(code))).size
  return ok(
    await node.db.transaction(async tx => {
      await lockVersions(tx)
      const id = `${node.state}-C-${validFrom}-${(await countCorrelationsFrom(tx, validFrom)) + 1}`
      const table = { id, valid_from: validFrom, source, confidence, sha256, kinds, not_in_schedule: notInSchedule, loaded_by: by }
      await insertCorrelation(tx, { ...table, loaded_at: node.clock.now() }, pairs)
      const facts = { correlation: id, validFrom, source, sha256, pairs: pairs.length, notInSchedule }
      await node.events.append(tx, [{ subject: 'correlation', subjectId: id, act: 'load', by, facts }])
      return await answer(tx, await getCorrelation(tx, id))
    }),
  )
}

function readCells(csv: Buffer): Result<readonly (readonly string[])[]> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(csv)
    const delimiter = [',', ';', '\t'].find(mark => (text.split('\n', 1)[0] ?? '').includes(mark)) ?? ','
    return ok(parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: RECORD_LENGTH_MAX }))
  } catch (cause) {
    const [line, problem] = cause instanceof CsvError ? [Number(cause.lines ?? 0), cause.code] : [0, 'ENCODING']
    return stop(error('tariff.file-malformed', '', { line, problem }))
  }
}

/** Records what a second person decided about a proposed table; approved, it takes effect on its first day. */
export async function decideCorrelation<T>(
  node: Node,
  { id, decision: before, loaded_by, valid_from: validFrom, sha256, pairs }: CorrelationRow,
  { decision, reason, by }: { readonly decision: 'approved' | 'rejected'; readonly reason: string | undefined; readonly by: string },
  answer: (tx: Writer, row: CorrelationRow) => Promise<T>,
): Promise<Result<T>> {
  const decidedAlready = (standing: string) => stop(error('tariff.version-decided', '', { version: id, standing }))
  if (before !== null) return decidedAlready(before)
  if (loaded_by === by) return stop(error('tariff.loader-may-not-approve', '', { version: id }))
  const decided = await node.db.transaction(async tx => {
    const written = await insertCorrelationDecision(tx, { correlation: id, decision, reason, by, at: node.clock.now() })
    if (!written) return decidedAlready('decided')
    const act = decision === 'approved' ? 'approve' : 'reject'
    await node.events.append(tx, [{ subject: 'correlation', subjectId: id, act, by, facts: { correlation: id, validFrom, sha256, pairs } }])
    await notifyApproved(tx, id)
    if (decision === 'approved') await node.jobs.send(ACTIVATE_JOB, {}, { tx })
    return ok(await answer(tx, await getCorrelation(tx, id)))
  })
  refreshCorrelations(node)
  return decided
}

/** Lets approved tables take effect whose day has come, each once: whoever keeps codes looks at them again by this event. */
export async function activateCorrelations(node: Node): Promise<void> {
  await node.db.transaction(async tx => {
    const activated = await activateUntil(tx, node.clock.today(), node.clock.now())
    if (activated.length === 0) return
    await node.events.append(
      tx,
      activated.map(id => ({ subject: 'correlation', subjectId: id, act: 'activate', by: 'system', facts: { correlation: id } })),
    )
  })
}

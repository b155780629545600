import { createHmac } from 'node:crypto'
import { addDays, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { likelyFound, psiOf, type Selected, selectDay } from '@lintas/customs/risk'
import type { Caller, Node } from '../platform/node.ts'
import * as store from './selection-store.ts'

/** Cases a day's list is made of at most: what an office could not reach in weeks is not sorted. */
const CASES_MAX = 1_000
/** Rank that goods which cannot wait have before all others. */
const FIRST = 1_000

/** A day's list of an office. */
export interface Worklist {
  readonly capacity: store.CapacityRow
  readonly cases: readonly (store.WaitingRow & Pick<Selected, 'why'> & { readonly probability: string })[]
}

/** Says what an office can do from today on. */
export async function setCapacity(
  { db, clock, events }: Pick<Node, 'db' | 'clock' | 'events'>,
  caller: Caller,
  office: string,
  { inspections, exploration }: { readonly inspections: number; readonly exploration: string },
): Promise<store.CapacityRow> {
  const row = { office, validFrom: clock.today(), inspections, exploration, setBy: caller.accountId }
  await db.transaction(async tx => {
    await store.setCapacity(tx, row, clock.now())
    const facts = { office, validFrom: row.validFrom, inspections, exploration }
    await events.append(tx, [{ subject: 'office-capacity', subjectId: office, act: 'set', by: caller.accountId, facts }])
  })
  return row
}

/** What an office inspects today, and what waits. Seen as often as one likes, it is the same until something is answered or lodged. */
export async function worklistOf({ db, clock }: Pick<Node, 'db' | 'clock'>, office: string, secret: string): Promise<Result<Worklist>> {
  const capacity = await store.findCapacity(db, office, clock.today())
  if (capacity === undefined) return stop(error('risk.capacity-unknown', 'office', { office }))
  const [rows, figures] = [await store.listWaiting(db, office, CASES_MAX), await store.listProfileFigures(db)]
  const waiting = rows.map(row => ({
    mrn: row.mrn,
    drawn: row.hits.some(hit => hit.startsWith('random@')),
    isUrgent: row.rank >= FIRST,
    probability:
      row.score ?? Math.max(0, ...row.hits.map(hit => likelyFound(figures.of.get(hit.split('@')[0] ?? '') ?? NONE, figures.all))),
    rank: row.rank,
    since: row.since,
  }))
  const numberOf = (mrn: string) => createHmac('sha256', Buffer.from(secret, 'hex')).update(`explore ${mrn}`).digest('hex')
  const room = { inspections: capacity.inspections, exploration: Number(capacity.exploration) }
  const known = new Map(rows.map((row, index) => [row.mrn, { ...row, probability: (waiting[index]?.probability ?? 0).toFixed(3) }]))
  const selected = selectDay(waiting, room, numberOf)
  return ok({
    capacity,
    cases: selected.flatMap(({ mrn, why }) => [known.get(mrn)].flatMap(row => (row === undefined ? [] : [{ ...row, why }]))),
  })
}

const NONE = { inspected: 0, found: 0 }

/** Days that count as of late, and days before them they are compared with. */
const RECENT_DAYS = 30
const BEFORE_DAYS = 90

/** The night's work: how far what was declared of late differs from before. */
export async function computeDrift({ db, clock }: Pick<Node, 'db' | 'clock'>): Promise<void> {
  const today = clock.today()
  const since = addDays(today, -RECENT_DAYS)
  const rows: Omit<store.DriftRow, 'computedOn'>[] = []
  for (const feature of store.DRIFT_FEATURES) {
    const recent = await store.countValues(db, feature, since, today)
    const before = await store.countValues(db, feature, addDays(since, -BEFORE_DAYS), since)
    const psi = psiOf(before, recent)
    if (psi !== undefined) rows.push({ feature, psi: psi.toFixed(4), recent: sum(recent), before: sum(before) })
  }
  await db.transaction(tx => store.replaceDrift(tx, today, rows))
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

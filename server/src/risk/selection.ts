import { createHmac } from 'node:crypto'
import { addDays, type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { type Capacity, likelyFound, type Outlook, outlooksOf, type Selected, selectDay, type Waiting } from '@lintas/customs/risk'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { countDone, listCandidates } from './candidate-store.ts'
import * as store from './selection-store.ts'

/** Cases a day's list is made of at most, and consignments that nothing stopped: what an office could not reach in weeks is not sorted. */
const CASES_MAX = 1_000
/** Rank that goods which cannot wait have before all others. */
const FIRST = 1_000
/** Days for which released goods are shown, and how many of them. */
const RELEASED_DAYS = 7
const RELEASED_MAX = 20

/** What an office is shown of a consignment on its day's list. */
export interface Listed {
  readonly mrn: string
  readonly why: Selected['why']
  readonly trader: string
  readonly goods: string
  readonly since: string
  readonly hits: readonly string[]
  readonly probability: string
  readonly revenue: string
  /** Nothing stopped it: an officer may take it from the list. */
  readonly isGreen: boolean
  readonly isTrusted: boolean
}

/** A day's list of an office. */
export interface Worklist {
  readonly capacity: store.CapacityRow
  /** Places of the day that are taken already. */
  readonly done: number
  readonly cases: readonly Listed[]
  /** Gone before the list had them: the likeliest, by the office's policy. */
  readonly released: readonly Listed[]
  readonly outlooks: readonly Outlook[]
}

/** What is said of an office. */
export interface Room {
  readonly inspections: number
  readonly exploration: string
  readonly revenueWeight: string
}

/** Says what an office can do from today on, and what it ranks by. */
export async function setCapacity(
  { db, clock, events }: Pick<Node, 'db' | 'clock' | 'events'>,
  caller: Caller,
  office: string,
  room: Room,
): Promise<store.CapacityRow> {
  const by = caller.accountId
  return await db.transaction(async tx => {
    const row = await store.addCapacity(tx, { office, validFrom: clock.today(), ...room, setBy: by, setAt: clock.now() })
    await events.append(tx, [
      { subject: 'office-capacity', subjectId: office, act: 'set', by, facts: { office, validFrom: row.validFrom, ...room } },
    ])
    return row
  })
}

/** What an office inspects today, and what waits. Seen as often as one likes, it is the same until something is answered or lodged. */
export async function worklistOf(reader: Reader, state: State, today: Day, office: string, secret: string): Promise<Result<Worklist>> {
  const capacity = await store.findCapacity(reader, office, today)
  if (capacity === undefined) return stop(error('risk.capacity-unknown', 'office', { office }))
  const stopped = await store.listWaiting(reader, office, CASES_MAX)
  const figures = await store.listProfileFigures(reader)
  const scored = await listCandidates(reader, office, addDays(today, -RELEASED_DAYS), CASES_MAX)
  const done = await countDone(reader, office, today, STATE_FACTS[state].timeZone)

  const cases = new Map<string, Waiting & Pick<Listed, 'trader' | 'goods' | 'hits' | 'isGreen' | 'isTrusted'>>()
  for (const row of stopped) {
    const byProfiles = row.hits.map(hit => likelyFound(figures.of.get(hit.split('@')[0] ?? '') ?? NONE, figures.all))
    cases.set(row.mrn, {
      ...row,
      drawn: row.hits.some(hit => hit.startsWith('random@')),
      isUrgent: row.rank >= FIRST,
      probability: row.score ?? Math.max(0, ...byProfiles),
      revenue: Number(row.charges),
      isGreen: false,
      isTrusted: false,
    })
  }
  const green = scored.map(({ trusted, charges, ...row }) => {
    const asScored = { drawn: false, isUrgent: false, rank: 0, hits: [], revenue: Number(charges) }
    return { ...row, ...asScored, isGreen: true, isTrusted: trusted }
  })
  for (const row of green) if (!row.isReleased) cases.set(row.mrn, row)

  const numberOf = (mrn: string) => createHmac('sha256', Buffer.from(secret, 'hex')).update(`explore ${mrn}`).digest('hex')
  const room: Capacity = {
    inspections: Math.max(0, capacity.inspections - done),
    exploration: Number(capacity.exploration),
    revenueWeight: Number(capacity.revenueWeight),
  }
  const waiting = [...cases.values()]
  const gone = green.filter(each => each.isReleased)
  const goneFirst = selectDay(gone, { ...room, inspections: RELEASED_MAX, exploration: 0 }, numberOf).slice(0, RELEASED_MAX)
  const known = new Map([...waiting, ...gone].map(each => [each.mrn, each]))
  const shown = ({ mrn, why }: Selected): readonly Listed[] => {
    const row = known.get(mrn)
    if (row === undefined) return []
    const { trader, goods, since, hits, isGreen, isTrusted, probability, revenue } = row
    return [{ mrn, why, trader, goods, since, hits, isGreen, isTrusted, probability: probability.toFixed(3), revenue: String(revenue) }]
  }
  return ok({
    capacity,
    done,
    cases: selectDay(waiting, room, numberOf).flatMap(shown),
    released: goneFirst.flatMap(shown),
    outlooks: outlooksOf(waiting, room, numberOf),
  })
}

const NONE = { inspected: 0, found: 0 }

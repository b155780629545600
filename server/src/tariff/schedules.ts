import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type DutyRate, openSchedule, type Schedule, type ScheduleVersion, type TariffLine } from '@lintas/customs/tariff'
import type { Database, Node, Reader } from '../platform/node.ts'
import { type ApprovedVersion, findVersion, listApproved, readLines } from './store.ts'

/** Schedules a process keeps in memory, newest use last; a schedule of 11,000 lines takes a few megabytes. */
const KEPT_MAX = 6

/** The schedules of one node. */
export interface Schedules {
  /** The schedule in force on a day; undefined where none is on file. `reader` is that of a caller who is in a transaction. */
  on(day: Day, reader?: Reader): Promise<Schedule | undefined>
  /** A version, decided or not; undefined where there is none of this id. */
  find(version: string): Promise<Schedule | undefined>
  /** The version in force on a day. */
  versionOn(day: Day): Promise<ScheduleVersion | undefined>
  /** Approved schedules other than this one, the newest first: where a code that ended may still stand. */
  others(version: string, reader?: Reader): Promise<readonly Schedule[]>
  /** Forgets which version is in force when; called when one is approved. */
  refresh(): void
}

/**
 * Keeps schedules in memory, each read from the database when first asked for.
 *
 * A version never changes once it is loaded, so only the list of approved versions can go stale: `refresh` is called here at once, and in
 * other processes of the node by NOTIFY. Whoever is in a transaction lends its connection: were all of them to wait for another one, none would come.
 */
function openSchedules(db: Database, state: State): Schedules {
  const kept = new Map<string, Promise<Schedule | undefined>>()
  let approved: Promise<readonly ApprovedVersion[]> | undefined

  function listed(reader: Reader = db): Promise<readonly ApprovedVersion[]> {
    if (approved === undefined) {
      const reading = listApproved(reader)
      approved = reading
      reading.catch(() => {
        if (approved === reading) approved = undefined
      })
    }
    return approved
  }

  function find(id: string, reader: Reader = db): Promise<Schedule | undefined> {
    const known = kept.get(id)
    kept.delete(id)
    const schedule = known ?? readSchedule(reader, state, id)
    kept.set(id, schedule)
    if (known === undefined) {
      schedule.then(
        found => found === undefined && kept.delete(id),
        () => kept.delete(id),
      )
    }
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break
      kept.delete(oldest)
    }
    return schedule
  }

  async function inForce(day: Day, reader?: Reader): Promise<ApprovedVersion | undefined> {
    return (await listed(reader)).find(version => version.valid_from <= day)
  }

  return {
    find: id => find(id),
    async on(day, reader) {
      const version = await inForce(day, reader)
      return version === undefined ? undefined : await find(version.id, reader)
    },
    async versionOn(day) {
      const version = await inForce(day)
      return version === undefined ? undefined : versionOf(state, version)
    },
    async others(id, reader) {
      const ids = (await listed(reader)).map(version => version.id).filter(other => other !== id)
      const schedules: Schedule[] = []
      for (const other of ids.slice(0, KEPT_MAX - 1)) {
        const schedule = await find(other, reader)
        if (schedule !== undefined) schedules.push(schedule)
      }
      return schedules
    },
    refresh() {
      approved = undefined
    },
  }
}

async function readSchedule(db: Reader, state: State, id: string): Promise<Schedule | undefined> {
  const version = await findVersion(db, id)
  if (version === undefined) return undefined
  const { lines, headings } = await readLines(db, id)
  return openSchedule(versionOf(state, version), shareRates(lines), headings)
}

function versionOf(state: State, row: ApprovedVersion): ScheduleVersion {
  const { id, valid_from: validFrom, source, confidence, sample } = row
  return { id, state, validFrom, source, confidence, ...(sample ? { sample } : {}) }
}

/** Equal rates become one object, so that a schedule of thousands of lines stays small. */
function shareRates(lines: readonly TariffLine[]): readonly TariffLine[] {
  const known = new Map<string, DutyRate>()
  const shared = (rate: DutyRate): DutyRate => {
    const key = JSON.stringify(rate)
    const first = known.get(key) ?? rate
    known.set(key, first)
    return first
  }
  return lines.map(line => ({
    ...line,
    rates: Object.fromEntries(Object.entries(line.rates).map(([column, rate]) => [column, shared(rate)])),
  }))
}

const ofNode = new WeakMap<Node, Schedules>()

/** Gives a node its schedules; done once, when the tariff registers. */
export async function keepSchedules(node: Node): Promise<Schedules> {
  const schedules = openSchedules(node.db, node.state)
  ofNode.set(node, schedules)
  await node.db.listen('tariff', () => schedules.refresh())
  return schedules
}

/** The schedules of a node whose tariff has registered. */
export function schedulesOf(node: Node): Schedules {
  const schedules = ofNode.get(node)
  if (schedules === undefined) throw new Error(`given the node of ${node.state} before its tariff registered, needs it after`)
  return schedules
}

/** The national schedule in force on a day; undefined where none is on file. */
export async function scheduleOn(node: Node, day: Day, reader?: Reader): Promise<Schedule | undefined> {
  return await schedulesOf(node).on(day, reader)
}

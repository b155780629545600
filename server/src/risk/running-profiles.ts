import type { Day } from '@lintas/customs/kernel'
import { compileProfiles, type ProfileSet, type Screening, STARTER_PROFILES, starterProfile } from '@lintas/customs/risk'
import type { Node, Reader } from '../platform/node.ts'
import * as store from './profile-store.ts'
import { countTaken, type Share } from './share-store.ts'

/** How long a count of the day's hits may be old: it spares deciding twice. What keeps a profile to its share is the database. */
const COUNT_AGE_MS = 5_000

/** The profiles that run, compiled once and kept in memory until one begins or ends to run. */
export interface RunningProfiles {
  on(day: Day): Promise<ProfileSet>
  /** Profiles that had their share of the day, as of some seconds ago or, where that was found wrong, as of now. */
  cappedOn(reader: Reader, day: Day, asOf?: 'now'): Promise<readonly string[]>
  /** The shares a screening takes one more of. */
  sharesOf(screening: Screening, day: Day): Promise<readonly Share[]>
}

type Parts = Pick<Node, 'db' | 'law' | 'state' | 'clock' | 'events' | 'log'>

export async function openProfiles(node: Parts): Promise<RunningProfiles> {
  await keepStarters(node)
  const sets = new Map<Day, Promise<ProfileSet>>()
  let counts = { day: '', at: 0, capped: [] as readonly string[] }

  /** The sets in use stay until the new ones are read: nobody waits for a connection who holds one already. */
  await node.db.listen(store.PROFILES_CHANGED, () => {
    counts = { day: '', at: 0, capped: [] }
    for (const day of sets.keys()) {
      const loading = load(node, day)
      loading.then(
        () => sets.set(day, loading),
        () => sets.delete(day),
      )
    }
  })

  function on(day: Day): Promise<ProfileSet> {
    const kept = sets.get(day)
    if (kept !== undefined) return kept
    if (sets.size > 100) sets.clear()
    const loading = load(node, day)
    sets.set(day, loading)
    loading.catch(() => sets.delete(day))
    return loading
  }

  async function cappedOn(reader: Reader, day: Day, asOf?: 'now'): Promise<readonly string[]> {
    const { profiles } = await on(day)
    const limits = profiles.flatMap(({ profile: { id, maxHitsPerDay } }) => (maxHitsPerDay === undefined ? [] : [{ id, maxHitsPerDay }]))
    if (limits.length === 0) return []
    const now = node.clock.now().getTime()
    if (asOf === undefined && counts.day === day && Math.abs(now - counts.at) < COUNT_AGE_MS) return counts.capped
    const ids = limits.map(each => each.id)
    const taken = await countTaken(reader, day, ids)
    const capped = limits.filter(({ id, maxHitsPerDay }) => (taken.get(id) ?? 0) >= maxHitsPerDay).map(each => each.id)
    counts = { day, at: now, capped }
    return capped
  }

  async function sharesOf({ hits }: Screening, day: Day): Promise<readonly Share[]> {
    const picking = new Set(hits.filter(hit => !hit.capped).map(hit => hit.profile))
    if (picking.size === 0) return []
    const { profiles } = await on(day)
    return profiles.flatMap(({ profile: { id, maxHitsPerDay } }) =>
      maxHitsPerDay === undefined || !picking.has(id) ? [] : [{ profile: id, share: maxHitsPerDay }],
    )
  }

  return { on, cappedOn, sharesOf }
}

async function load({ db, log }: Parts, day: Day): Promise<ProfileSet> {
  const set = compileProfiles(await store.listRunning(db, day))
  for (const { id, version } of set.broken)
    log.error({ profile: id, version }, 'a risk profile does not compile; it counts as failed on every consignment')
  return set
}

/** Copies the starter profiles of the law into the store where they are not there yet; from then on they live like every other. */
async function keepStarters({ db, law, state, events }: Parts): Promise<void> {
  const rows = law.rows(STARTER_PROFILES).filter(row => row.state === state)
  const versions = new Map<string, number>()
  const profiles = [...rows]
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .map(row => {
      const version = (versions.get(row.profile) ?? 0) + 1
      versions.set(row.profile, version)
      return starterProfile(row, version)
    })
  if (profiles.length === 0) return
  await db.transaction(async tx => {
    for (const profile of profiles) {
      if (!(await store.insertProfile(tx, profile, 'lintas', 'law'))) continue
      const facts = { profile: profile.id, version: profile.version, validFrom: profile.validFrom, validTo: profile.validTo }
      await events.append(tx, [
        { subject: 'risk-profile', subjectId: `${profile.id}@${profile.version}`, act: 'start', by: 'system', facts },
      ])
    }
  })
}

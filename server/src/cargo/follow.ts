import { abandonmentLimit, listTakings, performCargo } from '@lintas/customs/cargo'
import { addDays, type Day } from '@lintas/customs/kernel'
import type { ProfileSet } from '@lintas/customs/risk'
import type { Node } from '../platform/node.ts'
import { insertMismatch } from './decision-store.ts'
import type { ArrivingDeclarations } from './declarations.ts'
import { holdOverdue, holdToWarn, holdUnpassed, markWarned, saveDocuments } from './document-store.ts'
import { findManifest, listUnmatched, markMatched } from './manifest-store.ts'
import { holdManifested, writeOffCargo } from './write-off.ts'
import { listEarlier, listHeldTakers, listToArrive } from './write-off-store.ts'

/** What follows manifests: the node, and the declarations they concern. */
export interface CargoDesk {
  readonly node: Node
  readonly declarations: ArrivingDeclarations
  readonly profiles: (today: Day) => Promise<ProfileSet>
}

/**
 * Finds the declarations lodged before a manifest was filed, and writes off what they take. One that does not match takes nothing and is held; officers
 * read why. So is one that takes of goods which customs holds by now.
 */
export async function matchEarlier(desk: CargoDesk, manifest: string): Promise<number> {
  const { node, declarations } = desk
  let matched = 0
  for (const mrn of await listEarlier(node.db, manifest)) {
    const isMatched = await node.db.transaction(async tx => {
      const held = await declarations.hold(tx, mrn)
      if (held === undefined || held.status === 'cancelled') return false
      const document = await declarations.getDocument(tx, mrn, held.version)
      const found = await holdManifested(tx, document, mrn)
      const { manifested } = found
      if (manifested === undefined) return false
      const { issues } = listTakings(document, manifested)
      if (issues.length > 0) {
        const { version } = (await findManifest(tx, manifest)) ?? { version: 0 }
        if (!(await insertMismatch(tx, { manifest, version }, mrn, issues, node.clock.today()))) return false
        const waits = await declarations.holdUnmatched(tx, mrn, { manifest, codes: issues.map(issue => issue.code) })
        if (!waits.ok)
          node.log.warn({ mrn, manifest, code: waits.issues[0]?.code }, 'a declaration does not match its manifest and cannot be held')
        return false
      }
      await writeOffCargo(tx, node, mrn, document, found, 'system')
      return true
    })
    if (isMatched) matched += 1
  }
  if (matched > 0) await holdTakers(desk, manifest)
  return matched
}

/** The job of a decision to hold, sent with it. */
export const HOLD_JOB = 'cargo-hold'

/** Lets the declarations wait that took of goods of a manifest which customs holds; each in a transaction of its own. Done again it does nothing. */
export async function holdTakers({ node, declarations }: CargoDesk, manifest: string): Promise<void> {
  for (const mrn of await listHeldTakers(node.db, manifest)) {
    const done = await node.db.transaction(tx => declarations.holdUnmatched(tx, mrn, { manifest, codes: ['cargo.document-held'] }))
    if (!done.ok) node.log.warn({ mrn, code: done.issues[0]?.code }, 'goods are held, and their declaration cannot be decided anew')
  }
}

/** Matches every manifest until all that was written before it can be seen: lodgings that began earlier may end later. */
export async function matchManifests(desk: CargoDesk): Promise<void> {
  for (const { number, isSettled } of await listUnmatched(desk.node.db)) {
    await matchEarlier(desk, number)
    if (isSettled) await desk.node.db.transaction(tx => markMatched(tx, number))
  }
}

const AT_ONCE = 100

/** Tells declarations lodged before arrival that their goods have come. One that cannot be decided anew today is asked again at the next turn. */
export async function arriveDeclared({ node, declarations }: CargoDesk): Promise<void> {
  for (let after = '', more = true; more; ) {
    const waiting = await listToArrive(node.db, after, AT_ONCE)
    for (const { mrn, documents } of waiting) {
      const arrived = await node.db.transaction(tx => declarations.arrive(tx, mrn, documents))
      if (!arrived.ok)
        node.log.warn({ mrn, code: arrived.issues[0]?.code }, 'goods arrived, and their declaration cannot be decided anew yet')
    }
    after = waiting.at(-1)?.mrn ?? ''
    more = waiting.length === AT_ONCE
  }
}

/** Days before the last one on which whoever keeps the goods is told. */
const WARNED_DAYS_BEFORE = 7

/**
 * What nobody declared in time is unclaimed from the day after its last one; before that it is told once. Unclaimed for as long as a row of law says, goods pass to disposal; without a row they
 * wait for an officer. Done again it does nothing.
 */
export async function endStorage({ node }: Pick<CargoDesk, 'node'>): Promise<void> {
  const today = node.clock.today()
  while (await node.db.transaction(tx => fallUnclaimed(tx))) {}
  while (await node.db.transaction(tx => warn(tx))) {}
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const from: string = after
    after = await node.db.transaction(tx => passToDisposal(tx, from))
  }

  async function fallUnclaimed(tx: Parameters<typeof holdOverdue>[0]): Promise<boolean> {
    const rows = await holdOverdue(tx, today, AT_ONCE)
    const moved = rows.flatMap(row => {
      const fallen = performCargo(row.standing, { act: 'fall-unclaimed', on: today })
      return fallen.ok ? [{ ...row, standing: fallen.value }] : []
    })
    await saveDocuments(tx, moved)
    await node.events.append(
      tx,
      moved.map(({ manifest, number, lastOn, standing: { left } }) => ({
        subject: 'cargo',
        subjectId: manifest,
        act: 'fall-unclaimed',
        by: 'system',
        facts: { document: number, lastOn, ...left },
      })),
    )
    return moved.length === AT_ONCE
  }

  async function warn(tx: Parameters<typeof holdOverdue>[0]): Promise<boolean> {
    const rows = await holdToWarn(tx, addDays(today, WARNED_DAYS_BEFORE), AT_ONCE)
    await markWarned(
      tx,
      rows.map(each => each.id),
    )
    await node.events.append(
      tx,
      rows.map(({ manifest, number, lastOn }) => ({
        subject: 'cargo',
        subjectId: manifest,
        act: 'warn',
        by: 'system',
        facts: { document: number, lastOn },
      })),
    )
    return rows.length === AT_ONCE
  }

  /** Answers where to go on; goods that customs holds stay. */
  async function passToDisposal(tx: Parameters<typeof holdOverdue>[0], after: string): Promise<string | undefined> {
    const rows = await holdUnpassed(tx, after, AT_ONCE)
    const moved = rows.flatMap(row => {
      const { unclaimedOn } = row.standing
      const limit = unclaimedOn === undefined ? undefined : abandonmentLimit(node.law, node.state, unclaimedOn)
      if (limit === undefined || today <= limit.lastOn) return []
      const passed = performCargo(row.standing, { act: 'pass-to-disposal', on: today })
      return passed.ok ? [{ ...row, standing: passed.value, limit }] : []
    })
    await saveDocuments(tx, moved)
    await node.events.append(
      tx,
      moved.map(({ manifest, number, limit, standing: { left } }) => ({
        subject: 'cargo',
        subjectId: manifest,
        act: 'pass-to-disposal',
        by: 'system',
        facts: { document: number, lastOn: limit.lastOn, law: limit.law.id, ...left },
      })),
    )
    return rows.length === AT_ONCE ? rows.at(-1)?.id : undefined
  }
}

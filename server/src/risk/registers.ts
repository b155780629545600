import type { RegisterEntryDraft } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Day, daysBetween, error, ok, type Result, stop } from '@lintas/customs/kernel'
import {
  findResemblances,
  findShared,
  type PreparedRegister,
  prepareIndicators,
  prepareRegister,
  type Resemblance,
} from '@lintas/customs/risk'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './register-store.ts'
import { takeBackShares } from './share-indicator.ts'
import { listInUse } from './share-indicator-store.ts'

/** The registers of a node, and what other states shared that is in use here, kept in memory until something of either begins or ends to run. */
export interface Registers {
  resembling(document: DeclarationDocument, day: Day): readonly Resemblance[]
}

export async function openRegisters({ db, log }: Pick<Node, 'db' | 'log'>): Promise<Registers> {
  let prepared: PreparedRegister = prepareRegister([])
  let shared = prepareIndicators([])
  const read = async () => {
    prepared = prepareRegister(await store.listRunning(db))
    shared = prepareIndicators(await listInUse(db))
  }
  await db.listen(store.REGISTER_CHANGED, () => {
    read().catch(cause => log.warn({ err: cause }, 'the registers could not be read anew; what was known stays'))
  })
  await read()
  return { resembling: (document, day) => [...findResemblances(document, prepared, day), ...findShared(document, shared, day)] }
}

type Parts = Pick<Node, 'db' | 'clock' | 'events' | 'jobs'>

/** The longest an entry may run before two persons look at it again. */
const ENTRY_DAYS_MAX = 1_096

/** Keeps an entry until a second person lets it run. */
export function proposeEntry(node: Parts, draft: RegisterEntryDraft, by: string): Promise<Result<store.EntryRow>> {
  return node.db.transaction(async tx => {
    if (draft.validTo <= draft.validFrom) return stop(error('risk.entry-period', 'validTo', { validFrom: draft.validFrom }))
    const days = daysBetween(draft.validFrom as Day, draft.validTo as Day)
    if (days > ENTRY_DAYS_MAX) return stop(error('risk.entry-long', 'validTo', { days: ENTRY_DAYS_MAX }))
    const row = await store.insertEntry(tx, draft, by, node.clock.now())
    await note(node, tx, row, 'propose', by)
    return ok(row)
  })
}

/** Lets a proposed entry run, or refuses it, on the word of somebody other than its proposer. */
export function decideEntry(node: Parts, id: string, by: string, refusal: string | undefined): Promise<Result<store.EntryRow>> {
  return change(node, id, 'proposed', async (tx, row) => {
    if (isSamePerson(row.proposedBy, by)) return stop(error('risk.entry-own', ''))
    const decided = await store.decide(tx, id, by, node.clock.now(), refusal)
    await note(node, tx, decided, refusal === undefined ? 'approve' : 'refuse', by)
    return ok(decided)
  })
}

/** Asks for the end of an entry, which runs until somebody else agrees: what is no longer watched is a second person's to decide, too. */
export function proposeEnding(node: Parts, id: string, by: string, reason: string): Promise<Result<store.EntryRow>> {
  return change(node, id, 'approved', async (tx, _) => {
    const row = await store.proposeEnding(tx, id, by, reason)
    await note(node, tx, row, 'propose-ending', by)
    return ok(row)
  })
}

export function endEntry(node: Parts, id: string, by: string): Promise<Result<store.EntryRow>> {
  return change(node, id, 'ending', async (tx, row) => {
    if (isSamePerson(row.endingProposedBy, by)) return stop(error('risk.entry-own', ''))
    const ended = await store.end(tx, id, by, node.clock.now())
    await note(node, tx, ended, 'end', by)
    await takeBackShares(node, tx, { entry: id }, row.endingReason ?? '', by)
    return ok(ended)
  })
}

function change(
  { db }: Parts,
  id: string,
  needs: ReturnType<typeof store.statusOf>,
  work: (tx: Writer, row: store.EntryRow) => Promise<Result<store.EntryRow>>,
): Promise<Result<store.EntryRow>> {
  return db.transaction(async tx => {
    const row = await store.holdEntry(tx, id)
    if (row === undefined) return stop(error('risk.entry-unknown', ''))
    const status = store.statusOf(row)
    return status === needs ? await work(tx, row) : stop(error('risk.entry-not-so', '', { status, needs }))
  })
}

/** Whom it names is somebody's data: it lies in the payload. */
async function note(
  { events }: Parts,
  tx: Writer,
  { id, body, refusal, endingReason }: store.EntryRow,
  act: string,
  by: string,
): Promise<void> {
  const { register, validFrom, validTo } = body
  const facts = { register, validFrom, validTo }
  const words = { ...(refusal === null ? {} : { refusal }), ...(endingReason === null ? {} : { endingReason }) }
  await events.append(tx, [{ subject: 'risk-register', subjectId: id, act, by, facts, payload: { entry: body, ...words } }])
}

import type { ActRecord, Standing } from '@lintas/customs/declaration'
import { type Decision, proceed, type Released } from '@lintas/customs/journey'
import { money, ok, type Result } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { concernsRegime } from '@lintas/customs/regimes'
import type { ReleaseDecision } from '@lintas/customs/release'
import { type Lane, laneAsked } from '@lintas/customs/risk'
import { dischargeSecurity, findAccount } from '../debt/index.ts'
import { giveBackPermits } from '../permits/index.ts'
import type { Writer } from '../platform/node.ts'
import { drawProofs, giveBackProofs } from '../proofs/index.ts'
import { drawQuotasAgain, giveBackQuotas } from '../quotas/index.ts'
import { followRelease } from '../regimes/index.ts'
import { insertNote, newNote } from '../release/index.ts'
import { type ActFacts, type Doer, eventsOf } from './act-events.ts'
import type { Shown } from './answers.ts'
import { currencyOf, listDueFor, type Owed } from './charges.ts'
import { assessedAs, factsOf } from './decided-acts.ts'
import type { Desk } from './desk.ts'
import { findOwed } from './owed.ts'
import { giveBack } from './previous.ts'
import { decideAgain, keepDecision, type Redecided } from './redecide.ts'
import { KEPT, restore } from './restore.ts'
import { type DeclarationRow, getDecision, getVersion, moveDeclaration } from './store.ts'

/** What is done to a declaration, by whom, and what comes with it. */
export interface Step {
  readonly records: readonly ActRecord[]
  readonly doer: Doer
  readonly facts?: ActFacts
  readonly payload?: ActFacts
  /** The decision that was taken for it, where it asks for one. */
  readonly redecided?: Redecided
  /** The lane it is in from now on, where the acts changed its controls and no decision was taken. */
  readonly lane?: Lane | undefined
}

/** Statuses in which a declaration asks nothing of customs any more. */
const AT_REST: ReadonlySet<string> = new Set(['released', 'release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled'])

/**
 * Does acts to a declaration that is held in this transaction, and what follows of themselves: the release, where nothing is missing any more.
 *
 * Refused at the first act that is not permitted where the declaration stands; nothing was written then. Where the law's rates are those
 * of the day of release and that day is a later one than the assessment's, it is assessed again first, and may then wait for the difference.
 */
export async function advance(tx: Writer, desk: Desk, row: DeclarationRow, step: Step): Promise<Result<Shown>> {
  const { node } = desk
  const today = node.clock.today()
  const restored = step.redecided === undefined ? await restore(tx, desk, row, step.records, step.doer.by) : ok(undefined)
  if (!restored.ok) return restored
  const standing = await decisionFor(tx, row, step)
  const { decision, owed } = standing
  const acts = step.records.map(record => withDue(record, owed))
  const reached = proceed(row.standing, acts, { ...owed, decision, today })
  if (!reached.ok) return reached

  const { records, release, released, standing: stands } = reached.value
  const isReleased = stands.status === 'released' && row.status !== 'released'
  const moved: DeclarationRow = {
    ...row,
    standing: stands,
    status: stands.status,
    lane: step.redecided === undefined ? (step.lane ?? row.lane) : laneAsked(step.redecided.controls, decision.version),
    version: decision.version,
    decision: decision.number,
    revision: row.revision + records.length,
    arrivedOn: row.arrivedOn ?? (stands.hasArrived ? today : null),
    releasedOn: isReleased ? today : row.releasedOn,
  }
  const at = node.clock.now()
  const gone = itemsReleased(stands, decision)
  const drawn = await followQuotas(tx, desk, moved, step, gone)
  if (!drawn.ok) return drawn
  const proven = await followProofs(tx, desk, moved, step, gone)
  if (!proven.ok) return proven
  if (KEPT.has(moved.status) || moved.status === 'cancelled') await giveBackPermits(tx, node, row.mrn, step.doer.by, gone)
  await endReservation(tx, desk, moved, row.status, step.doer.by)
  if (KEPT.has(stands.status)) await giveBack(tx, row.mrn, gone)
  if (step.redecided !== undefined) await keepDecision(tx, row, step.redecided, at)
  const decided = step.redecided === undefined ? {} : factsOf(decision, step.redecided.body)
  await node.events.append(tx, eventsOf(row.mrn, records, step.doer, { ...decided, ...step.facts }, step.payload))
  await moveDeclaration(tx, row.mrn, moved)
  await keepNotes(tx, desk, moved, released, at)
  if (isReleased) await followInRegime(tx, desk, moved, decision)
  if (AT_REST.has(moved.status) && stands.completion?.state !== 'overdue') await desk.risk.closeCase(tx, row.mrn)

  const shown = { row: moved, ...standing }
  return waitsForRates(release) && !AT_REST.has(moved.status) ? await assessForRelease(tx, desk, shown, step.doer) : ok(shown)
}

/** What was drawn of quotas is given back where the goods do not come in, and drawn anew where it was decided anew. */
async function followQuotas(tx: Writer, { node }: Desk, row: DeclarationRow, { redecided, doer }: Step, gone: readonly number[]) {
  if (KEPT.has(row.status) || row.status === 'cancelled') await giveBackQuotas(tx, node, row.mrn, doer.by, gone)
  else if (redecided?.given.quotas !== undefined) return await drawQuotasAgain(tx, node, row, redecided.decision.quotas ?? [], doer.by)
  return ok(undefined)
}

/** So is what was drawn of proofs of origin. */
async function followProofs(tx: Writer, { node }: Desk, row: DeclarationRow, { redecided, doer }: Step, gone: readonly number[]) {
  const holder = { kind: 'declaration', id: row.mrn } as const
  if (KEPT.has(row.status) || row.status === 'cancelled') await giveBackProofs(tx, node, holder, doer.by, gone)
  else if (redecided?.given.proofs !== undefined) return await drawProofs(tx, node, holder, redecided.decision.proofs ?? [], doer.by)
  return ok(undefined)
}

/** What stood for goods that are declared by the month ends where they do not leave after all, or once their declaration is paid. */
async function endReservation(tx: Writer, { node }: Desk, row: DeclarationRow, before: string, by: string): Promise<void> {
  const ends =
    row.mode === 'REMOVAL'
      ? ['cancelled', 'release-refused', 'seized', 'forfeited', 'abandoned']
      : row.mode === 'PERIODIC'
        ? ['released']
        : []
  if (before === row.status || !ends.includes(row.status)) return
  await dischargeSecurity(tx, node, row, { reason: 'periodic', keep: money(0n, STATE_FACTS[node.state].currency) }, by)
}

/** The items of those consignments that went before the others were refused. */
function itemsReleased({ consignments = [] }: Standing, decision: Decision): readonly number[] {
  const gone = consignments.filter(each => each.status === 'released').map(each => each.id)
  return (decision.consignments ?? []).filter(part => gone.includes(part.id)).flatMap(part => part.items)
}

/** The decision that stands after a step, and what it leaves to pay or to secure. */
async function decisionFor(
  tx: Writer,
  row: DeclarationRow,
  { redecided }: Step,
): Promise<{ readonly decision: Decision; readonly decisionSha256: string; readonly owed: Owed }> {
  if (redecided !== undefined) {
    const { decision, body, posted } = redecided
    return { decision, decisionSha256: body.sha256.toString('hex'), owed: await findOwed(tx, row, posted.account, decision) }
  }
  const { body, sha256 } = await getDecision(tx, row.mrn, row.decision)
  const account = await findAccount(tx, row.mrn, currencyOf(body))
  return { decision: body, decisionSha256: sha256, owed: await findOwed(tx, row, account, body) }
}

/** Of several consignments, what is paid for each follows from the ledger, whoever says that something was paid. */
function withDue(record: ActRecord, owed: Owed): ActRecord {
  const dueFor = listDueFor(owed)
  return 'isSettled' in record && dueFor !== undefined ? { ...record, dueFor } : record
}

function waitsForRates(release: ReleaseDecision): boolean {
  return !release.release && release.missing.some(issue => issue.code === 'release.rates-of-day-outstanding')
}

/** Assesses at the rates of today. Where that cannot be done (no rate is on file for today) the declaration waits for it, and its answer says so. */
async function assessForRelease(
  tx: Writer,
  desk: Desk,
  shown: Shown & { readonly row: DeclarationRow },
  doer: Doer,
): Promise<Result<Shown>> {
  const { row } = shown
  const { document, sha256 } = await getVersion(tx, row.mrn, row.version)
  const { inputs } = await getDecision(tx, row.mrn, row.decision)
  const redecided = await decideAgain(tx, desk, row, {
    occasion: 'release',
    document,
    documentSha256: sha256,
    version: row.version,
    authority: inputs.authority,
    releasedOn: desk.node.clock.today(),
  })
  if (!redecided.ok) {
    desk.node.log.warn({ mrn: row.mrn, code: redecided.issues[0]?.code }, 'cannot be assessed at the rates of the day of release')
    return ok(shown)
  }
  const { decision, posted } = redecided.value
  return await advance(tx, desk, row, {
    records: [assessedAs(await findOwed(tx, row, posted.account, decision))],
    doer,
    redecided: redecided.value,
  })
}

/** Goods that a released declaration brings into a regime, or takes out of one. */
async function followInRegime(tx: Writer, desk: Desk, row: DeclarationRow, decision: Decision): Promise<void> {
  if (!concernsRegime({ type: row.type, authorisation: undefined }) && decision.conditional === undefined) return
  const { document } = await getVersion(tx, row.mrn, row.version)
  const { inputs: given } = await getDecision(tx, row.mrn, row.decision)
  await followRelease(tx, desk.node, { mrn: row.mrn, document, given, decision }, 'system')
}

/** A note for what was released: the declaration, or each of its consignments. */
async function keepNotes(tx: Writer, { node }: Desk, row: DeclarationRow, released: readonly Released[], at: Date): Promise<void> {
  if (released.length === 0) return
  const { document } = await getVersion(tx, row.mrn, row.version)
  const noted = { mrn: row.mrn, version: row.version, state: node.state, releasedOn: node.clock.today() }
  for (const { consignment, conditions } of released) await insertNote(tx, newNote(noted, document, conditions, consignment), at)
}

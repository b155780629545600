import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { exporterStandingOn, interruptExporter, officialKey, restoreExporter } from '@lintas/customs/origin'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import { tellOthers } from './exchange.ts'
import * as lists from './list-store.ts'
import * as store from './register-store.ts'

type Desk = Pick<Node, 'state' | 'clock' | 'events' | 'jobs'>

/** Suspends or withdraws an authorisation from today on. A withdrawal is for good. @source ATIGA Annex 8, rule 12D */
export async function interrupt(
  tx: Writer,
  desk: Desk,
  code: string,
  { kind, reason }: { readonly kind: 'suspended' | 'withdrawn'; readonly reason: string },
  by: string,
): Promise<Result<store.ExporterRow>> {
  const row = await store.holdExporter(tx, desk.state, code)
  if (row === undefined) return stop(error('exporters.unknown', '', { code }))
  const standing = exporterStandingOn(row.entry, desk.clock.today())
  if (standing === 'withdrawn') return stop(error('exporters.withdrawn', '', { code }))
  if (standing === kind) return ok(row)
  return ok(await keep(tx, desk, { ...row, entry: interruptExporter(row.entry, kind, desk.clock.today()) }, kind, { by, reason }))
}

/** Ends a suspension from today on. */
export async function restore(tx: Writer, desk: Desk, code: string, reason: string, by: string): Promise<Result<store.ExporterRow>> {
  const row = await store.holdExporter(tx, desk.state, code)
  if (row === undefined) return stop(error('exporters.unknown', '', { code }))
  if (exporterStandingOn(row.entry, desk.clock.today()) !== 'suspended') return stop(error('exporters.not-suspended', '', { code }))
  return ok(await keep(tx, desk, { ...row, entry: restoreExporter(row.entry, desk.clock.today()) }, 'restored', { by, reason }))
}

async function keep(
  tx: Writer,
  desk: Desk,
  row: store.ExporterRow,
  act: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<store.ExporterRow> {
  const { state, clock, events } = desk
  await store.putExporters(tx, state, [row.entry], { at: clock.now(), counts: 1 })
  await tellOthers(tx, desk)
  await events.append(tx, [
    { subject: 'certified-exporter', subjectId: row.code, act, by, facts: { on: clock.today() }, payload: { reason } },
  ])
  return row
}

/** Puts forward what a state sent. Of its own exporters nobody sends a state anything: it keeps them itself. */
export async function proposeList(tx: Writer, desk: Desk, sent: lists.Sent, reason: string, by: string): Promise<Result<lists.ListRow>> {
  const keys = keysOf(sent)
  const issues: readonly Issue[] = [
    ...(sent.kind === 'exporters' && sent.state === desk.state ? [error('exporters.list-own', 'state', { state: sent.state })] : []),
    ...keys.flatMap((key, index) =>
      keys.indexOf(key) < index ? [error('exporters.list-entry-repeated', `entries[${index}]`, { entry: key })] : [],
    ),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const row = await lists.insertList(tx, sent, reason, by, desk.clock.now())
  await noteList(tx, desk, row, 'propose', by)
  return ok(row)
}

/** Accepts a list, so that its entries count from now on in place of what was known of the same; or refuses it. */
export async function decideList(
  tx: Writer,
  desk: Desk,
  id: string,
  refusal: string | undefined,
  by: string,
): Promise<Result<lists.ListRow>> {
  const row = await lists.holdList(tx, id)
  if (row === undefined) return stop(error('exporters.list-unknown', '', { id }))
  if (row.decision !== null) return stop(error('exporters.list-decided', '', { decision: row.decision }))
  if (isSamePerson(row.proposedBy, by)) return stop(error('exporters.list-yourself', ''))
  const at = desk.clock.now()
  if (refusal === undefined) await enter(tx, row, at)
  const decided = await lists.decideList(tx, id, by, at, refusal)
  await noteList(tx, desk, decided, refusal === undefined ? 'approve' : 'refuse', by)
  return ok(decided)
}

async function enter(tx: Writer, sent: lists.Sent, at: Date): Promise<void> {
  if (sent.kind === 'exporters') await store.putExporters(tx, sent.state, sent.entries, { at })
  else
    await store.putOfficials(
      tx,
      sent.state,
      sent.entries.map(entry => ({ key: officialKey(entry), entry })),
      at,
    )
}

/** By what the entries of a list are told apart. */
export function keysOf(sent: lists.Sent): readonly string[] {
  return sent.kind === 'exporters' ? sent.entries.map(each => each.code) : sent.entries.map(officialKey)
}

async function noteList(tx: Writer, { events }: Desk, row: lists.ListRow, act: string, by: string): Promise<void> {
  const { id, kind, state, entries } = row
  await events.append(tx, [{ subject: 'origin-list', subjectId: id, act, by, facts: { kind, state, entries: entries.length } }])
}

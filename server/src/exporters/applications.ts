import type { CertificationFindings } from '@lintas/contract'
import { type Day, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { type CertifiedExporter, changeExporter, checkExporter, enterExporter, exporterStandingOn } from '@lintas/customs/origin'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './application-store.ts'
import { tellOthers } from './exchange.ts'
import * as register from './register-store.ts'

type Desk = Pick<Node, 'state' | 'clock' | 'events' | 'jobs'>
/** One authorisation, and those before it that were withdrawn. */
const ENTRIES_MAX = 100

/** Keeps an application of a trader: for its first authorisation, or for a change of the one it has. */
export async function apply(
  tx: Writer,
  desk: Desk,
  { trader, exporter, code }: { readonly trader: string; readonly exporter: CertifiedExporter; readonly code?: string | undefined },
  by: string,
): Promise<Result<store.ApplicationRow>> {
  const entered = await register.listExporters(tx, { state: desk.state, traders: [trader] }, undefined, ENTRIES_MAX)
  const standing = entered.find(each => exporterStandingOn(each.entry, desk.clock.today()) !== 'withdrawn')
  const named = entered.find(each => each.code === code)
  const wrong: readonly Issue[] = [
    ...checkExporter(exporter).map(issue => ({ ...issue, path: `exporter.${issue.path}` })),
    ...(code !== undefined && named === undefined ? [error('exporters.not-yours', 'code', { code })] : []),
    ...(named !== undefined && named !== standing ? [error('exporters.withdrawn', 'code', { code: named.code })] : []),
    ...(code === undefined && standing !== undefined ? [error('exporters.certified-already', 'code', { code: standing.code })] : []),
  ]
  if (wrong.length > 0) return { ok: false, issues: wrong }
  const row = await store.insertApplication(tx, { trader, code, exporter, by, at: desk.clock.now() })
  if (row === undefined) return stop(error('exporters.application-open', '', { trader }))
  await note(tx, desk, row, 'apply', by)
  return ok(row)
}

/** Says what was found of each condition; may be said again until it is decided. */
export async function examine(
  tx: Writer,
  desk: Desk,
  id: string,
  said: { readonly findings: CertificationFindings; readonly note?: string | undefined },
  by: string,
): Promise<Result<store.ApplicationRow>> {
  const row = await holdOpen(tx, id)
  if (!row.ok) return row
  const examined = await store.noteFindings(tx, id, { findings: said.findings, note: said.note, by, at: desk.clock.now() })
  await note(tx, desk, examined, 'examine', by, { findings: said.findings })
  return ok(examined)
}

/**
 * Certifies an exporter, or changes its entry from a day on: where every condition was found to be met, on the word of another than who examined.
 *
 * @source ATIGA Annex 8, rule 12A
 */
export async function grant(
  tx: Writer,
  desk: Desk,
  id: string,
  { validFrom, validTo }: { readonly validFrom: Day; readonly validTo?: Day | undefined },
  by: string,
): Promise<Result<store.ApplicationRow>> {
  const held = await holdDecidable(tx, id, by)
  if (!held.ok) return held
  const { code: known, trader, body, findings } = held.value
  const unmet = Object.entries(findings).flatMap(([condition, found]) => (found === 'not-met' ? [condition] : []))
  const issues = [
    ...unmet.map(condition => error('exporters.condition-not-met', 'findings', { condition })),
    ...(validTo !== undefined && validTo <= validFrom ? [error('exporters.days', 'validTo', { validFrom, validTo })] : []),
    // Declarations that were made out are judged by what held when they were.
    ...(validFrom < desk.clock.today() ? [error('exporters.day-past', 'validFrom', { validFrom })] : []),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const code = known ?? `${(await register.nextNumber(tx)).padStart(4, '0')}/${desk.state}${desk.clock.today().slice(2, 4)}`
  const before = known === null ? undefined : await register.holdExporter(tx, desk.state, known)
  const at = desk.clock.now()
  const entry =
    before === undefined ? enterExporter(body, { code, validFrom, validTo }) : changeExporter(before.entry, body, validFrom, validTo)
  await register.putExporters(tx, desk.state, [entry], { trader, at, counts: 1 })
  await tellOthers(tx, desk)
  const decided = await store.decideApplication(tx, id, { decision: 'granted', code, validFrom, validTo }, by, at)
  await note(tx, desk, decided, 'grant', by, { code, validFrom, ...(validTo === undefined ? {} : { validTo }) })
  return ok(decided)
}

/** Refuses an application with a reason; whoever applied may apply again. */
export async function refuse(tx: Writer, desk: Desk, id: string, reason: string, by: string): Promise<Result<store.ApplicationRow>> {
  const held = await holdDecidable(tx, id, by)
  if (!held.ok) return held
  const decided = await store.decideApplication(tx, id, { decision: 'refused', reason }, by, desk.clock.now())
  await note(tx, desk, decided, 'refuse', by, {}, { reason })
  return ok(decided)
}

/** Takes an application back; the caller has seen to it that it is the applicant's. */
export async function withdraw(tx: Writer, desk: Desk, id: string, by: string): Promise<Result<store.ApplicationRow>> {
  const held = await holdOpen(tx, id)
  if (!held.ok) return held
  const decided = await store.decideApplication(tx, id, { decision: 'withdrawn' }, by, desk.clock.now())
  await note(tx, desk, decided, 'withdraw', by)
  return ok(decided)
}

async function holdOpen(tx: Writer, id: string): Promise<Result<store.ApplicationRow>> {
  const row = await store.holdApplication(tx, id)
  if (row === undefined) return stop(error('exporters.application-unknown', ''))
  return row.decision === null ? ok(row) : stop(error('exporters.application-decided', '', { decision: row.decision }))
}

/** One that was examined, by another than who decides. */
async function holdDecidable(
  tx: Writer,
  id: string,
  by: string,
): Promise<Result<store.ApplicationRow & { readonly findings: CertificationFindings }>> {
  const held = await holdOpen(tx, id)
  if (!held.ok) return held
  const { findings, examinedBy } = held.value
  if (findings === null) return stop(error('exporters.application-unexamined', ''))
  if (isSamePerson(examinedBy, by)) return stop(error('exporters.examined-yourself', ''))
  return ok({ ...held.value, findings })
}

async function note(
  tx: Writer,
  { events }: Desk,
  { id, trader, body: { name, products, signatories } }: store.ApplicationRow,
  act: string,
  by: string,
  facts: Readonly<Record<string, unknown>> = {},
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const counted = { products: products.length, signatories: signatories.length, ...facts }
  await events.append(tx, [
    { subject: 'exporter-application', subjectId: id, act, by, facts: counted, payload: { trader, name, ...payload } },
  ])
}

import type { DischargeReport } from '@lintas/contract'
import {
  announce,
  type CargoAct,
  type CargoStanding,
  cargoOf,
  dischargeDifferences,
  documentKey,
  NO_CARGO,
  performCargo,
  storageLimit,
} from '@lintas/customs/cargo'
import { type Day, decimal, error, type Issue, map, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import { openDifferences } from './differences.ts'
import { type DocumentRow, holdDocuments, insertDocuments, type NewDocument, saveDocuments } from './document-store.ts'
import { markArrived, markDischarged, touchManifest } from './manifest-store.ts'
import { admitCargo } from './places.ts'
import type { Report } from './reported.ts'

/** Takes the word that the means of transport has come, with everything on its manifest. @source RKC Specific Annex A ch. 1, std. 7 */
export async function reportArrival(tx: Writer, report: Report, arrivedOn: Day | undefined): Promise<Result<undefined>> {
  const { node, manifest } = report
  const today = node.clock.today()
  const on = arrivedOn ?? today
  if (manifest.status !== 'registered') return stop(error('cargo.manifest-not-now', '', { act: 'arrive', status: manifest.status }))
  if (on > today) return stop(error('cargo.day-in-future', 'arrivedOn', { day: on }))
  const rows = (await holdDocuments(tx, manifest.number)).filter(({ hasHouses, standing }) => !hasHouses && standing.bar === undefined)
  const moved = performEach(rows, () => ({ act: 'arrive', on }))
  if (!moved.ok) return moved
  await saveDocuments(
    tx,
    moved.value.map(row => withLimit(report, row)),
  )
  await markArrived(tx, manifest.number, on)
  await note(tx, report, 'arrive', { arrivedOn: on, documents: rows.length })
  return ok(undefined)
}

/**
 * Takes the report of what came off: what it does not name landed as announced. Goods without a document on the manifest get one.
 *
 * @source RKC Specific Annex A ch. 1 (shortages and surpluses); domain notes §4.4
 */
export async function reportDischarge(
  tx: Writer,
  report: Report,
  { differences, found, location }: DischargeReport,
): Promise<Result<readonly Issue[]>> {
  const { node, manifest } = report
  if (manifest.status !== 'arrived') return stop(error('cargo.manifest-not-now', '', { act: 'discharge', status: manifest.status }))
  const on = node.clock.today()
  const held = await holdDocuments(tx, manifest.number)
  const rows = held.filter(({ hasHouses, standing }) => !hasHouses && standing.bar === undefined)
  const keys = new Set(rows.map(each => documentKey(each.number)))
  const said = new Map(differences.map(each => [documentKey(each.number), each]))
  const issues = [
    ...differences.flatMap(({ number }, index) =>
      keys.has(documentKey(number)) ? [] : [error('cargo.discharge-unknown', `differences[${index}].number`, { number })],
    ),
    ...listTaken(
      held,
      found.map(each => each.number),
      'found',
    ),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const moved = performEach(rows, ({ number, standing }) => {
    const landing = said.get(documentKey(number))
    const { damagedPackages, residueKg } = landing ?? {}
    const landed = landing === undefined ? standing.announced : cargoOf(landing.landed.packages, decimal(landing.landed.grossMassKg))
    return {
      act: 'discharge',
      on,
      landed,
      ...(damagedPackages === undefined ? {} : { damagedPackages }),
      ...(residueKg === undefined ? {} : { residueKg }),
    }
  })
  if (!moved.ok) return moved
  await saveDocuments(
    tx,
    moved.value.map(row => withLimit(report, row)),
  )
  const next = Math.max(-1, ...held.map(each => each.place)) + 1
  const inserted = await insertDocuments(
    tx,
    found.map((body, index) => withLimit(report, foundAs(report, body, next + index, on))),
  )
  await markDischarged(tx, manifest.number, on)
  const apart = [...moved.value, ...inserted].flatMap(({ id, standing: { landing } }) =>
    landing === undefined ? [] : dischargeDifferences(landing).map(each => ({ ...each, document: id })),
  )
  await openDifferences(tx, report, apart)
  await note(tx, report, 'discharge', { documents: rows.length, differences: apart.length, found: found.length })
  if (location === undefined) return ok([])
  return await storeCargo(tx, { ...report, manifest: { ...manifest, status: 'discharged', dischargedOn: on } }, location, undefined)
}

/** Goods nobody announced: they are there, and over. */
function foundAs({ manifest }: Report, body: DischargeReport['found'][number], place: number, on: Day): NewDocument {
  const landed = cargoOf(body.packages ?? 0, decimal(body.grossMassKg ?? '0'))
  const arrived: CargoStanding = { ...announce(body.cargo, NO_CARGO), arrivedOn: manifest.arrivedOn ?? on }
  const standing = performCargo(arrived, { act: 'discharge', on, landed })
  if (!standing.ok) throw new Error(`given goods that were found, needs them to land: ${standing.issues[0]?.code}`)
  return {
    manifest: manifest.number,
    place,
    number: body.number,
    origin: 'found',
    hasHouses: false,
    body,
    standing: standing.value,
    lastOn: null,
  }
}

/**
 * Says in which temporary storage goods lie: all that landed and has something left, or those named. What lies elsewhere already is moved. A place on the register has to be open and fit
 * for them; answers what else is to be said of it.
 *
 * @source RKC Specific Annex A ch. 2
 */
export async function storeCargo(
  tx: Writer,
  report: Report,
  written: string,
  numbers: readonly string[] | undefined,
): Promise<Result<readonly Issue[]>> {
  const { node, manifest } = report
  if (manifest.status !== 'discharged') return stop(error('cargo.manifest-not-now', '', { act: 'store', status: manifest.status }))
  const on = node.clock.today()
  const held = await holdDocuments(tx, manifest.number, numbers)
  const keys = new Set(held.map(each => documentKey(each.number)))
  const unknown = (numbers ?? []).flatMap((number, index): readonly Issue[] =>
    keys.has(documentKey(number)) ? [] : [error('cargo.discharge-unknown', `documents[${index}]`, { number })],
  )
  if (unknown.length > 0) return { ok: false, issues: unknown }
  const actTo =
    (location: string) =>
    (row: DocumentRow): CargoAct => ({ act: row.standing.location === undefined ? 'store' : 'move', on, location })
  const named = numbers !== undefined
  const coming = held.filter(row => !row.hasHouses && (named || performCargo(row.standing, actTo(written)(row)).ok))
  const admitted = await admitCargo(tx, node, written, coming)
  if (!admitted.ok) return admitted
  const { location, issues } = admitted.value
  const rows = coming.filter(row => row.standing.location !== location)
  const moved = performEach(rows, actTo(location))
  if (!moved.ok) return moved
  await saveDocuments(
    tx,
    moved.value.map(row => withLimit(report, row)),
  )
  await touchManifest(tx, manifest.number)
  await note(tx, report, 'store', { location, documents: rows.map(each => each.number).slice(0, NAMED_MAX), count: rows.length })
  return ok(issues)
}

/** How many documents an event names; it says how many there were in any case. */
const NAMED_MAX = 100

/** Numbers that stand in the manifest already, or twice in what is added to it. */
export function listTaken(held: readonly DocumentRow[], numbers: readonly string[], path: string): readonly Issue[] {
  const taken = new Set(held.map(each => documentKey(each.number)))
  return numbers.flatMap((number, index) => {
    const isTaken = taken.has(documentKey(number))
    taken.add(documentKey(number))
    return isTaken ? [error('cargo.number-taken', `${path}[${index}].number`, { number })] : []
  })
}

/** Does an act to each, or answers every one it is refused for. */
export function performEach(rows: readonly DocumentRow[], actOf: (row: DocumentRow) => CargoAct): Result<readonly DocumentRow[]> {
  const issues: Issue[] = []
  const moved = rows.flatMap(row => {
    const done = map(performCargo(row.standing, actOf(row)), standing => ({ ...row, standing }))
    if (!done.ok)
      issues.push(...done.issues.map(issue => ({ ...issue, path: row.number, params: { ...issue.params, number: row.number } })))
    return done.ok ? [done.value] : []
  })
  return issues.length > 0 ? { ok: false, issues } : ok(moved)
}

/** A document with the last day its goods may wait, where the law of the state says it. */
export function withLimit<Row extends Pick<DocumentRow, 'standing' | 'lastOn'>>(
  { node, manifest }: Pick<Report, 'node' | 'manifest'>,
  row: Row,
): Row {
  const limit = storageLimit(node.law, node.state, manifest.mode, row.standing)
  return { ...row, lastOn: limit?.lastOn ?? null }
}

export async function note(
  tx: Writer,
  { node, caller, manifest }: Report,
  act: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  await node.events.append(tx, [{ subject: 'manifest', subjectId: manifest.number, act, by: caller.accountId, facts }])
}

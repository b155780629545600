import type { DifferenceExplanation, DifferenceSettlementBody } from '@lintas/contract'
import {
  type CargoAmount,
  type ChargedBy,
  cargoOf,
  documentKey,
  explanationLimit,
  type FoundDifference,
  isNoCargo,
  performCargo,
  settleDifference,
  stockDifferences,
} from '@lintas/customs/cargo'
import { decimal, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import {
  addExplanation,
  addSettlement,
  type DifferenceRow,
  findDifference,
  insertDifferences,
  listOpenOf,
  spentOf,
} from './difference-store.ts'
import { holdDocuments, holdDocumentsById, saveDocuments } from './document-store.ts'
import { touchManifest } from './manifest-store.ts'
import type { Report } from './reported.ts'
import { listTakers } from './write-off-store.ts'

/** Opens what is to be explained of documents of a manifest that is held, with the day the law of the state names. */
export async function openDifferences(
  tx: Writer,
  { node, caller, manifest }: Report,
  found: readonly (FoundDifference & { readonly document: string })[],
): Promise<readonly string[]> {
  const on = node.clock.today()
  const differences = found.map(({ document, kind, amount }) => {
    const limit = explanationLimit(node.law, node.state, kind, on)
    return { document, kind, amount, explainBy: limit?.lastOn, law: limit?.law }
  })
  return await insertDifferences(tx, { manifest: manifest.number, on, by: caller.accountId }, differences)
}

/**
 * Takes the count of a stock against what is left of each document. A document with a difference of stock that is not settled is not counted again: what is missing would be missed twice.
 *
 * @source RKC Specific Annex A ch. 2 (responsibility for goods in temporary storage)
 */
export async function countStock(
  tx: Writer,
  report: Report,
  counted: readonly { readonly number: string; readonly counted: CargoAmount }[],
): Promise<Result<readonly DifferenceRow[]>> {
  const { node, caller, manifest } = report
  if (manifest.status !== 'discharged') return stop(error('cargo.manifest-not-now', '', { act: 'count', status: manifest.status }))
  const held = await holdDocuments(
    tx,
    manifest.number,
    counted.map(each => each.number),
  )
  const byKey = new Map(held.filter(each => !each.hasHouses).map(each => [documentKey(each.number), each]))
  const keys = counted.map(each => documentKey(each.number))
  const open = await listOpenOf(
    tx,
    held.map(each => each.id),
  )
  const waiting = new Set(open.filter(each => each.kind.startsWith('stock-')).map(each => each.document))
  const issues = counted.flatMap(({ number }, index): readonly Issue[] => {
    const row = byKey.get(keys[index] ?? '')
    const path = `counted[${index}].number`
    if (row === undefined) return [error('cargo.discharge-unknown', path, { number })]
    if (keys.indexOf(documentKey(number)) !== index) return [error('cargo.document-repeated', path, { number })]
    return waiting.has(row.id) ? [error('cargo.difference-open', path, { number })] : []
  })
  if (issues.length > 0) return { ok: false, issues }
  const found = counted.flatMap(({ number, counted: amount }) => {
    const row = byKey.get(documentKey(number))
    if (row === undefined) return []
    const there = cargoOf(amount.packages, decimal(amount.grossMassKg))
    return stockDifferences(row.standing, there).map(each => ({ ...each, document: row.id }))
  })
  const ids = await openDifferences(tx, report, found)
  const facts = { counted: counted.length, differences: ids.length }
  await node.events.append(tx, [{ subject: 'manifest', subjectId: manifest.number, act: 'count', by: caller.accountId, facts }])
  const rows = await listOpenOf(tx, [...new Set(found.map(each => each.document))])
  return ok(rows.filter(each => ids.includes(each.id)))
}

/** Takes what whoever answers for the goods says of a difference; it may be said again while it is not settled. Its manifest is held. */
export async function explainDifference(
  tx: Writer,
  { node, caller }: Report,
  { id, manifest, settledOn, explanations }: DifferenceRow,
  explanation: DifferenceExplanation,
): Promise<Result<void>> {
  if (settledOn !== null) return stop(error('cargo.difference-settled', ''))
  if (explanations.length >= EXPLANATIONS_MAX) return stop(error('cargo.difference-explained', '', { max: EXPLANATIONS_MAX }))
  await addExplanation(tx, id, { ...explanation, at: node.clock.now().toISOString() })
  await node.events.append(tx, [
    { subject: 'cargo-difference', subjectId: id, act: 'explain', by: caller.accountId, facts: { manifest }, payload: { ...explanation } },
  ])
  return ok(undefined)
}

const EXPLANATIONS_MAX = 20

/** An officer settles a difference, or a part of it: its document stands as that says, with every total conserved. Its manifest is held. */
export async function settle(
  tx: Writer,
  { node, caller, manifest }: Report,
  row: DifferenceRow,
  { outcome, amount, mrn, reasons }: DifferenceSettlementBody,
): Promise<Result<void>> {
  const [document] = await holdDocumentsById(tx, [row.document])
  const current = await findDifference(tx, row.id)
  if (document === undefined || current === undefined) throw new Error(`given difference ${row.id}, needs it and its document`)
  const by = outcome === 'charged' && mrn !== undefined ? await chargedBy(tx, row.document, mrn) : undefined
  const wished = amount === undefined ? undefined : cargoOf(amount.packages, decimal(amount.grossMassKg))
  const settled = settleDifference(current, document.standing, { outcome, amount: wished, by })
  if (!settled.ok) return settled
  const { act, open } = settled.value
  if (act !== undefined) {
    const moved = performCargo(document.standing, act)
    if (!moved.ok) return moved
    await saveDocuments(tx, [{ ...document, standing: moved.value }])
  }
  const on = node.clock.today()
  const kept = { outcome, amount: settled.value.amount, mrn: by?.mrn ?? null, reasons, on }
  await addSettlement(tx, current, kept, { open, isSettled: isNoCargo(open), by: caller.accountId })
  await touchManifest(tx, manifest.number)
  const facts = { manifest: manifest.number, document: document.number, kind: current.kind, outcome, ...settled.value.amount }
  await node.events.append(tx, [
    {
      subject: 'cargo-difference',
      subjectId: row.id,
      act: 'settle',
      by: caller.accountId,
      facts: { ...facts, ...(by === undefined ? {} : { mrn: by.mrn }) },
      payload: { reasons },
    },
  ])
  return ok(undefined)
}

/** What a declaration took of a document; undefined where it took nothing of it. */
async function chargedBy(tx: Writer, document: string, mrn: string): Promise<ChargedBy | undefined> {
  const taken = (await listTakers(tx, document)).find(each => each.mrn === mrn)
  if (taken === undefined) return undefined
  const took = cargoOf(Number(taken.packages), decimal(taken.mass))
  return { mrn, took, tookOn: taken.on, spent: await spentOf(tx, document, mrn) }
}

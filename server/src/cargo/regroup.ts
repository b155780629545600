import { cargoOf, joinCargo, type ManifestDocument, type Regrouped, splitCargo } from '@lintas/customs/cargo'
import { decimal, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import { type DocumentRow, holdDocuments, insertDocuments, insertPassages, type NewDocument, saveDocuments } from './document-store.ts'
import { touchManifest } from './manifest-store.ts'
import { listTaken, note, withLimit } from './report.ts'
import type { Report } from './reported.ts'

interface Consignee {
  readonly id?: string | undefined
  readonly name: string
}

export interface Part {
  readonly number: string
  readonly packages: number
  readonly grossMassKg: string
  readonly consignee?: Consignee | undefined
}

/** Splits one document of a manifest that is held; the parts are documents of their own, the rest stays. */
export async function splitDocument(
  tx: Writer,
  report: Report,
  id: string,
  parts: readonly Part[],
): Promise<Result<{ readonly source: DocumentRow; readonly parts: readonly DocumentRow[] }>> {
  const held = await holdDocuments(tx, report.manifest.number)
  const source = held.find(each => each.id === id)
  if (source === undefined) throw new Error(`given document ${id}, needs one of manifest ${report.manifest.number}`)
  const taken = listTaken(
    held,
    parts.map(each => each.number),
    'parts',
  )
  if (taken.length > 0) return { ok: false, issues: taken }
  const regrouped = splitCargo(
    source.standing,
    parts.map(each => cargoOf(each.packages, decimal(each.grossMassKg))),
  )
  if (!regrouped.ok) return regrouped
  const bodies = parts.map(({ number, consignee }) => bodyOf(source.body, number, consignee))
  const made = await keep(tx, report, { sources: [source], bodies, origin: 'split', next: nextPlace(held) }, regrouped.value)
  await note(tx, report, 'split', {
    document: source.number,
    parts: parts.map(({ number, packages, grossMassKg }) => ({ number, packages, grossMassKg })),
  })
  const [after] = regrouped.value.sources
  return ok({ source: { ...source, standing: after ?? source.standing }, parts: made })
}

/** Joins what is left of several documents of a manifest that is held into one. */
export async function joinDocuments(
  tx: Writer,
  report: Report,
  numbers: readonly string[],
  into: { readonly number: string; readonly consignee?: Consignee | undefined },
): Promise<Result<DocumentRow>> {
  const held = await holdDocuments(tx, report.manifest.number)
  const sources = numbers.map(number => held.find(each => each.number === number))
  const known = sources.filter(each => each !== undefined)
  const unknown = numbers.flatMap((number, index) =>
    sources[index] === undefined ? [error('cargo.discharge-unknown', `documents[${index}]`, { number })] : [],
  )
  const again =
    new Set(numbers).size === numbers.length ? [] : [error('cargo.document-repeated', 'documents', { number: numbers[0] ?? '' })]
  const taken = listTaken(held, [into.number], 'documents')
  const issues = [...unknown, ...again, ...taken]
  const [first] = known
  if (issues.length > 0 || first === undefined) return { ok: false, issues }
  const regrouped = joinCargo(known.map(each => each.standing))
  if (!regrouped.ok) return regrouped
  const bodies = [bodyOf(first.body, into.number, into.consignee)]
  const [made] = await keep(tx, report, { sources: known, bodies, origin: 'joined', next: nextPlace(held) }, regrouped.value)
  if (made === undefined) return stop(error('cargo.join-of-one', 'documents'))
  await note(tx, report, 'join', { documents: numbers, into: into.number, ...regrouped.value.results[0]?.received })
  return ok(made)
}

interface Kept {
  readonly sources: readonly DocumentRow[]
  readonly bodies: readonly ManifestDocument[]
  readonly origin: 'split' | 'joined'
  readonly next: number
}

async function keep(
  tx: Writer,
  report: Report,
  { sources, bodies, origin, next }: Kept,
  regrouped: Regrouped,
): Promise<readonly DocumentRow[]> {
  const { manifest, node } = report
  const after = sources.map((row, index) => ({ ...row, standing: regrouped.sources[index] ?? row.standing }))
  await saveDocuments(tx, after)
  const results: NewDocument[] = regrouped.results.flatMap((standing, index) => {
    const body = bodies[index]
    if (body === undefined) return []
    const row = {
      manifest: manifest.number,
      place: next + index,
      number: body.number,
      origin,
      hasHouses: false,
      body,
      standing,
      lastOn: null,
    }
    return [withLimit(report, row)]
  })
  const made = await insertDocuments(tx, results)
  const passages = regrouped.passed.map(({ from, to, amount }) => ({
    source: sources[from]?.id ?? '',
    target: made[to]?.id ?? '',
    ...amount,
  }))
  await insertPassages(tx, passages, node.clock.today())
  await touchManifest(tx, manifest.number)
  return made
}

/** A document of the same goods under another number, for another consignee where one is named. */
function bodyOf(body: ManifestDocument, number: string, consignee: Consignee | undefined): ManifestDocument {
  const { packages: _, grossMassKg: __, ...same } = body
  if (consignee === undefined) return { ...same, number }
  const { id, name } = consignee
  return { ...same, number, consignee: { ...(id === undefined ? {} : { id }), name } }
}

function nextPlace(held: readonly DocumentRow[]): number {
  return Math.max(-1, ...held.map(each => each.place)) + 1
}

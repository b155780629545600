import { abandonmentLimit, type CargoAmount, documentKey, isNoCargo, performCargo } from '@lintas/customs/cargo'
import { type Day, error, type Issue, ok, type Result } from '@lintas/customs/kernel'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { type DocumentRow, holdDocumentsById, holdUnclaimed, saveDocuments } from './document-store.ts'
import { findManifest } from './manifest-store.ts'
import { maySeeManifest } from './visible.ts'

/** Goods somebody may dispose of, or not before a day of the law is over. */
export interface UnclaimedGoods extends Pick<DocumentRow, 'id' | 'manifest' | 'number'> {
  readonly waitUntil?: Day
}

/** Goods that nobody declared in time, under this number on manifests the caller may see; held until the transaction ends. */
export async function findUnclaimed(
  tx: Writer,
  { law, state }: Pick<Node, 'law' | 'state'>,
  caller: Caller,
  { number, manifest }: { readonly number: string; readonly manifest?: string | undefined },
): Promise<readonly UnclaimedGoods[]> {
  const seen: UnclaimedGoods[] = []
  for (const row of await holdUnclaimed(tx, documentKey(number))) {
    const of = await findManifest(tx, row.manifest)
    const isMeant = manifest === undefined || row.manifest === manifest
    const { unclaimedOn, abandonedOn } = row.standing
    const limit = unclaimedOn === undefined || abandonedOn !== undefined ? undefined : abandonmentLimit(law, state, unclaimedOn)
    if (isMeant && of !== undefined && maySeeManifest(caller, of))
      seen.push({ ...row, ...(limit === undefined ? {} : { waitUntil: limit.lastOn }) })
  }
  return seen
}

/** What became of the goods of transport documents in a batch. */
export interface DisposedCargo {
  readonly taken: readonly { readonly document: string; readonly amount: CargoAmount }[]
  /** Documents of which nothing was left, since somebody declared it after all. */
  readonly gone: readonly string[]
}

/**
 * Takes what is left of unclaimed goods off what may be declared: two officers approved that it is disposed of.
 *
 * @source RKC Specific Annex A ch. 2 std. 12; General Annex std. 3.45 and 3.46
 */
export async function disposeCargo(
  tx: Writer,
  { events }: Pick<Node, 'events'>,
  ids: readonly string[],
  { batch, way, by }: { readonly batch: string; readonly way: string; readonly by: string },
): Promise<Result<DisposedCargo>> {
  const held = await holdDocumentsById(tx, ids)
  const [there, gone] = [held.filter(row => !isNoCargo(row.standing.left)), held.filter(row => isNoCargo(row.standing.left))]
  const done = there.map(row => ({ row, moved: performCargo(row.standing, { act: 'dispose', amount: row.standing.left }) }))
  const issues = done.flatMap(({ row, moved }): readonly Issue[] =>
    moved.ok ? [] : moved.issues.map(({ code, params }) => error(code, '', { ...params, number: row.number })),
  )
  if (issues.length > 0) return { ok: false, issues }
  await saveDocuments(
    tx,
    done.flatMap(({ row, moved }) => (moved.ok ? [{ ...row, standing: moved.value }] : [])),
  )
  await events.append(
    tx,
    there.map(({ manifest, number, standing: { left } }) => ({
      subject: 'cargo',
      subjectId: manifest,
      act: 'dispose',
      by,
      facts: { document: number, batch, way, ...left },
    })),
  )
  return ok({ taken: there.map(({ id, standing }) => ({ document: id, amount: standing.left })), gone: gone.map(row => row.id) })
}

/** Gives back to what may be declared what was to be disposed of: its line was taken out of the batch before that was carried out. */
export async function restoreCargo(
  tx: Writer,
  { events }: Pick<Node, 'events'>,
  { document, amount }: DisposedCargo['taken'][number],
  { batch, by }: { readonly batch: string; readonly by: string },
): Promise<void> {
  const [row] = await holdDocumentsById(tx, [document])
  if (row === undefined) throw new Error(`given document ${document} that was disposed of, needs one that is there`)
  const restored = performCargo(row.standing, { act: 'restore', amount })
  if (!restored.ok) throw new Error(`given what batch ${batch} took, needs it to be disposed of: ${restored.issues[0]?.code}`)
  await saveDocuments(tx, [{ ...row, standing: restored.value }])
  const { manifest, number } = row
  await events.append(tx, [{ subject: 'cargo', subjectId: manifest, act: 'restore', by, facts: { document: number, batch, ...amount } }])
}

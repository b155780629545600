import { refuse } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { type DocumentRow, findDocument } from './document-store.ts'
import { findManifest, holdManifest, type ManifestRow, type Whose } from './manifest-store.ts'

/** A carrier sees the manifests of its organisation, an officer those for the own office, a supervisor every one. To others none is there. */
export function maySeeManifest({ role, organisation, office }: Caller, { carrier, office: ofManifest }: ManifestRow): boolean {
  switch (role) {
    case 'carrier':
      return organisation?.traderId === carrier
    case 'officer':
      return office === ofManifest
    case 'supervisor':
      return true
    default:
      return false
  }
}

/** Whose manifests a caller's lists are of. */
export function whoseOf({ role, organisation, office }: Caller): Whose {
  if (role === 'carrier') return { carrier: organisation?.traderId ?? '' }
  return { office: role === 'supervisor' ? undefined : (office ?? '') }
}

export async function getManifest(reader: Reader, caller: Caller, number: string): Promise<ManifestRow> {
  return shown(await findManifest(reader, number), caller, number)
}

/** The same, held until the transaction ends. */
export async function holdVisibleManifest(tx: Writer, caller: Caller, number: string): Promise<ManifestRow> {
  return shown(await holdManifest(tx, number), caller, number)
}

export async function getDocument(
  reader: Reader,
  caller: Caller,
  id: string,
): Promise<{ readonly row: DocumentRow; readonly manifest: ManifestRow }> {
  const row = await findDocument(reader, id)
  const manifest = row === undefined ? undefined : await findManifest(reader, row.manifest)
  if (row === undefined || manifest === undefined || !maySeeManifest(caller, manifest)) throw refuse(404, 'cargo.document-unknown', { id })
  return { row, manifest }
}

function shown(row: ManifestRow | undefined, caller: Caller, number: string): ManifestRow {
  if (row === undefined || !maySeeManifest(caller, row)) throw refuse(404, 'cargo.manifest-unknown', { number })
  return row
}

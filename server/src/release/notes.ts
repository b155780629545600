import { randomBytes } from 'node:crypto'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Issue } from '@lintas/customs/kernel'
import { type ReleasedVersion, type ReleaseNote, writeReleaseNote } from '@lintas/customs/release'
import type { Reader, Writer } from '../platform/node.ts'

/** A release note with the code that proves it: whoever has the paper has the code, nobody else. */
export interface NewNote {
  readonly code: string
  readonly note: ReleaseNote
}

/** Writes the note of a release. The code is 128 random bits: it is looked up, never worked out. */
export function newNote(
  released: Omit<ReleasedVersion, 'consignment'>,
  document: DeclarationDocument,
  conditions: readonly Issue[],
  consignment?: string,
): NewNote {
  const goods = consignment === undefined ? document : goodsOf(document, consignment)
  const note = writeReleaseNote({ ...released, ...(consignment === undefined ? {} : { consignment }) }, goods, conditions)
  return { code: randomBytes(16).toString('base64url'), note }
}

/** What of a document one of its consignments is about: its paper, its goods, their packages, masses and containers. */
function goodsOf(document: DeclarationDocument, consignment: string): DeclarationDocument {
  const goodsItems = document.goodsItems.filter(item => item.transportDocument === consignment)
  const containers = new Set(goodsItems.flatMap(item => item.containerIds))
  const { totalPackages: _packages, totalGrossMassKg: _mass, ...rest } = document
  const counts = goodsItems.flatMap(item => item.packages.map(each => each.count))
  const packages = counts.every(count => count !== undefined) ? { totalPackages: counts.reduce((sum, each) => sum + each, 0) } : {}
  return {
    ...rest,
    ...packages,
    goodsItems,
    containers: document.containers.filter(each => containers.has(each.id)),
    transportDocuments: document.transportDocuments.filter(each => each.id === consignment),
  }
}

export async function insertNote(tx: Writer, { code, note }: NewNote, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO release_note (mrn, code, note, released_at, consignment) VALUES ($1, $2, $3, $4, $5)',
    [note.mrn, code, JSON.stringify(note), at, note.consignment ?? ''],
    'release.insert-note',
  )
}

export interface KeptNote extends NewNote {
  readonly releasedAt: Date
}

const NOTES = 'SELECT code, note, released_at AS "releasedAt" FROM release_note'

/** The note of a declaration, or of one of its consignments. */
export async function findNote(reader: Reader, mrn: string, consignment = ''): Promise<KeptNote | undefined> {
  const [row] = await reader.query<KeptNote>(`${NOTES} WHERE mrn = $1 AND consignment = $2`, [mrn, consignment], 'release.note')
  return row
}

export async function findNoteByCode(reader: Reader, code: string): Promise<KeptNote | undefined> {
  const [row] = await reader.query<KeptNote>(`${NOTES} WHERE code = $1`, [code], 'release.note-by-code')
  return row
}

import { randomBytes } from 'node:crypto'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Issue } from '@lintas/customs/kernel'
import { type AdverseNotice, type ReleaseNote, writeReleaseNote } from '@lintas/customs/release'
import type { Reader, Writer } from '../platform/node.ts'

/** A release note with the code that proves it: whoever has the paper has the code, nobody else. */
export interface NewNote {
  readonly code: string
  readonly note: ReleaseNote
}

/** Writes the note of a release. The code is 128 random bits: it is looked up, never worked out. */
export function newNote(
  released: Pick<ReleaseNote, 'mrn' | 'version' | 'state' | 'releasedOn'>,
  document: DeclarationDocument,
  conditions: readonly Issue[],
): NewNote {
  return { code: randomBytes(16).toString('base64url'), note: writeReleaseNote(released, document, conditions) }
}

export async function insertNote(tx: Writer, { code, note }: NewNote, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO release_note (mrn, code, note, released_at) VALUES ($1, $2, $3, $4)',
    [note.mrn, code, JSON.stringify(note), at],
    'release.insert-note',
  )
}

export interface KeptNote extends NewNote {
  readonly releasedAt: Date
}

const NOTES = 'SELECT code, note, released_at AS "releasedAt" FROM release_note'

export async function findNote(reader: Reader, mrn: string): Promise<KeptNote | undefined> {
  const [row] = await reader.query<KeptNote>(`${NOTES} WHERE mrn = $1`, [mrn], 'release.note')
  return row
}

export async function findNoteByCode(reader: Reader, code: string): Promise<KeptNote | undefined> {
  const [row] = await reader.query<KeptNote>(`${NOTES} WHERE code = $1`, [code], 'release.note-by-code')
  return row
}

export async function insertNotice(tx: Writer, mrn: string, notice: AdverseNotice, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO adverse_notice (mrn, number, notice, given_by, given_at)
     SELECT $1, count(*) + 1, $2, $3, $4 FROM adverse_notice WHERE mrn = $1`,
    [mrn, JSON.stringify(notice), by, at],
  )
}

/** The adverse decisions on a declaration, the first first. */
export async function listNotices(reader: Reader, mrn: string): Promise<readonly AdverseNotice[]> {
  const rows = await reader.query<{ notice: AdverseNotice }>('SELECT notice FROM adverse_notice WHERE mrn = $1 ORDER BY number', [mrn])
  return rows.map(row => row.notice)
}

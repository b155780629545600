import type { Side } from '@lintas/contract'
import type { Reader, Writer } from '../platform/node.ts'

/** A document as it stands in the file of a declaration. */
export interface DocumentRow {
  readonly id: string
  readonly mrn: string
  readonly type: string | null
  readonly words: string | null
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** In hexadecimal. */
  readonly sha256: string
  readonly side: Side
  readonly addedAt: Date
}

const DOCUMENTS = `SELECT d.id, d.mrn, d.type, d.words, d.name, d.media_type AS "mediaType", c.size, encode(d.sha256, 'hex') AS sha256, d.side,
  d.added_at AS "addedAt" FROM supporting_document d JOIN document_content c USING (sha256)`

/** The documents of a declaration, in the order they came. */
export async function listDocuments(reader: Reader, mrn: string): Promise<readonly DocumentRow[]> {
  return await reader.query<DocumentRow>(`${DOCUMENTS} WHERE d.mrn = $1 ORDER BY d.listed`, [mrn], 'documents.list')
}

export async function findDocument(reader: Reader, mrn: string, id: string): Promise<DocumentRow | undefined> {
  const [row] = await reader.query<DocumentRow>(`${DOCUMENTS} WHERE d.mrn = $1 AND d.id = $2`, [mrn, id], 'documents.find')
  return row
}

export async function findSame(reader: Reader, mrn: string, sha256: Buffer): Promise<DocumentRow | undefined> {
  const [row] = await reader.query<DocumentRow>(`${DOCUMENTS} WHERE d.mrn = $1 AND d.sha256 = $2`, [mrn, sha256], 'documents.same')
  return row
}

export interface NewDocument {
  readonly mrn: string
  readonly sha256: Buffer
  readonly type: string | undefined
  readonly words: string | undefined
  readonly name: string
  readonly mediaType: string
  readonly side: Side
  readonly by: string
  readonly at: Date
}

export async function insertDocument(tx: Writer, given: NewDocument): Promise<void> {
  const { mrn, sha256, type, words, name, mediaType, side, by, at } = given
  await tx.query(
    `INSERT INTO supporting_document (mrn, sha256, type, words, name, media_type, side, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [mrn, sha256, type ?? null, words ?? null, name, mediaType, side, by, at],
    'documents.insert',
  )
}

/** Keeps bytes under their digest, where they are not kept already: then not one of them is read again. */
export async function keepContent(tx: Writer, sha256: Buffer, size: number, at: Date, pieces: AsyncIterable<Buffer>): Promise<void> {
  const isNew = await tx.query(
    'INSERT INTO document_content (sha256, size, kept_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING RETURNING size',
    [sha256, size, at],
    'documents.insert-content',
  )
  if (isNew.length === 0) return
  let number = 0
  for await (const bytes of pieces) {
    await tx.query(
      'INSERT INTO document_piece (sha256, number, bytes) VALUES ($1, $2, $3)',
      [sha256, number, bytes],
      'documents.insert-piece',
    )
    number += 1
  }
}

/** The bytes that were kept under a digest, a piece at a time. */
export async function* readContent(reader: Reader, sha256: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const [piece] = await reader.query<{ bytes: Buffer }>(
      "SELECT bytes FROM document_piece WHERE sha256 = decode($1, 'hex') AND number = $2",
      [sha256, number],
      'documents.piece',
    )
    if (piece === undefined) return
    yield piece.bytes
  }
}

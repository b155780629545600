import type { ClassificationMemory, ClassificationPath, EvidenceKind } from '@lintas/contract'
import type { GuideStart } from '@lintas/customs/classification'
import type { Reader, Writer } from '../platform/node.ts'

/** A path as it is kept: the answer, and what the search had found when it began. */
export type KeptPath = Omit<ClassificationPath, 'id' | 'madeAt' | 'holds'> & { readonly start: readonly GuideStart[] }

export interface NewEvidence {
  readonly kind: EvidenceKind
  readonly description: string
  readonly code: string
  readonly trader?: string | undefined
  readonly reference?: string | undefined
  readonly sha256: Buffer
}

/** Adds what is not there yet, under the file it came with, where it came with one; answers how many that were. */
export async function insertEvidence(tx: Writer, evidence: readonly NewEvidence[], by: string, at: Date, load?: string): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO classification_evidence (kind, description, code, trader, reference, sha256, added_by, added_at, load)
     SELECT kind, description, code, trader, reference, decode(sha256, 'hex'), $7, $8, $9
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS given (kind, description, code, trader, reference, sha256)
     ON CONFLICT (sha256) DO NOTHING RETURNING 1`,
    [
      evidence.map(each => each.kind),
      evidence.map(each => each.description),
      evidence.map(each => each.code),
      evidence.map(each => each.trader ?? null),
      evidence.map(each => each.reference ?? null),
      evidence.map(each => each.sha256.toString('hex')),
      by,
      at,
      load ?? null,
    ],
  )
  return rows.length
}

export interface EvidenceRow {
  readonly kind: EvidenceKind
  readonly description: string
  readonly code: string
  readonly trader: string | null
  readonly reference: string | null
}

/** What became of the code of a piece, by the last table that told of it. */
const RECHECKED = `LEFT JOIN LATERAL (SELECT evidence, code FROM classification_recheck WHERE evidence = e.id ORDER BY listed DESC LIMIT 1) r ON true`

/** The evidence up to one piece, the oldest first, each with the code it has today; the newest `limit` of it. What is asked about teaches nothing. */
export async function listEvidence(reader: Reader, through: string, limit: number): Promise<readonly EvidenceRow[]> {
  const rows = await reader.query<EvidenceRow>(
    `SELECT e.kind, e.description, coalesce(r.code, e.code) AS code, e.trader, e.reference FROM classification_evidence e ${RECHECKED}
     WHERE e.id <= $1 AND (r.evidence IS NULL OR r.code IS NOT NULL) ORDER BY e.id DESC LIMIT $2`,
    [through, limit],
  )
  return rows.reverse()
}

/**
 * How far the evidence goes: its last piece, how many there are, and how often a code of theirs was moved or asked about. The first two change where some is
 * added, the number where some is taken back or comes in late.
 */
interface Extent {
  readonly through: string
  readonly pieces: string
  readonly moved: string
}

export async function measureEvidence(reader: Reader): Promise<Extent> {
  const [row] = await reader.query<Extent>(
    `SELECT coalesce(max(id), 0) AS through, count(*) AS pieces, (SELECT count(*) + count(code) FROM classification_recheck) AS moved
     FROM classification_evidence`,
  )
  return row ?? NOTHING
}

const NOTHING: Extent = { through: '0', pieces: '0', moved: '0' }

/** Whether what was learned last was learned from other evidence than there is now. */
export async function isOutdated(reader: Reader): Promise<boolean> {
  const learned = (await findMemory(reader)) ?? NOTHING
  const { through, pieces, moved } = await measureEvidence(reader)
  return learned.through !== through || learned.pieces !== pieces || learned.moved !== moved
}

export interface MemoryRow extends Extent {
  readonly id: string
  readonly report: ClassificationMemory
}

/** What was learned last, without its model. */
export async function findMemory(reader: Reader): Promise<MemoryRow | undefined> {
  const [row] = await reader.query<MemoryRow>(
    'SELECT id, through, pieces, moved, report FROM classification_memory ORDER BY id DESC LIMIT 1',
  )
  return row
}

export async function findModel(reader: Reader, id: string): Promise<Buffer | undefined> {
  const [row] = await reader.query<{ model: Buffer }>('SELECT model FROM classification_memory WHERE id = $1', [id])
  return row?.model
}

/** Keeps what was learned, and of what was learned before the last alone. */
export async function insertMemory(
  tx: Writer,
  { through, pieces, moved }: Extent,
  report: ClassificationMemory,
  model: Buffer,
  at: Date,
): Promise<void> {
  await tx.query('DELETE FROM classification_memory WHERE id < (SELECT max(id) FROM classification_memory)')
  await tx.query('INSERT INTO classification_memory (through, pieces, moved, report, model, learned_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    through,
    pieces,
    moved,
    JSON.stringify(report),
    model,
    at,
  ])
  await tx.query("SELECT pg_notify('classification', '')")
}

export async function countWaiting(reader: Reader, through: string): Promise<number> {
  const [row] = await reader.query<{ waiting: number }>('SELECT count(*)::int AS waiting FROM classification_evidence WHERE id > $1', [
    through,
  ])
  return row?.waiting ?? 0
}

export async function insertPath(tx: Writer, id: string, path: KeptPath, by: string, at: Date): Promise<void> {
  await tx.query('INSERT INTO classification_path (id, path, made_by, made_at) VALUES ($1, $2, $3, $4)', [id, JSON.stringify(path), by, at])
}

export async function findPath(reader: Reader, id: string): Promise<{ readonly path: KeptPath; readonly made_at: Date } | undefined> {
  const [row] = await reader.query<{ path: KeptPath; made_at: Date }>('SELECT path, made_at FROM classification_path WHERE id = $1', [id])
  return row
}

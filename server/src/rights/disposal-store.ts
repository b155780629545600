import type { Day } from '@lintas/customs/kernel'
import type { Batch, BatchLine, DisposalWay, Withdrawal } from '@lintas/customs/rights'
import type { DisposedCargo } from '../cargo/index.ts'
import type { Reader, Writer } from '../platform/node.ts'

export interface Certificate {
  readonly disposedOn: Day
  readonly place: string
  readonly method: string
  readonly witness: string
  readonly costs: string
  readonly proceeds: string
  readonly net: string
  readonly currency: string
}

/** A line with what of its goods was taken with the second approval. */
export interface KeptLine extends BatchLine {
  readonly disposed?: DisposedCargo['taken'][number]['amount']
}

export interface KeptBatch extends Batch {
  readonly lines: readonly KeptLine[]
  readonly id: string
  readonly way: DisposalWay
  readonly office: string
  readonly certificate: Certificate | null
}

interface Row extends Omit<KeptBatch, 'lines' | 'listedOn'> {
  readonly listedOn: Day | null
  readonly lines:
    | readonly {
        readonly number: number
        readonly mrn: string | null
        readonly document: string | null
        readonly line: Pick<BatchLine, 'description' | 'handling' | 'document'>
        readonly objection: string | null
        readonly withdrawn: Withdrawal | null
        readonly disposed: KeptLine['disposed'] | null
      }[]
    | null
}

const BATCHES = `SELECT b.id, b.way, b.office, b.status, b.opened_by AS "openedBy", b.listed_on AS "listedOn", b.approvals, b.certificate,
  (SELECT json_agg(json_build_object('number', l.number, 'mrn', l.mrn, 'document', l.transport_document, 'line', l.line, 'objection', l.objection,
     'withdrawn', l.withdrawn, 'disposed', l.disposed) ORDER BY l.number)
   FROM disposal_line l WHERE l.batch = b.id) AS lines FROM disposal_batch b`

export async function findBatch(reader: Reader, id: string): Promise<KeptBatch | undefined> {
  const [row] = await reader.query<Row>(`${BATCHES} WHERE b.id = $1`, [id], 'rights.batch')
  return row === undefined ? undefined : batchOf(row)
}

/** Holds a batch until the transaction ends: of two officers the later sees what the earlier did. */
export async function holdBatch(tx: Writer, id: string): Promise<KeptBatch | undefined> {
  await tx.query('SELECT id FROM disposal_batch WHERE id = $1 FOR UPDATE', [id], 'rights.hold-batch')
  return await findBatch(tx, id)
}

/** Batches, the newest first: of an office or of all, in one status or any. */
export async function listBatches(
  reader: Reader,
  { office, status }: { readonly office?: string | undefined; readonly status?: string | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly KeptBatch[]> {
  const rows = await reader.query<Row>(
    `${BATCHES} WHERE ($1::text IS NULL OR b.office = $1) AND ($2::text IS NULL OR b.status = $2) AND ($3::bigint IS NULL OR b.id < $3)
     ORDER BY b.id DESC LIMIT $4`,
    [office ?? null, status ?? null, before ?? null, limit],
    'rights.batches',
  )
  return rows.map(batchOf)
}

/** Keeps a batch; undefined where something of it is in another already. */
export async function insertBatch(
  tx: Writer,
  {
    way,
    office,
    lines,
    by,
    at,
  }: {
    readonly way: DisposalWay
    readonly office: string
    readonly lines: readonly Omit<BatchLine, 'number'>[]
    readonly by: string
    readonly at: Date
  },
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO disposal_batch (way, office, opened_by, opened_at) VALUES ($1, $2, $3, $4) RETURNING id',
    [way, office, by, at],
  )
  if (row === undefined) throw new Error('the batch was not inserted')
  const kept = await tx.query(
    `INSERT INTO disposal_line (batch, number, mrn, transport_document, line)
     SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::text[], $5::json[]) ON CONFLICT DO NOTHING RETURNING number`,
    [
      row.id,
      lines.map((_, index) => index + 1),
      lines.map(each => each.mrn ?? null),
      lines.map(each => each.transportDocument ?? null),
      lines.map(({ description, handling, document }) => JSON.stringify({ description, handling, document })),
    ],
    'rights.insert-batch-lines',
  )
  return kept.length === lines.length ? row.id : undefined
}

export async function publish(tx: Writer, id: string, on: Day): Promise<void> {
  await tx.query("UPDATE disposal_batch SET status = 'listed', listed_on = $2 WHERE id = $1", [id, on], 'rights.publish-batch')
}

export async function noteObjection(tx: Writer, id: string, number: number, objection: string | undefined): Promise<void> {
  await tx.query(
    'UPDATE disposal_line SET objection = $3 WHERE batch = $1 AND number = $2',
    [id, number, objection ?? null],
    'rights.object',
  )
}

/** Takes lines out of a batch, for one reason; they stay to be read. */
export async function withdrawLines(tx: Writer, id: string, numbers: readonly number[], withdrawn: Withdrawal): Promise<void> {
  await tx.query(
    'UPDATE disposal_line SET withdrawn = $3 WHERE batch = $1 AND number = ANY ($2::integer[])',
    [id, numbers, JSON.stringify(withdrawn)],
    'rights.withdraw-lines',
  )
}

export async function withdrawBatch(tx: Writer, id: string): Promise<void> {
  await tx.query("UPDATE disposal_batch SET status = 'withdrawn' WHERE id = $1", [id], 'rights.withdraw-batch')
}

/** Keeps what was taken of the goods of each line. */
export async function noteDisposed(
  tx: Writer,
  id: string,
  lines: readonly { readonly number: number; readonly disposed: NonNullable<KeptLine['disposed']> }[],
): Promise<void> {
  await tx.query(
    `UPDATE disposal_line l SET disposed = given.disposed FROM json_to_recordset($2::json) AS given (number integer, disposed json)
     WHERE l.batch = $1 AND l.number = given.number`,
    [id, JSON.stringify(lines)],
    'rights.note-disposed',
  )
}

export async function approve(tx: Writer, id: string, by: string, isLast: boolean): Promise<void> {
  await tx.query(
    `UPDATE disposal_batch SET approvals = approvals || $2::text, status = CASE WHEN $3 THEN 'approved' ELSE status END WHERE id = $1`,
    [id, by, isLast],
    'rights.approve-batch',
  )
}

export async function certify(tx: Writer, id: string, certificate: Certificate): Promise<void> {
  await tx.query(
    "UPDATE disposal_batch SET status = 'certified', certificate = $2 WHERE id = $1",
    [id, JSON.stringify(certificate)],
    'rights.certify-batch',
  )
}

function batchOf({ lines, listedOn, ...row }: Row): KeptBatch {
  return {
    ...row,
    ...(listedOn === null ? {} : { listedOn }),
    lines: (lines ?? []).map(({ number, mrn, document, line, objection, withdrawn, disposed }) => ({
      number,
      ...(mrn === null ? {} : { mrn }),
      ...(document === null ? {} : { transportDocument: document }),
      ...line,
      ...(objection === null ? {} : { objection }),
      ...(withdrawn === null ? {} : { withdrawn }),
      ...(disposed === null || disposed === undefined ? {} : { disposed }),
    })),
  }
}

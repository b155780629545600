import type { PermitDraft } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { type MeasureDirection, type NamedPermit, writeNumber } from '@lintas/customs/permits'
import type { Reader, Writer } from '../platform/node.ts'

export interface PermitRow {
  readonly id: string
  readonly measure: string
  readonly direction: MeasureDirection
  readonly number: string
  readonly holder: string
  readonly codes: readonly string[]
  readonly quantity: string | null
  readonly unit: string | null
  readonly drawn: string
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly endedOn: Day | null
  readonly endReason: string | null
  readonly listed: string
}

const PERMIT = `id::text, measure, direction, number, holder, codes, quantity::text, unit, drawn::text, valid_from AS "validFrom", valid_to AS "validTo",
  ended_on AS "endedOn", end_reason AS "endReason", listed::text`

export interface LoadRow {
  readonly id: string
  readonly source: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decision: 'approved' | 'refused' | null
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly permits: number
}

const LOAD = `id::text, source, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decision, reason, decided_at AS "decidedAt",
  (SELECT count(*)::int FROM permit WHERE load = permit_load.id) AS permits`

export async function insertLoad(
  tx: Writer,
  permits: readonly PermitDraft[],
  { source, by, at }: { readonly source: string; readonly by: string; readonly at: Date },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO permit_load (source, proposed_by, proposed_at) VALUES ($1, $2, $3) RETURNING id::text',
    [source, by, at],
    'permits.load',
  )
  if (row === undefined) throw new Error('given permits, needs the load that was written')
  for (const { measure, direction, number, holder, codes, quantity, validFrom, validTo } of permits)
    await tx.query(
      `INSERT INTO permit (load, measure, direction, number, holder, codes, quantity, unit, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.id,
        measure,
        direction,
        writeNumber(number),
        holder,
        codes,
        quantity?.value ?? null,
        quantity?.unit ?? null,
        validFrom,
        validTo ?? null,
      ],
      'permits.insert',
    )
  return row.id
}

/** A load, held until the transaction ends. */
export async function holdLoad(tx: Writer, id: string): Promise<LoadRow | undefined> {
  const [row] = await tx.query<LoadRow>(`SELECT ${LOAD} FROM permit_load WHERE id = $1 FOR NO KEY UPDATE`, [id], 'permits.hold-load')
  return row
}

/** Loads, the newest first. */
export async function listLoads(reader: Reader, limit: number): Promise<readonly LoadRow[]> {
  return await reader.query<LoadRow>(`SELECT ${LOAD} FROM permit_load ORDER BY proposed_at DESC, id LIMIT $1`, [limit], 'permits.loads')
}

/** The permits of a load. */
export async function listLoaded(reader: Reader, load: string): Promise<readonly PermitRow[]> {
  return await reader.query<PermitRow>(`SELECT ${PERMIT} FROM permit WHERE load = $1 ORDER BY listed`, [load], 'permits.loaded')
}

/** Numbers of a load that are on file under the same measure. Who approves waits for whoever approves at once. */
export async function listKnown(tx: Writer, load: string): Promise<readonly string[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('permit'))", [], 'permits.lock')
  const rows = await tx.query<{ number: string }>(
    `SELECT fresh.number FROM permit fresh JOIN permit known ON known.approved AND known.ended_on IS NULL AND (known.measure, known.direction, known.number) = (fresh.measure, fresh.direction, fresh.number)
     WHERE fresh.load = $1 ORDER BY 1`,
    [load],
    'permits.known',
  )
  return rows.map(each => each.number)
}

export async function decideLoad(
  tx: Writer,
  id: string,
  {
    decision,
    reason,
    by,
    at,
  }: { readonly decision: 'approved' | 'refused'; readonly reason: string | undefined; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE permit_load SET decision = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
    [id, decision, reason ?? null, by, at],
    'permits.decide',
  )
  if (decision === 'approved') await tx.query('UPDATE permit SET approved = true WHERE load = $1', [id], 'permits.approve')
}

export async function endPermit(tx: Writer, id: string, reason: string, on: Day): Promise<PermitRow | undefined> {
  const [row] = await tx.query<PermitRow>(
    `UPDATE permit SET ended_on = $3, end_reason = $2 WHERE id = $1 AND approved AND ended_on IS NULL RETURNING ${PERMIT}`,
    [id, reason, on],
    'permits.end',
  )
  return row
}

export interface PermitsAsked {
  /** Only theirs; everybody's where absent. */
  readonly holders: readonly string[] | undefined
  readonly number: string | undefined
  readonly direction: string | undefined
  /** Only for goods whose codes begin so, or are a part of them. */
  readonly code: string | undefined
}

/** Permits on file, the newest first. */
export async function listPermits(
  reader: Reader,
  { holders, number, direction, code }: PermitsAsked,
  before: string | undefined,
  limit: number,
): Promise<readonly PermitRow[]> {
  return await reader.query<PermitRow>(
    `SELECT ${PERMIT} FROM permit
     WHERE approved AND ($1::text[] IS NULL OR holder = ANY ($1)) AND ($2::text IS NULL OR number = $2) AND ($3::text IS NULL OR direction = $3)
       AND ($4::text IS NULL OR EXISTS (SELECT FROM unnest(codes) AS beginning WHERE starts_with(beginning, $4) OR starts_with($4, beginning)))
       AND ($5::bigint IS NULL OR listed < $5) ORDER BY listed DESC LIMIT $6`,
    [holders ?? null, number === undefined ? null : writeNumber(number), direction ?? null, code ?? null, before ?? null, limit],
    'permits.list',
  )
}

/** Permits on file that are named, held until the transaction ends, in one order, so that no two who hold wait for one another. Those that ended are among them. */
export async function holdNamed(tx: Writer, named: readonly NamedPermit[], more: readonly string[]): Promise<readonly PermitRow[]> {
  return await tx.query<PermitRow>(
    `SELECT ${PERMIT} FROM permit
     WHERE (approved AND (measure, direction, number) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))) OR id = ANY ($4::uuid[])
     ORDER BY permit.listed FOR NO KEY UPDATE`,
    [named.map(each => each.measure), named.map(each => each.direction), named.map(each => each.number), more],
    'permits.hold',
  )
}

export interface DrawRow {
  readonly item: number
  readonly permit: string
  readonly amount: string
}

/** What a declaration took. */
export async function listDraws(reader: Reader, mrn: string): Promise<readonly DrawRow[]> {
  return await reader.query<DrawRow>(
    'SELECT item, permit::text, amount::text FROM permit_draw WHERE mrn = $1 AND NOT given_back ORDER BY item, permit',
    [mrn],
    'permits.of-declaration',
  )
}

/** Writes draws of permits that are held. */
export async function insertDraws(tx: Writer, mrn: string, draws: readonly DrawRow[], at: Date): Promise<void> {
  await tx.query(
    `WITH taken AS (
       INSERT INTO permit_draw (mrn, item, permit, amount, drawn_at)
       SELECT $1, item, permit, amount, $5 FROM unnest($2::integer[], $3::uuid[], $4::numeric[]) AS given (item, permit, amount) RETURNING permit, amount
     ), sums AS (SELECT permit, sum(amount) AS amount FROM taken GROUP BY permit)
     UPDATE permit SET drawn = permit.drawn + sums.amount FROM sums WHERE sums.permit = permit.id`,
    [mrn, draws.map(each => each.item), draws.map(each => each.permit), draws.map(each => each.amount), at],
    'permits.draw',
  )
}

/** Gives back what items of a declaration took, each once, of permits that are held. */
export async function giveBackDraws(tx: Writer, mrn: string, draws: readonly DrawRow[]): Promise<void> {
  await tx.query(
    `WITH given AS (
       UPDATE permit_draw SET given_back = true FROM unnest($2::integer[], $3::uuid[]) AS back (of_item, of_permit)
       WHERE mrn = $1 AND item = of_item AND permit = of_permit AND NOT given_back RETURNING permit, amount
     ), sums AS (SELECT permit, sum(amount) AS amount FROM given GROUP BY permit)
     UPDATE permit SET drawn = permit.drawn - sums.amount FROM sums WHERE sums.permit = permit.id`,
    [mrn, draws.map(each => each.item), draws.map(each => each.permit)],
    'permits.give-back',
  )
}

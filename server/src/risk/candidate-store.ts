import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A consignment that a model scored. */
export interface Candidate {
  readonly mrn: string
  readonly office: string
  readonly on: Day
  readonly since: Date
  readonly trader: string
  readonly goods: string
  readonly model: number
  readonly probability: number
  readonly charges: string
  readonly trusted: boolean
}

/** Keeps the candidates among declarations in place of those of their earlier versions. */
export async function replaceCandidates(tx: Writer, mrns: readonly string[], candidates: readonly Candidate[]): Promise<void> {
  if (mrns.length === 0) return
  await tx.query('DELETE FROM risk_candidate WHERE mrn = ANY ($1)', [mrns], 'risk-candidates-delete')
  if (candidates.length === 0) return
  await tx.query(
    `INSERT INTO risk_candidate (mrn, office, on_day, since, trader, goods, model, probability, charges, trusted)
     SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::timestamptz[], $5::text[], $6::text[], $7::integer[], $8::double precision[],
       $9::numeric[], $10::boolean[])`,
    [
      candidates.map(each => each.mrn),
      candidates.map(each => each.office),
      candidates.map(each => each.on),
      candidates.map(each => each.since),
      candidates.map(each => each.trader),
      candidates.map(each => each.goods),
      candidates.map(each => each.model),
      candidates.map(each => each.probability),
      candidates.map(each => each.charges),
      candidates.map(each => each.trusted),
    ],
    'risk-candidates-insert',
  )
}

export interface CandidateRow {
  readonly mrn: string
  readonly since: string
  readonly trader: string
  readonly goods: string
  readonly probability: number
  readonly charges: string
  readonly trusted: boolean
  readonly isReleased: boolean
}

/**
 * Consignments of an office that nothing stopped: those that can still be, and those released since a day that nobody noted for a check after release. At most
 * so many of each, the likeliest.
 */
export async function listCandidates(reader: Reader, office: string, releasedSince: Day, limit: number): Promise<readonly CandidateRow[]> {
  return await reader.query<CandidateRow>(
    `SELECT * FROM (
       SELECT c.mrn, to_char(c.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS since, c.trader, c.goods, c.probability, c.charges, c.trusted,
         d.status = 'released' AS "isReleased", row_number() OVER (PARTITION BY d.status = 'released' ORDER BY c.probability DESC, c.mrn) AS place
       FROM risk_candidate c JOIN declaration d USING (mrn)
       WHERE c.office = $1
         AND (d.status IN ('registered', 'payment-due', 'awaiting-arrival') OR (d.status = 'released' AND d.released_on >= $2))
         AND NOT EXISTS (SELECT FROM risk_control k WHERE k.mrn = c.mrn AND k.document_version = d.version AND k.control <> 'after-release-check')
         AND NOT EXISTS (SELECT FROM risk_day_pick p WHERE p.mrn = c.mrn)
         AND NOT EXISTS (SELECT FROM risk_audit_candidate a WHERE a.mrn = c.mrn)
     ) AS scored WHERE place <= $3 ORDER BY place, mrn`,
    [office, releasedSince, limit],
    'risk-candidates',
  )
}

/** Forgets candidates of before a day. */
export async function forgetCandidates(tx: Writer, before: Day): Promise<void> {
  await tx.query('DELETE FROM risk_candidate WHERE on_day < $1', [before])
}

/** Places of an office's day that are taken already: goods inspected on it, and documents that are checked because the list said so. */
export async function countDone(reader: Reader, office: string, day: Day, timeZone: string): Promise<number> {
  const [row] = await reader.query<{ done: number }>(
    `SELECT count(DISTINCT mrn)::integer AS done FROM (
       SELECT r.mrn FROM risk_control_report r JOIN risk_control c USING (mrn, id) JOIN declaration d USING (mrn)
       WHERE d.office = $1 AND c.control IN ('scan', 'sample', 'examination')
         AND r.reported_at >= $2::date::timestamp AT TIME ZONE $3 AND r.reported_at < ($2::date + 1)::timestamp AT TIME ZONE $3
       UNION SELECT mrn FROM risk_day_pick WHERE office = $1 AND on_day = $2 AND control = 'document-check'
     ) AS done`,
    [office, day, timeZone],
    'risk-day-done',
  )
  return row?.done ?? 0
}

/** One after the other at an office: what is taken from a day's list is counted by whoever takes the next. */
export async function holdDay(tx: Writer, office: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('risk_day_pick'), hashtext($1))", [office])
}

export interface DayPick {
  readonly override: string
  readonly mrn: string
  readonly office: string
  readonly on: Day
  readonly control: string
  readonly why: 'policy' | 'exploration'
  readonly place: number
  readonly places: number
  readonly probability: string
  readonly revenueWeight: string
  readonly trusted: boolean
  readonly by: string
  readonly at: Date
}

export async function insertPick(tx: Writer, pick: DayPick): Promise<void> {
  await tx.query(
    `INSERT INTO risk_day_pick (override, mrn, office, on_day, control, why, place, places, probability, revenue_weight, trusted, taken_by, taken_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      pick.override,
      pick.mrn,
      pick.office,
      pick.on,
      pick.control,
      pick.why,
      pick.place,
      pick.places,
      pick.probability,
      pick.revenueWeight,
      pick.trusted,
      pick.by,
      pick.at,
    ],
  )
}

export interface AuditCandidateRow {
  readonly mrn: string
  readonly office: string
  readonly trader: string
  readonly goods: string
  readonly probability: string
  readonly charges: string
  readonly notedBy: string
  readonly notedAt: Date
  readonly releasedOn: Day
  readonly listed: string
}

/** Notes released goods for a check after release, once. */
export async function insertAuditCandidate(
  tx: Writer,
  { mrn, office, probability, charges }: Pick<AuditCandidateRow, 'mrn' | 'office' | 'probability' | 'charges'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO risk_audit_candidate (mrn, office, probability, charges, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [mrn, office, probability, charges, by, at],
  )
}

/** Goods noted for a check after release, the newest first; of every office where none is named. */
export async function listAuditCandidates(
  reader: Reader,
  office: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly AuditCandidateRow[]> {
  return await reader.query<AuditCandidateRow>(
    `SELECT a.mrn, a.office, coalesce(c.trader, d.principal) AS trader, coalesce(c.goods, '') AS goods, a.probability, a.charges, a.noted_by AS "notedBy",
       a.noted_at AS "notedAt", d.released_on AS "releasedOn", a.listed
     FROM risk_audit_candidate a JOIN declaration d USING (mrn) LEFT JOIN risk_candidate c USING (mrn)
     WHERE ($1::text IS NULL OR a.office = $1) AND ($2::bigint IS NULL OR a.listed < $2) ORDER BY a.listed DESC LIMIT $3`,
    [office ?? null, before ?? null, limit],
    'risk-audit-candidates',
  )
}

import type { CertificationFindings, ExporterApplication } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { CertifiedExporter } from '@lintas/customs/origin'
import type { Reader, Writer } from '../platform/node.ts'

/** An application to be certified, as far as it went. */
export interface ApplicationRow {
  readonly id: string
  readonly listed: string
  readonly trader: string
  readonly code: string | null
  readonly body: CertifiedExporter
  readonly appliedAt: Date
  readonly findings: CertificationFindings | null
  readonly note: string | null
  readonly examinedBy: string | null
  readonly decision: 'granted' | 'refused' | 'withdrawn' | null
  readonly reason: string | null
  readonly validFrom: Day | null
  readonly validTo: Day | null
}

const COLUMNS = `id, listed, trader, code, body, applied_at AS "appliedAt", findings, note, examined_by AS "examinedBy", decision, reason,
  valid_from AS "validFrom", valid_to AS "validTo"`

/** Keeps an application; undefined where another of the trader is open. */
export async function insertApplication(
  tx: Writer,
  { trader, code, exporter, by, at }: { trader: string; code: string | undefined; exporter: CertifiedExporter; by: string; at: Date },
): Promise<ApplicationRow | undefined> {
  const [row] = await tx.query<ApplicationRow>(
    `INSERT INTO exporter_application (trader, code, body, applied_by, applied_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (trader) WHERE decision IS NULL DO NOTHING RETURNING ${COLUMNS}`,
    [trader, code ?? null, JSON.stringify(exporter), by, at],
  )
  return row
}

/** The newest first, from before the one numbered `before`; `traders` are whose are seen, undefined for all. */
export async function listApplications(
  reader: Reader,
  { traders, status }: { traders: readonly string[] | undefined; status: ExporterApplication['status'] | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly ApplicationRow[]> {
  return await reader.query<ApplicationRow>(
    `SELECT ${COLUMNS} FROM exporter_application
     WHERE ($1::text[] IS NULL OR trader = ANY ($1)) AND ($2::bigint IS NULL OR listed < $2)
       AND ($3::text IS NULL OR $3 = coalesce(decision, CASE WHEN findings IS NULL THEN 'applied' ELSE 'examined' END))
     ORDER BY listed DESC LIMIT $4`,
    [traders ?? null, before ?? null, status ?? null, limit],
  )
}

export async function findApplication(
  reader: Reader,
  id: string,
  traders: readonly string[] | undefined,
): Promise<ApplicationRow | undefined> {
  const [row] = await reader.query<ApplicationRow>(
    `SELECT ${COLUMNS} FROM exporter_application WHERE id = $1 AND ($2::text[] IS NULL OR trader = ANY ($2))`,
    [id, traders ?? null],
  )
  return row
}

/** Keeps an application as it is until the transaction ends. */
export async function holdApplication(tx: Writer, id: string): Promise<ApplicationRow | undefined> {
  const [row] = await tx.query<ApplicationRow>(`SELECT ${COLUMNS} FROM exporter_application WHERE id = $1 FOR NO KEY UPDATE`, [id])
  return row
}

export async function noteFindings(
  tx: Writer,
  id: string,
  { findings, note, by, at }: { findings: CertificationFindings; note: string | undefined; by: string; at: Date },
): Promise<ApplicationRow> {
  const rows = await tx.query<ApplicationRow>(
    `UPDATE exporter_application SET findings = $2, note = $3, examined_by = $4, examined_at = $5 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, JSON.stringify(findings), note ?? null, by, at],
  )
  return only(rows)
}

/** What became of an application that is held. */
export interface Outcome {
  readonly decision: 'granted' | 'refused' | 'withdrawn'
  readonly code?: string | undefined
  readonly reason?: string | undefined
  readonly validFrom?: Day | undefined
  readonly validTo?: Day | undefined
}

export async function decideApplication(tx: Writer, id: string, outcome: Outcome, by: string, at: Date): Promise<ApplicationRow> {
  const { decision, code, reason, validFrom, validTo } = outcome
  const rows = await tx.query<ApplicationRow>(
    `UPDATE exporter_application SET decision = $2, code = coalesce($3, code), reason = $4, valid_from = $5, valid_to = $6, decided_by = $7,
       decided_at = $8 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, decision, code ?? null, reason ?? null, validFrom ?? null, validTo ?? null, by, at],
  )
  return only(rows)
}

function only<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('given a row that is held, needs it to be there')
  return row
}

import type { RiskModelAnswer } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import type { ModelCard, Remembered } from '@lintas/customs/targeting'
import type { Reader, Writer } from '../platform/node.ts'

/** Said when outcomes came, and when another model is used. */
export const PAST_CHANGED = 'risk_past'
export const MODEL_CHANGED = 'risk_model'

export interface PastRow {
  readonly id: string
  readonly change: string
  readonly item: Remembered
}

const COLUMNS = `id, change, item || jsonb_build_object('on', declared_on::text) || CASE WHEN is_fraud IS NULL THEN '{}' ELSE jsonb_build_object('isFraud', is_fraud) END
  || CASE WHEN inspected IS NULL THEN '{}' ELSE jsonb_build_object('inspectedAs', inspected || jsonb_build_object('on', declared_on::text)) END AS item`

/** Adds items of the past, each once. Said anew is an item whose outcome was not known yet, and one that was in order and turns out not to have been. */
export async function insertPast(tx: Writer, rows: readonly { readonly id: string; readonly item: Remembered }[]): Promise<number> {
  const fresh = await tx.query<{ id: string }>(
    `INSERT INTO risk_past (id, declared_on, item, is_fraud, inspected)
     SELECT * FROM unnest($1::text[], $2::date[], $3::jsonb[], $4::boolean[], $5::jsonb[]) AS given (id, declared_on, item, is_fraud, inspected) ORDER BY id
     ON CONFLICT (id) DO UPDATE SET is_fraud = excluded.is_fraud, change = DEFAULT, written = DEFAULT,
       inspected = CASE WHEN risk_past.is_fraud IS NULL THEN excluded.inspected ELSE risk_past.inspected END
       WHERE (excluded.is_fraud AND NOT risk_past.is_fraud) OR (risk_past.is_fraud IS NULL AND excluded.is_fraud IS NOT NULL)
     RETURNING id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ item }) => item.on),
      rows.map(({ item: { on: _, isFraud: __, inspectedAs: ___, ...item } }) => JSON.stringify(item)),
      rows.map(({ item }) => item.isFraud ?? null),
      rows.map(({ item: { inspectedAs } }) => (inspectedAs === undefined ? null : JSON.stringify({ ...inspectedAs, on: undefined }))),
    ],
    'risk-past-insert',
  )
  if (fresh.length > 0) await tx.query('SELECT pg_notify($1, $2)', [PAST_CHANGED, ''])
  return fresh.length
}

/** What transactions wrote from one on, after a change, as it came; and from which transaction on the next reading finds what this one could not see yet. */
export async function listPastAfter(
  reader: Reader,
  writtenFrom: string,
  change: string,
  limit: number,
): Promise<{ readonly rows: readonly PastRow[]; readonly horizon: string }> {
  const rows = await reader.query<PastRow & { readonly horizon: string }>(
    `SELECT ${COLUMNS}, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon FROM risk_past
     WHERE written >= $1::xid8 AND change > $2 ORDER BY change LIMIT $3`,
    [writtenFrom, change, limit],
    'risk-past-after',
  )
  return { rows, horizon: rows[0]?.horizon ?? writtenFrom }
}

/** The past before an item of it, or before everything to come: the newest first. */
export async function listPastBefore(
  reader: Reader,
  before: { readonly on: string; readonly id: string } | undefined,
  limit: number,
): Promise<readonly PastRow[]> {
  return await reader.query<PastRow>(
    `SELECT ${COLUMNS} FROM risk_past WHERE (declared_on, id) < ($1::date, $2) ORDER BY declared_on DESC, id DESC LIMIT $3`,
    [before?.on ?? 'infinity', before?.id ?? '', limit],
    'risk-past-before',
  )
}

export interface FirstDeclared {
  readonly mrn: string
  readonly registeredOn: Day
  /** As it was lodged, and as it stands. */
  readonly first: DeclarationDocument
  readonly document: DeclarationDocument
}

/** Imports among declarations, as they were lodged and as they stand. */
export async function listImports(reader: Reader, mrns: readonly string[]): Promise<readonly FirstDeclared[]> {
  return await reader.query<FirstDeclared>(
    `SELECT d.mrn, d.registered_on AS "registeredOn", f.document AS first, v.document
     FROM declaration d JOIN declaration_version f ON f.mrn = d.mrn AND f.version = 1 JOIN declaration_version v ON v.mrn = d.mrn AND v.version = d.version
     WHERE d.mrn = ANY ($1) AND f.document->>'type' LIKE 'IM%' ORDER BY d.mrn`,
    [mrns],
    'risk-past-declared',
  )
}

/** Whether an inspection of a declaration has found anything, or that it was in order. */
export async function isInspected(reader: Reader, mrn: string): Promise<boolean> {
  const rows = await reader.query('SELECT FROM risk_past WHERE id = $1 AND is_fraud IS NOT NULL', [`${mrn}/1`], 'risk-past-inspected')
  return rows.length > 0
}

/** How far the log has been read for what was declared; held until the transaction ends. */
export async function holdPastCursor(tx: Writer): Promise<number> {
  const [row] = await tx.query<{ position: string }>('SELECT position FROM risk_past_cursor FOR UPDATE')
  return Number(row?.position ?? 0)
}

export async function movePastCursor(tx: Writer, position: number): Promise<void> {
  await tx.query('UPDATE risk_past_cursor SET position = $1', [position])
}

export interface ModelRow {
  readonly version: number
  readonly askedBy: string
  readonly askedAt: Date
  readonly outcomeDelayDays: number
  readonly status: RiskModelAnswer['status']
  readonly progress: number
  readonly card: ModelCard | null
}

const MODEL = `version, asked_by AS "askedBy", asked_at AS "askedAt", outcome_delay_days AS "outcomeDelayDays", status, progress, card`

export async function insertModel(tx: Writer, by: string, at: Date, outcomeDelayDays: number): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    'INSERT INTO risk_model (asked_by, asked_at, outcome_delay_days) VALUES ($1, $2, $3) RETURNING version',
    [by, at, outcomeDelayDays],
  )
  if (row === undefined) throw new Error('given a model to train, needs its version')
  return row.version
}

export async function findModel(reader: Reader, version: number): Promise<ModelRow | undefined> {
  const [row] = await reader.query<ModelRow>(`SELECT ${MODEL} FROM risk_model WHERE version = $1`, [version])
  return row
}

export async function listModels(reader: Reader): Promise<readonly ModelRow[]> {
  return await reader.query<ModelRow>(`SELECT ${MODEL} FROM risk_model ORDER BY version DESC LIMIT 100`)
}

export async function findBody(reader: Reader, version: number): Promise<Buffer | undefined> {
  const [row] = await reader.query<{ body: Buffer | null }>('SELECT body FROM risk_model WHERE version = $1', [version])
  return row?.body ?? undefined
}

export async function noteProgress(db: Reader, version: number, progress: number): Promise<void> {
  await db.query("UPDATE risk_model SET progress = $2 WHERE version = $1 AND status = 'training'", [version, progress])
}

/** Ends the training of a model; one that ended already stays as it is. */
export async function endTraining(
  tx: Writer,
  version: number,
  status: 'trained' | 'refused' | 'failed',
  trained?: { readonly card: ModelCard; readonly body: Buffer },
): Promise<boolean> {
  const rows = await tx.query<{ version: number }>(
    `UPDATE risk_model SET status = $2, progress = 100, card = $3, body = $4 WHERE version = $1 AND status = 'training' RETURNING version`,
    [version, status, trained === undefined ? null : JSON.stringify(trained.card), trained?.body ?? null],
  )
  return rows.length > 0
}

export interface Use {
  readonly version: number | null
  readonly isRollBack: boolean
}

/** Every use of a model, in order, held so that two do not go on from the same one. */
export async function listUses(reader: Reader): Promise<readonly Use[]> {
  return await reader.query<Use>('SELECT version, is_roll_back AS "isRollBack" FROM risk_model_use ORDER BY number')
}

export async function holdUses(tx: Writer): Promise<readonly Use[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('risk_model_use'))")
  return await listUses(tx)
}

export async function insertUse(tx: Writer, { version, isRollBack }: Use, by: string, at: Date): Promise<void> {
  await tx.query('INSERT INTO risk_model_use (version, is_roll_back, used_by, used_at) VALUES ($1, $2, $3, $4)', [
    version,
    isRollBack,
    by,
    at,
  ])
  await tx.query('SELECT pg_notify($1, $2)', [MODEL_CHANGED, ''])
}

export interface FeatureDriftRow {
  readonly feature: string
  readonly psi: string
  readonly recent: number
  readonly before: number
  readonly computedOn: Day
}

/** Keeps how far what a model weighs has moved in place of what was found before. */
export async function replaceFeatureDrift(
  tx: Writer,
  model: number,
  day: Day,
  rows: readonly Omit<FeatureDriftRow, 'computedOn'>[],
): Promise<void> {
  await tx.query('DELETE FROM risk_feature_drift WHERE model = $1', [model])
  await tx.query(
    `INSERT INTO risk_feature_drift (model, computed_on, feature, psi, recent, before)
     SELECT $1, $2, * FROM unnest($3::text[], $4::numeric[], $5::integer[], $6::integer[])`,
    [model, day, rows.map(each => each.feature), rows.map(each => each.psi), rows.map(each => each.recent), rows.map(each => each.before)],
  )
}

/** How far what a model weighs has moved, the farthest first. */
export async function listFeatureDrift(reader: Reader, model: number): Promise<readonly FeatureDriftRow[]> {
  return await reader.query<FeatureDriftRow>(
    `SELECT feature, psi, recent, before, computed_on AS "computedOn" FROM risk_feature_drift WHERE model = $1 ORDER BY psi DESC, feature`,
    [model],
    'risk-feature-drift',
  )
}

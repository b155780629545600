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

const COLUMNS = `id, change, item || jsonb_build_object('on', declared_on::text) || CASE WHEN is_fraud IS NULL THEN '{}' ELSE jsonb_build_object('isFraud', is_fraud) END AS item`

/** Adds items of the past, each once. Said anew is an item whose outcome was not known yet, and one that was in order and turns out not to have been. */
export async function insertPast(tx: Writer, rows: readonly { readonly id: string; readonly item: Remembered }[]): Promise<number> {
  const fresh = await tx.query<{ id: string }>(
    `INSERT INTO risk_past (id, declared_on, item, is_fraud)
     SELECT id, declared_on, item, is_fraud FROM unnest($1::text[], $2::date[], $3::jsonb[], $4::boolean[]) AS given (id, declared_on, item, is_fraud) ORDER BY id
     ON CONFLICT (id) DO UPDATE SET is_fraud = excluded.is_fraud, change = DEFAULT
       WHERE (excluded.is_fraud AND NOT risk_past.is_fraud) OR (risk_past.is_fraud IS NULL AND excluded.is_fraud IS NOT NULL)
     RETURNING id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ item }) => item.on),
      rows.map(({ item: { on: _, isFraud: __, ...item } }) => JSON.stringify(item)),
      rows.map(({ item }) => item.isFraud ?? null),
    ],
    'risk-past-insert',
  )
  if (fresh.length > 0) await tx.query('SELECT pg_notify($1, $2)', [PAST_CHANGED, ''])
  return fresh.length
}

/** What came after a change, as it came. */
export async function listPastAfter(reader: Reader, change: string, limit: number): Promise<readonly PastRow[]> {
  return await reader.query<PastRow>(
    `SELECT ${COLUMNS} FROM risk_past WHERE change > $1 ORDER BY change LIMIT $2`,
    [change, limit],
    'risk-past-after',
  )
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

export async function findDeclared(
  reader: Reader,
  mrn: string,
): Promise<{ readonly document: DeclarationDocument; readonly registeredOn: Day } | undefined> {
  const [row] = await reader.query<{ document: DeclarationDocument; registeredOn: Day }>(
    `SELECT v.document, d.registered_on AS "registeredOn" FROM declaration d JOIN declaration_version v ON v.mrn = d.mrn AND v.version = d.version WHERE d.mrn = $1`,
    [mrn],
    'risk-past-declared',
  )
  return row
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

import type { Day, Issue } from '@lintas/customs/kernel'
import type { ManifestHit } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

/** What profiles found in a version of a manifest. For officers alone. */
export async function insertScreening(tx: Writer, manifest: string, version: number, on: Day, hits: readonly ManifestHit[]): Promise<void> {
  await tx.query('INSERT INTO manifest_screening (manifest, version, screened_on, hits) VALUES ($1, $2, $3, $4)', [
    manifest,
    version,
    on,
    JSON.stringify(hits),
  ])
}

export async function findScreening(
  reader: Reader,
  manifest: string,
  version: number,
): Promise<{ readonly screenedOn: Day; readonly hits: readonly ManifestHit[] } | undefined> {
  const [row] = await reader.query<{ screenedOn: Day; hits: readonly ManifestHit[] }>(
    'SELECT screened_on AS "screenedOn", hits FROM manifest_screening WHERE manifest = $1 AND version = $2',
    [manifest, version],
  )
  return row
}

export interface DecisionRow {
  readonly id: string
  readonly kind: 'do-not-load' | 'permit-loading' | 'hold' | 'lift-hold' | 'request-information'
  readonly documents: readonly string[] | null
  readonly words: string
  readonly dueOn: Day | null
  readonly decidedAt: Date
  readonly answer: string | null
  readonly answeredAt: Date | null
}

const DECISIONS = `SELECT id, kind, documents, words, due_on AS "dueOn", decided_at AS "decidedAt", answer, answered_at AS "answeredAt" FROM manifest_decision`

export async function listDecisions(reader: Reader, manifest: string): Promise<readonly DecisionRow[]> {
  return await reader.query<DecisionRow>(`${DECISIONS} WHERE manifest = $1 ORDER BY id DESC LIMIT 500`, [manifest])
}

export async function holdDecision(tx: Writer, manifest: string, id: string): Promise<DecisionRow | undefined> {
  const [row] = await tx.query<DecisionRow>(`${DECISIONS} WHERE manifest = $1 AND id = $2 FOR UPDATE`, [manifest, id])
  return row
}

export interface NewDecision extends Pick<DecisionRow, 'kind' | 'documents' | 'words' | 'dueOn'> {
  readonly manifest: string
  readonly by: string
  readonly at: Date
}

export async function insertDecision(tx: Writer, { manifest, kind, documents, words, dueOn, by, at }: NewDecision): Promise<void> {
  await tx.query(
    'INSERT INTO manifest_decision (manifest, kind, documents, words, due_on, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [manifest, kind, documents === null ? null : JSON.stringify(documents), words, dueOn, by, at],
  )
}

export async function answerDecision(tx: Writer, id: string, answer: string, by: string, at: Date): Promise<void> {
  await tx.query('UPDATE manifest_decision SET answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1', [id, answer, by, at])
}

/** Keeps that a declaration does not match a version of a manifest; answers whether nobody had found it before. */
export async function insertMismatch(
  tx: Writer,
  { manifest, version }: { readonly manifest: string; readonly version: number },
  mrn: string,
  issues: readonly Issue[],
  on: Day,
): Promise<boolean> {
  const written = await tx.query(
    'INSERT INTO cargo_mismatch (manifest, version, mrn, issues, found_on) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING mrn',
    [manifest, version, mrn, JSON.stringify(issues), on],
  )
  return written.length > 0
}

/** Declarations that do not match a manifest as it stands. */
export async function listMismatches(
  reader: Reader,
  manifest: string,
  version: number,
): Promise<readonly { readonly mrn: string; readonly issues: readonly Issue[]; readonly foundOn: Day; readonly status: string }[]> {
  return await reader.query(
    `SELECT mrn, issues, found_on AS "foundOn", status FROM cargo_mismatch JOIN declaration USING (mrn)
     WHERE manifest = $1 AND cargo_mismatch.version = $2 ORDER BY mrn LIMIT 500`,
    [manifest, version],
  )
}

import type { OriginDeclaration } from '@lintas/customs/origin'
import type { Reader, Writer } from '../platform/node.ts'

/** An origin declaration that was made out here. */
export interface DeclarationRow {
  readonly number: string
  readonly listed: string
  readonly trader: string
  readonly body: OriginDeclaration
  readonly madeAt: Date
  readonly revokedAt: Date | null
  readonly reason: string | null
}

const COLUMNS = 'number, listed, trader, body, made_at AS "madeAt", revoked_at AS "revokedAt", reason'

export interface NewDeclaration extends Pick<DeclarationRow, 'number' | 'trader' | 'body' | 'madeAt'> {
  readonly by: string
}

/** Keeps a declaration; undefined where the document carries another that was not revoked. */
export async function insertDeclaration(
  tx: Writer,
  { number, trader, body, madeAt, by }: NewDeclaration,
): Promise<DeclarationRow | undefined> {
  const { authorisation, document } = body
  const [row] = await tx.query<DeclarationRow>(
    `INSERT INTO origin_declaration (number, authorisation, trader, body, document, issued_on, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (authorisation, document) WHERE revoked_at IS NULL DO NOTHING RETURNING ${COLUMNS}`,
    [number, authorisation, trader, JSON.stringify(body), document.number, document.issuedOn, by, madeAt],
  )
  return row
}

export async function findDeclaration(
  reader: Reader,
  number: string,
  traders?: readonly string[] | undefined,
): Promise<DeclarationRow | undefined> {
  const [row] = await reader.query<DeclarationRow>(
    `SELECT ${COLUMNS} FROM origin_declaration WHERE number = $1 AND ($2::text[] IS NULL OR trader = ANY ($2))`,
    [number, traders ?? null],
  )
  return row
}

/** The newest first, from before the one numbered `before`; `traders` are whose are seen, undefined for all. */
export async function listDeclarations(
  reader: Reader,
  traders: readonly string[] | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly DeclarationRow[]> {
  return await reader.query<DeclarationRow>(
    `SELECT ${COLUMNS} FROM origin_declaration
     WHERE ($1::text[] IS NULL OR trader = ANY ($1)) AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [traders ?? null, before ?? null, limit],
  )
}

/** Revokes a declaration; undefined where it was before. */
export async function revokeDeclaration(
  tx: Writer,
  number: string,
  reason: string,
  by: string,
  at: Date,
): Promise<DeclarationRow | undefined> {
  const [row] = await tx.query<DeclarationRow>(
    `UPDATE origin_declaration SET revoked_by = $2, revoked_at = $3, reason = $4 WHERE number = $1 AND revoked_at IS NULL RETURNING ${COLUMNS}`,
    [number, by, at, reason],
  )
  return row
}

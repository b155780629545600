import type { DeclarationDocument, Standing } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'
import { type DeclarationRow, declarationColumns, type Whose } from './store.ts'

/** Whose removals of which days, by trader id and office; `office` undefined for every office. */
export interface RemovalsOf {
  readonly principal: string
  readonly office?: string | undefined
  readonly from: Day
  readonly to: Day
}

/** A removal with its document. */
export interface RemovedRow extends Pick<DeclarationRow, 'mrn' | 'office' | 'status' | 'standing'> {
  readonly document: DeclarationDocument
}

const UNDECLARED = `mode = 'REMOVAL' AND principal = $1 AND registered_on BETWEEN $2 AND $3 AND ($4::text IS NULL OR office = $4)
  AND status NOT IN ('cancelled', 'release-refused', 'forfeited') AND NOT EXISTS (SELECT FROM declared_removal r WHERE r.removal = mrn)`

/** Removals that nobody declared yet, released or still on their way, the first first. */
export async function listUndeclared(reader: Reader, { principal, office, from, to }: RemovalsOf): Promise<readonly RemovedRow[]> {
  return await reader.query<RemovedRow>(
    `SELECT mrn, office, status, standing, document FROM declaration JOIN declaration_version USING (mrn, version) WHERE ${UNDECLARED}
     ORDER BY declaration.listed`,
    [principal, from, to, office ?? null],
    'declaration.removals-undeclared',
  )
}

/**
 * The same, released and held until the transaction ends, in the order of their numbers. Whoever waited for another lodging of the period reads again what
 * that one left.
 */
export async function holdUndeclared(tx: Writer, of: RemovalsOf): Promise<readonly RemovedRow[]> {
  const { principal, office, from, to } = of
  await tx.query(
    `SELECT FROM declaration WHERE ${UNDECLARED} AND status = 'released' ORDER BY mrn FOR NO KEY UPDATE`,
    [principal, from, to, office ?? null],
    'declaration.removals-hold',
  )
  return (await listUndeclared(tx, of)).filter(each => each.status === 'released')
}

/** Keeps that removals are declared by a declaration, and where they stand then. */
export async function insertDeclared(
  tx: Writer,
  declaration: string,
  removals: readonly { readonly mrn: string; readonly standing: Standing }[],
): Promise<void> {
  const mrns = removals.map(each => each.mrn)
  await tx.query(
    `WITH declared AS (INSERT INTO declared_removal (removal, declaration) SELECT unnest($2::text[]), $1)
     UPDATE declaration SET standing = moved.standing, revision = revision + 1 FROM unnest($2::text[], $3::json[]) AS moved (mrn, standing)
     WHERE declaration.mrn = moved.mrn`,
    [declaration, mrns, removals.map(each => JSON.stringify(each.standing))],
    'declaration.removals-declared',
  )
}

/** A removal in a list, with the declaration that declared it. */
export type ListedRemoval = DeclarationRow & { readonly declaredIn: string | null }

/** Removals, the newest first, below a place in the list. */
export async function listRemovals(
  reader: Reader,
  whose: Whose,
  { from, to, undeclared }: { readonly from?: Day | undefined; readonly to?: Day | undefined; readonly undeclared: boolean },
  before: string | undefined,
  limit: number,
): Promise<readonly ListedRemoval[]> {
  const [own, value] =
    'traderId' in whose
      ? ['(d.principal = $1 OR d.filer = $1)', whose.traderId]
      : ['($1::text IS NULL OR d.office = $1)', whose.office ?? null]
  return await reader.query<ListedRemoval>(
    `SELECT ${declarationColumns('d')}, r.declaration AS "declaredIn" FROM declaration d LEFT JOIN declared_removal r ON r.removal = d.mrn
     WHERE d.mode = 'REMOVAL' AND ${own} AND ($2::date IS NULL OR d.registered_on >= $2) AND ($3::date IS NULL OR d.registered_on <= $3)
       AND ($4::bigint IS NULL OR d.listed < $4)
       AND (NOT $5::boolean OR (r.declaration IS NULL AND d.status NOT IN ('cancelled', 'release-refused', 'forfeited')))
     ORDER BY d.listed DESC LIMIT $6`,
    [value, from ?? null, to ?? null, before ?? null, undeclared, limit],
    'traderId' in whose ? 'declaration.removals-of' : 'declaration.removals-at',
  )
}

/** How many declarations of a trader at an office there are of a month. */
export async function countPeriodic(
  reader: Reader,
  { principal, from, to }: Pick<RemovalsOf, 'principal' | 'from' | 'to'>,
): Promise<number> {
  const [row] = await reader.query<{ count: number }>(
    `SELECT count(DISTINCT r.declaration)::integer AS count FROM declared_removal r JOIN declaration d ON d.mrn = r.removal
     WHERE d.principal = $1 AND d.mode = 'REMOVAL' AND d.registered_on BETWEEN $2 AND $3`,
    [principal, from, to],
    'declaration.periodic-count',
  )
  return row?.count ?? 0
}

/** Of each trader, office and month the removal that was released first and is not declared: it carries what is told of the period. */
export async function listToDeclare(reader: Reader, dueBy: Day): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT mrn FROM (
       SELECT DISTINCT ON (principal, office, standing->'completion'->>'dueOn') mrn, standing FROM declaration
       WHERE mode = 'REMOVAL' AND status = 'released' AND standing->'completion'->>'state' <> 'done'
       ORDER BY principal, office, standing->'completion'->>'dueOn', released_on, mrn
     ) AS first WHERE standing->'completion'->>'state' = 'open' AND (standing->'completion'->>'dueOn')::date <= $1 ORDER BY mrn`,
    [dueBy],
    'declaration.to-declare',
  )
  return rows.map(({ mrn }) => mrn)
}

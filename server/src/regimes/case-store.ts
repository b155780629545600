import type { REGIME_CASE_KINDS } from '@lintas/contract'
import type { Currency, Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** What an officer has to judge, with the goods it is about. */
export interface CaseRow {
  readonly id: string
  readonly kind: (typeof REGIME_CASE_KINDS)[number]
  readonly authorisation: string | null
  readonly lot: string | null
  readonly movement: string | null
  readonly mrn: string | null
  readonly holder: string
  readonly code: string
  readonly quantity: string
  readonly unit: string
  readonly until: Day | null
  readonly charges: readonly { readonly kind: string; readonly minor: string }[]
  readonly currency: Currency
  readonly reason: { readonly text: string }
  readonly openedBy: string
  readonly openedAt: Date
  readonly outcome: 'accepted' | 'refused' | null
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[] | null
  readonly decidedAt: Date | null
  readonly listed: string
}

const CASES = `SELECT c.id, c.kind, c.authorisation, c.lot, c.movement, l.mrn, coalesce(l.holder, a.holder) AS holder, c.code, c.quantity, c.unit, c.until,
    coalesce(m.charges, CASE WHEN c.kind = 'extension' THEN l.left_charges ELSE '[]'::json END) AS charges, l.currency, c.reason,
    c.opened_by AS "openedBy", c.opened_at AS "openedAt", c.outcome, c.reasons, c.decided_at AS "decidedAt", c.listed
  FROM regime_case c LEFT JOIN regime_lot l ON l.id = c.lot LEFT JOIN regime_movement m ON m.id = c.movement
  LEFT JOIN regime_authorisation a ON a.number = c.authorisation`

export async function findCase(reader: Reader, id: string): Promise<CaseRow | undefined> {
  const [row] = await reader.query<CaseRow>(`${CASES} WHERE c.id = $1`, [id], 'regimes.case')
  return row
}

export interface CaseFilter {
  /** Trader ids; everybody's where undefined. */
  readonly holders: readonly string[] | undefined
  readonly isOpen?: boolean | undefined
  readonly authorisation?: string | undefined
}

/** Cases, the oldest first, above a place in the list. */
export async function listCases(
  reader: Reader,
  { holders, isOpen, authorisation }: CaseFilter,
  after: string | undefined,
  limit: number,
): Promise<readonly CaseRow[]> {
  return await reader.query<CaseRow>(
    `${CASES} WHERE ($1::text[] IS NULL OR coalesce(l.holder, a.holder) = ANY ($1)) AND ($2::boolean IS NULL OR (c.outcome IS NULL) = $2)
       AND ($3::text IS NULL OR c.authorisation = $3) AND ($4::bigint IS NULL OR c.listed > $4) ORDER BY c.listed LIMIT $5`,
    [holders ?? null, isOpen ?? null, authorisation ?? null, after ?? null, limit],
    'regimes.cases',
  )
}

export interface NewCase {
  readonly kind: CaseRow['kind']
  readonly authorisation?: string | undefined
  readonly lot?: string | undefined
  readonly movement?: string | undefined
  readonly code: string
  readonly quantity: string
  readonly unit: string
  readonly until?: Day | undefined
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export async function insertCase(tx: Writer, given: NewCase): Promise<string> {
  const { kind, authorisation, lot, movement, code, quantity, unit, until, reason, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO regime_case (kind, authorisation, lot, movement, code, quantity, unit, until, reason, opened_by, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      kind,
      authorisation ?? null,
      lot ?? null,
      movement ?? null,
      code,
      quantity,
      unit,
      until ?? null,
      JSON.stringify({ text: reason }),
      by,
      at,
    ],
    'regimes.case-insert',
  )
  if (row === undefined) throw new Error('the case was not inserted')
  return row.id
}

/** Keeps what was decided about a case, once; whether it was this time. */
export async function settleCase(
  tx: Writer,
  id: string,
  {
    outcome,
    reasons,
    by,
    at,
  }: { readonly outcome: 'accepted' | 'refused'; readonly reasons: readonly object[]; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const settled = await tx.query(
    `UPDATE regime_case SET outcome = $2, reasons = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND outcome IS NULL AND opened_by <> $4
     RETURNING id`,
    [id, outcome, JSON.stringify(reasons), by, at],
    'regimes.case-settle',
  )
  return settled.length > 0
}

import type { BookedPayment, Difference } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money, parseMoney } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../../platform/node.ts'

/** Our payments compared with a provider's books over some days. */
export interface ReconciliationRow {
  readonly id: string
  readonly provider: string
  readonly from: Day
  readonly to: Day
  readonly matched: number
  readonly open: number
  readonly differences: number
  readonly madeAt: Date
  readonly listed: string
}

const RECONCILIATIONS = `SELECT r.id, r.provider, r.from_on::text AS "from", r.to_on::text AS "to", r.matched, r.made_at AS "madeAt", r.listed,
  (SELECT count(*)::integer FROM reconciliation_case c WHERE c.reconciliation = r.id) AS differences,
  (SELECT count(*)::integer FROM reconciliation_case c WHERE c.reconciliation = r.id AND c.status = 'open') AS open FROM reconciliation r`

export async function findReconciliation(reader: Reader, id: string): Promise<ReconciliationRow | undefined> {
  const [row] = await reader.query<ReconciliationRow>(`${RECONCILIATIONS} WHERE r.id = $1`, [id], 'reconciliation')
  return row
}

export async function listReconciliations(
  reader: Reader,
  before: string | undefined,
  limit: number,
): Promise<readonly ReconciliationRow[]> {
  return await reader.query<ReconciliationRow>(
    `${RECONCILIATIONS} WHERE $1::bigint IS NULL OR r.listed < $1 ORDER BY r.listed DESC LIMIT $2`,
    [before ?? null, limit],
    'reconciliations',
  )
}

/** Payments of one provider that we gave receipts for on some days, both included. */
export async function listBooked(reader: Reader, provider: string, from: Day, to: Day): Promise<readonly BookedPayment[]> {
  const rows = await reader.query<{ reference: string; currency: Currency; amount: string }>(
    `SELECT q.id::text AS reference, q.currency, r.body->>'amount' AS amount FROM receipt r JOIN payment_request q ON q.id = r.request
     WHERE q.provider = $1 AND r.body->>'issuedOn' BETWEEN $2 AND $3 ORDER BY q.id`,
    [provider, from, to],
    'reconciliation-booked',
  )
  return rows.map(({ reference, currency, amount }) => ({ reference, amount: majorOf(amount, currency) }))
}

export interface NewReconciliation {
  readonly provider: string
  readonly from: Day
  readonly to: Day
  readonly sha256: Buffer
  readonly matched: number
  readonly differences: readonly Difference[]
  readonly by: string
  readonly at: Date
}

/** Keeps a reconciliation with its differences; where the same file was compared for the same days before, answers that one's id. */
export async function insertReconciliation(
  tx: Writer,
  given: NewReconciliation,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { provider, from, to, sha256, matched, differences, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO reconciliation (provider, from_on, to_on, sha256, matched, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (provider, from_on, to_on, sha256) DO NOTHING RETURNING id`,
    [provider, from, to, sha256, matched, by, at],
    'reconciliation-insert',
  )
  if (row === undefined) {
    const [known] = await tx.query<{ id: string }>(
      'SELECT id FROM reconciliation WHERE provider = $1 AND from_on = $2 AND to_on = $3 AND sha256 = $4',
      [provider, from, to, sha256],
      'reconciliation-known',
    )
    if (known === undefined) throw new Error('given a reconciliation, needs it kept or known')
    return { id: known.id, isNew: false }
  }
  await tx.query(
    `INSERT INTO reconciliation_case (reconciliation, reference, kind, currency, ours_minor, theirs_minor)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::numeric[], $6::numeric[])`,
    [
      row.id,
      differences.map(each => each.reference),
      differences.map(each => each.kind),
      differences.map(each => each.theirs?.currency ?? each.ours?.currency),
      differences.map(each => (each.ours === undefined ? null : String(each.ours.minor))),
      differences.map(each => (each.theirs === undefined ? null : String(each.theirs.minor))),
    ],
    'reconciliation-cases-insert',
  )
  return { id: row.id, isNew: true }
}

/** A difference, and what came of it. */
export interface CaseRow extends Difference {
  readonly id: string
  readonly reconciliation: string
  readonly provider: string
  readonly status: 'open' | 'settled'
  readonly outcome: 'taken' | 'noted' | undefined
  readonly note: string | undefined
}

interface Row extends Omit<CaseRow, 'ours' | 'theirs' | 'outcome' | 'note'> {
  currency: Currency
  ours: string | null
  theirs: string | null
  outcome: 'taken' | 'noted' | null
  note: string | null
}

const CASES = `SELECT c.id, c.reconciliation, r.provider, c.reference, c.kind, c.currency, c.ours_minor AS ours, c.theirs_minor AS theirs, c.status, c.outcome, c.note
  FROM reconciliation_case c JOIN reconciliation r ON r.id = c.reconciliation`

export async function listCases(reader: Reader, reconciliation: string): Promise<readonly CaseRow[]> {
  const rows = await reader.query<Row>(`${CASES} WHERE c.reconciliation = $1 ORDER BY c.listed`, [reconciliation], 'reconciliation-cases')
  return rows.map(caseOf)
}

export async function holdCase(tx: Writer, id: string): Promise<CaseRow | undefined> {
  const [row] = await tx.query<Row>(`${CASES} WHERE c.id = $1 FOR NO KEY UPDATE OF c`, [id], 'reconciliation-case-hold')
  return row === undefined ? undefined : caseOf(row)
}

export async function settleCase(
  tx: Writer,
  id: string,
  { outcome, note, by, at }: { readonly outcome: 'taken' | 'noted'; readonly note: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    "UPDATE reconciliation_case SET status = 'settled', outcome = $2, note = $3, settled_by = $4, settled_at = $5 WHERE id = $1",
    [id, outcome, note, by, at],
    'reconciliation-case-settle',
  )
}

function caseOf({ currency, ours, theirs, outcome, note, ...row }: Row): CaseRow {
  return {
    ...row,
    ...(ours === null ? {} : { ours: money(BigInt(ours), currency) }),
    ...(theirs === null ? {} : { theirs: money(BigInt(theirs), currency) }),
    outcome: outcome ?? undefined,
    note: note ?? undefined,
  }
}

function majorOf(text: string, currency: Currency): Money {
  const amount = parseMoney(text, currency)
  if (amount === undefined) throw new Error(`given a receipt over ${text}, needs an amount of ${currency}`)
  return amount
}

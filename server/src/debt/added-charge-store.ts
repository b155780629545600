import type { AddedKind } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** Interest or a penalty that was charged, with how it was worked out. */
export interface AddedChargeRow {
  readonly journal: string
  readonly mrn: string
  readonly kind: AddedKind
  readonly amount: Money
  readonly calculation: object
  readonly chargedOn: Day
}

export async function insertAddedCharge(
  tx: Writer,
  { journal, mrn, kind, amount, calculation, chargedOn, by }: AddedChargeRow & { readonly by: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO added_charge (journal, mrn, kind, currency, minor, calculation, charged_on, charged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [journal, mrn, kind, amount.currency, String(amount.minor), JSON.stringify(calculation), chargedOn, by],
    'debt-added-charge-insert',
  )
}

/** What was charged on one declaration beside its decisions, the first first. */
export async function listAddedCharges(reader: Reader, mrn: string): Promise<readonly AddedChargeRow[]> {
  const rows = await reader.query<Omit<AddedChargeRow, 'amount'> & { currency: Currency; minor: string }>(
    `SELECT journal, mrn, kind, currency, minor, calculation, charged_on AS "chargedOn" FROM added_charge WHERE mrn = $1 ORDER BY listed`,
    [mrn],
    'debt-added-charges',
  )
  return rows.map(({ currency, minor, ...row }) => ({ ...row, amount: money(BigInt(minor), currency) }))
}

/** Declarations with something due and no interest charged since a day. */
export async function listOwing(reader: Reader, since: string, limit: number): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT mrn FROM ledger_posting p WHERE account = 'receivable' GROUP BY mrn HAVING sum(minor) > 0
       AND NOT EXISTS (SELECT FROM added_charge a WHERE a.mrn = p.mrn AND a.kind = 'interest' AND a.charged_on >= $1)
     ORDER BY mrn LIMIT $2`,
    [since, limit],
    'debt-owing',
  )
  return rows.map(row => row.mrn)
}

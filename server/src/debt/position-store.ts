import type { Receipt } from '@lintas/contract'
import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader } from '../platform/node.ts'

/** What a debtor has to pay now, declaration by declaration, the oldest first. */
export async function listDues(
  reader: Reader,
  debtor: string,
  limit: number,
): Promise<readonly { readonly mrn: string; readonly amount: Money; readonly since: string }[]> {
  const rows = await reader.query<{ mrn: string; currency: Currency; minor: string; since: string }>(
    `SELECT mrn, currency, sum(minor) AS minor, min(posted_on)::text AS since FROM ledger_posting WHERE debtor = $1 AND account = 'receivable'
     GROUP BY mrn, currency HAVING sum(minor) > 0 ORDER BY min(listed) LIMIT $2`,
    [debtor, limit],
    'debt-position-due',
  )
  return rows.map(({ mrn, currency, minor, since }) => ({ mrn, amount: money(BigInt(minor), currency), since }))
}

/** What a debtor is owed back and has not had paid yet, declaration by declaration. */
export async function listOverpaid(
  reader: Reader,
  debtor: string,
  limit: number,
): Promise<readonly { readonly mrn: string; readonly amount: Money }[]> {
  const rows = await reader.query<{ mrn: string; currency: Currency; minor: string }>(
    `SELECT mrn, currency, -sum(minor) AS minor FROM ledger_posting WHERE debtor = $1 AND account = 'refunds-payable'
     GROUP BY mrn, currency HAVING sum(minor) < 0 ORDER BY min(listed) LIMIT $2`,
    [debtor, limit],
    'debt-position-overpaid',
  )
  return rows.map(({ mrn, currency, minor }) => ({ mrn, amount: money(BigInt(minor), currency) }))
}

/** The receipts a debtor was given, the newest first. */
export async function listReceipts(reader: Reader, debtor: string, limit: number): Promise<readonly Receipt[]> {
  const rows = await reader.query<{ body: Receipt }>(
    `SELECT r.body FROM receipt r JOIN payment_request p ON p.id = r.request WHERE p.debtor = $1 ORDER BY r.issued_at DESC, r.number DESC LIMIT $2`,
    [debtor, limit],
    'debt-position-receipts',
  )
  return rows.map(row => row.body)
}

import type { AccountKind, AccountStatus, DebtorAccount } from '@lintas/customs/debt'
import { type Currency, type Day, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface AccountRow extends DebtorAccount {
  readonly listed: string
}

interface Row {
  id: string
  number: string
  kind: AccountKind
  trader: string
  currency: Currency
  limit_minor: string
  used_minor: string
  mrn: string | null
  valid_from: Day
  valid_to: Day | null
  status: AccountStatus
  listed: string
}

const ACCOUNTS =
  'SELECT id, number, kind, trader, currency, limit_minor, used_minor, mrn, valid_from, valid_to, status, listed FROM debtor_account'

export async function findAccountByNumber(reader: Reader, number: string): Promise<AccountRow | undefined> {
  const [row] = await reader.query<Row>(`${ACCOUNTS} WHERE number = $1`, [number], 'debt-debtor-account')
  return row === undefined ? undefined : accountOf(row)
}

/** Reads an account and holds it until the transaction ends: of two reservations the later sees what the earlier took. */
export async function holdAccount(tx: Writer, id: string): Promise<AccountRow> {
  const [row] = await tx.query<Row>(`${ACCOUNTS} WHERE id = $1 FOR NO KEY UPDATE`, [id], 'debt-debtor-account-hold')
  if (row === undefined) throw new Error(`given account ${id}, needs one that is there`)
  return accountOf(row)
}

/**
 * Moves what stands on an account. More than its limit is never written, whatever was read before: whoever reserves holds the account and
 * asks first, so that a refusal here is a mistake of ours.
 */
export async function moveAccount(tx: Writer, id: string, minor: bigint): Promise<void> {
  const moved = await tx.query(
    `UPDATE debtor_account SET used_minor = used_minor + $2::numeric
     WHERE id = $1 AND ($2::numeric <= 0 OR used_minor + $2::numeric <= limit_minor) RETURNING id`,
    [id, String(minor)],
    'debt-debtor-account-move',
  )
  if (moved.length === 0) throw new Error(`given ${minor} more on account ${id}, needs room for it`)
}

function accountOf(row: Row): AccountRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    trader: row.trader,
    limit: money(BigInt(row.limit_minor), row.currency),
    used: BigInt(row.used_minor),
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    mrn: row.mrn ?? undefined,
    status: row.status,
    listed: row.listed,
  }
}

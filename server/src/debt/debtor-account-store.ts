import type { AccountKind, AccountStatus, DebtorAccount, Instrument, PaymentTerm } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface AccountRow extends DebtorAccount {
  readonly term: PaymentTerm | undefined
  readonly guarantor: string | undefined
  readonly guarantorReference: string | undefined
  /** The nearest warning of its end that was given, in days before it. */
  readonly expiryWarned: number | undefined
  /** Whether charges are deferred to it of themselves. */
  readonly standing: boolean
  readonly reason: string | undefined
  readonly proposedBy: string
  readonly revision: number
  readonly listed: string
}

interface Row {
  id: string
  number: string
  kind: AccountKind
  instrument: Instrument | null
  trader: string
  currency: Currency
  limit_minor: string
  used_minor: string
  term: PaymentTerm | null
  guarantor: string | null
  guarantor_reference: string | null
  mrn: string | null
  valid_from: Day
  valid_to: Day | null
  expiry_warned: number | null
  standing: boolean
  status: AccountStatus
  reason: string | null
  proposed_by: string
  revision: number
  listed: string
}

const ACCOUNTS = `SELECT id, number, kind, instrument, trader, currency, limit_minor, used_minor, term, guarantor, guarantor_reference, mrn, valid_from, valid_to, expiry_warned,
  standing, status, reason, proposed_by, revision, listed FROM debtor_account`

export async function findAccountByNumber(reader: Reader, number: string): Promise<AccountRow | undefined> {
  const [row] = await reader.query<Row>(`${ACCOUNTS} WHERE number = $1`, [number], 'debt-debtor-account')
  return row === undefined ? undefined : accountOf(row)
}

/** The account of a debtor that something is put on: one that is named by its number, or the one his standing instruction names. */
export async function findNamedAccount(reader: Reader, trader: string, numbers: readonly string[]): Promise<AccountRow | undefined> {
  const [row] = await reader.query<Row>(
    `${ACCOUNTS} WHERE trader = $1 AND (number = ANY ($2) OR standing) ORDER BY (number = ANY ($2)) DESC, listed LIMIT 1`,
    [trader, numbers],
    'debt-debtor-account-named',
  )
  return row === undefined ? undefined : accountOf(row)
}

/** Accounts, the newest first: a trader's, or everybody's. */
export async function listAccounts(
  reader: Reader,
  trader: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly AccountRow[]> {
  const rows = await reader.query<Row>(
    `${ACCOUNTS} WHERE ($1::text IS NULL OR trader = $1) AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [trader ?? null, before ?? null, limit],
    'debt-debtor-accounts',
  )
  return rows.map(accountOf)
}

/** Guarantees that are open or suspended and end by a day, or have ended; the first to end first. */
export async function listEnding(reader: Reader, until: Day, limit: number): Promise<readonly AccountRow[]> {
  const rows = await reader.query<Row>(
    `${ACCOUNTS} WHERE kind <> 'deferred-payment' AND valid_to <= $1 AND status IN ('open', 'suspended') ORDER BY valid_to, listed LIMIT $2`,
    [until, limit],
    'debt-debtor-accounts-ending',
  )
  return rows.map(accountOf)
}

export async function noteExpiryWarning(tx: Writer, id: string, days: number): Promise<void> {
  await tx.query('UPDATE debtor_account SET expiry_warned = $2 WHERE id = $1', [id, days], 'debt-debtor-account-warned')
}

/** Accounts something may have moved on: every one that was opened, whatever became of it. */
export async function listOpened(reader: Reader): Promise<readonly AccountRow[]> {
  const rows = await reader.query<Row>(`${ACCOUNTS} WHERE status IN ('open', 'suspended', 'closed') ORDER BY listed`)
  return rows.map(accountOf)
}

/** Reads an account and holds it until the transaction ends: of two reservations the later sees what the earlier took. */
export async function holdAccount(tx: Writer, id: string): Promise<AccountRow> {
  const [row] = await tx.query<Row>(`${ACCOUNTS} WHERE id = $1 FOR NO KEY UPDATE`, [id], 'debt-debtor-account-hold')
  if (row === undefined) throw new Error(`given account ${id}, needs one that is there`)
  return accountOf(row)
}

/** Reads and holds all accounts of a trader, in the order of their ids, as they are moved. */
export async function holdAccountsOf(tx: Writer, trader: string): Promise<readonly AccountRow[]> {
  const rows = await tx.query<Row>(`${ACCOUNTS} WHERE trader = $1 ORDER BY id FOR NO KEY UPDATE`, [trader], 'debt-debtor-accounts-hold')
  return rows.map(accountOf)
}

export interface NewAccount {
  readonly number: string
  readonly kind: AccountKind
  readonly instrument: Instrument | undefined
  readonly trader: string
  readonly limit: Money
  readonly term: PaymentTerm | undefined
  readonly guarantor: string | undefined
  readonly guarantorReference: string | undefined
  readonly mrn: string | undefined
  readonly validFrom: Day
  readonly validTo: Day | undefined
  readonly by: string
  readonly at: Date
}

export async function takeAccountSerial(tx: Writer): Promise<string> {
  const [row] = await tx.query<{ serial: string }>("SELECT nextval('debtor_account_serial') AS serial")
  if (row === undefined) throw new Error('the account serial gave no number')
  return row.serial
}

export async function insertAccount(tx: Writer, given: NewAccount): Promise<string> {
  const { number, kind, instrument, trader, limit, term, guarantor, guarantorReference, mrn, validFrom, validTo, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO debtor_account (number, kind, trader, currency, limit_minor, term, guarantor, guarantor_reference, mrn, valid_from, valid_to,
       proposed_by, proposed_at, instrument) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
    [
      number,
      kind,
      trader,
      limit.currency,
      String(limit.minor),
      term === undefined ? null : JSON.stringify(term),
      guarantor ?? null,
      guarantorReference ?? null,
      mrn ?? null,
      validFrom,
      validTo ?? null,
      by,
      at,
      instrument ?? null,
    ],
    'debt-debtor-account-insert',
  )
  if (row === undefined) throw new Error('the account was not inserted')
  return row.id
}

/** Moves an account to another status. Who opens or rejects it is kept; the database refuses whoever proposed it. */
export async function setStatus(
  tx: Writer,
  id: string,
  {
    status,
    reason,
    decidedBy,
    at,
  }: { readonly status: AccountStatus; readonly reason: string | undefined; readonly decidedBy?: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE debtor_account SET status = $2, reason = $3, decided_by = coalesce($4, decided_by),
       decided_at = CASE WHEN $4::text IS NULL THEN decided_at ELSE $5 END, standing = standing AND $2 = 'open', revision = revision + 1 WHERE id = $1`,
    [id, status, reason ?? null, decidedBy ?? null, at],
    'debt-debtor-account-status',
  )
}

/** Says where a trader's charges go of themselves: to this account alone, or nowhere. The trader's accounts are held. */
export async function setStanding(tx: Writer, { id, trader }: Pick<AccountRow, 'id' | 'trader'>, standing: boolean): Promise<void> {
  await tx.query('UPDATE debtor_account SET standing = false, revision = revision + 1 WHERE trader = $1 AND standing', [trader])
  if (standing) await tx.query('UPDATE debtor_account SET standing = true, revision = revision + 1 WHERE id = $1', [id])
}

/**
 * Moves what stands on an account. More than its limit is never written, whatever was read before: whoever reserves holds the account and
 * asks first, so that a refusal here is a mistake of ours. `isOwed`: interest, which is not lent and heeds no limit.
 */
export async function moveAccount(tx: Writer, id: string, minor: bigint, isOwed: boolean): Promise<void> {
  const moved = await tx.query(
    `UPDATE debtor_account SET used_minor = used_minor + $2::numeric
     WHERE id = $1 AND ($2::numeric <= 0 OR $3 OR used_minor + $2::numeric <= limit_minor) RETURNING id`,
    [id, String(minor), isOwed],
    'debt-debtor-account-move',
  )
  if (moved.length === 0) throw new Error(`given ${minor} more on account ${id}, needs room for it`)
}

function accountOf(row: Row): AccountRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    instrument: row.instrument ?? undefined,
    trader: row.trader,
    limit: money(BigInt(row.limit_minor), row.currency),
    used: BigInt(row.used_minor),
    term: row.term ?? undefined,
    guarantor: row.guarantor ?? undefined,
    guarantorReference: row.guarantor_reference ?? undefined,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    mrn: row.mrn ?? undefined,
    expiryWarned: row.expiry_warned ?? undefined,
    standing: row.standing,
    status: row.status,
    reason: row.reason ?? undefined,
    proposedBy: row.proposed_by,
    revision: row.revision,
    listed: row.listed,
  }
}

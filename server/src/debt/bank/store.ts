import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../../platform/node.ts'
import type { BankEntry } from './camt.ts'
import type { MessageKind } from './iso-read.ts'

/** An account with a bank: the state's own, or a trader's. */
export interface BankAccount {
  readonly holder: string
  /** IBAN where the bank has one, otherwise its own number. */
  readonly account: string
  readonly bic: string | undefined
}

/** The state's own account. `inClearing`: kept at the clearing itself, in which the treasury takes part as banks do. */
export interface TreasuryAccount extends BankAccount {
  readonly inClearing: boolean
}

interface AccountRow {
  holder: string
  account: string
  bic: string | null
}

const accountOf = ({ holder, account, bic }: AccountRow): BankAccount => ({ holder, account, bic: bic ?? undefined })

export async function findTreasury(reader: Reader): Promise<TreasuryAccount | undefined> {
  const [row] = await reader.query<AccountRow & { inClearing: boolean }>(
    'SELECT holder, account, bic, in_clearing AS "inClearing" FROM treasury_account',
    [],
    'bank-treasury',
  )
  return row === undefined ? undefined : { ...accountOf(row), inClearing: row.inClearing }
}

export async function setTreasury(tx: Writer, { holder, account, bic, inClearing }: TreasuryAccount, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO treasury_account (holder, account, bic, in_clearing, set_by, set_at) VALUES ($1, $2, $3, $6, $4, $5)
     ON CONFLICT (one) DO UPDATE SET holder = $1, account = $2, bic = $3, in_clearing = $6, set_by = $4, set_at = $5`,
    [holder, account, bic ?? null, by, at, inClearing],
    'bank-treasury-set',
  )
}

export async function findPayee(reader: Reader, trader: string): Promise<BankAccount | undefined> {
  const [row] = await reader.query<AccountRow>('SELECT holder, account, bic FROM payee_account WHERE trader = $1', [trader], 'bank-payee')
  return row === undefined ? undefined : accountOf(row)
}

export async function setPayee(tx: Writer, trader: string, { holder, account, bic }: BankAccount, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO payee_account (trader, holder, account, bic, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (trader) DO UPDATE SET holder = $2, account = $3, bic = $4, set_by = $5, set_at = $6`,
    [trader, holder, account, bic ?? null, by, at],
    'bank-payee-set',
  )
}

/** A file of the bank, and what became of its entries. */
export interface BankFileRow {
  readonly id: string
  readonly kind: MessageKind
  readonly messageId: string
  readonly sha256: string
  readonly importedAt: Date
  readonly entries: number
  readonly waiting: number
  readonly suspense: number
  readonly listed: string
}

const FILES = `SELECT f.id, f.kind, f.message_id AS "messageId", encode(f.sha256, 'hex') AS sha256, f.imported_at AS "importedAt", f.listed,
  (SELECT count(*)::integer FROM bank_entry e WHERE e.file = f.id) AS entries,
  (SELECT count(*)::integer FROM bank_entry e WHERE e.file = f.id AND e.status = 'waiting') AS waiting,
  (SELECT count(*)::integer FROM bank_entry e WHERE e.file = f.id AND e.status = 'suspense') AS suspense FROM bank_file f`

export async function findFile(reader: Reader, id: string): Promise<BankFileRow | undefined> {
  const [row] = await reader.query<BankFileRow>(`${FILES} WHERE f.id = $1`, [id], 'bank-file')
  return row
}

export async function listFiles(reader: Reader, before: string | undefined, limit: number): Promise<readonly BankFileRow[]> {
  return await reader.query<BankFileRow>(
    `${FILES} WHERE $1::bigint IS NULL OR f.listed < $1 ORDER BY f.listed DESC LIMIT $2`,
    [before ?? null, limit],
    'bank-files',
  )
}

export interface NewFile {
  readonly kind: MessageKind
  readonly messageId: string
  readonly sha256: Buffer
  readonly by: string
  readonly at: Date
}

/** Keeps a file; where one of its number is kept already, answers that one's id and digest instead. */
export async function insertFile(
  tx: Writer,
  { kind, messageId, sha256, by, at }: NewFile,
): Promise<{ readonly id: string; readonly isNew: boolean; readonly sha256: string }> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO bank_file (kind, message_id, sha256, imported_by, imported_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (kind, message_id) DO NOTHING RETURNING id`,
    [kind, messageId, sha256, by, at],
    'bank-file-insert',
  )
  if (row !== undefined) return { id: row.id, isNew: true, sha256: sha256.toString('hex') }
  const [known] = await tx.query<{ id: string; sha256: string }>(
    `SELECT id, encode(sha256, 'hex') AS sha256 FROM bank_file WHERE kind = $1 AND message_id = $2`,
    [kind, messageId],
    'bank-file-known',
  )
  if (known === undefined) throw new Error(`given the file ${messageId}, needs it kept or known`)
  return { ...known, isNew: false }
}

/** Keeps the entries of a file that no other file told of; answers how many those are. */
export async function insertEntries(tx: Writer, file: string, entries: readonly BankEntry[]): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO bank_entry (file, key, direction, currency, minor, booked_on, words, party, party_account, party_bic)
     SELECT $1, key, direction, currency, minor, booked_on, words, party, party_account, party_bic
     FROM unnest($2::text[], $3::text[], $4::text[], $5::numeric[], $6::date[], $7::json[], $8::text[], $9::text[], $10::text[])
       AS given (key, direction, currency, minor, booked_on, words, party, party_account, party_bic)
     ON CONFLICT (key) DO NOTHING RETURNING id`,
    [
      file,
      entries.map(each => each.key),
      entries.map(each => each.direction),
      entries.map(each => each.amount.currency),
      entries.map(each => String(each.amount.minor)),
      entries.map(each => each.bookedOn),
      entries.map(each => JSON.stringify(each.words)),
      entries.map(each => each.party ?? null),
      entries.map(each => each.partyAccount ?? null),
      entries.map(each => each.partyBic ?? null),
    ],
    'bank-entries-insert',
  )
  return rows.length
}

export type EntryStatus = 'waiting' | 'paid' | 'settled' | 'suspense' | 'sent-back'

export interface EntryRow {
  readonly id: string
  readonly file: string
  readonly key: string
  readonly direction: BankEntry['direction']
  readonly amount: Money
  readonly bookedOn: Day
  readonly words: readonly string[]
  readonly party: string | undefined
  readonly partyAccount: string | undefined
  readonly partyBic: string | undefined
  readonly status: EntryStatus
  readonly request: string | undefined
  readonly payout: string | undefined
  readonly note: string | undefined
  readonly listed: string
}

interface Row extends Omit<EntryRow, 'amount' | 'party' | 'partyAccount' | 'partyBic' | 'request' | 'payout' | 'note'> {
  currency: Currency
  minor: string
  party: string | null
  partyAccount: string | null
  partyBic: string | null
  request: string | null
  payout: string | null
  note: string | null
}

const ENTRIES = `SELECT id, file, key, direction, currency, minor, booked_on::text AS "bookedOn", words, party,
  party_account AS "partyAccount", party_bic AS "partyBic", status, request, payout, note, listed FROM bank_entry`

export async function findEntry(reader: Reader, id: string): Promise<EntryRow | undefined> {
  const [row] = await reader.query<Row>(`${ENTRIES} WHERE id = $1`, [id], 'bank-entry')
  return row === undefined ? undefined : entryOf(row)
}

/** The same, held until the transaction ends: before any declaration, so that no two who post it meet. */
export async function holdEntry(tx: Writer, id: string): Promise<EntryRow | undefined> {
  const [row] = await tx.query<Row>(`${ENTRIES} WHERE id = $1 FOR NO KEY UPDATE`, [id], 'bank-entry-hold')
  return row === undefined ? undefined : entryOf(row)
}

/** Entries, the newest first: of a file, in a status, or all. */
export async function listEntries(
  reader: Reader,
  { file, status }: { readonly file: string | undefined; readonly status: EntryStatus | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly EntryRow[]> {
  const rows = await reader.query<Row>(
    `${ENTRIES} WHERE ($1::uuid IS NULL OR file = $1) AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR listed < $3)
     ORDER BY listed DESC LIMIT $4`,
    [file ?? null, status ?? null, before ?? null, limit],
    'bank-entries',
  )
  return rows.map(entryOf)
}

/** Entries to be posted, in the order they came. */
export async function listWaiting(reader: Reader, limit: number): Promise<readonly string[]> {
  const rows = await reader.query<{ id: string }>(
    "SELECT id FROM bank_entry WHERE status = 'waiting' ORDER BY listed LIMIT $1",
    [limit],
    'bank-entries-waiting',
  )
  return rows.map(row => row.id)
}

export async function moveEntry(
  tx: Writer,
  id: string,
  moved: {
    readonly status: EntryStatus
    readonly request?: string
    readonly payout?: string
    readonly by?: string
    readonly at?: Date
    readonly note?: string
  },
): Promise<void> {
  const { status, request, payout, by, at, note } = moved
  await tx.query(
    `UPDATE bank_entry SET status = $2, request = coalesce($3, request), payout = coalesce($4, payout), found_by = coalesce($5, found_by),
       found_at = coalesce($6, found_at), note = coalesce($7, note) WHERE id = $1`,
    [id, status, request ?? null, payout ?? null, by ?? null, at ?? null, note ?? null],
    'bank-entry-move',
  )
}

/** Whether the bank has told of the money of a payment, or of a payout, already: that it came, or that it left. */
export async function isToldOf(
  reader: Reader,
  direction: BankEntry['direction'],
  { request, payout }: { readonly request?: string; readonly payout?: string },
): Promise<boolean> {
  const rows = await reader.query(
    `SELECT FROM bank_entry WHERE (request = $1 OR payout = $2) AND direction = $3 AND status IN ('paid', 'settled') LIMIT 1`,
    [request ?? null, payout ?? null, direction],
    'bank-told-of',
  )
  return rows.length > 0
}

function entryOf({ currency, minor, party, partyAccount, partyBic, request, payout, note, ...row }: Row): EntryRow {
  return {
    ...row,
    amount: money(BigInt(minor), currency),
    party: party ?? undefined,
    partyAccount: partyAccount ?? undefined,
    partyBic: partyBic ?? undefined,
    request: request ?? undefined,
    payout: payout ?? undefined,
    note: note ?? undefined,
  }
}

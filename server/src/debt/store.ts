import type { Receipt } from '@lintas/contract'
import { accountOf, type DeclarationAccount, type Journal, type JournalKind, type Posting, type SecurityReason } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface PaymentRequest {
  readonly id: string
  /** What it pays for: one declaration, or what stands on a debtor's account. */
  readonly mrn: string | undefined
  readonly account: string | undefined
  readonly debtor: string
  readonly amount: Money
  /** Why the money is held as security; undefined where it pays charges. */
  readonly reason: SecurityReason | undefined
  /** Of several consignments the one it pays for. */
  readonly consignment: string | undefined
  readonly provider: string
  readonly requestedAt: Date
  readonly receipt: string | undefined
}

/** What a declaration was charged and what was paid for it, in one currency. */
export async function findAccount(reader: Reader, mrn: string, currency: Currency): Promise<DeclarationAccount> {
  const rows = await reader.query<{ account: Posting['account']; currency: Currency; minor: string }>(
    'SELECT account, currency, minor FROM ledger_posting WHERE mrn = $1',
    [mrn],
    'debt-account',
  )
  const postings = rows.map(row => ({ account: row.account, amount: money(BigInt(row.minor), row.currency) }))
  return accountOf([{ postings }], currency)
}

/** Every journal of a declaration, in the order they were posted. */
export async function listJournals(reader: Reader, mrn: string): Promise<readonly Journal[]> {
  const rows = await reader.query<{
    journal: string
    kind: JournalKind
    debtor: string
    posted_on: Day
    account: Posting['account']
    currency: Currency
    minor: string
  }>(
    'SELECT journal, kind, debtor, posted_on, account, currency, minor FROM ledger_posting WHERE mrn = $1 ORDER BY listed',
    [mrn],
    'debt-journals',
  )
  return [...Map.groupBy(rows, row => row.journal)].flatMap(([id, own]) => {
    const [first] = own
    if (first === undefined) return []
    const { kind, debtor, posted_on: postedOn } = first
    const postings = own.map(({ account, minor, currency }) => ({ account, amount: money(BigInt(minor), currency) }))
    return [{ id, kind, mrn, debtor, postedOn, postings }]
  })
}

/** What was paid for single consignments of a declaration, in minor units, by transport document. */
export async function listPaidFor(reader: Reader, mrn: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await reader.query<{ consignment: string; minor: string }>(
    `SELECT p.consignment, sum(p.minor) AS minor FROM payment_request p
     WHERE p.mrn = $1 AND p.consignment IS NOT NULL AND EXISTS (SELECT FROM ledger_posting WHERE journal = 'payment/' || p.id)
     GROUP BY p.consignment`,
    [mrn],
    'debt-paid-for',
  )
  return new Map(rows.map(row => [row.consignment, BigInt(row.minor)]))
}

interface RequestRow {
  id: string
  mrn: string | null
  account: string | null
  debtor: string
  currency: Currency
  minor: string
  reason: SecurityReason | null
  consignment: string | null
  provider: string
  requested_at: Date
  receipt: string | null
}

const REQUESTS = `SELECT p.id, p.mrn, p.account, p.debtor, p.currency, p.minor, p.reason, p.consignment, p.provider, p.requested_at, r.number AS receipt
  FROM payment_request p LEFT JOIN receipt r ON r.request = p.id`

export async function findRequest(reader: Reader, id: string): Promise<PaymentRequest | undefined> {
  const [row] = await reader.query<RequestRow>(`${REQUESTS} WHERE p.id = $1`, [id], 'debt-request')
  return row === undefined ? undefined : requestOf(row)
}

/** Holds the place of a request, whose row is never changed, until the transaction ends: of two who take the same payment the later waits. */
export async function holdRequest(tx: Writer, id: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('lintas.payment'), hashtext($1))", [id], 'debt-request-hold')
}

/** The payments asked for of one declaration, the newest first. */
export async function listRequests(reader: Reader, mrn: string): Promise<readonly PaymentRequest[]> {
  const rows = await reader.query<RequestRow>(`${REQUESTS} WHERE p.mrn = $1 ORDER BY p.requested_at DESC, p.id`, [mrn], 'debt-requests')
  return rows.map(requestOf)
}

/** The payments asked for of one debtor's account, the newest first. */
export async function listAccountRequests(reader: Reader, account: string): Promise<readonly PaymentRequest[]> {
  const rows = await reader.query<RequestRow>(
    `${REQUESTS} WHERE p.account = $1 ORDER BY p.requested_at DESC, p.id`,
    [account],
    'debt-account-requests',
  )
  return rows.map(requestOf)
}

export interface NewRequest {
  readonly mrn?: string
  readonly account?: string
  readonly debtor: string
  readonly amount: Money
  readonly reason?: SecurityReason | undefined
  readonly consignment?: string | undefined
  readonly provider: string
  readonly by: string
  readonly at: Date
}

export async function insertRequest(
  tx: Writer,
  { mrn, account, debtor, amount, reason, consignment, provider, by, at }: NewRequest,
): Promise<PaymentRequest> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO payment_request (mrn, account, debtor, currency, minor, reason, provider, requested_by, requested_at, consignment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [mrn ?? null, account ?? null, debtor, amount.currency, String(amount.minor), reason ?? null, provider, by, at, consignment ?? null],
    'debt-request-insert',
  )
  if (row === undefined) throw new Error('the payment request was not inserted')
  return { id: row.id, mrn, account, debtor, amount, reason, consignment, provider, requestedAt: at, receipt: undefined }
}

/** Sixteen, so that hardly anybody waits for another's payment. */
const BOOKS = 'ABCDEFGHIJKLMNOP'

/**
 * Writes a receipt under the next number of a book of its year, which it answers, such as `VN-2026-C-0000041`; the numbers of a book are without a gap.
 *
 * In one statement: until the transaction ends, everybody else whose receipt belongs in the same book waits for its row. The request's id, which is random, says which.
 */
export async function insertReceipt(tx: Writer, request: string, receipt: Omit<Receipt, 'number'>): Promise<string> {
  const year = receipt.issuedOn.slice(0, 4)
  const book = BOOKS.charAt(Number.parseInt(request.charAt(0), 16))
  const [row] = await tx.query<{ number: string }>(
    `WITH serial AS (
       INSERT INTO receipt_serial (year, book, last) VALUES ($1, $5, 1) ON CONFLICT (year, book) DO UPDATE SET last = receipt_serial.last + 1 RETURNING last
     ), numbered AS (
       SELECT $2 || lpad(last::text, greatest(7, length(last::text)), '0') AS number FROM serial
     )
     INSERT INTO receipt (request, number, body)
     SELECT $3, number, ('{"number":' || to_json(number)::text || ',' || substr($4, 2))::json FROM numbered RETURNING number`,
    [Number(year), `${receipt.state}-${year}-${book}-`, request, JSON.stringify(receipt), book],
    'debt-receipt-insert',
  )
  if (row === undefined) throw new Error('the receipt serial gave no number')
  return row.number
}

export async function findReceipt(reader: Reader, number: string): Promise<Receipt | undefined> {
  const [row] = await reader.query<{ body: Receipt }>('SELECT body FROM receipt WHERE number = $1', [number], 'debt-receipt')
  return row?.body
}

export interface StatementLine {
  readonly listed: string
  readonly postedOn: string
  readonly journal: string
  readonly kind: JournalKind
  readonly mrn: string
  readonly change: Money
  readonly balance: Money
}

interface StatementRow {
  listed: string
  posted_on: string
  journal: string
  kind: JournalKind
  mrn: string
  currency: Currency
  change: string
  balance: string
}

/** What a debtor's balance went through, journal by journal; the balance runs on from before `after`. */
export async function listStatement(reader: Reader, debtor: string, after: string, limit: number): Promise<readonly StatementLine[]> {
  const rows = await reader.query<StatementRow>(
    `WITH line AS (
       SELECT min(listed) AS listed, journal, kind, mrn, currency, posted_on, sum(minor) AS change
       FROM ledger_posting
       WHERE debtor = $1 AND account IN ('receivable', 'refunds-payable')
       GROUP BY journal, kind, mrn, currency, posted_on
     ), running AS (
       SELECT line.*, sum(change) OVER (PARTITION BY currency ORDER BY listed) AS balance FROM line
     )
     SELECT * FROM running WHERE listed > $2 ORDER BY listed LIMIT $3`,
    [debtor, after, limit],
    'debt-statement',
  )
  return rows.map(row => ({
    listed: row.listed,
    postedOn: row.posted_on,
    journal: row.journal,
    kind: row.kind,
    mrn: row.mrn,
    change: money(BigInt(row.change), row.currency),
    balance: money(BigInt(row.balance), row.currency),
  }))
}

function requestOf(row: RequestRow): PaymentRequest {
  return {
    id: row.id,
    mrn: row.mrn ?? undefined,
    account: row.account ?? undefined,
    debtor: row.debtor,
    amount: money(BigInt(row.minor), row.currency),
    reason: row.reason ?? undefined,
    consignment: row.consignment ?? undefined,
    provider: row.provider,
    requestedAt: row.requested_at,
    receipt: row.receipt ?? undefined,
  }
}

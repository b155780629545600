import type { Reader, Writer } from '../platform/node.ts'

interface Balance {
  readonly lawRow: string
  readonly drawn: string
}

export interface Draw {
  readonly item: number
  readonly lawRow: string
  readonly amount: string
}

/** Opens the balances that are not there yet. */
export async function openBalances(tx: Writer, rows: readonly { readonly lawRow: string; readonly orderNumber: string }[]): Promise<void> {
  await tx.query(
    `INSERT INTO quota_balance (law_row, order_number) SELECT * FROM unnest($1::text[], $2::text[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [rows.map(each => each.lawRow), rows.map(each => each.orderNumber)],
    'quotas.open',
  )
}

/** Holds balances until the transaction ends, in the order of their rows, so that no two who hold wait for one another. */
export async function holdBalances(tx: Writer, lawRows: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<Balance>(
    `SELECT law_row AS "lawRow", drawn::text FROM quota_balance WHERE law_row = ANY ($1) ORDER BY law_row FOR NO KEY UPDATE`,
    [lawRows],
    'quotas.hold',
  )
  return new Map(rows.map(({ lawRow, drawn }) => [lawRow, drawn]))
}

export async function readBalances(reader: Reader, lawRows: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.query<Balance>(
    `SELECT law_row AS "lawRow", drawn::text FROM quota_balance WHERE law_row = ANY ($1)`,
    [lawRows],
    'quotas.read',
  )
  return new Map(rows.map(({ lawRow, drawn }) => [lawRow, drawn]))
}

/** What a declaration has drawn. */
export async function listDraws(reader: Reader, mrn: string): Promise<readonly Draw[]> {
  return await reader.query<Draw>(
    `SELECT item, law_row AS "lawRow", amount::text FROM quota_draw WHERE mrn = $1 AND NOT given_back ORDER BY item`,
    [mrn],
    'quotas.of-declaration',
  )
}

/** Writes draws of balances that are held. */
export async function insertDraws(tx: Writer, mrn: string, draws: readonly Draw[], at: Date): Promise<void> {
  await tx.query(
    `WITH taken AS (
       INSERT INTO quota_draw (mrn, item, law_row, amount, drawn_at)
       SELECT $1, item, law_row, amount, $5 FROM unnest($2::integer[], $3::text[], $4::numeric[]) AS given (item, law_row, amount)
       RETURNING law_row, amount
     ), sums AS (SELECT law_row, sum(amount) AS amount FROM taken GROUP BY law_row)
     UPDATE quota_balance AS balance SET drawn = balance.drawn + sums.amount FROM sums WHERE sums.law_row = balance.law_row`,
    [mrn, draws.map(each => each.item), draws.map(each => each.lawRow), draws.map(each => each.amount), at],
    'quotas.draw',
  )
}

/** Gives back what items of a declaration drew, each once, of balances that are held. */
export async function giveBackDraws(tx: Writer, mrn: string, items: readonly number[]): Promise<void> {
  await tx.query(
    `WITH given AS (
       UPDATE quota_draw SET given_back = true WHERE mrn = $1 AND item = ANY ($2) AND NOT given_back RETURNING law_row, amount
     ), sums AS (SELECT law_row, sum(amount) AS amount FROM given GROUP BY law_row)
     UPDATE quota_balance AS balance SET drawn = balance.drawn - sums.amount FROM sums WHERE sums.law_row = balance.law_row`,
    [mrn, items],
    'quotas.give-back',
  )
}

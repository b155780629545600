import type { Day } from '@lintas/customs/kernel'
import type { Determination, OriginQuestion, OriginRecords, StockNamed } from '@lintas/customs/origin'
import type { Reader, Writer } from '../platform/node.ts'

/** A cost statement as the table holds it; the heavy parts only where one is asked for. */
export interface StatementHead {
  readonly id: string
  readonly listed: string
  readonly trader: string
  readonly name: string
  readonly code: string
  readonly exporter: string
  readonly importer: string
  readonly on: string
  readonly status: Determination['status']
  readonly criterion: string | null
  readonly percent: string | null
  readonly valid_from: Day | null
  readonly valid_to: Day | null
  readonly kept_at: Date
  readonly withdrawn_at: Date | null
  /** Whether a record it rests on shows nothing any more. */
  readonly fallen: boolean
}

export interface StatementRow extends StatementHead {
  readonly question: OriginQuestion
  readonly determination: Determination
}

export interface NewStatement {
  readonly trader: string
  readonly name: string
  readonly question: OriginQuestion
  readonly determination: Determination
  /** What the records that it names said. */
  readonly records: OriginRecords
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  readonly by: string
  readonly at: Date
}

const HEAD = `
  id, listed, trader, name, question->'good'->>'code' AS code, question->>'exporter' AS exporter, question->>'importer' AS importer,
  question->>'on' AS "on", determination->>'status' AS status, determination->>'criterion' AS criterion,
  determination->'rvc'->>'percent' AS percent, valid_from, valid_to, kept_at, withdrawn_at,
  EXISTS (SELECT FROM origin_statement_link AS l WHERE l.statement = origin_statement.id AND l.lost_at IS NOT NULL) AS fallen`

export async function insertStatement(tx: Writer, given: NewStatement): Promise<StatementRow> {
  const { trader, name, question, determination, records, validFrom, validTo, by, at } = given
  const [row] = await tx.query<StatementRow>(
    `INSERT INTO origin_statement (trader, name, question, determination, valid_from, valid_to, kept_by, kept_at, records)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${HEAD}, question, determination`,
    [
      trader,
      name,
      JSON.stringify(question),
      JSON.stringify(determination),
      validFrom ?? null,
      validTo ?? null,
      by,
      at,
      JSON.stringify(records),
    ],
  )
  if (row === undefined) throw new Error('given a statement, needs the row it became')
  return row
}

/** The newest first, from before the one numbered `before`; `traders` are whose are seen, undefined for all. */
export async function listStatements(
  reader: Reader,
  traders: readonly string[] | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly StatementHead[]> {
  return await reader.query<StatementHead>(
    `SELECT ${HEAD} FROM origin_statement
     WHERE ($1::text[] IS NULL OR trader = ANY ($1)) AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [traders ?? null, before ?? null, limit],
  )
}

export async function findStatement(reader: Reader, id: string, traders: readonly string[] | undefined): Promise<StatementRow | undefined> {
  const [row] = await reader.query<StatementRow>(
    `SELECT ${HEAD}, question, determination FROM origin_statement WHERE id = $1 AND ($2::text[] IS NULL OR trader = ANY ($2))`,
    [id, traders ?? null],
  )
  return row
}

/** Withdraws a statement; undefined where it was before. */
export async function withdrawStatement(tx: Writer, id: string, by: string, at: Date): Promise<StatementHead | undefined> {
  const [row] = await tx.query<StatementHead>(
    `UPDATE origin_statement SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1 AND withdrawn_at IS NULL RETURNING ${HEAD}`,
    [id, by, at],
  )
  return row
}

/** Decides for the fiscal year by which method a producer keeps each stock, where that is open; answers what holds, all held until the transaction ends. */
export async function decideStockMethods(
  tx: Writer,
  {
    trader,
    statement,
    stocks,
    at,
  }: { readonly trader: string; readonly statement: string; readonly stocks: readonly StockNamed[]; readonly at: Date },
): Promise<readonly Omit<StockNamed, 'path'>[]> {
  const sorted = [...stocks].sort((one, other) => (`${one.group} ${one.fiscalYear}` < `${other.group} ${other.fiscalYear}` ? -1 : 1))
  const [groups, years, methods] = [sorted.map(each => each.group), sorted.map(each => each.fiscalYear), sorted.map(each => each.method)]
  await tx.query(
    `INSERT INTO origin_stock_method (trader, stock_group, fiscal_year, method, statement, decided_at)
     SELECT $1, stock_group, fiscal_year, method, $5, $6 FROM unnest($2::text[], $3::text[], $4::text[]) AS given (stock_group, fiscal_year, method)
     ON CONFLICT DO NOTHING`,
    [trader, groups, years, methods, statement, at],
    'origin.decide-stock-methods',
  )
  return await tx.query<Omit<StockNamed, 'path'>>(
    `SELECT stock_group AS "group", fiscal_year AS "fiscalYear", method FROM origin_stock_method
     WHERE trader = $1 AND (stock_group, fiscal_year) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [trader, groups, years],
    'origin.stock-methods',
  )
}

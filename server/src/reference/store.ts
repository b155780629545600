import type { Currency, Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A customs exchange rate as the table holds it. */
export interface RateRow {
  readonly currency: Currency
  readonly valid_from: Day
  readonly valid_to: Day | null
  readonly unit: 1 | 100
  readonly rate: string
  readonly source: string
  readonly loaded_at: Date
}

const COLUMNS = 'currency, valid_from, valid_to, unit, rate::text AS rate, source, loaded_at'

/** Every rate of the node. */
export async function listAllRates(db: Reader): Promise<readonly RateRow[]> {
  return await db.query<RateRow>(`SELECT ${COLUMNS} FROM exchange_rate`)
}

/** What a list of rates is asked for. */
export interface RatesWanted {
  readonly currency: string | undefined
  readonly on: Day | undefined
  /** The last rate of the page before: its currency and first day. */
  readonly after: readonly [currency: string, validFrom: string] | undefined
  readonly limit: number
}

/** By currency, the newest first; where a day is named, the rate of each currency in force on it. */
export async function listRates(db: Reader, { currency, on, after, limit }: RatesWanted): Promise<readonly RateRow[]> {
  const [afterCurrency, afterDay] = after ?? [null, null]
  return await db.query<RateRow>(
    `SELECT ${COLUMNS} FROM exchange_rate r
      WHERE ($1::text IS NULL OR currency = $1)
        AND ($2::date IS NULL OR valid_from <= $2 AND (valid_to IS NULL OR $2 < valid_to)
             AND NOT EXISTS (SELECT 1 FROM exchange_rate later
                              WHERE later.currency = r.currency AND later.valid_from > r.valid_from AND later.valid_from <= $2
                                AND (later.valid_to IS NULL OR $2 < later.valid_to)))
        AND ($3::text IS NULL OR currency > $3 OR currency = $3 AND valid_from < $4::date)
      ORDER BY currency, valid_from DESC LIMIT $5`,
    [currency ?? null, on ?? null, afterCurrency, afterDay, limit],
  )
}

/** Inserts rates that are not there yet; answers those that were inserted, by currency and first day. */
export async function insertRates(
  tx: Writer,
  rates: readonly Omit<RateRow, 'loaded_at'>[],
  by: string,
): Promise<readonly Pick<RateRow, 'currency' | 'valid_from'>[]> {
  return await tx.query(
    `INSERT INTO exchange_rate (currency, valid_from, valid_to, unit, rate, source, loaded_by)
     SELECT *, $7 FROM unnest($1::text[], $2::date[], $3::date[], $4::smallint[], $5::numeric[], $6::text[])
     ON CONFLICT DO NOTHING RETURNING currency, valid_from`,
    [
      rates.map(rate => rate.currency),
      rates.map(rate => rate.valid_from),
      rates.map(rate => rate.valid_to),
      rates.map(rate => rate.unit),
      rates.map(rate => rate.rate),
      rates.map(rate => rate.source),
      by,
    ],
  )
}

/** The rates on file that begin on the same days as others. */
export async function findRates(db: Reader, keys: readonly Pick<RateRow, 'currency' | 'valid_from'>[]): Promise<readonly RateRow[]> {
  return await db.query<RateRow>(
    `SELECT ${COLUMNS} FROM exchange_rate JOIN unnest($1::text[], $2::date[]) AS k (currency, valid_from) USING (currency, valid_from)`,
    [keys.map(key => key.currency), keys.map(key => key.valid_from)],
  )
}

/** Tells every process of this node, once the transaction commits, that there are other rates. */
export async function notifyRates(tx: Writer): Promise<void> {
  await tx.query("SELECT pg_notify('rates', '')")
}

import type { Quote } from '@lintas/customs/cost'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface KeptQuote {
  readonly quote: Quote
  /** A compact JWS over the quote. */
  readonly signature: string
}

export async function insertQuote(tx: Writer, { quote, signature }: KeptQuote, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO quote (number, body, signature, valid_to, made_at) VALUES ($1, $2, $3, $4, $5)',
    [quote.number, JSON.stringify(quote), signature, quote.validTo, at],
    'cost.insert-quote',
  )
}

export async function findQuote(reader: Reader, number: string): Promise<KeptQuote | undefined> {
  const [row] = await reader.query<KeptQuote>('SELECT body AS quote, signature FROM quote WHERE number = $1', [number], 'cost.quote')
  return row
}

/** Those of some quotes that are there, in the order of their numbers. */
export async function listQuotes(reader: Reader, numbers: readonly string[]): Promise<readonly Quote[]> {
  const rows = await reader.query<{ body: Quote }>(
    'SELECT body FROM quote WHERE number = ANY($1) ORDER BY number',
    [numbers],
    'cost.quotes',
  )
  return rows.map(row => row.body)
}

/** Forgets quotes that ended before a day; a decision that rests on one keeps it. */
export async function forgetQuotes(tx: Writer, before: Day): Promise<void> {
  await tx.query('DELETE FROM quote WHERE valid_to < $1', [before], 'cost.forget-quotes')
}

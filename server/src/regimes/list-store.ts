import { type Day, toDecimal } from '@lintas/customs/kernel'
import { type ListDraw, QUANTITY_DIGITS } from '@lintas/customs/regimes'
import type { Reader, Writer } from '../platform/node.ts'

/** What declarations took of a line of a list in one of its periods: a quantity, or a value in the state's currency. */
export interface DrawnRow {
  readonly line: number
  readonly periodFrom: Day
  readonly amount: string
}

/** What was drawn of a list; `but`: by other declarations than this one. */
export async function listDrawn(reader: Reader, authorisation: string, but = ''): Promise<readonly DrawnRow[]> {
  return await reader.query<DrawnRow>(
    `SELECT line, period_from AS "periodFrom", sum(amount)::text AS amount FROM regime_list_draw
     WHERE authorisation = $1 AND NOT given_back AND mrn <> $2 GROUP BY line, period_from`,
    [authorisation, but],
    'regimes.drawn',
  )
}

/** The same, with the list held until the transaction ends, so that nobody else draws of it meanwhile. Held after every declaration that is. */
export async function holdDrawn(tx: Writer, authorisation: string, but: string): Promise<readonly DrawnRow[]> {
  await tx.query('INSERT INTO regime_list (authorisation) VALUES ($1) ON CONFLICT DO NOTHING', [authorisation], 'regimes.list')
  await tx.query('SELECT authorisation FROM regime_list WHERE authorisation = $1 FOR NO KEY UPDATE', [authorisation], 'regimes.list-hold')
  return await listDrawn(tx, authorisation, but)
}

/** Keeps what a declaration takes of a list that is held. */
export async function insertDraws(tx: Writer, authorisation: string, mrn: string, draws: readonly ListDraw[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO regime_list_draw (authorisation, mrn, drawn_at, line, period_from, item, amount)
     SELECT $1, $2, $3, * FROM unnest($4::integer[], $5::date[], $6::integer[], $7::numeric[])`,
    [
      authorisation,
      mrn,
      at,
      draws.map(each => each.line),
      draws.map(each => each.periodFrom),
      draws.map(each => each.item),
      draws.map(each => toDecimal(each.amount, QUANTITY_DIGITS)),
    ],
    'regimes.draw',
  )
}

/** Gives back what a declaration that is held took. */
export async function giveBackDraws(tx: Writer, mrn: string): Promise<void> {
  await tx.query('UPDATE regime_list_draw SET given_back = true WHERE mrn = $1 AND NOT given_back', [mrn], 'regimes.draw-give-back')
}

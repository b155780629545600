import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Divergence, DivergenceStanding, HeldPosition, Position } from '@lintas/customs/rulings'
import { sidesOf } from '@lintas/customs/rulings'
import type { Reader, Writer } from '../platform/node.ts'

/** Puts what a state holds in the place of what it held before; nothing is done where something later was told. */
export async function replacePositions(tx: Writer, state: State, positions: readonly Position[], on: Day): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('classification_position'), hashtext($1))", [state], 'rulings.lock')
  const later = await tx.query(
    'SELECT 1 FROM classification_position WHERE state = $1 AND told_on > $2 LIMIT 1',
    [state, on],
    'rulings.later',
  )
  if (later.length > 0) return
  await tx.query('DELETE FROM classification_position WHERE state = $1', [state], 'rulings.forget')
  await tx.query(
    `INSERT INTO classification_position (state, key, words, code, rulings, listed, checked_traders, told_on)
     SELECT $1, *, $2 FROM unnest($3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[]) ON CONFLICT DO NOTHING`,
    [
      state,
      on,
      positions.map(each => each.key),
      positions.map(each => each.words),
      positions.map(each => each.code),
      positions.map(each => each.rulings),
      positions.map(each => each.listed),
      positions.map(each => each.checkedTraders),
    ],
    'rulings.hold',
  )
}

/** Everything that is held of goods of which this state says something. */
export async function listHeld(reader: Reader, state: State): Promise<readonly HeldPosition[]> {
  return await reader.query<HeldPosition>(
    `SELECT state, key, words, code, rulings, listed, checked_traders AS "checkedTraders" FROM classification_position
      WHERE key IN (SELECT key FROM classification_position WHERE state = $1) ORDER BY key, code, state`,
    [state],
    'rulings.held',
  )
}

export interface DivergenceRow {
  readonly number: string
  readonly key: string
  readonly words: string
  readonly positions: readonly HeldPosition[]
  readonly sides: string
  readonly opened_on: Day
  readonly seen_on: Day
  readonly closed_on: Day | null
  readonly reason: string | null
}

const DIVERGENCE = 'number, key, words, positions, sides, opened_on, seen_on, closed_on, reason'

/** Of each goods the divergence that came last, held until the transaction ends. */
export async function holdLatest(tx: Writer): Promise<readonly DivergenceRow[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('divergence'))", [], 'rulings.lock-divergences')
  return await tx.query<DivergenceRow>(
    `SELECT DISTINCT ON (key) ${DIVERGENCE} FROM divergence ORDER BY key, number DESC`,
    [],
    'rulings.latest',
  )
}

export async function openDivergence(tx: Writer, { key, words, positions }: Divergence, on: Day): Promise<string> {
  const [row] = await tx.query<{ number: string }>(
    'INSERT INTO divergence (key, words, positions, sides, opened_on, seen_on) VALUES ($1, $2, $3, $4, $5, $5) RETURNING number',
    [key, words, JSON.stringify(positions), sidesOf(positions), on],
    'rulings.open',
  )
  if (row === undefined) throw new Error('given a divergence, needs the row that was written')
  return row.number
}

/** Notes what both sides hold now. */
export async function seeDivergence(tx: Writer, number: string, positions: readonly HeldPosition[], on: Day): Promise<void> {
  await tx.query(
    'UPDATE divergence SET positions = $2, sides = $3, seen_on = $4 WHERE number = $1',
    [number, JSON.stringify(positions), sidesOf(positions), on],
    'rulings.see',
  )
}

export async function closeDivergence(tx: Writer, number: string, reason: string, by: string, on: Day): Promise<DivergenceRow | undefined> {
  const [row] = await tx.query<DivergenceRow>(
    `UPDATE divergence SET closed_on = $4, closed_by = $3, reason = $2 WHERE number = $1 AND closed_on IS NULL RETURNING ${DIVERGENCE}`,
    [number, reason, by, on],
    'rulings.close',
  )
  return row
}

export async function findDivergence(reader: Reader, number: string): Promise<DivergenceRow | undefined> {
  const [row] = await reader.query<DivergenceRow>(`SELECT ${DIVERGENCE} FROM divergence WHERE number = $1`, [number], 'rulings.divergence')
  return row
}

/** The newest first, from before the one numbered `before`. */
export async function listDivergences(
  reader: Reader,
  standing: DivergenceStanding | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly DivergenceRow[]> {
  return await reader.query<DivergenceRow>(
    `SELECT ${DIVERGENCE} FROM divergence
      WHERE ($1::text IS NULL OR (closed_on IS NULL) = ($1 = 'open')) AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
    [standing ?? null, before ?? null, limit],
    'rulings.divergences',
  )
}

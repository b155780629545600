import type { Issue } from '@lintas/customs/kernel'
import type { NamedLink } from '@lintas/customs/origin'
import type { Reader, Writer } from '../platform/node.ts'

/** A record that a cost statement rests on, and why it shows nothing any more where it does not. */
export interface LinkRow extends NamedLink {
  readonly statement: string
  readonly problem: Issue | null
}

/** A link of a statement that was not withdrawn, with what decides on which day its record has to hold. */
export interface StandingLink extends LinkRow {
  readonly trader: string
  readonly on: string
  readonly validFrom: string | null
  readonly validTo: string | null
}

const COLUMNS = 'l.statement, l.kind, l.number, l.line, l.problem'

export async function insertLinks(tx: Writer, statement: string, links: readonly NamedLink[]): Promise<void> {
  if (links.length === 0) return
  await tx.query(
    'INSERT INTO origin_statement_link (statement, kind, number, line) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])',
    [statement, links.map(each => each.kind), links.map(each => each.number), links.map(each => each.line)],
    'origin.insert-links',
  )
}

export async function listLinksOf(reader: Reader, statement: string): Promise<readonly LinkRow[]> {
  return await reader.query<LinkRow>(
    `SELECT ${COLUMNS} FROM origin_statement_link AS l WHERE l.statement = $1 ORDER BY l.number`,
    [statement],
    'origin.links-of',
  )
}

/** Links of statements that stand, to records of these numbers; held until the transaction ends. */
export async function holdStanding(tx: Writer, numbers: readonly string[]): Promise<readonly StandingLink[]> {
  return await tx.query<StandingLink>(
    `SELECT ${COLUMNS}, s.trader, s.question->>'on' AS "on", s.valid_from AS "validFrom", s.valid_to AS "validTo"
     FROM origin_statement_link AS l JOIN origin_statement AS s ON s.id = l.statement
     WHERE l.number = ANY ($1) AND s.withdrawn_at IS NULL ORDER BY l.statement, l.number FOR NO KEY UPDATE OF l`,
    [numbers],
    'origin.hold-standing',
  )
}

/** Numbers that statements which stand rest on, in order from after one. */
export async function listStandingNumbers(reader: Reader, after: string, today: string, limit: number): Promise<readonly string[]> {
  const rows = await reader.query<{ number: string }>(
    `SELECT DISTINCT l.number FROM origin_statement_link AS l JOIN origin_statement AS s ON s.id = l.statement
     WHERE l.number > $1 AND s.withdrawn_at IS NULL AND s.valid_to > $2 ORDER BY l.number LIMIT $3`,
    [after, today, limit],
    'origin.standing-numbers',
  )
  return rows.map(row => row.number)
}

export async function noteProblem(
  tx: Writer,
  { statement, number }: NamedLink & { readonly statement: string },
  problem: Issue | undefined,
  at: Date,
): Promise<void> {
  await tx.query(
    'UPDATE origin_statement_link SET problem = $3, lost_at = $4 WHERE statement = $1 AND number = $2',
    [statement, number, problem === undefined ? null : JSON.stringify(problem), problem === undefined ? null : at],
    'origin.note-problem',
  )
}

/** How far the log was read, held until the transaction ends; undefined where another process holds it. */
export async function holdCursor(tx: Writer): Promise<number | undefined> {
  const [row] = await tx.query<{ position: string }>('SELECT position FROM origin_link_cursor FOR UPDATE SKIP LOCKED', [], 'origin.cursor')
  return row === undefined ? undefined : Number(row.position)
}

export async function moveCursor(tx: Writer, position: number): Promise<void> {
  await tx.query('UPDATE origin_link_cursor SET position = $1', [position], 'origin.move-cursor')
}

/** What records the log speaks of from a place on, and where that ends. */
export async function readTouched(
  reader: Reader,
  from: number,
  stride: number,
): Promise<{ readonly to: number; readonly isLast: boolean; readonly numbers: readonly string[] }> {
  const [row] = await reader.query<{ placed: string }>(
    'SELECT coalesce(max(position) + 1, 0) AS placed FROM event_order',
    [],
    'origin.placed',
  )
  const placed = Number(row?.placed ?? 0)
  const to = Math.min(placed, from + stride)
  const rows = await reader.query<{ number: string }>(
    `SELECT DISTINCT l.number FROM event_order AS o JOIN event AS e ON e.id = o.event_id
       LEFT JOIN proof AS p ON e.subject = 'proof' AND p.number = e.subject_id
       JOIN origin_statement_link AS l ON l.number = e.subject_id OR l.number = p.check_number
     WHERE o.position >= $1 AND o.position < $2 AND e.subject IN ('proof', 'supplier-declaration')`,
    [from, to],
    'origin.touched',
  )
  return { to, isLast: to >= placed, numbers: rows.map(each => each.number) }
}

import type { Reader, Writer } from '../platform/node.ts'

/** What the owner of a list was asked about one of its codes, and what they chose. */
export interface ChoiceRow {
  readonly id: string
  readonly list: string
  readonly code: string
  /** The table that put several codes in its place. */
  readonly correlation: string
  readonly successors: readonly string[]
  readonly askedAt: Date
  readonly chosen: readonly string[] | null
  readonly reason: string | null
  readonly chosenAt: Date | null
}

const CHOICE = 'id, list, code, correlation, successors, asked_at AS "askedAt", chosen, reason, chosen_at AS "chosenAt"'

export type Question = Pick<ChoiceRow, 'list' | 'code' | 'correlation' | 'successors' | 'askedAt'>

/** Asks the owner of a list which code to watch; asked already, it is asked by the newer table. */
export async function askOwner(tx: Writer, { list, code, correlation, successors, askedAt }: Question): Promise<void> {
  await tx.query(
    `INSERT INTO watch_choice (list, code, correlation, successors, asked_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (list, code) WHERE chosen_at IS NULL
     DO UPDATE SET correlation = excluded.correlation, successors = excluded.successors, asked_at = excluded.asked_at`,
    [list, code, correlation, successors, askedAt],
    'watch.ask',
  )
}

/** Offers other codes for what is asked, because those that were offered changed in their turn. */
export async function offerOthers(tx: Writer, id: string, successors: readonly string[]): Promise<void> {
  await tx.query('UPDATE watch_choice SET successors = $2 WHERE id = $1', [id, successors], 'watch.offer')
}

/** What was asked about codes of lists, the oldest first: answered, and open where the code is still on the list. */
export async function listChoices(reader: Reader, lists: readonly string[]): Promise<readonly ChoiceRow[]> {
  if (lists.length === 0) return []
  return await reader.query<ChoiceRow>(
    `SELECT ${CHOICE} FROM watch_choice
     WHERE list = ANY ($1) AND (chosen_at IS NOT NULL OR code = ANY ((SELECT codes FROM watch_list WHERE watch_list.id = list)::text[]))
     ORDER BY asked_at, code`,
    [lists],
    'watch.choices',
  )
}

export async function answerChoice(
  tx: Writer,
  id: string,
  { chosen, reason, at }: { readonly chosen: readonly string[]; readonly reason: string | undefined; readonly at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE watch_choice SET chosen = $2, reason = $3, chosen_at = $4 WHERE id = $1 AND chosen_at IS NULL',
    [id, chosen, reason ?? null, at],
    'watch.choose',
  )
}

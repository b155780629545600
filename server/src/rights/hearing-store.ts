import type { FindingOnGoods } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** What customs means to charge after release, and what became of it. */
export interface Hearing {
  readonly id: string
  readonly mrn: string
  readonly finding: FindingOnGoods
  readonly hearUntil: Day
  readonly openedBy: string
  readonly openedAt: Date
  readonly answer: { readonly words: string } | null
  readonly answeredAt: Date | null
  readonly outcome: 'assessed' | 'dropped' | null
  readonly decisions: readonly string[] | null
}

const HEARINGS = `SELECT id, mrn, body AS finding, hear_until AS "hearUntil", opened_by AS "openedBy", opened_at AS "openedAt", answer,
  answered_at AS "answeredAt", outcome, decisions FROM hearing`

/** The hearings on a declaration, the first first. */
export async function listHearings(reader: Reader, mrn: string): Promise<readonly Hearing[]> {
  return await reader.query<Hearing>(`${HEARINGS} WHERE mrn = $1 ORDER BY id`, [mrn], 'rights.hearings')
}

/** Opens one; undefined where one is open. */
export async function insertHearing(
  tx: Writer,
  { mrn, finding, hearUntil, openedBy, openedAt }: Pick<Hearing, 'mrn' | 'finding' | 'hearUntil' | 'openedBy' | 'openedAt'>,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO hearing (mrn, body, hear_until, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (mrn) WHERE outcome IS NULL DO NOTHING RETURNING id`,
    [mrn, JSON.stringify(finding), hearUntil, openedBy, openedAt],
    'rights.insert-hearing',
  )
  return row?.id
}

export async function answerHearing(tx: Writer, id: string, words: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE hearing SET answer = $2, answered_at = $3 WHERE id = $1',
    [id, JSON.stringify({ words }), at],
    'rights.answer-hearing',
  )
}

export async function decideHearing(
  tx: Writer,
  id: string,
  {
    outcome,
    decisions,
    by,
    at,
  }: { readonly outcome: 'assessed' | 'dropped'; readonly decisions: readonly string[]; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE hearing SET outcome = $2, decisions = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
    [id, outcome, decisions, by, at],
    'rights.decide-hearing',
  )
}

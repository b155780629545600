import { findCompletionNotice } from '@lintas/customs/declaration'
import { addDays, type Day } from '@lintas/customs/kernel'
import type { Reader } from '../platform/node.ts'
import { openQueue } from '../risk/index.ts'
import { advance } from './advance.ts'
import type { Desk } from './desk.ts'
import { listToDeclare } from './removal-store.ts'
import { getVersion, holdDeclaration } from './store.ts'

/**
 * Reminds declarants of declarations that are to be completed, tells that the day has passed, and then puts the declaration before the officers; each once.
 * Of the removals of a month one is told for all. Answers how many were told. No penalty follows of itself.
 *
 * Run as often as one likes: what was told stands in the declaration, and is looked at again while it is held.
 */
export async function remindCompletions(desk: Desk): Promise<number> {
  const { node } = desk
  const today = node.clock.today()
  const queue = openQueue(node)
  let told = 0
  const toComplete = await listToComplete(node.db, today)
  for (const mrn of [...toComplete, ...(await listToDeclare(node.db, addDays(today, AHEAD_DAYS)))]) {
    await node.db.transaction(async tx => {
      const row = await holdDeclaration(tx, mrn)
      const notice = findCompletionNotice(row?.standing.completion, today)
      if (row === undefined || notice === undefined) return
      const { kind, dueOn } = row.standing.completion ?? {}
      const done = await advance(tx, desk, row, {
        records: [notice],
        doer: { by: 'system', as: 'system' },
        facts: { [notice.act]: { kind, dueOn } },
      })
      if (!done.ok) return
      if (notice.act === 'fall-overdue') {
        const { document } = await getVersion(tx, mrn, row.version)
        await queue.open(tx, mrn, document, 'completion-overdue', node.clock.now())
      }
      told += 1
    })
  }
  return told
}

/** A week before its last day the first reminder is due. */
const AHEAD_DAYS = 7

/** Declarations whose completion is near or late, and of which nothing was said of the latter yet. */
async function listToComplete(reader: Reader, today: Day): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    `SELECT mrn FROM declaration WHERE mode IN ('SIMPLIFIED', 'PROVISIONAL') AND standing->'completion' IS NOT NULL
       AND standing->'completion'->>'state' = 'open' AND (standing->'completion'->>'dueOn')::date <= $1::date + ${AHEAD_DAYS}
       AND status IN ('registered', 'under-control', 'payment-due', 'awaiting-arrival', 'released')
     ORDER BY mrn`,
    [today],
    'declaration.to-complete',
  )
  return rows.map(({ mrn }) => mrn)
}

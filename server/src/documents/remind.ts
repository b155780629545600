import { findNotice } from '@lintas/customs/documents'
import type { Node } from '../platform/node.ts'
import { insertNotice, listUnanswered } from './request-store.ts'

/**
 * Tells declarants of requests whose day is near or has passed, each once for each such day; answers how many were told.
 *
 * Run as often as one likes: what was told is noted in the transaction of its event.
 */
export async function remind({ db, clock, events }: Pick<Node, 'db' | 'clock' | 'events'>): Promise<number> {
  const today = clock.today()
  let told = 0
  for (const { mrn, number, dueOn, open } of await listUnanswered(db)) {
    const notice = findNotice({ dueOn }, today)
    if (notice === undefined) continue
    await db.transaction(async tx => {
      if (!(await insertNotice(tx, { mrn, request: number }, notice, dueOn, clock.now()))) return
      const facts = { mrn, request: number, dueOn, open }
      await events.append(tx, [{ subject: 'document-request', subjectId: `${mrn}/${number}`, act: notice, by: 'system', facts }])
      told += 1
    })
  }
  return told
}

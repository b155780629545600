import type { Node, Reader } from '../platform/node.ts'
import { worthOn } from './day-books.ts'
import { listActs } from './history-store.ts'
import { pastItemsOf } from './model-past.ts'
import * as store from './model-store.ts'
import { idOf } from './models.ts'

/** Places of the log that one transaction looks at. */
const STRIDE = 500

/**
 * Reads the log on from where it was left, and remembers every import that was declared, inspected or not: who was there before is known from all of them.
 *
 * It begins at the beginning of the log, so that what was declared before it was kept is remembered too. What was read and how far are written together.
 */
export async function followPast(node: Node): Promise<void> {
  for (;;) {
    const isDone = await node.db.transaction(async tx => {
      const from = await store.holdPastCursor(tx)
      const { acts, to } = await listActs(tx, from, STRIDE)
      if (to === from) return true
      const lodged = acts.filter(each => each.act === 'lodge').map(each => each.mrn)
      const rows = lodged.length === 0 ? [] : await declaredRows(node, tx, lodged)
      if (rows.length > 0) await store.insertPast(tx, rows)
      await store.movePastCursor(tx, to)
      return to < from + STRIDE
    })
    if (isDone) return
  }
}

async function declaredRows(node: Node, tx: Reader, mrns: readonly string[]) {
  const rows: Parameters<typeof store.insertPast>[1][number][] = []
  for (const { mrn, registeredOn, first } of await store.listImports(tx, mrns)) {
    const worth = await worthOn(node, registeredOn, tx)
    for (const [place, item] of pastItemsOf(first, registeredOn, worth).entries()) rows.push({ id: idOf(mrn, place), item })
  }
  return rows
}

import { LAW_KINDS } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import type { LawKind, LawRow } from '@lintas/customs/reference'
import type { NewEvent, Node } from '../platform/node.ts'
import { isAboutGoods } from './about-goods.ts'
import * as store from './store.ts'

/**
 * Notes in the log which law about goods has its first day, or the first day without it, since the last look; each day is noted once. The node's first look
 * notes nothing: what was in force before is no change.
 */
export async function noteDays(node: Node): Promise<void> {
  const today = node.clock.today()
  await node.db.transaction(async tx => {
    const last = await store.holdDay(tx, today)
    if (last === undefined || last >= today) return
    await node.events.append(
      tx,
      LAW_KINDS.flatMap(kind => eventsOf(node, kind, last, today)),
    )
    await store.moveDay(tx, today)
  })
}

/** One event for the rows of a kind that begin, and one for those that end without another in their place. */
function eventsOf({ law, state }: Node, kind: LawKind<LawRow>, after: Day, through: Day): readonly NewEvent[] {
  const isWithin = (day: Day | undefined) => day !== undefined && day > after && day <= through
  const rows = law.rows(kind).filter(row => row.state === state && isAboutGoods(kind.name, row))
  const goesOn = (row: LawRow) => rows.some(each => each.validFrom === row.validTo && kind.keyOf(each) === kind.keyOf(row))
  const changes = {
    begin: rows.filter(row => isWithin(row.validFrom)),
    end: rows.filter(row => isWithin(row.validTo) && !goesOn(row)),
  }
  return Object.entries(changes).flatMap(([act, found]): readonly NewEvent[] =>
    found.length === 0
      ? []
      : [
          {
            subject: 'law',
            subjectId: `${kind.name} ${through}`,
            act,
            by: 'system',
            facts: { kind: kind.name, rows: found.map(row => ({ row: row.id })) },
          },
        ],
  )
}

import { indexRecords, type RecordIndex, whyNot } from '@lintas/customs/origin'
import type { Node, Writer } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import * as store from './link-store.ts'
import { findRecords } from './records.ts'

/** Places of the log that one transaction looks at. */
const STRIDE = 20_000
/** Records that one transaction looks at each night. */
const BATCH = 500

/** The day a record has to hold for a statement: today while a standing determination is meant for it; its own day for one of a consignment. */
function dayFor({ on, validFrom, validTo }: Pick<store.StandingLink, 'on' | 'validFrom' | 'validTo'>, today: string): string {
  if (validFrom === null || validTo === null) return on
  return today < validFrom ? validFrom : today
}

/**
 * Looks again at the statements that rest on records of these numbers: one that shows nothing any more undoes them, one that holds again lifts that. Each change is
 * said once, in the log, from which whoever keeps the statement is told.
 */
export async function judgeAgain(tx: Writer, node: Node, doors: OriginDoors, numbers: readonly string[], by: string): Promise<void> {
  if (numbers.length === 0) return
  const today = node.clock.today()
  const links = (await store.holdStanding(tx, numbers)).filter(each => each.validTo === null || today < each.validTo)
  for (const [trader, own] of Map.groupBy(links, each => each.trader)) {
    const records = indexRecords(await findRecords(tx, doors, own, [trader]))
    for (const link of own) await judgeLink(tx, node, link, records, by)
  }
}

async function judgeLink(tx: Writer, node: Node, link: store.StandingLink, records: RecordIndex, by: string): Promise<void> {
  const problem = whyNot(link, records, dayFor(link, node.clock.today()))
  if ((problem === undefined) === (link.problem === null)) return
  await store.noteProblem(tx, link, problem, node.clock.now())
  const act = problem === undefined ? 'stand-again' : 'fall'
  const facts = { record: link.number, kind: link.kind, ...(problem === undefined ? {} : { because: problem.code }) }
  await node.events.append(tx, [{ subject: 'origin-statement', subjectId: link.statement, act, by, facts }])
}

/** Reads the log on from where it was read to, and looks again at what rests on the proofs it speaks of; answers whether there may be more. */
export async function followRecords(node: Node, doors: OriginDoors): Promise<boolean> {
  return await node.db.transaction(async tx => {
    const from = await store.holdCursor(tx)
    if (from === undefined) return false
    const { to, isLast, numbers } = await store.readTouched(tx, from, STRIDE)
    await judgeAgain(tx, node, doors, numbers, 'system')
    await store.moveCursor(tx, to)
    return !isLast
  })
}

/** Looks, each night, for records that ran out below standing determinations. */
export async function watchRecords(node: Node, doors: OriginDoors): Promise<void> {
  let after = ''
  for (;;) {
    const numbers = await store.listStandingNumbers(node.db, after, node.clock.today(), BATCH)
    const last = numbers.at(-1)
    if (last === undefined) return
    await node.db.transaction(tx => judgeAgain(tx, node, doors, numbers, 'system'))
    after = last
  }
}

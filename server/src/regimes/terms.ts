import { addDays, formatMajor, money } from '@lintas/customs/kernel'
import { findTermNotice, WARN_DAYS } from '@lintas/customs/regimes'
import { drawSecurity, goOnPaid } from '../debt/index.ts'
import type { Declarations } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import { findLot, type LotRow, listLots, listSecured, listTerms, setWarned } from './lot-store.ts'
import { freeSecurity, moveLot } from './move.ts'

/**
 * Warns the holders of goods whose term is near, each day of warning once; the day after the last one, what is still suspended on them falls due and their
 * security is called. Security that nothing stands behind any more, since what fell due was paid, is given back. Answers how many were told.
 *
 * Run as often as one likes: what was told stands in the lot, and is looked at again while its declaration is held.
 */
export async function watchTerms(node: Node, declarations: Declarations): Promise<number> {
  const today = node.clock.today()
  const ahead = addDays(today, WARN_DAYS[0])
  let told = 0
  for (const { id, mrn } of await listTerms(node.db, ahead)) {
    await node.db.transaction(async tx => {
      const held = await declarations.hold(tx, mrn)
      const lot = await findLot(tx, id)
      if (held === undefined || lot === undefined || lot.left.quantity.num === 0n) return
      const notice = findTermNotice(lot.until, lot.warned, today)
      if (notice === undefined) return
      told += 1
      if (notice.act === 'fall-due') return await fallDue(tx, node, declarations, lot)
      await setWarned(tx, id, notice.daysBefore)
      const facts = { mrn, item: lot.item, until: lot.until, daysBefore: notice.daysBefore }
      await node.events.append(tx, [{ subject: 'regime-lot', subjectId: id, act: 'warn', by: 'system', facts }])
    })
  }
  for (const mrn of await listSecured(node.db)) {
    await node.db.transaction(async tx => {
      await declarations.hold(tx, mrn)
      const [lot] = await listLots(tx, { mrns: [mrn] })
      if (lot !== undefined) await freeSecurity(tx, node, lot, 'system')
    })
  }
  return told
}

/** What is left of a lot is due, and its security pays as much of it as there is. Its declaration is held. */
async function fallDue(tx: Writer, node: Node, declarations: Declarations, lot: LotRow): Promise<void> {
  const { id, mrn, left, currency } = lot
  const moved = await moveLot(tx, node, id, { kind: 'overdue', quantity: left.quantity, fate: 'due' }, 'system')
  if (!moved.ok) throw new Error(`given lot ${id}, needs to fall due: ${moved.issues[0]?.code}`)
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) return
  const drawn = await drawSecurity(tx, node, held, 'suspension', 'system')
  if (drawn.length === 0) return
  await goOnPaid(tx, declarations, mrn, currency, 'system')
  const sum = drawn.reduce((total, each) => total + each.minor, 0n)
  const facts = { mrn, amount: formatMajor(money(sum, currency)), currency }
  await node.events.append(tx, [{ subject: 'regime-lot', subjectId: id, act: 'call-security', by: 'system', facts }])
}

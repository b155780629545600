import type { DeclarationDocument } from '@lintas/customs/declaration'
import { claimedQuotas, findQuota, QUOTAS, type QuotaDraw, type QuotaRow, quotaStatus } from '@lintas/customs/duty'
import type { Given } from '@lintas/customs/journey'
import { compare, type Day, decimal, error, minus, ok, plus, type Rational, type Result, stop, toExact, ZERO } from '@lintas/customs/kernel'
import type { NewEvent, Node, Writer } from '../platform/node.ts'
import * as store from './store.ts'

type Parts = Pick<Node, 'law' | 'state' | 'clock' | 'events'>

/** A declaration, and the day whose law its quotas are of. */
interface Drawing {
  readonly mrn: string
  readonly registeredOn: Day
}

/**
 * What is left of the quotas a document claims, held until the transaction ends, and before any account of a debtor is. What the declaration drew itself is
 * still there for a new document; decided again on the same one, its items keep it (`kept`). Nothing where it claims none.
 */
export async function holdQuotas(
  tx: Writer,
  { law, state }: Parts,
  document: DeclarationDocument,
  { mrn, registeredOn }: Drawing,
  kept?: readonly QuotaDraw[],
): Promise<Pick<Given, 'quotas'>> {
  const drawnBefore = kept === undefined ? {} : { drawn: kept }
  const rows = claimedQuotas(document).flatMap(orderNumber => findQuota(law, state, registeredOn, orderNumber) ?? [])
  if (claimedQuotas(document).length === 0) return kept === undefined ? {} : { quotas: { left: [], ...drawnBefore } }
  if (rows.length === 0) return { quotas: { left: [], ...drawnBefore } }
  await store.openBalances(
    tx,
    rows.map(({ id, orderNumber }) => ({ lawRow: id, orderNumber })),
  )
  const own = await store.listDraws(tx, mrn)
  const drawn = await store.holdBalances(tx, [...new Set([...rows.map(each => each.id), ...own.map(each => each.lawRow)])])
  const left = rows.map(row => {
    const freed = kept === undefined ? own.filter(each => each.lawRow === row.id) : []
    const taken = freed.reduce((sum, each) => minus(sum, decimal(each.amount)), takenOf(drawn, row))
    return { orderNumber: row.orderNumber, lawRow: row.id, left: toExact(leftOf(row, taken)) }
  })
  return { quotas: { left, ...drawnBefore } }
}

/** Draws for a declaration what was decided, in place of what it drew before; what is the same stays drawn. Nothing where neither is anything. */
export async function drawQuotas(
  tx: Writer,
  parts: Parts,
  { mrn, registeredOn }: Drawing,
  decided: readonly QuotaDraw[],
  by: string,
): Promise<void> {
  const before = await store.listDraws(tx, mrn)
  const after = decided.map(each => ({ item: each.sequence, lawRow: each.lawRow, amount: each.value }))
  const gone = before.filter(each => !after.some(other => isSame(each, other)))
  const fresh = after.filter(each => !before.some(other => isSame(each, other)))
  if (gone.length > 0) await giveBack(tx, parts, mrn, gone, by, new Set(fresh.map(each => each.lawRow)))
  if (fresh.length === 0) return
  const rows = new Map(parts.law.on(QUOTAS, parts.state, registeredOn).map(row => [row.id, row]))
  const held = await store.holdBalances(
    tx,
    fresh.map(each => each.lawRow),
  )
  const events = [...Map.groupBy(fresh, each => each.lawRow)].flatMap(([id, draws]) => {
    const row = rows.get(id)
    if (row === undefined) throw new Error(`given a draw of ${id}, needs a quota of the day`)
    const [from, to] = [takenOf(held, row), draws.reduce((sum, each) => plus(sum, decimal(each.amount)), takenOf(held, row))]
    if (compare(to, decimal(row.volume.value)) > 0)
      throw new Error(`given draws up to ${toExact(to)}, needs no more than ${row.volume.value} of ${id}`)
    return eventsOf(row, { mrn, draws, from, to, by })
  })
  await store.insertDraws(tx, mrn, fresh, parts.clock.now())
  await parts.events.append(tx, events)
}

/** Gives back all that a declaration drew, once, but for the items whose goods are gone. */
export async function giveBackQuotas(tx: Writer, parts: Parts, mrn: string, by: string, gone: readonly number[] = []): Promise<void> {
  const draws = (await store.listDraws(tx, mrn)).filter(each => !gone.includes(each.item))
  if (draws.length > 0) await giveBack(tx, parts, mrn, draws, by)
}

/** Draws for a declaration that was decided again, or for goods that go on after all; refused where others took of the quota meanwhile, so that whoever decides knows. */
export async function drawQuotasAgain(
  tx: Writer,
  parts: Parts,
  drawing: Drawing,
  decided: readonly QuotaDraw[],
  by: string,
): Promise<Result<void>> {
  const had = await store.listDraws(tx, drawing.mrn)
  const rows = new Set([...decided, ...had].map(each => each.lawRow))
  if (rows.size === 0) return ok(undefined)
  const drawn = await store.holdBalances(tx, [...rows])
  const { law, state } = parts
  const fresh = decided.filter(each => !had.some(draw => draw.item === each.sequence))
  const issues = [...Map.groupBy(fresh, each => each.lawRow)].flatMap(([id, draws]) => {
    const row = law.on(QUOTAS, state, drawing.registeredOn).find(each => each.id === id)
    const asked = draws.reduce((sum, each) => plus(sum, decimal(each.value)), ZERO)
    const left = row === undefined ? ZERO : leftOf(row, takenOf(drawn, row))
    if (row !== undefined && compare(asked, left) <= 0) return []
    const params = { orderNumber: draws[0]?.orderNumber ?? '', asked: toExact(asked), left: toExact(left), unit: draws[0]?.unit ?? '' }
    return [error('duty.quota-taken-meanwhile', '', params)]
  })
  if (issues.length > 0) return stop(...issues)
  await drawQuotas(tx, parts, drawing, decided, by)
  return ok(undefined)
}

/** Gives back draws. A quota that has something left again is said to be reopened, but for those that are drawn of at once. */
async function giveBack(
  tx: Writer,
  { events, law }: Parts,
  mrn: string,
  draws: readonly store.Draw[],
  by: string,
  drawnAtOnce: ReadonlySet<string> = new Set(),
): Promise<void> {
  const lawRows = [...new Set(draws.map(each => each.lawRow))]
  const held = await store.holdBalances(tx, lawRows)
  await store.giveBackDraws(
    tx,
    mrn,
    draws.map(each => each.item),
  )
  await events.append(
    tx,
    draws.map(({ item, lawRow, amount }) => ({ subject: 'quota', subjectId: lawRow, act: 'give-back', by, facts: { mrn, item, amount } })),
  )
  const reopened = law.rows(QUOTAS).filter(row => {
    if (!lawRows.includes(row.id) || drawnAtOnce.has(row.id)) return false
    const taken = takenOf(held, row)
    const given = draws.filter(each => each.lawRow === row.id).reduce((sum, each) => plus(sum, decimal(each.amount)), ZERO)
    return quotaStatus(row, taken) === 'exhausted' && quotaStatus(row, minus(taken, given)) !== 'exhausted'
  })
  await events.append(
    tx,
    reopened.map(({ id, orderNumber }) => ({
      subject: 'quota',
      subjectId: id,
      act: 'reopened',
      by: 'system',
      facts: { orderNumber },
    })),
  )
}

interface Taken {
  readonly mrn: string
  readonly draws: readonly store.Draw[]
  readonly from: Rational
  readonly to: Rational
  readonly by: string
}

/** A draw each, and that the quota became critical or exhausted by them. */
function eventsOf(row: QuotaRow, { mrn, draws, from, to, by }: Taken): readonly NewEvent[] {
  const about = { subject: 'quota', subjectId: row.id } as const
  const status = quotaStatus(row, to)
  const drawn = draws.map(({ item, amount }) => ({ ...about, act: 'draw', by, facts: { mrn, item, amount } }))
  if (status === 'open' || status === quotaStatus(row, from)) return drawn
  return [...drawn, { ...about, act: status, by: 'system', facts: { orderNumber: row.orderNumber, drawn: toExact(to) } }]
}

function isSame(one: store.Draw, other: store.Draw): boolean {
  return one.item === other.item && one.lawRow === other.lawRow && compare(decimal(one.amount), decimal(other.amount)) === 0
}

function takenOf(drawn: ReadonlyMap<string, string>, { id }: QuotaRow): Rational {
  return decimal(drawn.get(id) ?? '0')
}

/** Never below nought, also where the law made the quota smaller than what was taken of it. */
function leftOf({ volume }: QuotaRow, taken: Rational): Rational {
  const left = minus(decimal(volume.value), taken)
  return compare(left, ZERO) < 0 ? ZERO : left
}

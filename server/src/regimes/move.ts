import { dueOf } from '@lintas/customs/debt'
import { type Day, error, formatMajor, money, ok, type Rational, type Result, stop } from '@lintas/customs/kernel'
import { ROUNDINGS } from '@lintas/customs/reference'
import {
  type ChargePart,
  chargePartially,
  dueJournal,
  type Fate,
  giveBack,
  type Movement,
  type MovementKind,
  partsOf,
  securedOf,
  sumOfCharges,
  take,
  termsOfRegime,
} from '@lintas/customs/regimes'
import { dischargeSecurity, findAccount, post } from '../debt/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { findAuthorisation } from './authorisation-store.ts'
import * as store from './lot-store.ts'
import * as movements from './movement-store.ts'
import { principalOf } from './principal-store.ts'

/** What these verbs need of a node. */
export type RegimeDesk = Pick<Node, 'clock' | 'events' | 'jobs' | 'law' | 'state'>

/** Part of a lot on its way: what happens to it, and what it waits for where it does. */
export interface Move {
  readonly kind: MovementKind
  readonly quantity: Rational
  /** What becomes of its charges, where that is decided; else it waits. */
  readonly fate?: Fate | undefined
  readonly mrn?: string | undefined
  readonly item?: number | undefined
  readonly toAuthorisation?: string | undefined
  readonly toPlace?: string | undefined
  readonly shown?: readonly string[] | undefined
}

/**
 * Takes part of a lot whose declaration is held in this transaction. What is done at once is discharged, carried or charged at once; what waits is taken
 * off the stock all the same, so that nobody else can have it.
 */
export async function moveLot(tx: Writer, node: RegimeDesk, id: string, move: Move, by: string): Promise<Result<string>> {
  const lot = await getLot(tx, id)
  const taken = take(lot, move.quantity)
  if (!taken.ok) return taken
  const { kind, fate, quantity: _, ...where } = move
  await store.setLeft(tx, id, taken.value.left)
  const charged = fate === 'discharged' ? chargedInPart(node, lot, taken.value.taken.charges, node.clock.today()) : {}
  const movement: Movement = {
    kind,
    ...taken.value.taken,
    ...(fate === undefined ? { status: 'pending' } : { status: 'done', fate, ...charged }),
  }
  const now = { on: node.clock.today(), by, at: node.clock.now() }
  const moved = await movements.insertMovement(tx, { lot: id, ...movement, ...where, ...now })
  await tell(tx, node, lot, fate === undefined ? 'promise' : 'move', movement, by, { movement: moved, ...where })
  if (fate !== undefined) await follow(tx, node, lot, moved, movement, fate, by, where)
  return ok(moved)
}

/**
 * Settles what waited: it becomes of it what was decided, or it is given back. Of an item's declaration that is held in this transaction.
 *
 * @param goneOn the day since which the goods are not here: that of a case, however long an officer takes to judge it
 */
export async function settleMovement(
  tx: Writer,
  node: RegimeDesk,
  { id, lot: lotId, ...movement }: movements.MovementRow,
  fate: Fate | 'undone',
  by: string,
  goneOn = node.clock.today(),
): Promise<Result<void>> {
  if (movement.status !== 'pending') return stop(error('regimes.movement-settled', '', { status: movement.status }))
  const lot = await getLot(tx, lotId)
  const on = node.clock.today()
  if (fate === 'undone') {
    await store.setLeft(tx, lotId, giveBack(lot.left, movement))
    await movements.settleMovement(tx, id, { status: 'undone' }, on)
    await tell(tx, node, lot, 'give-back', movement, by, { movement: id })
    return ok(undefined)
  }
  const charged = fate === 'discharged' ? chargedInPart(node, lot, movement.charges, goneOn) : {}
  await movements.settleMovement(tx, id, { status: 'done', fate, ...charged }, on)
  await tell(tx, node, lot, 'move', movement, by, { movement: id, fate })
  await follow(tx, node, lot, id, { ...movement, ...charged }, fate, by, movement)
  return ok(undefined)
}

/** What goods relieved in part are charged for the time they were here, where nobody owes the rest any more. */
function chargedInPart(
  { law, state }: RegimeDesk,
  { partialRelief, enteredOn: from, currency }: store.LotRow,
  charges: readonly ChargePart[],
  to: Day,
): Pick<Movement, 'charged'> {
  if (partialRelief === undefined) return {}
  const rounding = law.on(ROUNDINGS, state, to).find(row => row.of === 'charge')
  if (rounding === undefined) throw new Error(`given goods relieved in part, needs how ${state} rounds a charge on ${to}`)
  return { charged: chargePartially(charges, partialRelief, { from, to, currency, rounding }) }
}

/** What follows from what was done: a charge, another lot, security that is not needed any more. */
async function follow(
  tx: Writer,
  node: RegimeDesk,
  lot: store.LotRow,
  movement: string,
  { quantity, value, charges, charged }: Movement,
  fate: Fate,
  by: string,
  to: { readonly toAuthorisation?: string | undefined; readonly toPlace?: string | undefined } = {},
): Promise<void> {
  if (fate === 'carried') await carry(tx, node, lot, movement, { quantity, value, charges }, to, by)
  const due = fate === 'due' ? charges : partsOf(charged, lot.currency)
  if (due.length > 0) {
    const account = await findAccount(tx, lot.mrn, lot.currency)
    const head = { mrn: lot.mrn, debtor: await principalOf(tx, lot.mrn), postedOn: node.clock.today(), movement, regime: lot.regime }
    const journal = dueJournal(head, due, account)
    if (journal !== undefined) await post(tx, [journal])
  }
  if (fate === 'discharged') await freeSecurity(tx, node, lot, by)
}

/** The goods stand in another place, or in another holder's hands: as a lot of their own, with the part of the debt that goes with them. */
async function carry(
  tx: Writer,
  node: RegimeDesk,
  lot: store.LotRow,
  carriedBy: string,
  part: Pick<Movement, 'quantity' | 'value' | 'charges'>,
  { toAuthorisation, toPlace }: { readonly toAuthorisation?: string | undefined; readonly toPlace?: string | undefined },
  by: string,
): Promise<void> {
  const to = toAuthorisation === undefined ? undefined : await findAuthorisation(tx, toAuthorisation)
  const { id, left: _, warned: __, listed: ___, ...same } = lot
  const carried = {
    ...same,
    ...part,
    ...(to === undefined ? {} : { authorisation: to.number, holder: to.holder }),
    ...(toPlace === undefined ? {} : { place: toPlace }),
    carriedFrom: id,
    carriedBy,
  }
  const opened = await store.insertLot(tx, carried)
  if (opened === undefined) throw new Error(`given movement ${carriedBy}, carried before, needs one that was not`)
  await tell(tx, node, { ...lot, id: opened }, 'enter', part, by, { from: id })
}

/** Gives back the security that what is still suspended, or due and not paid, does not need any more. */
export async function freeSecurity(tx: Writer, node: RegimeDesk, { mrn, regime, currency }: store.LotRow, by: string): Promise<void> {
  const lots = await store.listLots(tx, { mrns: [mrn] })
  const moved = await movements.listMovements(
    tx,
    lots.map(each => each.id),
  )
  const waiting = moved.filter(each => each.status === 'pending')
  const open = [...lots.map(each => each.left.charges), ...waiting.map(each => each.charges)].reduce(
    (sum, each) => sum + sumOfCharges(each),
    0n,
  )
  const due = dueOf(await findAccount(tx, mrn, currency)).minor
  const percent = termsOfRegime(node.law, node.state, node.clock.today(), regime)?.securityPercent ?? '100'
  const keep = money(securedOf(open, percent) + due, currency)
  await dischargeSecurity(tx, node, { mrn, principal: await principalOf(tx, mrn) }, { reason: 'suspension', keep }, by)
}

export async function getLot(tx: Writer, id: string): Promise<store.LotRow> {
  const lot = await store.findLot(tx, id)
  if (lot === undefined) throw new Error(`given lot ${id}, needs one that is there`)
  return lot
}

async function tell(
  tx: Writer,
  { events }: RegimeDesk,
  lot: store.LotRow,
  act: string,
  { quantity, charges, ...movement }: Pick<Movement, 'quantity' | 'charges'> & { readonly kind?: MovementKind },
  by: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const facts = {
    mrn: lot.mrn,
    item: lot.item,
    ...(movement.kind === undefined ? {} : { kind: movement.kind }),
    quantity: store.quantityText(quantity),
    unit: lot.unit,
    charges: formatMajor(money(sumOfCharges(charges), lot.currency)),
    currency: lot.currency,
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
  }
  await events.append(tx, [{ subject: 'regime-lot', subjectId: lot.id, act, by, facts }])
}

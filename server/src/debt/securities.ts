import { checkReservation, dischargeJournal, drawJournal, dueOf, pledgeJournal, type SecurityReason } from '@lintas/customs/debt'
import type { Day } from '@lintas/customs/kernel'
import { formatMajor, type Money, map, money, ok, type Result } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import { type AccountRow, holdAccount } from './debtor-account-store.ts'
import { orderPayout } from './payouts.ts'
import { post } from './postings.ts'
import { insertSecurity, listSecurities, type Security, takeFrom } from './security-store.ts'
import { isOverdue } from './statement-store.ts'
import { findAccount } from './store.ts'

/** What these verbs need of a node. */
export type SecurityDesk = Pick<Node, 'clock' | 'events' | 'jobs'>

/** Whose declaration security is for; it is held in the transaction. */
type Held = Pick<DeclarationHead, 'mrn' | 'principal'>

export interface Pledge {
  readonly reason: SecurityReason
  readonly amount: Money
  /** The debtor's account it is reserved on, by id. */
  readonly account: string
  /** The last day for which the security must stand. */
  readonly until?: Day | undefined
}

/**
 * Gives security by reserving on a guarantee or a deferred account: held, asked, posted and moved in one transaction, so that what stands
 * on an account never exceeds its limit. Refused with what is left.
 *
 * The declaration does not go on by itself; whoever calls lets it proceed.
 */
export async function pledgeSecurity(tx: Writer, node: SecurityDesk, held: Held, pledge: Pledge, by: string): Promise<Result<string>> {
  const { mrn, principal: debtor } = held
  const { reason, amount } = pledge
  const today = node.clock.today()
  const taken = await holdPledgeable(tx, node, held, pledge)
  if (!taken.ok) return taken
  const account = taken.value

  const security = await insertSecurity(tx, { mrn, reason, debtor, account: account.id, amount, by, at: node.clock.now() })
  const before = await findAccount(tx, mrn, amount.currency)
  await post(tx, [pledgeJournal({ mrn, debtor, postedOn: today, security, reason, account: account.id, amount }, before)])
  const facts = { mrn, reason, account: account.number, ...saidOf(amount) }
  await node.events.append(tx, [{ subject: 'security', subjectId: security, act: 'pledge', by, facts }])
  return ok(security)
}

/** Holds the account a pledge is to be reserved on, and answers it where it takes the pledge. */
export async function holdPledgeable(
  tx: Writer,
  { clock }: Pick<SecurityDesk, 'clock'>,
  { mrn, principal: trader }: Held,
  { amount, until, account: id }: Pledge,
): Promise<Result<AccountRow>> {
  const on = clock.today()
  const account = await holdAccount(tx, id)
  const wish = { purpose: 'security', mrn, trader, on, amount, until, isOverdue: await isOverdue(tx, id, on) } as const
  return map(checkReservation(account, wish), () => account)
}

/**
 * Gives security for one reason back, down to `keep`: a reservation ends, money is ordered to be paid out. Answers what was given back.
 *
 * To be called once the obligation is fulfilled, and when less of it is needed. Nothing held is nothing to give back.
 *
 * @source RKC General Annex std. 5.7 ("discharged without delay"); ATIGA art. 60
 */
export async function dischargeSecurity(
  tx: Writer,
  node: SecurityDesk,
  held: Held,
  { reason, keep }: { readonly reason: SecurityReason; readonly keep: Money },
  by: string,
): Promise<Money> {
  const open = await listOpen(tx, held.mrn, reason)
  let left = open.reduce((sum, each) => sum + each.open.minor, 0n) - keep.minor
  const all = left
  for (const security of open) {
    const amount = money(least(left, security.open.minor), keep.currency)
    if (amount.minor <= 0n) break
    left -= amount.minor
    await dischargeOne(tx, node, held, security, amount, by)
  }
  return money(all > 0n ? all - left : 0n, keep.currency)
}

async function dischargeOne(tx: Writer, node: SecurityDesk, held: Held, security: Security, amount: Money, by: string): Promise<void> {
  const { mrn, principal: debtor } = held
  const { id, reason, account } = security
  const turn = await takeFrom(tx, id, amount.minor)
  const before = await findAccount(tx, mrn, amount.currency)
  await post(tx, [dischargeJournal({ mrn, debtor, postedOn: node.clock.today(), security: id, reason, account, turn, amount }, before)])
  const payout = account === undefined ? await orderPayout(tx, node, { purpose: 'security', mrn, debtor, amount }, by) : undefined
  const facts = { mrn, reason, ...saidOf(amount), ...(payout === undefined ? {} : { payout }) }
  await node.events.append(tx, [{ subject: 'security', subjectId: id, act: 'discharge', by, facts }])
}

/**
 * Lets security for one reason pay what its declaration owes, as far as it goes. Answers what was paid with it; nothing, where nothing is due.
 *
 * What was reserved on an account is owed on that account from now on. The declaration does not go on by itself.
 */
export async function drawSecurity(
  tx: Writer,
  node: SecurityDesk,
  held: Held,
  reason: SecurityReason,
  by: string,
): Promise<readonly Money[]> {
  const { mrn, principal: debtor } = held
  const drawn: Money[] = []
  for (const security of await listOpen(tx, mrn, reason)) {
    const { id, account, open } = security
    const before = await findAccount(tx, mrn, open.currency)
    const amount = money(least(dueOf(before).minor, open.minor), open.currency)
    if (amount.minor === 0n) break
    const turn = await takeFrom(tx, id, amount.minor)
    await post(tx, [drawJournal({ mrn, debtor, postedOn: node.clock.today(), security: id, reason, account, turn, amount }, before)])
    await node.events.append(tx, [{ subject: 'security', subjectId: id, act: 'draw', by, facts: { mrn, reason, ...saidOf(amount) } }])
    drawn.push(amount)
  }
  return drawn
}

/** The debtor's account, by id, that was last reserved on for a declaration and one reason, whether it still is or not. */
export async function findReserved(tx: Writer, mrn: string, reason: SecurityReason): Promise<string | undefined> {
  return (await listSecurities(tx, mrn)).findLast(each => each.reason === reason && each.account !== undefined)?.account
}

async function listOpen(tx: Writer, mrn: string, reason: SecurityReason): Promise<readonly Security[]> {
  const given = await listSecurities(tx, mrn)
  return given.filter(each => each.reason === reason && each.open.minor > 0n)
}

function saidOf(amount: Money) {
  return { amount: formatMajor(amount), currency: amount.currency }
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

import { randomUUID } from 'node:crypto'
import { afterDeferring, checkReservation, type DeclarationAccount, deferralJournal, dueOf, type Journal } from '@lintas/customs/debt'
import { isPermitted } from '@lintas/customs/declaration'
import { error, formatMajor, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import type { Cashier } from './cashier.ts'
import { chargeInterest } from './debt-record.ts'
import { holdAccount } from './debtor-account-store.ts'
import { post } from './postings.ts'
import { isSettled } from './settled.ts'
import { isOverdue } from './statement-store.ts'
import { findAccount } from './store.ts'

/**
 * Defers what is due for a declaration, held in this transaction, to a debtor's account: it is owed at the day the account's statement falls
 * due, and the declaration goes on as if it were paid.
 *
 * All of what is due or nothing. The account is held while it is asked, so that of many at once none goes beyond its limit.
 */
export async function deferCharges(
  tx: Writer,
  { node, declarations }: Pick<Cashier, 'declarations'> & { readonly node: Pick<Node, 'clock' | 'events' | 'law' | 'state'> },
  held: DeclarationHead,
  account: string,
  by: string,
): Promise<Result<DeclarationHead>> {
  const { mrn, status, principal: debtor } = held
  if (!isPermitted('defer', status)) return stop(error('declaration.act-not-permitted', '', { act: 'defer', status }))
  await chargeInterest(tx, node, held)
  const before = await findAccount(tx, mrn, STATE_FACTS[node.state].currency)
  if (dueOf(before).minor === 0n) return stop(error('debt.nothing-due', '', { mrn }))
  const deferred = await defer(tx, node, { mrn, debtor, account }, before)
  if (!deferred.ok) return deferred
  const { journal, after, number } = deferred.value
  await post(tx, [journal])
  const amount = dueOf(before)
  const facts = { mrn, amount: formatMajor(amount), currency: amount.currency }
  await node.events.append(tx, [{ subject: 'account', subjectId: number, act: 'defer', by, facts }])
  return await declarations.proceed(tx, held, { act: 'defer', isSettled: await isSettled(tx, declarations, mrn, after) }, by)
}

/** What is posted where an account takes all that is due. Held from here on. */
async function defer(
  tx: Writer,
  { clock }: Pick<Node, 'clock'>,
  { mrn, debtor, account: id }: { readonly mrn: string; readonly debtor: string; readonly account: string },
  before: DeclarationAccount,
): Promise<Result<{ readonly journal: Journal; readonly after: DeclarationAccount; readonly number: string }>> {
  const today = clock.today()
  const amount = dueOf(before)
  const account = await holdAccount(tx, id)
  const overdue = await isOverdue(tx, id, today)
  const allowed = checkReservation(account, { purpose: 'deferral', mrn, trader: debtor, on: today, amount, isOverdue: overdue })
  if (!allowed.ok) return allowed
  const journal = deferralJournal({ mrn, debtor, postedOn: today, deferral: randomUUID(), account: id, amount }, before)
  return ok({ journal, after: afterDeferring(before, id, amount), number: account.number })
}

/**
 * Defers what an amendment charges more to the account its declaration already stands on; what the account does not take is due.
 *
 * For whoever decides again on a declaration it holds, before the decision is posted.
 */
export async function extendDeferral(
  tx: Writer,
  node: Pick<Node, 'clock'>,
  { mrn, principal: debtor }: Pick<DeclarationHead, 'mrn' | 'principal'>,
  charged: DeclarationAccount,
): Promise<{ readonly journals: readonly Journal[]; readonly account: DeclarationAccount }> {
  const [account] = charged.deferred.keys()
  if (account === undefined || dueOf(charged).minor === 0n) return { journals: [], account: charged }
  const deferred = await defer(tx, node, { mrn, debtor, account }, charged)
  return deferred.ok ? { journals: [deferred.value.journal], account: deferred.value.after } : { journals: [], account: charged }
}

/** How many declarations one turn defers: enough for a second of the busiest port. */
const TURN_MAX = 500

/**
 * The statement that asks for the charges of a declaration, being lodged in the same statement, to be deferred: to an account it names by
 * number, or to the one its debtor's standing instruction names. The parameters are named by the caller; without numbers nothing is asked for.
 */
export function wantDeferral(mrn: string, debtor: string, numbers: string): string {
  return `INSERT INTO deferral_wanted (mrn, account)
    SELECT ${mrn}, id FROM debtor_account
    WHERE ${numbers} IS NOT NULL AND trader = ${debtor} AND kind = 'deferred-payment' AND (number = ANY (${numbers}) OR standing)
    ORDER BY (number = ANY (${numbers})) DESC, listed LIMIT 1`
}

/**
 * Defers what lodgings asked for, one after the other. What an account does not take stays due, and the reason is kept for the debtor. One that fails is
 * tried again at the next turn, and keeps no other from its own.
 */
export async function deferWanted(cashier: Cashier): Promise<void> {
  const { node } = cashier
  const wanted = await node.db.query<{ mrn: string; account: string }>(
    'SELECT mrn, account FROM deferral_wanted WHERE refused IS NULL ORDER BY mrn LIMIT $1',
    [TURN_MAX],
    'debt-deferrals-wanted',
  )
  for (const { mrn, account } of wanted) {
    await node.db
      .transaction(tx => deferOne(cashier, tx, mrn, account))
      .catch(cause => node.log.error({ err: cause, mrn }, 'the charges of a declaration could not be deferred; it is tried again'))
  }
}

async function deferOne(cashier: Cashier, tx: Writer, mrn: string, account: string): Promise<void> {
  const held = await cashier.declarations.hold(tx, mrn)
  if (held === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  const deferred = await deferCharges(tx, cashier, held, account, 'system')
  if (deferred.ok) await tx.query('DELETE FROM deferral_wanted WHERE mrn = $1', [mrn], 'debt-deferral-done')
  else
    await tx.query(
      'UPDATE deferral_wanted SET refused = $2 WHERE mrn = $1',
      [mrn, JSON.stringify(deferred.issues)],
      'debt-deferral-refused',
    )
}

/** Why the charges of a declaration were not deferred as it asked. */
export async function findRefusal(reader: Pick<Writer, 'query'>, mrn: string): Promise<readonly Issue[]> {
  const [row] = await reader.query<{ refused: readonly Issue[] }>(
    'SELECT refused FROM deferral_wanted WHERE mrn = $1 AND refused IS NOT NULL',
    [mrn],
  )
  return row?.refused ?? []
}

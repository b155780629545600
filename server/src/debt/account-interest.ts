import { type AccountInterest, accountInterestJournal, assessAccountInterest } from '@lintas/customs/debt'
import { addDays, type Day, formatMajor, ok, type Result } from '@lintas/customs/kernel'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { insertAccountInterest, listLate } from './account-interest-store.ts'
import { type AccountRow, holdAccount } from './debtor-account-store.ts'
import { post } from './postings.ts'
import { listIssued, listMovements } from './statement-store.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'law' | 'state'>

/** More months than any account has. */
const MONTHS_MAX = 1_200

/** Interest on what a deferred account owes past the days of its statements, up to today; undefined where nothing ever was late. */
export async function readAccountInterest(
  reader: Reader,
  { clock, law, state }: Omit<Desk, 'events'>,
  account: AccountRow,
): Promise<Result<AccountInterest | undefined>> {
  if (account.kind !== 'deferred-payment') return ok(undefined)
  const { currency } = account.limit
  const today = clock.today()
  const issued = await listIssued(reader, account.id, currency, MONTHS_MAX)
  const dueOn = new Map<string, Day>(issued.map(each => [each.month, each.dueOn]))
  const movements = await listMovements(reader, account.id, currency, account.validFrom, addDays(today, 1))
  return assessAccountInterest(law, { state, currency, movements, dueOn, today })
}

/**
 * Charges every account the interest that ran up on its overdue statements until today, each day once: run every night, when the day before is closed. What a
 * night missed is made up for. Where the law on file has no rate nothing is charged, and whoever reads the account is told so.
 */
export async function chargeAccounts(node: Desk & Pick<Node, 'db' | 'log'>): Promise<void> {
  for (const id of await listLate(node.db, node.clock.today())) {
    const work = (tx: Writer) => chargeAccount(tx, node, id)
    await node.db
      .transaction(work)
      .catch(cause => node.log.error({ err: cause, account: id }, 'interest on an account could not be charged; it is tried again'))
  }
}

/** The account is held, so that nothing moves on it meanwhile. Interest takes no leave of the limit: it is owed, not lent. */
async function chargeAccount(tx: Writer, node: Desk, id: string): Promise<void> {
  const account = await holdAccount(tx, id)
  const found = await readAccountInterest(tx, node, account)
  if (!found.ok || found.value === undefined || found.value.toCharge.minor === 0n) return
  const { calculation, toCharge: amount } = found.value
  const until = node.clock.today()
  const journal = accountInterestJournal({ account: id, debtor: account.trader, until, postedOn: until, amount })
  if (!(await insertAccountInterest(tx, id, { until, amount, calculation }, journal.id, until))) return
  await post(tx, [journal])
  const facts = { amount: formatMajor(amount), currency: amount.currency, until }
  const event = { subject: 'account', subjectId: account.number, act: 'charge-interest', by: 'system', facts, payload: { calculation } }
  await node.events.append(tx, [event])
}

import type { StatementOfAccount } from '@lintas/contract'
import { type AccountPeriod, type AccountStatement, dueDay, openOf, periodsEnded, termOn, writeStatement } from '@lintas/customs/debt'
import { type Day, formatMajor, type Money, money } from '@lintas/customs/kernel'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { type AccountRow, holdAccount, listOpened } from './debtor-account-store.ts'
import { balanceBefore, insertStatement, listIssued, listMovements } from './statement-store.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'law' | 'state'>

/** More months than any account has. */
const MONTHS_MAX = 1_200

/** Issues the statement of every month that ended, for every account, once. Run every night; a month that was missed is made up for. */
export async function issueStatements(node: Desk & Pick<Node, 'db'>): Promise<void> {
  for (const account of await listOpened(node.db)) {
    const issued = new Set((await listIssued(node.db, account.id, account.limit.currency, MONTHS_MAX)).map(each => each.month))
    for (const period of periodsEnded(account.validFrom, node.clock.today())) {
      if (!issued.has(period.month)) await node.db.transaction(tx => issue(tx, node, account.id, period))
    }
  }
}

/** The account is held, so that nothing moves on it meanwhile. A month in which nothing stood on it and nothing moved is not told. */
async function issue(tx: Writer, node: Desk, id: string, period: AccountPeriod): Promise<void> {
  const account = await holdAccount(tx, id)
  const statement = await readMonth(tx, account, period)
  if (statement.lines.length === 0 && statement.opening.minor === 0n) return
  const { month, to: endsOn, closing } = statement
  const body = tellStatement(node, account, statement)
  const dueOn = dueOnOf(node, account, endsOn)
  if (!(await insertStatement(tx, id, { month, endsOn, dueOn, closing, body, at: node.clock.now() }))) return
  const facts = { month, closing: body.closing, currency: body.currency, dueOn }
  await node.events.append(tx, [{ subject: 'account', subjectId: account.number, act: 'state', by: 'system', facts }])
}

/** A month of an account as its postings have it, whether it ended or not. */
export async function readMonth(reader: Reader, account: AccountRow, period: AccountPeriod): Promise<AccountStatement> {
  const { currency } = account.limit
  const opening = await balanceBefore(reader, account.id, currency, period.from)
  return writeStatement(period, opening, await listMovements(reader, account.id, currency, period.from, period.to))
}

/** What the newest statement of an account still asks for; nothing where none was issued. */
export async function payableOf(reader: Reader, account: AccountRow): Promise<Money> {
  const { currency } = account.limit
  const [newest] = await listIssued(reader, account.id, currency, 1)
  return newest === undefined ? money(0n, currency) : openOf(newest.closing, newest.takenOff)
}

export function tellStatement(node: Pick<Node, 'law' | 'state'>, account: AccountRow, statement: AccountStatement): StatementOfAccount {
  const { month, from, to, opening, lines, closing } = statement
  const { currency } = opening
  const major = (minor: bigint) => formatMajor(money(minor, currency))
  return {
    account: account.number,
    trader: account.trader,
    state: node.state,
    currency,
    month,
    from,
    to,
    opening: formatMajor(opening),
    lines: lines.map(({ postedOn, journal, kind, mrn, amount: { minor }, balance }) => ({
      postedOn,
      journal,
      kind,
      ...(mrn === undefined ? {} : { mrn }),
      debit: major(minor > 0n ? minor : 0n),
      credit: major(minor < 0n ? -minor : 0n),
      balance: formatMajor(balance),
    })),
    closing: formatMajor(closing),
    dueOn: dueOnOf(node, account, to),
  }
}

/** A guarantee that was called has no term of its own: what it owes is due when its month ends. */
function dueOnOf({ law, state }: Pick<Node, 'law' | 'state'>, account: AccountRow, to: Day): Day {
  return dueDay(to, termOn(law, state, to, account.term) ?? { kind: 'days', days: 0 })
}

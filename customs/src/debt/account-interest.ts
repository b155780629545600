import { type Currency, type Day, groupBy, type Money, money, ok, parseMoney, type Result, sumMoney } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { listArrears } from './dues.ts'
import { assessInterest, type InterestCalculation, type OwedFrom } from './interest.ts'
import { posting } from './journal.ts'
import type { Journal } from './posting.ts'
import { type AccountMovement, periodOf } from './statement.ts'

/** What is known of a debtor's account when interest on it is worked out. */
export interface AccountInterestFacts {
  readonly state: State
  readonly currency: Currency
  /** Everything that ever moved it, in the order it was posted. */
  readonly movements: readonly AccountMovement[]
  /** The last day to pay the statement of a month, by month; what no statement asked for is not late. */
  readonly dueOn: ReadonlyMap<string, Day>
  readonly today: Day
}

/** Interest on an account up to today, with what of it is charged already. */
export interface AccountInterest {
  readonly calculation: InterestCalculation
  readonly charged: Money
  readonly toCharge: Money
}

/**
 * Works out the interest on what an account owes past the day of the statement that asked for it, by the rates for late payment; undefined where nothing
 * ever was late. Interest bears no interest. Refused by name for days on which no rate is on file.
 *
 * @source RKC General Annex std. 4.11 and 4.15 (deferred payment); the rows of law name the national law
 */
export function assessAccountInterest(law: LawBook, facts: AccountInterestFacts): Result<AccountInterest | undefined> {
  const { state, currency, movements, today } = facts
  const owed = listAccountArrears(facts)
  if (owed.length === 0) return ok(undefined)
  const found = assessInterest(law, { state, ground: 'late-payment', owed, to: today })
  if (!found.ok) return found
  const charged = sumMoney(
    movements.filter(each => each.kind === 'interest').map(each => each.amount),
    currency,
  )
  const minor = (parseMoney(found.value.amount, currency)?.minor ?? 0n) - charged.minor
  return ok({ calculation: found.value, charged, toCharge: money(minor > 0n ? minor : 0n, currency) })
}

/**
 * What an account owed past the days of its statements, from each day on which that changed: the sum of what each declaration owed, since whatever is paid or
 * taken off an account names the declaration it is of.
 */
export function listAccountArrears({ movements, dueOn, currency, today }: AccountInterestFacts): readonly OwedFrom[] {
  const byDeclaration = groupBy(
    movements.filter(each => each.mrn !== undefined),
    each => each.mrn,
  )
  const arrears = [...byDeclaration.values()].map(moved => {
    const journals = moved.map(({ kind, postedOn, amount }) => ({ kind, postedOn, postings: [{ account: 'receivable' as const, amount }] }))
    return listArrears({ journals, currency, dueOn: on => dueOn.get(periodOf(on).month) ?? today }, today)
  })
  const days = [...new Set(arrears.flatMap(each => each.map(({ from }) => from)))].sort()
  return days.map(from => {
    const owed = arrears.flatMap(each => each.findLast(so => so.from <= from)?.amount ?? [])
    return { from, amount: sumMoney(owed, currency) }
  })
}

/** Posts interest on an account: owed on it, by its holder, for none of its declarations. Its id says up to which day, so that a day is charged once. */
export function accountInterestJournal(given: {
  readonly account: string
  readonly debtor: string
  readonly until: Day
  readonly postedOn: Day
  readonly amount: Money
}): Journal {
  const { account, debtor, until, postedOn, amount } = given
  const { minor, currency } = amount
  if (minor <= 0n) throw new Error(`given interest of ${minor}, needs more than nothing`)
  const postings = [posting(`deferred/${account}`, minor, currency), posting('revenue/interest', -minor, currency)]
  return { id: `account-interest/${account}/${until}`, kind: 'interest', debtor, postedOn, postings }
}

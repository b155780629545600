import { type Currency, type Day, type Issue, type Money, money, ok, parseMoney, type Result } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { accountOf } from './account.ts'
import { addedOf } from './added-journal.ts'
import { JOINT_DEBTORS, lastDayToPay, paymentOrderOn } from './due-law.ts'
import { type Due, type DueHistory, listArrears, listDues } from './dues.ts'
import { assessInterest, type InterestCalculation } from './interest.ts'
import type { Journal } from './posting.ts'

/** What is known of a declaration when its debt is looked at. */
export interface DebtFacts {
  readonly state: State
  readonly currency: Currency
  readonly principal: string
  readonly declarant: string
  readonly filer: string
  /** The day the declaration was registered: when the debt arose. */
  readonly registeredOn: Day
  /** Absent while the goods wait. */
  readonly releasedOn?: Day | undefined
  /** In the order they were posted. */
  readonly journals: readonly Journal[]
  /** Who stands in by a guarantee, the first given first. */
  readonly guarantors: readonly { readonly name: string; readonly account: string; readonly amount: Money }[]
  readonly today: Day
}

/** Who owes, in the order they are asked. Those who owe jointly are asked together; a guarantor once the debtor did not pay. */
export interface Debtor {
  readonly order: number
  readonly who: string
  readonly as: 'principal' | 'declarant' | 'filer' | 'guarantor'
  readonly jointly: boolean
  /** Of a guarantor: the guarantee, and how much it is good for. */
  readonly account?: string
  readonly upTo?: Money
}

/**
 * A declaration's debt: when it arose, who owes it, what is still to be paid by when.
 *
 * - `waits-for-release`: the goods are not released; they wait for the money, and nothing is late
 * - `open`: something is due and its day has not passed; `overdue`: its day has; `discharged`: nothing is owed
 */
export interface DebtRecord {
  readonly status: 'waits-for-release' | 'open' | 'overdue' | 'discharged'
  readonly arisenOn: Day
  readonly debtors: readonly Debtor[]
  readonly dues: readonly Due[]
  /** Interest up to today, whether charged already or not; absent where nothing was ever late. */
  readonly interest?: { readonly calculation: InterestCalculation; readonly charged: Money; readonly toCharge: Money }
  /** Why interest cannot be worked out. */
  readonly issues: readonly Issue[]
}

/** @source RKC General Annex ch. 4 (std. 4.1 to 4.3 when and by whom; 4.8 the due day; 4.11 interest) */
export function recordDebt(law: LawBook, facts: DebtFacts): DebtRecord {
  const { registeredOn, releasedOn, today } = facts
  const history = historyOf(law, facts, releasedOn ?? today)
  const dues = listDues(history)
  const open = dues.filter(due => due.open.minor > 0n)
  const found = releasedOn === undefined ? ok(undefined) : interestUpTo(law, facts, history)
  const isOverdue = open.some(due => due.dueOn < today)
  return {
    status: open.length === 0 ? 'discharged' : releasedOn === undefined ? 'waits-for-release' : isOverdue ? 'overdue' : 'open',
    arisenOn: registeredOn,
    debtors: listDebtors(law, facts),
    dues,
    ...(found.ok && found.value !== undefined ? { interest: found.value } : {}),
    issues: found.ok ? [] : found.issues,
  }
}

function historyOf(law: LawBook, { state, journals, currency, today }: DebtFacts, releasedOn: Day): DueHistory {
  const order = paymentOrderOn(law, state, today)
  return { journals, currency, dueOn: on => lastDayToPay(law, state, on, releasedOn), ...(order === undefined ? {} : { order }) }
}

function interestUpTo(law: LawBook, { state, currency, journals, today }: DebtFacts, history: DueHistory): Result<DebtRecord['interest']> {
  const owed = listArrears(history, today)
  if (owed.length === 0) return ok(undefined)
  const found = assessInterest(law, { state, ground: 'late-payment', owed, to: today })
  if (!found.ok) return found
  const charged = addedOf(accountOf(journals, currency), 'interest')
  const minor = (parseMoney(found.value.amount, currency)?.minor ?? 0n) - charged.minor
  return ok({ calculation: found.value, charged, toCharge: money(minor > 0n ? minor : 0n, currency) })
}

function listDebtors(law: LawBook, { state, registeredOn, principal, declarant, filer, guarantors }: DebtFacts): readonly Debtor[] {
  const joint = law.on(JOINT_DEBTORS, state, registeredOn).map(row => ({ as: row.who, who: row.who === 'declarant' ? declarant : filer }))
  const beside = joint.filter(({ who }, index) => who !== principal && joint.findIndex(each => each.who === who) === index)
  const jointly = beside.length > 0
  return [
    { order: 1, who: principal, as: 'principal', jointly },
    ...beside.map(({ who, as }) => ({ order: 1, who, as, jointly })),
    ...guarantors.map(({ name, account, amount }, index) => ({
      order: index + 2,
      who: name,
      as: 'guarantor' as const,
      jointly: false,
      account,
      upTo: amount,
    })),
  ]
}

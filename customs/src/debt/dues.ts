import { addDays, type Currency, type Day, type Money, money } from '../kernel/index.ts'
import type { OwedFrom } from './interest.ts'
import type { AddedKind } from './journal.ts'
import type { Journal } from './posting.ts'

/** What is owed: what a decision assessed, interest on it, a penalty. */
export type DueKind = 'charges' | AddedKind

/** One thing charged, with the last day to pay it and what is still to be paid. */
export interface Due {
  readonly kind: DueKind
  readonly chargedOn: Day
  readonly dueOn: Day
  readonly amount: Money
  readonly open: Money
}

/** What a payment settles first where the law of a state says so; otherwise the oldest due. */
export type PaymentOrder = readonly DueKind[]

/** How the dues of one declaration came about. */
export interface DueHistory {
  /** The journals of a declaration, in the order they were posted. */
  readonly journals: readonly Pick<Journal, 'kind' | 'postedOn' | 'postings'>[]
  readonly currency: Currency
  /** The last day to pay what was charged on a day. */
  readonly dueOn: (chargedOn: Day) => Day
  readonly order?: PaymentOrder | undefined
}

/**
 * Lists what is still to be paid for a declaration, thing by thing, the oldest first.
 *
 * Whatever takes from what is owed (a payment, a deferral, security drawn, a write-off) settles the oldest due first, or by the order of the law. What
 * is charged less takes from what was charged last. The open amounts sum to what the ledger says is receivable.
 */
export function listDues(history: DueHistory): readonly Due[] {
  const dues: Open[] = []
  for (const journal of history.journals) apply(dues, journal, history)
  return dues.map(({ open, amount, ...due }) => ({ ...due, amount: money(amount, history.currency), open: money(open, history.currency) }))
}

/**
 * What was owed of the assessed charges past their day, from each day on which it changed: the base of interest, which is charged on no interest and
 * no penalty.
 */
export function listArrears(history: DueHistory, to: Day): readonly OwedFrom[] {
  const { journals, currency, dueOn } = history
  const days = new Set<Day>()
  for (const { postedOn } of journals) days.add(postedOn).add(addDays(dueOn(postedOn), 1))
  const dues: Open[] = []
  const waiting = [...journals]
  const arrears: OwedFrom[] = []
  for (const on of [...days].sort().filter(each => each < to)) {
    while (waiting[0] !== undefined && waiting[0].postedOn <= on) {
      const next = waiting.shift()
      if (next !== undefined) apply(dues, next, history)
    }
    const minor = dues.reduce((sum, due) => (due.kind === 'charges' && due.dueOn < on ? sum + due.open : sum), 0n)
    if (minor !== (arrears.at(-1)?.amount.minor ?? 0n)) arrears.push({ from: on, amount: money(minor, currency) })
  }
  return arrears
}

interface Open {
  readonly kind: DueKind
  readonly chargedOn: Day
  readonly dueOn: Day
  amount: bigint
  open: bigint
}

function apply(dues: Open[], { kind, postedOn, postings }: DueHistory['journals'][number], { currency, dueOn, order }: DueHistory): void {
  const moved = postings.reduce(
    (sum, { account, amount }) => (account === 'receivable' && amount.currency === currency ? sum + amount.minor : sum),
    0n,
  )
  if (moved === 0n) return
  if (moved > 0n) {
    const of = kind === 'interest' || kind === 'penalty' ? kind : 'charges'
    const last = of === 'charges' ? dueOn(postedOn) : postedOn
    dues.push({ kind: of, chargedOn: postedOn, dueOn: last, amount: moved, open: moved })
    return
  }
  let left = -moved
  const lessened = kind === 'charge' ? 'charges' : kind === 'interest' || kind === 'penalty' ? kind : undefined
  for (const due of inTurn(dues, lessened, order)) {
    const taken = due.open < left ? due.open : left
    due.open -= taken
    left -= taken
    if (due.kind === lessened) due.amount -= taken
  }
}

/** Whose turn it is to be settled, or, where less of a kind is charged, to be lessened: what of that kind was charged last, then the others. */
function inTurn(dues: readonly Open[], lessened: DueKind | undefined, order: PaymentOrder | undefined): readonly Open[] {
  const byAge = dues.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
  if (lessened !== undefined)
    return [...byAge.filter(due => due.kind === lessened).reverse(), ...byAge.filter(due => due.kind !== lessened)]
  return order === undefined ? byAge : byAge.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

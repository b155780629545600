import { type Currency, type Day, type Money, money } from '../kernel/index.ts'
import { type DeclarationAccount, deferredOf, standingOf } from './account.ts'
import type { Account, Journal, Posting } from './posting.ts'

/** Of which declaration's debt a journal tells, whose it is, and the day. */
export interface JournalHead {
  readonly mrn: string
  readonly debtor: string
  readonly postedOn: Day
}

/** The total of one kind of charge of a declaration, rounded as it is payable. */
export interface ChargedKind {
  readonly kind: string
  readonly amount: Money
}

/**
 * Posts what a declaration is charged now, as the difference to what it was charged before.
 *
 * The first decision posts everything; an amendment posts what is owed more or less; a cancellation, charged nothing, posts all of it back.
 * What is charged less is first taken off the debtor's account it was deferred to; what was paid beyond the new charges becomes payable to
 * the debtor. Undefined where nothing changes.
 */
export function chargeJournal(
  charged: JournalHead & { readonly decision: string },
  charges: readonly ChargedKind[],
  account: DeclarationAccount,
): Journal | undefined {
  const now = totals(charges, account)
  const kinds = [...new Set([...account.charged.keys(), ...now.keys()])].sort()
  const revenue = kinds.map(kind => posting(`revenue/${kind}`, (account.charged.get(kind) ?? 0n) - (now.get(kind) ?? 0n), account.currency))
  const recharged = afterCharging(account, charges)
  const taken = [...account.deferred].map(([id, minor]) =>
    posting(`deferred/${id}`, (recharged.deferred.get(id) ?? 0n) - minor, account.currency),
  )
  const postings = significant([...settlement(account, recharged), ...taken, ...revenue])
  return postings.length === 0
    ? undefined
    : { id: `${charged.mrn}/charge/${charged.decision}`, kind: 'charge', ...headOf(charged), postings }
}

/** An account as it stands once it is charged this instead of what it was. */
export function afterCharging(account: DeclarationAccount, charges: readonly ChargedKind[]): DeclarationAccount {
  const charged = totals(charges, account)
  const chargedTotal = [...charged.values()].reduce((sum, minor) => sum + minor, 0n)
  let tooMuch = account.paid + deferredOf(account) - chargedTotal
  const deferred = new Map<string, bigint>()
  for (const [id, minor] of account.deferred) {
    const off = tooMuch <= 0n ? 0n : tooMuch < minor ? tooMuch : minor
    tooMuch -= off
    if (minor !== off) deferred.set(id, minor - off)
  }
  return { ...account, charged, chargedTotal, deferred }
}

/**
 * Posts a payment that a provider confirmed. What exceeds the debt becomes payable to the debtor: money that came is never refused a place.
 *
 * Its id is the payment's, so that a second confirmation of it is the same journal.
 */
export function paymentJournal(
  paid: JournalHead & { readonly payment: string; readonly amount: Money },
  account: DeclarationAccount,
): Journal {
  const minor = positive(paid.amount, account)
  const postings = [posting('clearing', minor, account.currency), ...settlement(account, { ...account, paid: account.paid + minor })]
  return { id: `payment/${paid.payment}`, kind: 'payment', ...headOf(paid), postings: significant(postings) }
}

/**
 * Brings what is owed by and to the debtor to where an account will stand: one of the two is always nothing. What was written off and is paid after all, or is
 * not charged any more, is written off no longer.
 */
export function settlement(account: DeclarationAccount, next: DeclarationAccount): readonly Posting[] {
  const before = standingOf(account)
  const after = standingOf(next)
  return [
    posting('receivable', after.due - before.due, account.currency),
    posting('refunds-payable', before.overpaid - after.overpaid, account.currency),
    posting('written-off', after.writtenOff - account.writtenOff, account.currency),
  ]
}

export function posting(account: Account, minor: bigint, currency: Currency): Posting {
  return { account, amount: money(minor, currency) }
}

export function significant(postings: readonly Posting[]): readonly Posting[] {
  return postings.filter(each => each.amount.minor !== 0n)
}

export function headOf({ mrn, debtor, postedOn }: JournalHead): JournalHead {
  return { mrn, debtor, postedOn }
}

/** More than nothing, in the account's currency; anything else is the caller's mistake. */
export function positive(amount: Money, { currency }: Pick<DeclarationAccount, 'currency'>): bigint {
  if (amount.currency !== currency) throw new Error(`given ${amount.currency}, needs the debt's ${currency}`)
  if (amount.minor <= 0n) throw new Error(`given an amount of ${amount.minor}, needs more than nothing`)
  return amount.minor
}

/** What is charged beside what a decision assesses, and stays when another is taken. */
export const ADDED_KINDS = ['interest', 'penalty'] as const
export type AddedKind = (typeof ADDED_KINDS)[number]

/** What of one kind of charge was given back as drawback: charged as less than nothing, so that another decision neither charges it again nor gives it back twice. */
export type DrawbackKind = `${typeof DRAWBACK}${string}`
const DRAWBACK = 'drawback-'

export function drawbackOf(kind: string): DrawbackKind {
  return `${DRAWBACK}${kind}`
}

/** What fell due beside what was assessed, since goods relieved for their use are used otherwise: another decision does not take it back. */
const DIVERTED = 'diverted-'

export function divertedOf(kind: string): string {
  return `${DIVERTED}${kind}`
}

function isBeside(kind: string): boolean {
  return kind.startsWith(DRAWBACK) || kind.startsWith(DIVERTED) || ADDED_KINDS.some(added => added === kind)
}

/** What a declaration is charged by what was assessed: all of it but what was added or drawn back beside. */
export function assessedOf({ charged, currency }: Pick<DeclarationAccount, 'charged' | 'currency'>): readonly ChargedKind[] {
  const assessed = [...charged].filter(([kind]) => !isBeside(kind))
  return assessed.map(([kind, minor]) => ({ kind, amount: money(minor, currency) }))
}

function totals(charges: readonly ChargedKind[], { charged, currency }: DeclarationAccount): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>([...charged].filter(([kind]) => isBeside(kind)))
  for (const { kind, amount } of charges) {
    if (amount.currency !== currency) throw new Error(`given a charge in ${amount.currency}, needs the debt's ${currency}`)
    sums.set(kind, (sums.get(kind) ?? 0n) + amount.minor)
  }
  // Of what is charged less now, no more can have been drawn back than is left.
  for (const [kind, minor] of sums) {
    const left = kind.startsWith(DRAWBACK) ? (sums.get(kind.slice(DRAWBACK.length)) ?? 0n) : undefined
    if (left !== undefined && left < -minor) sums.set(kind, -left)
  }
  return sums
}

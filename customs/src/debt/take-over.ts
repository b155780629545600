import { money } from '../kernel/index.ts'
import { type DeclarationAccount, dueOf } from './account.ts'
import type { AccountKind } from './debtor-account.ts'
import { afterDeferring } from './deferral-journal.ts'
import type { SecurityReason } from './security.ts'

/** What several declarations reserved on one debtor's account, in minor units. */
export interface ReservedOnAccount {
  readonly account: string
  readonly kind: AccountKind
  readonly minor: bigint
}

/** A part of what is charged that goes to one debtor's account: owed on it, or reserved on it until it is paid. */
export interface TakenOver {
  readonly account: string
  readonly as: 'deferral' | 'pledge'
  readonly minor: bigint
}

/**
 * What takes the place of reservations made for several declarations once another charges all they stood for: it is owed on the same deferred accounts, or
 * reserved on the same guarantees until it is paid, the deferred accounts first. Never more than was reserved there, so that no account goes beyond its
 * limit, whatever else stands on it; what is charged beyond it is due.
 *
 * @source RKC General Annex std. 3.32, 4.15
 */
export function takeOverReserved(
  reserved: readonly ReservedOnAccount[],
  reason: SecurityReason,
  charged: DeclarationAccount,
): { readonly parts: readonly TakenOver[]; readonly after: DeclarationAccount } {
  const parts: TakenOver[] = []
  let after = charged
  let left = dueOf(charged).minor
  for (const { account, kind, minor: there } of [...reserved].sort(inOrder)) {
    const minor = left < there ? left : there
    if (minor <= 0n) continue
    left -= minor
    const as = kind === 'deferred-payment' ? 'deferral' : 'pledge'
    parts.push({ account, as, minor })
    if (as === 'deferral') after = afterDeferring(after, account, money(minor, charged.currency))
    else after = { ...after, held: new Map(after.held).set(reason, (after.held.get(reason) ?? 0n) + minor) }
  }
  return { parts, after }
}

function inOrder(one: ReservedOnAccount, other: ReservedOnAccount): number {
  const [a, b] = [one, other].map(each => `${each.kind === 'deferred-payment' ? 0 : 1} ${each.account}`) as [string, string]
  return a < b ? -1 : 1
}

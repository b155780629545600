import { assessedOf, type ChargedKind, chargeJournal, type DeclarationAccount, type Journal, type JournalHead } from '../debt/index.ts'
import { money } from '../kernel/index.ts'
import type { ChargePart } from './lot.ts'

/**
 * Posts that suspended charges fall due: its declaration is charged them beside what it was charged before. Undefined where nothing was suspended.
 *
 * @param movement what made them due, so that the same is never posted twice
 */
export function dueJournal(
  given: JournalHead & { readonly movement: string },
  charges: readonly ChargePart[],
  account: DeclarationAccount,
): Journal | undefined {
  return chargeJournal({ ...given, decision: `regime-${given.movement}` }, chargedWith(account, charges), account)
}

/** What a declaration is charged once these parts are charged, too. */
export function chargedWith(account: DeclarationAccount, charges: readonly ChargePart[]): readonly ChargedKind[] {
  return [...assessedOf(account), ...charges.map(({ kind, minor }) => ({ kind, amount: money(minor, account.currency) }))]
}

import {
  assessedOf,
  type ChargedKind,
  chargeJournal,
  type DeclarationAccount,
  divertedOf,
  type Journal,
  type JournalHead,
} from '../debt/index.ts'
import { money } from '../kernel/index.ts'
import type { ChargePart } from './lot.ts'
import type { RegimeKind } from './regime.ts'

/**
 * Posts that suspended charges fall due: its declaration is charged them beside what it was charged before. Undefined where nothing was suspended.
 *
 * @param movement what made them due, so that the same is never posted twice
 */
export function dueJournal(
  given: JournalHead & { readonly movement: string; readonly regime?: RegimeKind },
  charges: readonly ChargePart[],
  account: DeclarationAccount,
): Journal | undefined {
  return chargeJournal({ ...given, decision: `regime-${given.movement}` }, chargedWith(account, charges, given.regime), account)
}

/** What a declaration is charged once these parts are charged, too: of goods relieved for their use beside what was assessed, since the rest of it is. */
export function chargedWith(account: DeclarationAccount, charges: readonly ChargePart[], regime?: RegimeKind): readonly ChargedKind[] {
  const named = (kind: string) => (regime === 'end-use' ? divertedOf(kind) : kind)
  return [...assessedOf(account), ...charges.map(({ kind, minor }) => ({ kind: named(kind), amount: money(minor, account.currency) }))]
}

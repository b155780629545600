import type { AmountText, Completion, DeclarationDocument } from '../declaration/index.ts'
import type { Assessment } from '../duty/index.ts'
import { type Day, formatMajor, money, parseMoney } from '../kernel/index.ts'
import type { Valuation } from '../valuation/index.ts'
import type { DeclarationAccount } from './account.ts'

/**
 * Why goods are released only against security: the value is not settled, a decision is contested, a proof of origin is awaited or checked, the declaration is to be completed, the goods are
 * declared at the end of the month, they are to leave again or to come back,
 * a regime suspends what they are charged. A new ground is added here and to `SECURITY_GROUNDS` in `catalogue.ts`.
 */
export const SECURITY_REASONS = [
  'value-open',
  'under-review',
  'origin-open',
  'provisional',
  'periodic',
  're-exportation',
  're-importation',
  'suspension',
] as const
export type SecurityReason = (typeof SECURITY_REASONS)[number]

/**
 * Security that a decision asks for before release, in major units of the state's currency. `until`: the last day on which it is surely needed.
 *
 * @source RKC General Annex ch. 5, std. 3.41; WTO Valuation Agreement art. 13
 */
export interface SecurityRequired {
  readonly reason: SecurityReason
  readonly amount: AmountText
  readonly until?: Day
}

/** What one reason still lacks, in major units. */
export interface Unsecured {
  readonly reason: SecurityReason
  readonly amount: string
  readonly currency: string
}

/** What a ground reads: the declaration, and what was found about it. */
export interface SecurityFacts {
  readonly document: DeclarationDocument
  readonly valuation: Valuation
  readonly assessment: Assessment
  readonly decidedOn: Day
  /** What it leaves for later, where it does. */
  readonly completion?: Completion | undefined
}

/** One subject's ground to ask for security: pure, and silent where it has none. */
export type SecurityGround = (facts: SecurityFacts) => readonly SecurityRequired[]

/** What is required and not held yet, by reason, in the order it is required. Security held for one reason covers no other. */
export function listUnsecured(
  required: readonly SecurityRequired[],
  account: Pick<DeclarationAccount, 'currency' | 'held'>,
): readonly Unsecured[] {
  const { currency, held } = account
  const asked = new Map<SecurityReason, bigint>()
  for (const { reason, amount } of required) asked.set(reason, (asked.get(reason) ?? 0n) + minorOf(amount, account))
  return [...asked].flatMap(([reason, minor]) => {
    const open = minor - (held.get(reason) ?? 0n)
    return open > 0n ? [{ reason, amount: formatMajor(money(open, currency)), currency }] : []
  })
}

function minorOf({ amount, currency }: AmountText, account: Pick<DeclarationAccount, 'currency'>): bigint {
  const parsed = currency === account.currency ? parseMoney(amount, account.currency) : undefined
  if (parsed === undefined || parsed.minor < 0n)
    throw new Error(`given security of ${currency} ${amount}, needs an amount in ${account.currency}`)
  return parsed.minor
}

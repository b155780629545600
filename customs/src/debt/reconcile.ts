import type { Money } from '../kernel/index.ts'

/** One payment or payout as one of two books has it. `reference`: the number both call it by. */
export interface BookedPayment {
  readonly reference: string
  readonly amount: Money
}

/** What one book has and the other has not, or has otherwise. */
export interface Difference {
  readonly reference: string
  readonly kind: 'missing-here' | 'missing-there' | 'amount-differs' | 'repeated-there'
  readonly ours?: Money
  readonly theirs?: Money
}

/** Compares our payments with the provider's: each is matched once, and everything that is not is a difference, by reference. */
export function reconcile(
  ours: readonly BookedPayment[],
  theirs: readonly BookedPayment[],
): { readonly matched: number; readonly differences: readonly Difference[] } {
  const here = new Map(ours.map(each => [each.reference, each.amount]))
  const seen = new Set<string>()
  const differences: Difference[] = []
  let matched = 0
  for (const { reference, amount } of theirs) {
    const own = here.get(reference)
    if (seen.has(reference))
      differences.push({ reference, kind: 'repeated-there', theirs: amount, ...(own === undefined ? {} : { ours: own }) })
    else if (own === undefined) differences.push({ reference, kind: 'missing-here', theirs: amount })
    else if (own.currency !== amount.currency || own.minor !== amount.minor)
      differences.push({ reference, kind: 'amount-differs', ours: own, theirs: amount })
    else matched += 1
    seen.add(reference)
  }
  for (const { reference, amount } of ours) if (!seen.has(reference)) differences.push({ reference, kind: 'missing-there', ours: amount })
  return {
    matched,
    differences: differences.toSorted((one, other) => (one.reference < other.reference ? -1 : one.reference > other.reference ? 1 : 0)),
  }
}

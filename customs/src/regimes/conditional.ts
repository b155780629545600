import type { Assessment } from '../duty/index.ts'
import { type Currency, formatMajor, money, parseMoney } from '../kernel/index.ts'

/** What one item would be charged more were it not relieved for its use, by kind of charge. Plain data, in major units of the state's currency. */
export interface ConditionalCharges {
  readonly sequence: number
  readonly charges: readonly { readonly kind: string; readonly amount: string }[]
}

/** What each item is charged more in one assessment than in another of the same goods: of taxes on taxes their part, too. */
export function chargedMore(relieved: Assessment, whole: Assessment): readonly ConditionalCharges[] {
  const currency = relieved.currency as Currency
  return whole.items.map(({ sequence, charges }, index) => {
    const less = byKind(relieved.items[index]?.charges ?? [], currency)
    const more = [...byKind(charges, currency)].map(([kind, minor]) => ({ kind, minor: minor - (less.get(kind) ?? 0n) }))
    const charged = more.filter(each => each.minor > 0n)
    return { sequence, charges: charged.map(({ kind, minor }) => ({ kind, amount: formatMajor(money(minor, currency)) })) }
  })
}

function byKind(charges: Assessment['items'][number]['charges'], currency: Currency): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { kind, amount } of charges) sums.set(kind, (sums.get(kind) ?? 0n) + (parseMoney(amount, currency)?.minor ?? 0n))
  return sums
}

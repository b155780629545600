import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Currency } from '../kernel/index.ts'
import { deferredOf, dueOf, emptyAccount } from './account.ts'
import { type ReservedOnAccount, takeOverReserved } from './take-over.ts'

const minor = fc.bigInt({ min: 0n, max: 10n ** 12n })
const anyReserved: fc.Arbitrary<ReservedOnAccount[]> = fc.uniqueArray(
  fc.record({ account: fc.uuid(), kind: fc.constantFrom('deferred-payment' as const, 'comprehensive-guarantee' as const), minor }),
  { selector: each => each.account, maxLength: 5 },
)

test('whatever was reserved and is charged, no account takes more than it gave, everything is deferred that can be, and all of the charge is owed once', () => {
  fc.assert(
    fc.property(anyReserved, minor, (reserved, total) => {
      const charged = { ...emptyAccount('VND' as Currency), chargedTotal: total }
      const { parts, after } = takeOverReserved(reserved, 'periodic', charged)
      const sum = (all: readonly { readonly minor: bigint }[]) => all.reduce((all, each) => all + each.minor, 0n)
      for (const part of parts) expect(part.minor <= (reserved.find(each => each.account === part.account)?.minor ?? 0n)).toBe(true)
      expect(new Set(parts.map(each => each.account)).size).toBe(parts.length)
      const deferrable = sum(reserved.filter(each => each.kind === 'deferred-payment'))
      expect(deferredOf(after)).toBe(total < deferrable ? total : deferrable)
      expect(deferredOf(after) + dueOf(after).minor).toBe(total)
      const all = sum(reserved)
      expect(sum(parts)).toBe(total < all ? total : all)
      expect(after.held.get('periodic') ?? 0n).toBe(sum(parts.filter(each => each.as === 'pledge')))
      expect(takeOverReserved(reserved.toReversed(), 'periodic', charged)).toEqual({ parts, after })
    }),
  )
})

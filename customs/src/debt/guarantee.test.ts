import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { bookOf } from '../testing/law.ts'
import { checkGuarantee, EXPIRY_WARNINGS, type ExpiryWarning, expiryWarningDue, type GuaranteeTerms, waiveSecurity } from './index.ts'

const END = day('2027-06-30')
const bond: GuaranteeTerms = {
  kind: 'comprehensive-guarantee',
  instrument: 'bond',
  guarantor: 'Surety House',
  guarantorReference: 'B-77',
  validTo: END,
}

describe('a guarantee', () => {
  test.each<[string, Partial<GuaranteeTerms>, readonly string[]]>([
    ['continuous, with number and end, stands', {}, []],
    ['single, for its declaration, stands', { kind: 'individual-guarantee', mrn: '26VN1' }, []],
    ['that is on no paper needs neither number nor end', { instrument: undefined, guarantorReference: undefined, validTo: undefined }, []],
    ['single, for no declaration, is refused', { kind: 'individual-guarantee' }, ['debt.guarantee-declaration']],
    ['continuous, for one declaration, is refused', { mrn: '26VN1' }, ['debt.guarantee-declaration']],
    [
      'that says nothing is told everything it lacks',
      { guarantor: undefined, guarantorReference: undefined, validTo: undefined },
      ['debt.guarantor-missing', 'debt.instrument-number-missing', 'debt.instrument-end-missing'],
    ],
    ['on paper that defers charges is refused', { kind: 'deferred-payment' }, ['debt.instrument-of-guarantee']],
  ])('%s', (_, change, expected) => {
    expect(checkGuarantee({ ...bond, ...change }).map(issue => issue.code)).toEqual(expected)
  })

  test.each<[number, ExpiryWarning | undefined, ExpiryWarning | undefined]>([
    [31, undefined, undefined],
    [30, undefined, 30],
    [29, 30, undefined],
    [7, 30, 7],
    [7, undefined, 7],
    [1, 7, undefined],
    [0, 7, 0],
    [-400, undefined, 0],
    [-1, 0, undefined],
  ])('%i days before its end, warned at %s: %s', (left, given, expected) => {
    expect(expiryWarningDue({ kind: 'individual-guarantee', validTo: END }, addDays(END, -left), given)).toBe(expected)
  })

  test('an account that defers charges is warned of by nobody', () => {
    expect(expiryWarningDue({ kind: 'deferred-payment', validTo: END }, END, undefined)).toBeUndefined()
  })

  test('whatever nights are missed, each warning comes at most once and the last one surely', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), nights => {
        const warned: ExpiryWarning[] = []
        for (const left of [...nights].sort((one, other) => other - one).concat(0)) {
          const due = expiryWarningDue({ kind: 'individual-guarantee', validTo: END }, addDays(END, -left), warned.at(-1))
          if (due !== undefined) warned.push(due)
        }
        expect(new Set(warned).size).toBe(warned.length)
        expect(warned.at(-1)).toBe(EXPIRY_WARNINGS.at(-1))
      }),
    )
  })
})

describe('security', () => {
  const common = { state: 'VN', validFrom: '2026-01-01', knownSince: '2026-11-22', source: 'of this test', confidence: 'assumed' }
  const rows = [
    { ...common, id: 'VN-W-1', legalRef: 'art. 1', reason: 'suspension', tierMin: 3, percent: '50' },
    { ...common, id: 'VN-W-2', legalRef: 'art. 2', reason: 'suspension', tierMin: 4, percent: '100' },
  ]
  const law = bookOf([{ file: 'law/vn/security-waiver.json', kind: 'security-waiver', rows }])
  const asked = (amount: string) =>
    [
      { reason: 'suspension', amount: { amount, currency: 'VND' } },
      { reason: 'value-open', amount: { amount: '500', currency: 'VND' } },
    ] as const
  const on = day('2026-11-22')
  const told = (amount: string, tier: 1 | 2 | 3 | 4, state: 'VN' | 'TH' = 'VN', date = on) => {
    const { required, waived } = waiveSecurity(asked(amount), { law, state, day: date, tier })
    return [required.map(each => `${each.reason} ${each.amount.amount}`), waived.map(each => `${each.row} ${each.amount.amount}`)]
  }

  test.each<[string, ReturnType<typeof told>, ReturnType<typeof told>]>([
    ['is asked of an operator below the tier', told('1001', 2), [['suspension 1001', 'value-open 500'], []]],
    ['is halved from the tier on, rounded for the state', told('1001', 3), [['suspension 501', 'value-open 500'], ['VN-W-1 500']]],
    ['goes by the highest tier reached', told('1001', 4), [['value-open 500'], ['VN-W-2 1001']]],
    ['is asked of everybody where no row is on file', told('1001', 4, 'TH'), [['suspension 1001', 'value-open 500'], []]],
    [
      'is asked of everybody before the row is in force',
      told('1001', 4, 'VN', day('2025-12-31')),
      [['suspension 1001', 'value-open 500'], []],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  test('what is asked for and what is waived are together what was needed, and never less is asked than the law wants', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom<(1 | 2 | 3 | 4)[]>(1, 2, 3, 4), (minor, tier) => {
        const amount = String(minor)
        const { required, waived } = waiveSecurity(asked(amount), { law, state: 'VN', day: on, tier })
        const sum = (of: readonly { readonly amount: { readonly amount: string } }[]) =>
          of.reduce((all, each) => all + BigInt(each.amount.amount), 0n)
        expect(sum(required) + sum(waived)).toBe(minor + 500n)
        if (tier === 3) expect((sum(required) - 500n) * 2n >= minor).toBe(true)
      }),
    )
  })

  test('a removal of goods that are declared later is secured by everybody', () => {
    const row = { ...common, id: 'VN-W-3', legalRef: 'art. 3', reason: 'periodic', tierMin: 3, percent: '100' }
    expect(() => bookOf([{ file: 'law/vn/security-waiver.json', kind: 'security-waiver', rows: [row] }])).toThrow(/periodic|reason/)
  })
})

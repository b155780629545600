import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CommodityCode, day, fraction } from '../kernel/index.ts'
import { openExchangeRates, prepareRounding, ROUNDINGS, roundAmount } from '../reference/index.ts'
import { openSchedule } from '../tariff/index.ts'
import { projectLaw } from '../testing/law.ts'
import { assessItems } from './assess.ts'
import type { DutyItem } from './item.ts'
import type { ExemptionRow } from './law.ts'
import { roundTotal } from './total-rounding.ts'
import type { WorkedCharge } from './work.ts'

const law = projectLaw()
const on = day('2026-02-01')
const row = law.on(ROUNDINGS, 'BN', on).find(each => each.of === 'customs-duty-total')
if (row === undefined) throw new Error('given no rounding of the total, needs that of Brunei')
const wholeDollars = prepareRounding(row, 'BND' as never)
const halfUp = law.on(ROUNDINGS, 'BN', on).find(each => each.of === 'charge')
if (halfUp === undefined) throw new Error('given no rounding of charges, needs that of Brunei')
const cents = prepareRounding(halfUp, 'BND' as never)

/** Thousandths of a cent: many small duties that are rounded upwards, and large ones. */
const duties = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 5_000n }), fc.bigInt({ min: 0n, max: 10_000_000n })), {
  minLength: 1,
  maxLength: 60,
})

test('the amounts sum to the rounded total, and none falls below nothing', () => {
  const check = (given: readonly bigint[]) => {
    const charges = given.map(each => {
      const exact = fraction(each, 1_000n)
      return [{ exact, payable: roundAmount(exact, cents) } as unknown as WorkedCharge]
    })
    const amounts = roundTotal(charges, wholeDollars).flatMap(each => each.map(charge => charge.payable))
    const total = given.reduce((sum, each) => sum + each, 0n)
    expect(amounts.reduce((sum, each) => sum + each, 0n)).toBe(roundAmount(fraction(total, 1_000n), wholeDollars))
    expect(amounts.filter(each => each < 0n)).toEqual([])
  }
  check(Array.from({ length: 28 }, () => 3_500n).concat(2_000n))
  fc.assert(fc.property(duties, check))
})

test('what an exemption spares is no part of the total that is rounded', () => {
  const code = '6109101000' as CommodityCode
  const schedule = openSchedule(
    { id: 'BN-test', state: 'BN', validFrom: day('2022-01-01'), source: 'test', confidence: 'assumed', sample: true },
    [{ code, row: 1, description: {}, rates: { mfn: { kind: 'ad-valorem', percent: '5' }, excise: { kind: 'ad-valorem', percent: '0' } } }],
  )
  const shirts = (sequence: number, minor: bigint): DutyItem =>
    ({
      sequence,
      path: `goodsItems[${sequence - 1}]`,
      code,
      originCountry: 'CN',
      customsValue: fraction(minor),
      exactValue: fraction(minor),
      price: fraction(minor),
      quantities: new Map(),
      attributes: new Map(),
    }) as unknown as DutyItem
  const exemption = { ...row, id: 'TEST-GIFT', code: 'CHARITY', taxes: ['customs-duty'], exceptCodes: [] } as unknown as ExemptionRow
  const assessed = assessItems([shirts(1, 10_600n), { ...shirts(2, 20_800n), exemption }], {
    state: 'BN',
    regime: 'home-use',
    law,
    schedule,
    rates: openExchangeRates([]),
    days: { registeredOn: on, arrivedOn: on, releasedOn: on },
  })
  if (!assessed.ok) throw new Error(JSON.stringify(assessed.issues))
  expect(assessed.value.assessment.items.map(item => item.total)).toEqual(['6.00', '0.00'])
})

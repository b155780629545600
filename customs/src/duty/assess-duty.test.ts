import { expect, test } from 'vitest'
import { type Currency, decimal, roundHalfUp } from '../kernel/index.ts'
import type { DutyRate } from '../tariff/index.ts'
import { assessDuty } from './assess-duty.ts'
import { adValorem, compound, grossUp, mixed, prepareRate, specific, wordsOfRate } from './rate.ts'

const SGD = 'SGD' as Currency

// A consignment worth 1 000.00, 250 kg net.
const cheese = { customsValue: decimal('100000'), quantities: new Map([['KGM', decimal('250')]]) }

test.each([
  ['6.5 %', adValorem('6.5'), 6_500n],
  ['17.60 per 100 kg', specific('1760', '100', 'KGM'), 4_400n],
  ['6.5 % plus 17.60 per 100 kg', compound(adValorem('6.5'), specific('1760', '100', 'KGM')), 10_900n],
  ['6.5 % or 17.60 per 100 kg, whichever is greater', mixed('greater', adValorem('6.5'), specific('1760', '100', 'KGM')), 6_500n],
  ['6.5 % or 17.60 per 100 kg, whichever is less', mixed('lesser', adValorem('6.5'), specific('1760', '100', 'KGM')), 4_400n],
])('%s', (_, rate, payable) => {
  const duty = assessDuty(rate, cheese)
  expect(duty.ok && roundHalfUp(duty.value)).toBe(payable)
})

test('every quantity that was not given is asked for', () => {
  const rate = compound(specific('100', '1', 'LTR'), adValorem('5'), specific('200', '1', 'PR'))
  const duty = assessDuty(rate, cheese)
  expect(duty.ok ? [] : duty.issues.map(issue => issue.params?.unit)).toEqual(['LTR', 'PR'])
})

test('the answer is exact: a third of a cent is a third of a cent', () => {
  const duty = assessDuty(specific('1', '3', 'KGM'), { customsValue: decimal('0'), quantities: new Map([['KGM', decimal('1')]]) })
  expect(duty.ok && duty.value).toEqual({ num: 1n, den: 3n })
})

test('a rate of 30 % that is part of its own base with its tenth is 44.776… %', () => {
  const rate = { kind: 'ad-valorem', percent: { num: 3000n, den: 67n }, share: { num: 30n, den: 67n } }
  expect(grossUp(adValorem('30'), decimal('1.1'))).toEqual(rate)
})

test.each<[string, DutyRate, string, string]>([
  ['a percentage', { kind: 'ad-valorem', percent: '7.5' }, '7.5', '%'],
  ['nothing', { kind: 'none' }, '0', '%'],
  ['an amount for a unit', { kind: 'specific', amount: '88', currency: 'SGD', per: '1', unit: 'LPA' }, '88', 'SGD/LPA'],
  ['an amount for a hundred', { kind: 'specific', amount: '17.60', currency: 'SGD', per: '100', unit: 'KGM' }, '17.60', 'SGD/100 KGM'],
])('a bill prints %s as a plain decimal, and its unit apart', (_, rate, decimalText, unit) => {
  expect(wordsOfRate(rate)).toEqual({ rate: decimalText, rateUnit: unit })
})

test('a rate in another currency is refused, not converted at a rate of our choice', () => {
  const rate = prepareRate({ kind: 'specific', amount: '5', currency: 'USD', per: '1', unit: 'KGM' }, SGD)
  expect(rate.ok ? [] : rate.issues.map(issue => issue.code)).toEqual(['duty.currency-not-local'])
})

test('a rate of a quota is the one beyond it, for whoever draws nothing', () => {
  const beyond = { kind: 'ad-valorem', percent: '40' } as const
  const rate = prepareRate({ kind: 'quota', orderNumber: '09.1', within: { kind: 'none' }, beyond }, SGD)
  expect(rate).toEqual(prepareRate(beyond, SGD))
})

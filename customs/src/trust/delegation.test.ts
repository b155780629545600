import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { checkDelegation, DELEGATION_DAYS_MAX, type DelegationWish, type Officer } from './index.ts'

const TODAY = day('2026-11-22')
const chief: Officer = { id: 'chief', office: 'VN-SGN', powers: ['risk.override', 'rights.appeal'] }
const officer: Officer = { id: 'officer', office: 'VN-SGN', powers: ['risk.override'] }
const wish: DelegationWish = {
  from: chief,
  to: officer,
  cases: false,
  powers: ['rights.appeal'],
  validFrom: TODAY,
  validTo: addDays(TODAY, 7),
  today: TODAY,
}

test.each<[string, Partial<DelegationWish>, readonly string[]]>([
  ['a power of the own role, for a week', {}, []],
  ['the own cases', { cases: true, powers: [] }, []],
  ['from tomorrow, for as long as may be', { validFrom: addDays(TODAY, 1), validTo: addDays(TODAY, 1 + DELEGATION_DAYS_MAX) }, []],
  ['to somebody of another office', { to: { ...officer, office: 'VN-HPH' } }, ['access.delegate-unknown']],
  ['to nobody', { to: undefined }, ['access.delegate-unknown']],
  ['to oneself', { to: chief, cases: true, powers: [] }, ['access.delegate-oneself']],
  ['nothing', { powers: [] }, ['access.delegation-empty']],
  ['from yesterday', { validFrom: addDays(TODAY, -1) }, ['access.delegation-days']],
  ['for a day too long', { validTo: addDays(TODAY, DELEGATION_DAYS_MAX + 1) }, ['access.delegation-days']],
  ['for no day', { validTo: TODAY }, ['access.delegation-days']],
  ['what the own role may not do', { from: officer, to: { ...chief, powers: [] } }, ['access.power-not-held']],
  ['what the colleague may do anyhow', { powers: ['risk.override'] }, ['access.power-held-already']],
  [
    'all at once wrong',
    { to: { ...officer, office: 'VN-HPH' }, powers: ['law.decide', 'risk.override'], validTo: TODAY },
    ['access.delegate-unknown', 'access.delegation-days', 'access.power-not-held', 'access.power-held-already'],
  ],
])('handing over %s', (_, change, expected) => {
  expect(checkDelegation({ ...wish, ...change }).map(issue => issue.code)).toEqual(expected)
})

test('whatever is handed over, nobody comes to hold what the giver does not', () => {
  const powers = fc.subarray(['risk.override', 'rights.appeal', 'rights.seize', 'law.decide'])
  fc.assert(
    fc.property(powers, powers, powers, (own, theirs, handed) => {
      const issues = checkDelegation({ ...wish, from: { ...chief, powers: own }, to: { ...officer, powers: theirs }, powers: handed })
      if (issues.length === 0) expect(handed.every(each => own.includes(each) && !theirs.includes(each))).toBe(true)
    }),
  )
})

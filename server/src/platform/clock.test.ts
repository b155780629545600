import { expect, test } from 'vitest'
import { clockOf, dayIn, movableClockOf } from './clock.ts'

test.each([
  ['Asia/Ho_Chi_Minh', '2026-02-28T17:00:00Z', '2026-03-01'],
  ['Asia/Ho_Chi_Minh', '2026-02-28T16:59:59Z', '2026-02-28'],
  ['Asia/Yangon', '2025-12-31T17:30:00Z', '2026-01-01'],
  ['Asia/Dili', '2026-07-14T15:00:00Z', '2026-07-15'],
])('in %s, %s is on %s', (zone, instant, day) => {
  expect(dayIn(zone)(new Date(instant))).toBe(day)
})

test('a clock in the sandbox shows the instant it was moved to, and goes back to real time', () => {
  const clock = movableClockOf('SG')
  clock.moveTo(new Date('2030-01-01T04:00:00Z'))
  expect(clock.today()).toBe('2030-01-01')
  clock.moveTo(undefined)
  expect(clock.today()).toBe(clockOf('SG').today())
})

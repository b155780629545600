import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween, isValidOn, overlaps, parseDay, type Validity, weekdayOf } from './day.ts'

const MS_PER_DAY = 86_400_000
const anyDay = fc
  .date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10) as Day)
const utc = (date: Day) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)))

test('a day is one when the calendar has it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, date) => {
        const instant = new Date(Date.UTC(year, month - 1, date))
        const exists = instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
        expect(parseDay(text) !== undefined).toBe(exists)
      },
    ),
  )
})

test('days are counted as the calendar counts them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -200_000, max: 200_000 }), (start, days) => {
      const end = addDays(start, days)
      expect(utc(end) - utc(start)).toBe(days * MS_PER_DAY)
      expect(daysBetween(start, end)).toBe(days)
      expect(weekdayOf(start)).toBe(new Date(utc(start)).getUTCDay())
    }),
  )
})

test('days compare as their text does', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      expect(a < b).toBe(daysBetween(a, b) > 0)
    }),
  )
})

test('1 January of the year 1 was a Monday, 719,162 days before 1970', () => {
  expect(daysBetween(day('0001-01-01'), day('1970-01-01'))).toBe(719_162)
  expect(weekdayOf(day('0001-01-01'))).toBe(1)
})

test('22 November 2026 is a Sunday', () => {
  expect(weekdayOf(day('2026-11-22'))).toBe(0)
})

test('half a day, and a year of five digits, are mistakes of the code', () => {
  expect(() => addDays(day('2026-01-01'), 0.5)).toThrow('needs a whole number')
  expect(() => addDays(day('9999-12-31'), 1)).toThrow('needs a day')
  expect(() => addDays(day('0001-01-01'), -1)).toThrow('needs a day')
  expect(() => day('2026-02-30')).toThrow("given '2026-02-30', needs a day such as 2026-02-28")
})

const validity = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }))
  .map(([validFrom, length]): Validity => (length === undefined ? { validFrom } : { validFrom, validTo: addDays(validFrom, length) }))

test('a period begins on its first day and has ended on its last', () => {
  const year = { validFrom: day('2026-01-01'), validTo: day('2027-01-01') }
  expect(isValidOn(year, day('2026-01-01'))).toBe(true)
  expect(isValidOn(year, day('2026-12-31'))).toBe(true)
  expect(isValidOn(year, day('2027-01-01'))).toBe(false)
  expect(isValidOn(year, day('2025-12-31'))).toBe(false)
  expect(isValidOn({ validFrom: day('2026-01-01') }, day('2999-12-31'))).toBe(true)
})

test('two periods overlap exactly when they share a day, whichever is asked first', () => {
  fc.assert(
    fc.property(validity, validity, (a, b) => {
      const shared = [a.validFrom, b.validFrom].some(date => isValidOn(a, date) && isValidOn(b, date))
      expect(overlaps(a, b)).toBe(shared)
      expect(overlaps(b, a)).toBe(shared)
    }),
  )
})

import type { Brand } from './brand.ts'

/** A calendar day of one place, `2026-02-28`, with no time and no zone. Days compare as strings. */
export type Day = Brand<string, 'Day'>

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The day an ISO 8601 text names, or undefined: 29 February exists in leap years only. */
export function parseDay(text: string): Day | undefined {
  const match = DAY.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const last = month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1]
  return year > 0 && last !== undefined && day >= 1 && day <= last ? (text as Day) : undefined
}

/** A day the code itself wrote; throws where a declarant's would be refused. */
export function day(text: string): Day {
  const value = parseDay(text)
  if (value === undefined) throw new Error(`given '${text}', needs a day such as 2026-02-28`)
  return value
}

/** The day so many whole days later, or earlier where `days` is negative. Days are written with four digits of year, so both ends lie in 0001 to 9999. */
export function addDays(start: Day, days: number): Day {
  if (!Number.isInteger(days)) throw new Error(`given ${days} days, needs a whole number`)
  return fromNumber(toNumber(start) + days)
}

/** The same day of a later month, or its last day where it has no such day: a month after 31 January is 28 or 29 February. */
export function addMonths(start: Day, months: number): Day {
  const [year, month, date] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)), Number(start.slice(8))]
  const count = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(count / 12), count % 12]
  const last = toMonth === 1 && isLeap(toYear) ? 29 : (MONTH_DAYS[toMonth] ?? 31)
  const pad = (number: number, digits: number) => String(number).padStart(digits, '0')
  return `${pad(toYear, 4)}-${pad(toMonth + 1, 2)}-${pad(Math.min(date, last), 2)}` as Day
}

/** Days from `start` to `end`: 1 from one day to the next. */
export function daysBetween(start: Day, end: Day): number {
  return toNumber(end) - toNumber(start)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: Day): number {
  return (((toNumber(date) + 4) % 7) + 7) % 7
}

/** A period of days: from `validFrom` inclusive to `validTo` exclusive; no end where `validTo` is absent. */
export interface Validity {
  readonly validFrom: Day
  readonly validTo?: Day
}

export function isValidOn(period: Validity, date: Day): boolean {
  return period.validFrom <= date && (period.validTo === undefined || date < period.validTo)
}

export function overlaps(a: Validity, b: Validity): boolean {
  return (b.validTo === undefined || a.validFrom < b.validTo) && (a.validTo === undefined || b.validFrom < a.validTo)
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Days since 1970-01-01 in the Gregorian calendar, also before it began: whole years from March on, so that a leap day is the last of its year. */
function toNumber(date: Day): number {
  const month = digits(date, 5, 7)
  const year = digits(date, 0, 4) - (month < 3 ? 1 : 0)
  const dayOfYear = Math.floor((153 * (month < 3 ? month + 9 : month - 3) + 2) / 5) + digits(date, 8, 10)
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - DAYS_TO_1970
}

/** From 1 March of the year 0, the first day of its year, to 1970-01-01. */
const DAYS_TO_1970 = 719_469

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48
  return number
}

function fromNumber(number: number): Day {
  const text = new Date(number * MS_PER_DAY).toISOString()
  return day(text.slice(0, text.indexOf('T')))
}

import { type Day, day } from '@lintas/customs/kernel'

/** The first day of the month so many before that of a day. */
export function monthBefore(today: Day, months: number): Day {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const counted = year * 12 + month - 1 - months
  return day(`${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}-01`)
}

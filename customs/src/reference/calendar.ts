import { z } from 'zod'
import { addDays, type Day, parseDay, weekdayOf } from '../kernel/index.ts'
import { type LawBook, lawKind, lawRowSchema } from './law.ts'
import { STATE_FACTS, type State } from './states.ts'

const isDayOfEveryYear = (text: string) => /^\d{2}-\d{2}$/.test(text) && parseDay(`2024-${text}`) !== undefined // 2024 has a 29 February

const holidaySchema = lawRowSchema.extend({
  name: z.string().min(1),
  /** One day (`2027-02-06`), or a day of every year the row is in force (`09-02`). */
  on: z
    .string()
    .refine(text => parseDay(text) !== undefined || isDayOfEveryYear(text), 'a day such as 2027-02-06, or 09-02 for every year'),
  /** `work` where a day of rest is worked in exchange for another. */
  effect: z.enum(['rest', 'work']),
})

/** Public holidays on which customs offices rest, and days of rest on which they work. */
export const HOLIDAYS = lawKind('holiday', holidaySchema, row => row.on)

/** Periods whose holidays are all on file. Without one, an answer about working days is marked incomplete. */
export const COMPLETE_CALENDARS = lawKind('holidays-complete', lawRowSchema, () => '')

/** Whether every public holiday that matters to an answer is on file. What is incomplete counts the working week and the holidays we know. */
export type CalendarStanding = 'complete' | 'incomplete'

export interface WorkingDay {
  readonly isWorking: boolean
  readonly calendar: CalendarStanding
}

/** Whether the customs offices of a state work on a day. @source domain notes, glossary "working day": the state's own weekend and holidays */
export function isWorkingDay(law: LawBook, state: State, day: Day): WorkingDay {
  return { isWorking: works(law, state, day), calendar: isComplete(law, state, day) ? 'complete' : 'incomplete' }
}

export interface WorkingDayReached {
  readonly day: Day
  readonly calendar: CalendarStanding
}

/** No state rests longer on end: more is a mistake in the tables. */
const REST_MAX = 60

/**
 * The day so many working days after another, which itself does not count: the tenth working day after a notice was served. Negative goes back;
 * 0 is the day itself, working or not.
 */
export function addWorkingDays(law: LawBook, state: State, start: Day, workingDays: number): WorkingDayReached {
  if (!Number.isInteger(workingDays)) throw new Error(`given ${workingDays} working days, needs a whole number`)
  const step = workingDays < 0 ? -1 : 1
  let [day, left, rested] = [start, Math.abs(workingDays), 0]
  let complete = isComplete(law, state, start)
  while (left > 0) {
    day = addDays(day, step)
    complete &&= isComplete(law, state, day)
    rested = works(law, state, day) ? 0 : rested + 1
    if (rested === 0) left -= 1
    if (rested > REST_MAX) throw new Error(`given a calendar of ${state} with ${rested} days of rest up to ${day}, needs working days`)
  }
  return { day, calendar: complete ? 'complete' : 'incomplete' }
}

function works(law: LawBook, state: State, day: Day): boolean {
  const rows = law.on(HOLIDAYS, state, day).filter(row => row.on === day || row.on === day.slice(5))
  if (rows.some(row => row.effect === 'work')) return true
  return STATE_FACTS[state].workingWeek.includes(weekdayOf(day)) && rows.length === 0
}

function isComplete(law: LawBook, state: State, day: Day): boolean {
  return law.on(COMPLETE_CALENDARS, state, day).length > 0
}

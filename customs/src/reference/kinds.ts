import { COMPLETE_CALENDARS, HOLIDAYS } from './calendar.ts'
import type { LawKind, LawRow } from './law.ts'
import { OFFICES } from './offices.ts'
import { RATE_DAYS } from './rate-day.ts'
import { ROUNDINGS } from './rounding.ts'

/** The kinds of law that stand under every later subject. */
export const REFERENCE_LAW: readonly LawKind<LawRow>[] = [OFFICES, HOLIDAYS, COMPLETE_CALENDARS, RATE_DAYS, ROUNDINGS]

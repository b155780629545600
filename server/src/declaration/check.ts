import { type FileCheck, type FileProblem, messageOf } from '@lintas/contract'
import { checkEverywhere, type DeclarationDocument } from '@lintas/customs/declaration'
import { type Books, foresee, RULES } from '@lintas/customs/journey'
import { type Day, error, hint, type Issue } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { isForOfficers } from '@lintas/customs/risk'
import { nearestPlace, type Problem, problem, type Reading } from './formats/problem.ts'

/** What a check in a state goes by: its day, and the books of its node. */
export interface CheckedIn extends Pick<Books, 'law' | 'schedule' | 'otherSchedules' | 'correlations' | 'rates'> {
  readonly state: State
  readonly day: Day
}

/** As many problems of one file as are told: whoever has mended a thousand asks again. */
const PROBLEMS_MAX = 1_000

/**
 * Tells everything that is wrong with a file that was read; in no state, what would be wrong anywhere.
 *
 * It decides nothing and keeps nothing: who lodges and what was lodged before are not asked.
 */
export function checkReading(reading: Reading, checkedIn: CheckedIn | undefined, language = 'en'): FileCheck {
  const { format, version = null, document, items = 0, places } = reading
  const issues = document === undefined ? [] : checkDocument(document, checkedIn)
  const found = [...reading.problems, ...issues.map(issue => problem(issue, nearestPlace(places, issue.path)))]
  const untold = found.length - PROBLEMS_MAX
  const all = untold > 0 ? [...found, hint('format.more-problems', '', { count: untold })] : found
  const told = untold > 0 ? [...found.slice(0, PROBLEMS_MAX), ...all.slice(-1)] : all
  return {
    format,
    version,
    items: document?.goodsItems.length ?? items,
    problems: told.map(each => tell(each, language)),
    summary: { errors: count(all, 'error'), warnings: count(all, 'warning'), hints: count(all, 'hint') },
  }
}

function checkDocument(document: DeclarationDocument, checkedIn: CheckedIn | undefined): readonly Issue[] {
  if (holdsNothing(document)) return [error('format.declaration-empty', '')]
  if (checkedIn === undefined) return checkEverywhere(RULES, { document }).filter(issue => !isForOfficers(issue))
  return foresee(document, checkedIn.state, checkedIn.day, checkedIn)
}

/** Whether nothing is declared: the envelope is not of the declaration. */
function holdsNothing({ message: _, ...declared }: DeclarationDocument): boolean {
  return Object.values(declared).every(value => Array.isArray(value) && value.length === 0)
}

/** A problem with its sentence in a language. */
export function tell(found: Problem, language: string): FileProblem {
  const { code, severity, path, line = null, column = null } = found
  return { code, severity, path, message: messageOf(found, language), line, column }
}

function count(problems: readonly Issue[], severity: Issue['severity']): number {
  return problems.filter(each => each.severity === severity).length
}

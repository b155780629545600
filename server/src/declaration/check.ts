import { type FileCheck, type FileProblem, messageOf } from '@lintas/contract'
import { checkEverywhere, type DeclarationDocument } from '@lintas/customs/declaration'
import { type Books, foresee, RULES } from '@lintas/customs/journey'
import type { Day, Issue } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Problem, problem } from './formats/problem.ts'
import { readFile } from './formats/read-file.ts'

/** What a check in a state goes by: its day, and the books of its node. */
export interface CheckedIn extends Pick<Books, 'law' | 'schedule' | 'otherSchedules' | 'rates'> {
  readonly state: State
  readonly day: Day
}

/**
 * Reads a file and tells everything that is wrong with it; in no state, what would be wrong anywhere.
 *
 * It decides nothing and keeps nothing: who lodges and what was lodged before are not asked.
 */
export function checkFile(bytes: Uint8Array, checkedIn: CheckedIn | undefined, language = 'en'): FileCheck {
  const { format, version, document, problems, placeOf } = readFile(bytes)
  const issues = document === undefined ? [] : checkDocument(document, checkedIn)
  const found = [...problems, ...issues.map(issue => problem(issue, placeOf(issue.path)))].map(each => tell(each, language))
  return {
    format,
    version: version ?? null,
    items: document?.goodsItems.length ?? 0,
    problems: found,
    summary: { errors: count(found, 'error'), warnings: count(found, 'warning'), hints: count(found, 'hint') },
  }
}

function checkDocument(document: DeclarationDocument, checkedIn: CheckedIn | undefined): readonly Issue[] {
  if (checkedIn === undefined) return checkEverywhere(RULES, { document })
  return foresee(document, checkedIn.state, checkedIn.day, checkedIn)
}

/** A problem with its sentence in a language. */
export function tell(found: Problem, language: string): FileProblem {
  const { code, severity, path, line = null, column = null } = found
  return { code, severity, path, message: messageOf(found, language), line, column }
}

function count(problems: readonly FileProblem[], severity: FileProblem['severity']): number {
  return problems.filter(each => each.severity === severity).length
}

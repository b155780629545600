import { type FileCheck, type FileProblem, messageOf } from '@lintas/contract'
import { checkEverywhere, checkInState, type DeclarationDocument, type StateContext } from '@lintas/customs/declaration'
import { RULES, type RuleFacts } from '@lintas/customs/journey'
import { hint, type Issue } from '@lintas/customs/kernel'
import { type Problem, problem } from './formats/problem.ts'
import { readFile } from './formats/read-file.ts'

/** What a check in a state goes by: the state's rules of the day, and what the node knows for them. */
export type CheckedIn = Omit<StateContext, 'document'> & RuleFacts

/**
 * Reads a file and tells everything that is wrong with it; in no state, what would be wrong anywhere.
 *
 * It decides nothing and keeps nothing: who lodges, what was lodged before and what the goods would cost are not asked.
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
  const { state, schedule } = checkedIn
  const unchecked = schedule === undefined ? [hint('law.not-loaded', 'goodsItems', { kind: 'tariff schedule', state })] : []
  return [...checkInState(RULES, { document, ...checkedIn }), ...unchecked]
}

function tell(found: Problem, language: string): FileProblem {
  const { code, severity, path, line = null, column = null } = found
  return { code, severity, path, message: messageOf(found, language), line, column }
}

function count(problems: readonly FileProblem[], severity: FileProblem['severity']): number {
  return problems.filter(each => each.severity === severity).length
}

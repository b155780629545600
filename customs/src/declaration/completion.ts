import { addDays, type Day, error, type Issue, ok, parseDay, type Result, stop } from '../kernel/index.ts'
import { addWorkingDays, type LawBook, requireRow, type State } from '../reference/index.ts'
import type { Act } from './acts.ts'
import { amend, type Change } from './amend.ts'
import type { DeclarationDocument } from './document.ts'
import { PROVISIONAL_PERIODS, SUPPLEMENT_PERIODS } from './law.ts'
import { declareBy, findPeriodicRow } from './period.ts'
import type { CompletionStanding } from './standing.ts'
import type { CompletionKind, Mode } from './types.ts'

/** What a declaration still owes customs, and the last day for it. */
export interface Completion {
  readonly kind: CompletionKind
  readonly dueOn: Day
  /** The row of law that gives the day, or the latest there is. */
  readonly lawRow?: string
}

/** Days before the last one on which the declarant is reminded, the first first. @source domain notes §4.4 */
const REMIND_DAYS = [7, 1] as const

/** How each kind is completed: by which act, with a document of which mode. */
const COMPLETED_BY: Readonly<Record<CompletionKind, { readonly act: Act; readonly mode: Mode }>> = {
  supplement: { act: 'supplement', mode: 'SUPPLEMENTARY' },
  finalisation: { act: 'finalise', mode: 'NORMAL' },
  period: { act: 'declare-period', mode: 'PERIODIC' },
}

/**
 * By when a declaration lodged on a day is to be completed; undefined where it leaves nothing for later.
 *
 * A simplified declaration has the time the law gives. A provisional one names its day, its reason and its words; where the law gives a time, that is the
 * latest, and the day where none is named. A removal is declared with the others of its month.
 *
 * @source RKC General Annex std. 3.13 (provisional or incomplete declaration), 3.14, 3.17; domain notes §4.3, §4.4
 */
export function planCompletion(
  { type = '', mode, provisional }: Pick<DeclarationDocument, 'type' | 'mode' | 'provisional'>,
  { state, law, day }: { readonly state: State; readonly law: LawBook; readonly day: Day },
): Result<Completion | undefined> {
  if (mode === 'SIMPLIFIED') {
    const row = requireRow(law, SUPPLEMENT_PERIODS, state, day, 'the supplement')
    return row.ok ? ok({ kind: 'supplement', dueOn: lastDay(row.value), lawRow: row.value.id }) : row
  }
  if (mode === 'REMOVAL') {
    const row = findPeriodicRow(law, state, type, day)
    return row === undefined
      ? stop(error('declaration.mode-not-on-file', 'mode', { mode, type, state, day }))
      : ok({ kind: 'period', dueOn: declareBy(day, row), lawRow: row.id })
  }
  if (mode !== 'PROVISIONAL') return ok(undefined)
  const [row] = law.on(PROVISIONAL_PERIODS, state, day)
  const latest = row === undefined ? undefined : lastDay(row)
  const dueOn = provisional?.dueOn === undefined ? latest : parseDay(provisional.dueOn)
  const missing = (['reason', 'text'] as const).filter(field => provisional?.[field] === undefined)
  const issues: Issue[] = missing.map(field => missingField(`provisional.${field}`))
  if (provisional?.dueOn === undefined && latest === undefined) issues.push(missingField('provisional.dueOn'))
  else if (dueOn === undefined) issues.push(error('declaration.day-impossible', 'provisional.dueOn', { day: provisional?.dueOn ?? '' }))
  else if (dueOn <= day) issues.push(error('declaration.completion-due-past', 'provisional.dueOn', { dueOn, day }))
  else if (latest !== undefined && dueOn > latest)
    issues.push(error('declaration.completion-due-late', 'provisional.dueOn', { dueOn, latest }))
  if (issues.length > 0 || dueOn === undefined) return stop(...issues)
  return ok({ kind: 'finalisation', dueOn, ...(row === undefined ? {} : { lawRow: row.id }) })

  function lastDay({ days, workingDays }: { readonly days: number; readonly workingDays: boolean }): Day {
    return workingDays ? addWorkingDays(law, state, day, days).day : addDays(day, days)
  }
}

function missingField(field: string): Issue {
  return error('declaration.field-missing', field, { field })
}

/** What is to be told of a completion today. */
export type CompletionNotice = { readonly act: 'remind-completion'; readonly daysBefore: number } | { readonly act: 'fall-overdue' }

/**
 * The notice that is due today of a completion nobody made: a reminder a week before the last day, another the day before it, then that it is overdue; each
 * once. Whoever missed a day of this clock gives the notice of today, not those of the days between.
 */
export function findCompletionNotice(completion: CompletionStanding | undefined, today: Day): CompletionNotice | undefined {
  if (completion?.state !== 'open') return undefined
  const { dueOn, reminded } = completion
  if (today > dueOn) return { act: 'fall-overdue' }
  const daysBefore = REMIND_DAYS.findLast(days => today >= addDays(dueOn, -days))
  return daysBefore === undefined || (reminded !== undefined && reminded <= daysBefore)
    ? undefined
    : { act: 'remind-completion', daysBefore }
}

/** Why an act about a completion is refused where that stands; undefined for every other act. */
export function refuseAboutCompletion(completion: CompletionStanding | undefined, act: Act): Issue | undefined {
  switch (act) {
    case 'supplement':
    case 'finalise':
    case 'declare-period': {
      const isOpen = completion !== undefined && completion.state !== 'done' && COMPLETED_BY[completion.kind].act === act
      return isOpen ? undefined : error('declaration.nothing-to-complete', '', { act })
    }
    case 'remind-completion':
    case 'fall-overdue':
      return completion?.state === 'open' ? undefined : error('declaration.nothing-to-complete', '', { act })
    default:
      return undefined
  }
}

/**
 * What the completing document changes, or why it is refused: it is whole, of the mode that completes, and about the same declaration. Until the goods are
 * released it may change no more than an amendment may.
 */
export function complete(
  standing: Parameters<typeof amend>[0] & { readonly completion?: CompletionStanding },
  current: DeclarationDocument,
  proposed: DeclarationDocument,
): Result<readonly Change[]> {
  const { completion, consignments: _, ...whole } = standing
  if (completion === undefined) return stop(error('declaration.nothing-to-complete', '', { act: 'supplement' }))
  const { mode } = COMPLETED_BY[completion.kind]
  const amended = amend(
    standing.status === 'released' ? { ...whole, controls: [] } : standing,
    { ...current, mode },
    withFixed(proposed, current),
  )
  const issues = [
    ...(proposed.mode === mode ? [] : [error('declaration.completion-mode', 'mode', { mode })]),
    ...(amended.ok ? [] : amended.issues.filter(issue => issue.code !== 'declaration.amendment-empty')),
  ]
  return issues.length > 0 ? stop(...issues) : ok(amended.ok ? amended.value : [])
}

/** The mode changes, and the words why it could not be final are no longer needed: neither is an amendment. */
function withFixed(proposed: DeclarationDocument, current: DeclarationDocument): DeclarationDocument {
  const { provisional: _, ...rest } = proposed
  const { provisional } = current
  const mode = current.mode === 'SIMPLIFIED' ? COMPLETED_BY.supplement.mode : COMPLETED_BY.finalisation.mode
  return { ...rest, mode, ...(provisional === undefined ? {} : { provisional }) }
}

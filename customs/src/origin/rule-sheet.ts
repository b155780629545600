import { z } from 'zod'
import { error, type Issue } from '../kernel/index.ts'
import { CONFIDENCE, daySchema } from '../reference/index.ts'
import { parseRule, type Rule } from './rule.ts'

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Everything about a sheet of product-specific rules but its rows. */
export const ruleSheetHeadSchema = z.strictObject({
  id: z.string().min(1).max(80),
  /** The agreement, as a schedule's column: `atiga`. */
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  /** The edition of the Harmonized System its codes are of. */
  hsVersion: z.string().regex(/^(19|20)\d\d$/),
  /** Without a first day the sheet is known but not in force: an agreement that was signed and has no date yet. */
  validFrom: daySchema.optional(),
  validTo: daySchema.optional(),
  knownSince: daySchema.optional(),
  legalRef: z.string().min(1).max(200),
  source: z.string().min(1).max(400),
  confidence: z.enum(CONFIDENCE),
  note: z.string().max(1_000).optional(),
  /** Whether its rows say all alternatives that are printed for their codes, or some. */
  alternatives: z.enum(['all', 'some']),
  /** Chapters it covers whole: a code of them that no row names is under the general rule. */
  chapters: z.array(z.string().regex(/^\d\d$/)).max(97),
  /** What its rules mean by a process: all of one list, in any order. */
  processes: z
    .record(
      name,
      z.strictObject({
        name: z.string().min(1).max(200),
        anyOf: z.array(z.array(name).min(1).max(8)).min(1).max(60),
        from: z.string().max(400).optional(),
        legalRef: z.string().min(1).max(200),
      }),
    )
    .default({}),
})
export type RuleSheetHead = z.output<typeof ruleSheetHeadSchema>
export type ProcessRule = RuleSheetHead['processes'][string]

/** One rule for the goods of a code. */
export interface RuleRow {
  /** Two, four, six or eight digits. */
  readonly code: string
  /** Which of the goods of the code, where not all of them are meant. A person says whether a good is one of them. */
  readonly ex?: string
  readonly rule: Rule
  /** Where in the annex it stands: `C 39`. Unique in its sheet. */
  readonly ref: string
}

export interface RuleSheet {
  readonly head: RuleSheetHead
  readonly rows: readonly RuleRow[]
}

/** Rows of a sheet as they were read, and everything that is wrong with the file; a row with a problem is left out. */
export interface ReadRules {
  readonly rows: readonly RuleRow[]
  readonly issues: readonly Issue[]
}

const COLUMNS = ['code', 'ex', 'rule', 'ref'] as const
/** Problems that are told; a file with more is another file. */
const PROBLEMS_MAX = 200

/**
 * Reads the rows of a sheet: a header with `code`, `rule`, `ref` and, where rules are for part of a code, `ex`; then a rule a line.
 *
 * A code may stand in several rows, as one does that is in two lists: their alternatives add up, and each row is known by its reference.
 *
 * @source ATIGA Annex 3: its columns, in our grammar
 */
export function readRuleRows(cells: readonly (readonly string[])[], { processes }: Pick<RuleSheetHead, 'processes'>): ReadRules {
  const [header = [], ...lines] = cells
  const columns = header.map(each => each.trim().toLowerCase())
  const missing = COLUMNS.filter(column => column !== 'ex' && !columns.includes(column))
  if (missing.length > 0) return { rows: [], issues: [error('origin.rule-columns-missing', '', { columns: missing.join(', ') })] }

  const rows: RuleRow[] = []
  const issues: Issue[] = []
  const refs = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const cell = (column: (typeof COLUMNS)[number]) => (line[columns.indexOf(column)] ?? '').trim()
    const row = index + 2
    const [code, ex, text, ref] = [cell('code').replace(/[.\s]/g, ''), cell('ex'), cell('rule'), cell('ref')]
    const rule = parseRule(text)
    const wrong: Issue[] = []
    if (!/^\d{2}(\d{2}){0,3}$/.test(code)) wrong.push(error('origin.rule-code-malformed', `row ${row}`, { row, given: code }))
    if (rule === undefined) wrong.push(error('origin.rule-malformed', `row ${row}`, { row, given: text }))
    for (const process of rule === undefined ? [] : unknownProcesses(rule, processes))
      wrong.push(error('origin.rule-process-unknown', `row ${row}`, { row, process }))
    if (ref === '' || refs.has(ref)) wrong.push(error('origin.rule-ref-repeated', `row ${row}`, { row, ref }))
    issues.push(...wrong)
    if (wrong.length > 0 || rule === undefined) continue
    refs.add(ref)
    rows.push({ code, ...(ex === '' ? {} : { ex }), rule, ref })
  }
  if (rows.length === 0 && issues.length === 0) issues.push(error('origin.rules-empty', ''))
  return { rows, issues: issues.slice(0, PROBLEMS_MAX) }
}

function unknownProcesses(rule: Rule, processes: RuleSheetHead['processes']): readonly string[] {
  return rule.flat().flatMap(each => (each.kind === 'process' && !Object.hasOwn(processes, each.name) ? [each.name] : []))
}

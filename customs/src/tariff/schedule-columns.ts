import { isAgreement } from './agreements.ts'
import { type ScheduleProblem, shorten } from './schedule-problem.ts'

/** What a column of a schedule's file holds. */
export type Column =
  | { readonly kind: 'code' | 'unit' | 'level' | 'ignored'; readonly name: string }
  | { readonly kind: 'description'; readonly name: string; readonly language: string }
  | { readonly kind: 'rate'; readonly name: string }

/** Columns with rates that are no agreement's. */
export const RATE_COLUMNS: readonly string[] = ['mfn', 'ordinary', 'export_duty', 'vat', 'luxury_tax', 'excise']
const DESCRIPTION = /^description_([a-z]{2,3})$/

/** The columns a header names, and those that nobody knows or that stand twice: they are not read. */
export function readHeader(header: readonly string[]): {
  readonly columns: readonly Column[]
  readonly problems: readonly ScheduleProblem[]
} {
  const problems: ScheduleProblem[] = []
  const seen = new Set<string>()
  const columns = header.map((cell): Column => {
    const name = cell.trim()
    const column = readColumn(name)
    const isRepeated = name !== '' && seen.has(name)
    seen.add(name)
    if (isRepeated) problems.push(columnProblem(cell, 'tariff.column-repeated'))
    else if (column.kind === 'ignored') problems.push(columnProblem(cell, 'tariff.column-unknown'))
    return isRepeated ? { kind: 'ignored', name } : column
  })
  return { columns, problems }
}

function columnProblem(cell: string, code: ScheduleProblem['code']): ScheduleProblem {
  return { row: 0, column: shorten(cell.trim()), cell: shorten(cell), code }
}

function readColumn(name: string): Column {
  if (name === 'code' || name === 'unit' || name === 'level') return { kind: name, name }
  const language = DESCRIPTION.exec(name)?.[1]
  if (language !== undefined) return { kind: 'description', name, language }
  return RATE_COLUMNS.includes(name) || isAgreement(name) ? { kind: 'rate', name } : { kind: 'ignored', name }
}

/** What may be wrong with a cell, a row or a column of a schedule's file. */
export const SCHEDULE_PROBLEMS = [
  'tariff.cell-unreadable',
  'tariff.cell-ambiguous',
  'tariff.rate-implausible',
  'tariff.unit-unknown',
  'tariff.line-code-missing',
  'tariff.line-code-malformed',
  'tariff.heading-code-odd',
  'tariff.row-length',
  'tariff.text-damaged',
  'tariff.duplicate-conflicting',
  'tariff.duplicate-identical',
  'tariff.column-unknown',
  'tariff.column-repeated',
] as const

/** One thing in a schedule's file that its keeper should mend. The line is still loaded; the rate in question is not. */
export interface ScheduleProblem {
  /** The data row, the first being 1; 0 for the header. */
  readonly row: number
  readonly column: string
  /** What stands there, cut to a readable length. */
  readonly cell: string
  readonly code: (typeof SCHEDULE_PROBLEMS)[number]
  readonly commodityCode?: string
}

/** More problems than this are not kept: a file that has as many is no schedule. */
export const SCHEDULE_PROBLEMS_MAX = 100_000

const CELL_SHOWN = 120

export function shorten(text: string): string {
  const clean = text.replaceAll('\0', '')
  return clean.length <= CELL_SHOWN ? clean : `${clean.slice(0, CELL_SHOWN - 1)}…`
}

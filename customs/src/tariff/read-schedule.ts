import { type CommodityCode, type Currency, parseCommodityCode } from '../kernel/index.ts'
import { parseCell } from './cell.ts'
import type { DutyRate } from './rate.ts'
import type { TariffHeading, TariffLine } from './schedule.ts'
import { type Column, readHeader } from './schedule-columns.ts'
import { SCHEDULE_PROBLEMS_MAX, type ScheduleProblem, shorten } from './schedule-problem.ts'
import { parseUnitWord } from './unit-word.ts'

/** A file as it was read: what it says and what is wrong with it. */
export interface ReadSchedule {
  readonly lines: readonly TariffLine[]
  readonly headings: readonly TariffHeading[]
  /** Data rows, whatever they hold. */
  readonly rows: number
  readonly problems: readonly ScheduleProblem[]
  /** The columns with rates, in the order of the file. */
  readonly columns: readonly string[]
}

export interface ScheduleReader {
  /** Whether the header has a `code` column; without one no row can be read. */
  readonly hasCode: boolean
  /** Takes the next data row. */
  read(cells: readonly string[]): void
  finish(): ReadSchedule
}

/** The most a row's text may hold; longer descriptions are cut. */
const DESCRIPTION_MAX = 4_000

/**
 * Reads a national schedule row by row.
 *
 * Rows of fewer than 8 digits are headings, all others lines. A code given twice with the same rates counts once; given twice with different
 * rates it keeps none, since nobody can say which is the law. A row longer or shorter than the header may have shifted its cells, so its rates
 * stay unknown. Specific rates are in the state's currency.
 */
export function openScheduleReader(header: readonly string[], currency: Currency): ScheduleReader {
  const { columns, problems: ofHeader } = readHeader(header)
  const problems: ScheduleProblem[] = [...ofHeader]
  const lines = new Map<string, TariffLine>()
  const conflicting = new Set<string>()
  const headings = new Map<string, TariffHeading>()
  const table: Table = { columns, currency, rateOf: rateInterner(), strangeUnits: new Set() }
  let rows = 0

  return {
    hasCode: columns.some(column => column.kind === 'code'),
    read(cells) {
      rows++
      const report = reporter(problems, rows, cells[columns.findIndex(column => column.kind === 'code')])
      const row = readRow(table, cells, rows, report)
      if (row === undefined) return
      if (row.kind === 'heading') {
        if (!headings.has(row.heading.code)) headings.set(row.heading.code, row.heading)
        return
      }
      const { line } = row
      const earlier = lines.get(line.code)
      if (earlier === undefined) {
        lines.set(line.code, line)
        return
      }
      const same = sameRates(earlier.rates, line.rates)
      if (!same) conflicting.add(line.code)
      report('code', line.code, same ? 'tariff.duplicate-identical' : 'tariff.duplicate-conflicting')
    },
    finish: () => ({
      lines: [...lines.values()].map(line => (conflicting.has(line.code) ? { ...line, rates: {} } : line)),
      headings: [...headings.values()],
      rows,
      problems,
      columns: columns.flatMap(column => (column.kind === 'rate' ? column.name : [])),
    }),
  }
}

/** Reads rows that are all at hand. */
export function readSchedule(header: readonly string[], rows: Iterable<readonly string[]>, currency: Currency): ReadSchedule {
  const reader = openScheduleReader(header, currency)
  for (const row of rows) reader.read(row)
  return reader.finish()
}

type Report = (column: string, cell: string, code: ScheduleProblem['code']) => void

function reporter(problems: ScheduleProblem[], row: number, commodityCode: string | undefined): Report {
  return (column, cell, code) => {
    if (problems.length >= SCHEDULE_PROBLEMS_MAX) return
    const problem = { row, column, cell: shorten(cell), code }
    problems.push(commodityCode === undefined ? problem : { ...problem, commodityCode: shorten(commodityCode.trim()) })
  }
}

/** What holds for every row, and what a reader remembers of those before. */
interface Table {
  readonly columns: readonly Column[]
  readonly currency: Currency
  /** The one object that stands for all equal rates. */
  readonly rateOf: (rate: DutyRate) => DutyRate
  readonly strangeUnits: Set<string>
}

type Row = { readonly kind: 'line'; readonly line: TariffLine } | { readonly kind: 'heading'; readonly heading: TariffHeading }

function readRow(table: Table, cells: readonly string[], row: number, report: Report): Row | undefined {
  const { columns, currency } = table
  const shifted = isShifted(columns, cells)
  if (shifted) report('', cells.join(','), 'tariff.row-length')

  let given = ''
  let unit: string | undefined
  const description: Record<string, string> = {}
  const rates: Record<string, DutyRate> = {}
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell.includes('\uFFFD') || cell.includes('\0')) report(column.name, cell, 'tariff.text-damaged')
    if (column.kind === 'code') given = cell
    else if (column.kind === 'unit') unit = readUnit(cell, report, table)
    else if (column.kind === 'description') {
      const text = cell.replaceAll('\0', '').trim().slice(0, DESCRIPTION_MAX)
      if (text !== '') description[column.language] = text
    } else if (column.kind === 'rate') {
      const rate = shifted ? ({ kind: 'unknown', cell: shorten(cell) } as const) : readRate(cell, column.name, currency, report)
      if (rate !== undefined) rates[column.name] = table.rateOf(rate)
    }
  }

  const code = given.replace(/[.\s]/g, '')
  if (code === '') {
    report('code', given, 'tariff.line-code-missing')
    return undefined
  }
  if (/^\d{1,7}$/.test(code)) {
    if (code.length % 2 === 1) report('code', given, 'tariff.heading-code-odd')
    return { kind: 'heading', heading: { code, row, description } }
  }
  const lineCode = code.length <= 11 ? parseCommodityCode(code) : undefined
  if (lineCode === undefined) {
    report('code', given, 'tariff.line-code-malformed')
    return undefined
  }
  return { kind: 'line', line: { code: lineCode as CommodityCode, row, description, ...(unit === undefined ? {} : { unit }), rates } }
}

/** Blank cells beyond the header are a spreadsheet's habit; anything else there, or a cell too few, moves rates to the wrong column. */
function isShifted(columns: readonly Column[], cells: readonly string[]): boolean {
  return cells.length < columns.length || cells.slice(columns.length).some(cell => cell.trim() !== '')
}

/** The unit a line is counted in. A word nobody has explained is reported where it first stands, not on each of a thousand lines. */
function readUnit(cell: string, report: Report, { strangeUnits }: Table): string | undefined {
  const word = cell.trim()
  if (word === '' || word === '-') return undefined
  const unit = parseUnitWord(word)
  if (unit === undefined && !strangeUnits.has(word)) {
    strangeUnits.add(word)
    report('unit', cell, 'tariff.unit-unknown')
  }
  return unit
}

function readRate(text: string, column: string, currency: Currency, report: Report): DutyRate | undefined {
  const cell = parseCell(text, currency)
  if (cell.kind === 'empty') return undefined
  if (cell.kind === 'rate') return cell.rate
  report(column, text, cell.code)
  return { kind: 'unknown', cell: shorten(text) }
}

function sameRates(a: TariffLine['rates'], b: TariffLine['rates']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A schedule has thousands of rates and few different ones: equal ones share one object. */
function rateInterner(): (rate: DutyRate) => DutyRate {
  const known = new Map<string, DutyRate>()
  return rate => {
    const key = JSON.stringify(rate)
    const first = known.get(key) ?? rate
    known.set(key, first)
    return first
  }
}

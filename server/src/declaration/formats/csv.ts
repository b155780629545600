import { type DeclarationDocument, parseDeclaration } from '@lintas/customs/declaration'
import { error, type Issue, warning } from '@lintas/customs/kernel'
import { CsvError, parse } from 'csv-parse/sync'
import { EXPECTED, looksLikeFormula, readCell, setCell, writeCell } from './csv-cell.ts'
import { ATTRIBUTE_PREFIX, type Column, DECLARATION_COLUMNS, findColumn, ITEM_COLUMNS, isOfItem } from './csv-columns.ts'
import type { Draft } from './draft-fields.ts'
import { maxItemsOf } from './field-limits.ts'
import { nearestPlace, type Place, type Problem, problem, type Reading, refused } from './problem.ts'

/** Delimiters that spreadsheets of the region write. */
const DELIMITERS = [',', ';', '\t'] as const

const ITEMS_MAX = maxItemsOf('goodsItems')

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/** Whether the first line of a text names columns of ours: two of them are no coincidence. */
export function looksLikeCsv(text: string): boolean {
  const header = headerLine(text)
  return header.split(delimiterOf(header)).filter(cell => findColumn(cell.replaceAll('"', '')) !== undefined).length >= 2
}

/**
 * Reads item lines from CSV: a header naming our columns, then a row for each goods item. What concerns the whole declaration stands in the
 * first row or in every row. A cell that begins like a formula is taken as text, with a warning; nothing is ever computed.
 *
 * @source RFC 4180; docs/csv-item-lines.md
 */
export function readCsv(text: string): Reading {
  const rows = parseRows(text)
  if ('code' in rows) return refused('csv', rows)
  const [header, ...records] = rows
  if (records.length > ITEMS_MAX) return refused('csv', problem(error('format.too-many', 'goodsItems', { max: ITEMS_MAX }), { line: 1 }))
  if (header === undefined || records.length === 0) return refused('csv', problem(error('format.record-missing', ''), { line: 1 }))

  const problems: Problem[] = []
  const columns = readHeader(header, problems)
  const draft: Draft = {}
  const items = records.map((row, index) => {
    const item: Draft = { sequence: index + 1 }
    problems.push(...readRow(row, columns, { draft, item, path: `goodsItems[${index}]` }))
    return item
  })
  const parsed = parseDeclaration(withoutGaps({ ...draft, goodsItems: items }))
  const places = new Map<string, Place>([
    ['', { line: header.line }],
    ...records.map(({ line }, index) => [`goodsItems[${index}]`, { line }] as const),
  ])
  const misfits = parsed.ok ? [] : parsed.issues.map(issue => problem(issue, nearestPlace(places, issue.path)))
  return {
    format: 'csv',
    ...(parsed.ok ? { document: parsed.value } : { items: items.length }),
    problems: [...problems, ...misfits],
    places,
  }
}

/**
 * The goods items of a document as CSV, with what the columns say of the whole in the first row; columns that nothing fills are left out. Cells
 * that a spreadsheet might compute are defused. Only what has a column is written: the other formats hold the rest.
 */
export function writeCsv(document: DeclarationDocument): string {
  const attributes = new Set(document.goodsItems.flatMap(item => Object.keys(item.attributes)))
  const ofAttributes = [...attributes].map(name => ({ name: ATTRIBUTE_PREFIX + name, to: `attributes.${name}`, kind: 'text' as const }))
  const columns = [...DECLARATION_COLUMNS, ...ITEM_COLUMNS, ...ofAttributes].map(column => [
    column.name,
    ...document.goodsItems.map((item, index) =>
      isOfItem(column) ? writeCell(item, column) : index === 0 ? writeCell(document, column) : '',
    ),
  ])
  const used = columns.filter(([name, ...cells]) => ALWAYS.has(name ?? '') || cells.some(cell => cell !== ''))
  const lines = Array.from({ length: document.goodsItems.length + 1 }, (_, line) => used.map(column => quoted(column[line] ?? '')))
  return lines.map(cells => `${cells.join(',')}\r\n`).join('')
}

const ALWAYS: ReadonlySet<string> = new Set(['item', 'commodity_code', 'description'])

function parseRows(text: string): readonly Row[] | Problem {
  try {
    const options = {
      delimiter: delimiterOf(headerLine(text)),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 200_000,
      to: ITEMS_MAX + 2,
    }
    const records = parse(text, options) as unknown as readonly {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure
    const line = typeof failure.lines === 'number' ? failure.lines : 1
    return problem(error('format.csv-malformed', '', { problem: failure.code }), { line })
  }
}

/** The columns by their place; those that are not ours, or come twice, are told and left out. */
function readHeader({ cells, line }: Row, problems: Problem[]): readonly (Column | undefined)[] {
  const seen = new Set<string>()
  const columns = cells.map(cell => {
    const column = findColumn(cell)
    const name = cell.trim().slice(0, 100)
    if (column === undefined) {
      if (name !== '') problems.push(problem(warning('format.column-unknown', '', { column: name }), { line }))
      return undefined
    }
    if (seen.has(column.name)) problems.push(problem(error('format.column-repeated', '', { column: name }), { line }))
    seen.add(column.name)
    return column
  })
  if (!seen.has('commodity_code')) problems.push(problem(error('format.column-missing', '', { column: 'commodity_code' }), { line }))
  return columns
}

function readRow(
  { cells, line }: Row,
  columns: readonly (Column | undefined)[],
  { draft, item, path }: { readonly draft: Draft; readonly item: Draft; readonly path: string },
): readonly Problem[] {
  const tell = (issue: Issue) => problem(issue, { line })
  return cells.flatMap((cell, index) => {
    const column = columns[index]
    if (cell.trim() === '') return []
    if (column === undefined)
      return index >= columns.length ? [tell(error('format.cell-beyond-header', path, { cell: cell.slice(0, 100) }))] : []
    const value = readCell(cell, column)
    const isItem = isOfItem(column)
    const params = { column: column.name, cell: cell.slice(0, 100) }
    const field = isItem ? path : ''
    if (value === undefined) return [tell(error('format.cell-malformed', field, { ...params, expected: EXPECTED[column.kind] }))]
    const before = isItem ? undefined : writeCell(draft, column)
    if (before !== undefined && before !== '' && before !== writeCell(heldBy(column, value), column)) {
      return [tell(error('format.cell-differs', field, { ...params, before }))]
    }
    setCell(isItem ? item : draft, column.to, value)
    return looksLikeFormula(cell) ? [tell(warning('format.cell-formula', field, params))] : []
  })
}

function heldBy(column: Column, value: unknown): Draft {
  const draft: Draft = {}
  setCell(draft, column.to, value)
  return draft
}

/** Lists without the places nobody filled: a second quantity alone is the first. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(each => each !== undefined).map(withoutGaps)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutGaps(each)]))
}

function headerLine(text: string): string {
  return text.slice(0, 20_000).split(/\r\n|\n|\r/, 1)[0] ?? ''
}

function delimiterOf(header: string): string {
  return DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','
}

function quoted(cell: string): string {
  return /[",;\r\n\t]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}

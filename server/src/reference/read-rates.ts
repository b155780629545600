import { type ExchangeRateInput, exchangeRateInputSchema, exchangeRatesDocument } from '@lintas/contract'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { issuesOf } from '../platform/http/index.ts'

/** Columns by their header: what each is called, and what it is in a rate. */
const COLUMNS = {
  currency: 'currency',
  unit: 'unit',
  rate: 'rate',
  valid_from: 'validFrom',
  valid_to: 'validTo',
  source: 'source',
} as const
const REQUIRED = ['currency', 'rate', 'valid_from'] as const
const ROWS_MAX = 10_000

/** Reads rates that are to be published, as JSON or CSV; every row that is wrong is named. */
export function readRates(body: unknown, state: State): Result<readonly ExchangeRateInput[]> {
  const read = Buffer.isBuffer(body) ? readCsv(body) : readJson(body)
  if (!read.ok) return read
  const { currency: own } = STATE_FACTS[state]
  const wrong = read.value.flatMap((rate, index) =>
    rate.currency === own ? [error('rates.own-currency', `rates[${index}].currency`, { currency: own, state })] : [],
  )
  return wrong.length > 0 ? stop(...wrong) : read
}

function readJson(body: unknown): Result<readonly ExchangeRateInput[]> {
  const read = exchangeRatesDocument.safeParse(body)
  return read.success ? ok(read.data.rates) : stop(...issuesOf(read.error, body))
}

function readCsv(csv: Buffer): Result<readonly ExchangeRateInput[]> {
  const records = parseCsv(csv)
  if (!records.ok) return records
  const [header = [], ...rows] = records.value
  const names = header.map(name => name.trim().toLowerCase())
  if (rows.length > ROWS_MAX) return stop(error('rates.too-many', '', { max: ROWS_MAX }))
  const missing = REQUIRED.filter(column => !names.includes(column))
  if (missing.length > 0) return stop(...missing.map(column => error('rates.column-missing', 'header', { column })))

  const issues: Issue[] = []
  const rates = rows.flatMap((cells, index) => {
    const read = exchangeRateInputSchema.safeParse(recordOf(names, cells))
    if (!read.success)
      issues.push(error('rates.row-malformed', `rates[${index}]`, { row: index + 1, problem: z.prettifyError(read.error) }))
    return read.success ? [read.data] : []
  })
  return issues.length > 0 ? stop(...issues) : ok(rates)
}

function parseCsv(csv: Buffer): Result<readonly (readonly string[])[]> {
  try {
    return ok(parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, to: ROWS_MAX + 2 }) as string[][])
  } catch (failure) {
    return stop(error('rates.file-malformed', '', { problem: failure instanceof Error ? failure.message : String(failure) }))
  }
}

/** The cells of the columns we know; an empty cell says nothing. */
function recordOf(names: readonly string[], cells: readonly string[]): Record<string, string | number> {
  const record: Record<string, string | number> = {}
  for (const [column, field] of Object.entries(COLUMNS)) {
    const cell = cells[names.indexOf(column)]
    if (cell === undefined || cell === '') continue
    record[field] = field === 'unit' ? Number(cell) : cell
  }
  return record
}

import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { CsvError, parse } from 'csv-parse/sync'

const ROWS_MAX = 20_002
const RECORD_LENGTH_MAX = 20_000

/** The cells of a CSV file in UTF-8: commas, semicolons or tabs, whichever the header has most of. */
export function readCells(bytes: Buffer): Result<readonly (readonly string[])[]> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const header = text.slice(0, Math.max(text.indexOf('\n'), 0) || text.length)
    const delimiter = [',', ';', '\t'].reduce((best, each) => (header.split(each).length > header.split(best).length ? each : best))
    const choices = { relax_column_count: true, skip_empty_lines: true, bom: true, max_record_size: RECORD_LENGTH_MAX }
    return ok(parse(text, { delimiter, ...choices, to: ROWS_MAX }))
  } catch (cause) {
    return stop(error('origin.file-malformed', '', { problem: cause instanceof CsvError ? cause.code : 'ENCODING' }))
  }
}

import { setImmediate as giveWay } from 'node:timers/promises'
import type { AssessedLine } from '@lintas/contract'
import { type PastLine, rateLine } from '@lintas/customs/duty'
import { type Day, error, type Issue, ok, parseDay, type Result, stop } from '@lintas/customs/kernel'
import { parse } from 'csv-parse/sync'
import type { Node } from '../platform/node.ts'
import { schedulesOf } from '../tariff/index.ts'
import { sayIssues } from './what-if.ts'

/** After so many lines other requests have their turn. */
const LINES_AT_ONCE = 500

/** A header longer than this is none. */
const HEADER_BYTES_MAX = 65_536

const COLUMNS = ['declared_on', 'code', 'origin', 'schedule', 'proof_form'] as const
/** A row; `cells` is how many it has where they do not fit the header, so that none can be told from its neighbour. */
type Row = Readonly<Record<(typeof COLUMNS)[number], string>> & { readonly misfit?: { readonly cells: number; readonly columns: number } }

/** Reads lines of past declarations from CSV; columns are found by name, others ignored. */
export function readLines(csv: Buffer): Result<readonly Row[]> {
  const parsed = parseCsv(csv)
  if (!parsed.ok) return parsed
  const [header = [], ...rows] = parsed.value
  const names = header.map(name => name.trim().toLowerCase())
  const missing = COLUMNS.filter(column => !names.includes(column))
  if (missing.length > 0) return stop(...missing.map(column => error('duty.lines-column-missing', 'header', { column })))
  const cellOf = (cells: readonly string[], column: (typeof COLUMNS)[number]) => cells[names.indexOf(column)] ?? ''
  const columns = names.length
  return ok(
    rows.map(cells => ({
      ...(fits(cells, columns) ? {} : { misfit: { cells: cells.length, columns } }),
      declared_on: cellOf(cells, 'declared_on'),
      code: cellOf(cells, 'code'),
      origin: cellOf(cells, 'origin'),
      schedule: cellOf(cells, 'schedule'),
      proof_form: cellOf(cells, 'proof_form'),
    })),
  )
}

/** A comma within a cell that nobody quoted moves all cells after it. Blank cells beyond the header are a spreadsheet's habit. */
function fits(cells: readonly string[], columns: number): boolean {
  return cells.length >= columns && cells.slice(columns).every(cell => cell === '')
}

function parseCsv(csv: Buffer): Result<readonly (readonly string[])[]> {
  const options = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true }
  try {
    return ok(parse(csv, { ...options, delimiter: delimiterOf(csv) }) as string[][])
  } catch (failure) {
    return stop(error('duty.lines-malformed', '', { problem: failure instanceof Error ? failure.message : String(failure) }))
  }
}

/** Commas, semicolons or tabs, whichever the header has. */
function delimiterOf(csv: Buffer): string {
  const [header = ''] = csv
    .subarray(0, HEADER_BYTES_MAX)
    .toString('utf8')
    .split(/[\r\n]/, 1)
  return [',', ';', '\t'].find(mark => header.includes(mark)) ?? ','
}

/** The rate of duty of each line under the schedule in force on its own day; a line that cannot be answered says why. */
export async function assessLines(node: Node, rows: readonly Row[], language: string): Promise<AssessedLine[]> {
  const lines: AssessedLine[] = []
  for (const [index, row] of rows.entries()) {
    lines.push(await assessLine(node, row, index + 1, language))
    if (lines.length % LINES_AT_ONCE === 0) await giveWay()
  }
  return lines
}

async function assessLine(node: Node, row: Row, line: number, language: string): Promise<AssessedLine> {
  const told = { line, code: row.code, schedule: row.schedule }
  const refused = (issues: readonly Issue[]): AssessedLine => ({
    ...told,
    dutyRate: null,
    assumed: [],
    issues: sayIssues(issues, language),
  })
  if (row.misfit !== undefined) return refused([error('duty.line-length', '', { ...row.misfit })])
  const declaredOn = parseDay(row.declared_on)
  if (declaredOn === undefined)
    return refused([error('duty.line-malformed', 'declared_on', { column: 'declared_on', value: row.declared_on })])

  const past = pastLine(row, declaredOn)
  const schedule = await schedulesOf(node).on(declaredOn)
  const rated = rateLine(past, node.state, node.law, schedule)
  if (!rated.ok) return refused(rated.issues)

  const { rate, rateUnit, chosen } = rated.value
  const { column, version, row: place, issues } = chosen
  const preferred = column !== 'mfn' && column !== 'ordinary'
  const toMend = issues.filter(issue => issue.severity !== 'hint')
  return {
    ...told,
    dutyRate: rate,
    ...(rateUnit === '%' ? {} : { rateUnit }),
    source: { version: version.id, row: place, column },
    assumed: [...(preferred && past.proof === 'valid' ? ['proof'] : []), ...(version.sample === true ? ['schedule'] : [])],
    ...(toMend.length > 0 ? { issues: sayIssues(toMend, language) } : {}),
  }
}

/** A proof that was named is taken for one that held: whether it did is past. */
function pastLine(row: Row, declaredOn: Day): PastLine {
  const said = (text: string) => (text === '' ? undefined : text)
  return {
    declaredOn,
    code: row.code,
    origin: said(row.origin.toUpperCase()),
    claim: said(row.schedule),
    proof: row.proof_form === '' ? 'absent' : 'valid',
  }
}

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

const COLUMNS = ['declared_on', 'code', 'origin', 'schedule', 'proof_form'] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>

/** Reads lines of past declarations from CSV; columns are found by name, others ignored. */
export function readLines(csv: Buffer): Result<readonly Row[]> {
  const parsed = parseCsv(csv)
  if (!parsed.ok) return parsed
  const [header = [], ...rows] = parsed.value
  const names = header.map(name => name.trim().toLowerCase())
  const missing = COLUMNS.filter(column => !names.includes(column))
  if (missing.length > 0) return stop(...missing.map(column => error('duty.lines-column-missing', 'header', { column })))
  const cellOf = (cells: readonly string[], column: (typeof COLUMNS)[number]) => cells[names.indexOf(column)] ?? ''
  return ok(
    rows.map(cells => ({
      declared_on: cellOf(cells, 'declared_on'),
      code: cellOf(cells, 'code'),
      origin: cellOf(cells, 'origin'),
      schedule: cellOf(cells, 'schedule'),
      proof_form: cellOf(cells, 'proof_form'),
    })),
  )
}

function parseCsv(csv: Buffer): Result<readonly (readonly string[])[]> {
  try {
    return ok(parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }) as string[][])
  } catch (failure) {
    return stop(error('duty.lines-malformed', '', { problem: failure instanceof Error ? failure.message : String(failure) }))
  }
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

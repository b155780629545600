import { error, type Issue, ok, parseCommodityCode, type Result, stop } from '../kernel/index.ts'
import type { CodePair } from './correlation.ts'

/** More pairs than any revision of the nomenclature has had. */
const PAIRS_MAX = 50_000
/** Problems that are told of one file. */
const TOLD_MAX = 50

/**
 * Reads a correlation table from the cells of its file: a column `old` and a column `new`, in each a code of 6 to 12 digits.
 *
 * A code that goes on although others took part of it stands with itself, too. A row that stands twice counts once; one that is no pair refuses the
 * file, since a table with a hole would send goods to the wrong code.
 */
export function readCorrelation([header = [], ...rows]: readonly (readonly string[])[]): Result<readonly CodePair[]> {
  const names = header.map(cell => cell.trim().toLowerCase())
  const [old, next] = [names.indexOf('old'), names.indexOf('new')]
  if (old < 0 || next < 0) return stop(error('tariff.correlation-columns-missing', ''))
  if (rows.length > PAIRS_MAX) return stop(error('tariff.file-too-long', '', { rows: PAIRS_MAX }))
  const issues: Issue[] = []
  const pairs = new Map<string, CodePair>()
  for (const [index, row] of rows.entries()) {
    const [from, to] = [old, next].map(column => readCode(row[column] ?? '', index, issues))
    if (from !== undefined && to !== undefined) pairs.set(`${from} ${to}`, { from, to })
  }
  if (issues.length > 0) return stop(...issues.slice(0, TOLD_MAX))
  const read = [...pairs.values()].sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
  return read.some(({ from, to }) => from !== to) ? ok(read) : stop(error('tariff.correlation-empty', ''))
}

function readCode(cell: string, index: number, issues: Issue[]): string | undefined {
  const code = parseCommodityCode(cell)
  if (code === undefined) issues.push(error('tariff.correlation-code-malformed', `rows[${index}]`, { code: cell.slice(0, 40) }))
  return code
}

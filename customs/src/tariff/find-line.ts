import { error, type Issue, ok, parseCommodityCode, type Result, stop } from '../kernel/index.ts'
import { type Correlation, findReplaced, type Replaced } from './correlation.ts'
import type { Schedule, TariffLine } from './schedule.ts'

/** How many candidates an issue lists; it also says how many there are. */
const LISTED = 12

/**
 * The line of the national schedule that a declared code names.
 *
 * A code with too few digits is refused with the lines it may have meant, never completed by guessing; so is one with more digits than
 * the schedule has. One that ended is refused with what took its place, as far as the correlation tables in force on the day, the oldest first, tell it.
 * `others` are the state's schedules of other days: a code that stands in one of them was right once, and is answered so.
 *
 * @source HS Convention art. 3: codes are national below six digits; domain notes §2.6
 */
export function findLine(
  schedule: Schedule,
  given: string,
  others: readonly Schedule[] = [],
  correlations: readonly Correlation[] = [],
): Result<TariffLine> {
  const code = parseCommodityCode(given)
  const path = 'commodityCode'
  if (code === undefined) return stop(explainMalformed(given))
  const line = schedule.findLine(code)
  if (line !== undefined) return ok(line)

  const version = schedule.version.id
  const replaced = findReplaced(correlations, code, schedule)
  if (replaced !== undefined) return stop(sayReplaced(code, version, replaced))
  const below = schedule.listBelow(code)
  if (below.length > 0) return stop(error('tariff.code-incomplete', path, { code, version, count: below.length, candidates: list(below) }))

  const parent = findParent(schedule, code)
  if (parent !== undefined) return stop(error('tariff.code-too-long', path, { code, version, line: parent.code }))

  const renumbered = findReplaced(correlations, code, schedule, 'beginning')
  if (renumbered !== undefined) return stop(sayReplaced(code, version, renumbered))
  const near = listNear(schedule, code)
  const once = others.find(other => other.version.id !== version && other.findLine(code) !== undefined)
  if (once !== undefined) {
    const params = { code, version, other: once.version.id, validFrom: once.version.validFrom, candidates: list(near) }
    return stop(error('tariff.code-not-valid-on-day', path, params))
  }
  return stop(error('tariff.code-unknown', path, { code, version, candidates: list(near) }))
}

function sayReplaced(code: string, version: string, { correlation, successors }: Replaced): Issue {
  const { id, validFrom } = correlation
  return error('tariff.code-replaced', 'commodityCode', {
    code,
    version,
    correlation: id,
    validFrom,
    successors: successors.slice(0, LISTED).join(', '),
  })
}

/** Why a text is no commodity code at all, whatever the schedule: no code of any state could read so. */
export function explainMalformed(given: string): Issue {
  const digits = given.replace(/[.\s]/g, '')
  return /^(77|00)\d{4,10}$/.test(digits)
    ? error('tariff.chapter-reserved', 'commodityCode', { code: given, chapter: digits.slice(0, 2) })
    : error('tariff.code-malformed', 'commodityCode', { code: given })
}

/** The line whose code is the beginning of a longer one: `61091010` for `6109101000`. */
function findParent(schedule: Schedule, code: string): TariffLine | undefined {
  for (let digits = code.length - 1; digits >= 8; digits--) {
    const line = schedule.findLine(code.slice(0, digits))
    if (line !== undefined) return line
  }
  return undefined
}

/** The lines that share the longest beginning with a code, of at least its heading. */
function listNear(schedule: Schedule, code: string): readonly TariffLine[] {
  for (let digits = code.length - 1; digits >= 4; digits--) {
    const lines = schedule.listBelow(code.slice(0, digits))
    if (lines.length > 0) return lines
  }
  return []
}

/** Their codes, the first few; a dash where there are none. */
function list(lines: readonly TariffLine[]): string {
  const codes = lines.slice(0, LISTED).map(line => line.code)
  return codes.length === 0 ? '–' : codes.join(', ')
}

import { type Issue, ok, parseCommodityCode, type Result, stop } from '../kernel/index.ts'
import { explainMalformed, findLine, type Schedule, type TariffLine } from '../tariff/index.ts'
import type { CostBooks } from './suppose.ts'

/** How a code that was asked about became the state's own: as it is, with the noughts the state writes behind it, or without another state's digits. */
export const PLACINGS = ['as-asked', 'lengthened', 'shortened'] as const
export type Placing = (typeof PLACINGS)[number]

/** The code of goods in one state's tariff. */
export interface PlacedCode {
  readonly code: string
  readonly placing: Placing
  /** The line of the schedule on file; absent where none is. */
  readonly line?: TariffLine
}

/**
 * Finds the state's own code for one that may be of another state: of the same goods, all states share six digits and ASEAN eight.
 *
 * A shorter code is lengthened where one line alone stands below it; in a sample schedule, which has few lines, only by noughts, which split nothing. A
 * longer one loses the digits that this state does not have. Anything else is refused with the lines it may have meant, never guessed.
 */
export function placeCode(
  given: string,
  { schedule, otherSchedules, correlations }: Pick<CostBooks, 'schedule' | 'otherSchedules' | 'correlations'>,
): Result<PlacedCode> {
  const code = parseCommodityCode(given)
  if (code === undefined) return stop(explainMalformed(given))
  if (schedule === undefined) return ok({ code, placing: 'as-asked' })
  const found = findLine(schedule, code, otherSchedules, correlations)
  if (found.ok) return ok({ code, placing: 'as-asked', line: found.value })
  const below = onlyBelow(schedule, code)
  if (below !== undefined) return ok({ code: below.code, placing: 'lengthened', line: below })
  const above = aboveIn(found.issues, schedule)
  return above === undefined ? found : ok({ code: above.code, placing: 'shortened', line: above })
}

function onlyBelow(schedule: Schedule, code: string): TariffLine | undefined {
  const [line, ...more] = schedule.listBelow(code)
  if (line === undefined || more.length > 0) return undefined
  return schedule.version.sample !== true || /^0+$/.test(line.code.slice(code.length)) ? line : undefined
}

/** The line a code is too long for, as the search for it found. */
function aboveIn(issues: readonly Issue[], schedule: Schedule): TariffLine | undefined {
  const line = issues.find(issue => issue.code === 'tariff.code-too-long')?.params?.line
  return line === undefined ? undefined : schedule.findLine(String(line))
}

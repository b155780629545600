import type { Scenario } from '@lintas/contract'
import { Refused } from './refused.ts'

/** A scenario and the file it is in. */
export interface ScenarioFile {
  readonly file: string
  readonly scenario: Scenario
}

/**
 * The order in which several scenarios are played: first those in which every act has to bear its own day in the ledger, the earliest first, then the others as
 * they were given. Playing one moves the clock on, and a day that is over is closed in the ledger of its state for good, so that no two of the first kind may
 * share days of one state: that is refused before anything is played.
 */
export function orderScenarios(files: readonly ScenarioFile[]): readonly ScenarioFile[] {
  const exact = files.filter(each => each.scenario.onOwnDays === true).toSorted((a, b) => (firstDayOf(a) < firstDayOf(b) ? -1 : 1))
  for (const [place, each] of exact.entries()) {
    const before = exact.slice(0, place).find(one => one.scenario.state === each.scenario.state && lastDayOf(one) >= firstDayOf(each))
    if (before !== undefined)
      throw new Refused(
        `${before.file} closes the ledger of ${each.scenario.state} to ${lastDayOf(before)}, and ${each.file} begins on ${firstDayOf(each)}: play each on a fresh home (LINTAS_HOME)`,
      )
  }
  return [...exact, ...files.filter(each => each.scenario.onOwnDays !== true)]
}

/** Refuses scenarios whose days are closed in the ledger of their state already. */
export function refuseClosed(files: readonly ScenarioFile[], closedTo: ReadonlyMap<string, string>): void {
  const late = files.flatMap(each => {
    const closed = closedTo.get(each.scenario.state)
    if (each.scenario.onOwnDays !== true || closed === undefined || closed < firstDayOf(each)) return []
    return [
      `the ledger of ${each.scenario.state} in this region is closed to ${closed}, and ${each.file} begins on ${firstDayOf(each)}: play it on a fresh home (LINTAS_HOME)`,
    ]
  })
  if (late.length > 0) throw new Refused(late.join('\n'))
}

/** The first day a scenario sets; the last of all days where it sets none, since it then plays today. */
function firstDayOf({ scenario }: ScenarioFile): string {
  return daysOf(scenario)[0] ?? '9999-12-31'
}

function lastDayOf({ scenario }: ScenarioFile): string {
  return daysOf(scenario).at(-1) ?? ''
}

function daysOf({ steps }: Scenario): readonly string[] {
  return steps.flatMap(({ day }) => day ?? []).toSorted()
}

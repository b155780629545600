import { type Day, daysBetween, type Issue, parseDay, warning } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { ADVANCE_CARGO_TIMES, type AdvanceCargoTimeRow } from './law.ts'
import type { Manifest } from './manifest.ts'

const HOURS_A_DAY = 24

/** What loading was over by at a port of another time zone: its day ends within a day of ours. */
const ELSEWHERE_HOURS = 24

/**
 * Whether a manifest is surely filed later than the law asks, by the days it names. Days are all it has, so that a filing of which the hours might still
 * be enough is not judged: nothing is called late that need not be.
 *
 * @source WCO SAFE Framework of Standards, pillar 1, standard 6 (advance electronic information)
 */
export function judgeFiling(manifest: Manifest, { state, day, law }: { readonly state: State; readonly day: Day; readonly law: LawBook }) {
  return law
    .on(ADVANCE_CARGO_TIMES, state, day)
    .filter(row => row.transportMode === manifest.mode && isAbout(row, manifest))
    .flatMap((row): readonly Issue[] => {
      const { hours, before, id } = row
      const most = hoursAtMost(row, manifest, day)
      if (most === undefined || most > hours) return []
      return [warning('cargo.filed-late', before === 'loading' ? 'departedOn' : 'arrivalOn', { hours, before, lawRow: id })]
    })
}

/** Containers are announced before they are loaded, loose goods before they arrive; where a mode has one time, it is for all. */
function isAbout({ cargo }: AdvanceCargoTimeRow, { transportDocuments }: Manifest): boolean {
  if (cargo === undefined) return true
  return transportDocuments.some(each => (cargo === 'containers') === each.containers.length > 0)
}

/** Hours there can be at the most between some time of the day of filing and some time of the day it is to come before. */
function hoursAtMost({ before }: AdvanceCargoTimeRow, { departedOn, arrivalOn }: Manifest, day: Day): number | undefined {
  const then = parseDay((before === 'loading' ? departedOn : arrivalOn) ?? '')
  if (then === undefined) return undefined
  return (daysBetween(day, then) + 1) * HOURS_A_DAY + (before === 'loading' ? ELSEWHERE_HOURS : 0)
}

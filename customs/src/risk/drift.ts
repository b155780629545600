import { z } from 'zod'
import { lawKind, lawRowSchema } from '../reference/index.ts'

/** How often each value of a feature occurred. */
export type Occurrences = ReadonlyMap<string, number>

/** From which stability index on a feature is watched, and from which on whoever keeps profiles and model is told. A convention, which each state may set. */
const driftThresholdSchema = lawRowSchema
  .extend({ watch: indexSchema(), alarm: indexSchema() })
  .refine(row => Number(row.watch) < Number(row.alarm), 'watch must be below alarm')
export type DriftThreshold = z.output<typeof driftThresholdSchema>
export const DRIFT_THRESHOLDS = lawKind<DriftThreshold>('drift-threshold', driftThresholdSchema, () => '')

function indexSchema() {
  return z.string().regex(/^\d\.\d{1,4}$/, 'an index such as 0.25')
}

/** A share of nothing would weigh without end: as much as half a case. */
const LEAST = 0.5

/**
 * The population stability index of one feature: how far its shares of late differ from those before. Nothing where either time is empty.
 *
 * Σ (recent − before) · ln(recent / before) over its values.
 */
export function psiOf(before: Occurrences, recent: Occurrences): number | undefined {
  const sum = (of: Occurrences) => [...of.values()].reduce((total, count) => total + count, 0)
  const [all, late] = [sum(before), sum(recent)]
  if (all === 0 || late === 0) return undefined
  const values = new Set([...before.keys(), ...recent.keys()])
  return [...values].reduce((total, value) => {
    const [was, is] = [Math.max(before.get(value) ?? 0, LEAST) / all, Math.max(recent.get(value) ?? 0, LEAST) / late]
    return total + (is - was) * Math.log(is / was)
  }, 0)
}

export type DriftWord = 'stable' | 'watch' | 'alarm' | 'unjudged'

/** What a figure of drift says by the thresholds of the day: as before, to be watched, or an alarm; nothing is judged where no threshold is on file. */
export function driftOf(psi: number, threshold: Pick<DriftThreshold, 'watch' | 'alarm'> | undefined): DriftWord {
  if (threshold === undefined) return 'unjudged'
  return psi >= Number(threshold.alarm) ? 'alarm' : psi >= Number(threshold.watch) ? 'watch' : 'stable'
}

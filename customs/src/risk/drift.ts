/** How often each value of a feature occurred. */
export type Occurrences = ReadonlyMap<string, number>

/** From here on a feature is watched, and from here on whoever keeps profiles and model is told. Conventions of the trade, no law. */
export const PSI_WATCH = 0.1
export const PSI_ALARM = 0.25

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

/** What a figure of drift says: as before, to be watched, or an alarm. */
export function driftOf(psi: number): 'stable' | 'watch' | 'alarm' {
  return psi >= PSI_ALARM ? 'alarm' : psi >= PSI_WATCH ? 'watch' : 'stable'
}

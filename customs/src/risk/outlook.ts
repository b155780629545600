import { POLICIES } from '../targeting/index.ts'
import { type Capacity, selectDay, type Waiting } from './select.ts'

/** What a day is expected to come to under one policy. */
export interface Outlook {
  readonly policy: (typeof POLICIES)[number]['policy']
  readonly revenueWeight: number
  /** Inspections that fit into the day. */
  readonly inspections: number
  /** How many of them are likely to find something, and the revenue expected of them: figures to choose by. */
  readonly found: number
  readonly revenue: number
}

/** What a day would come to under each policy, and under the one that was chosen where it is none of them; by the weight of revenue. */
export function outlooksOf(waiting: readonly Waiting[], capacity: Capacity, numberOf: (mrn: string) => string): readonly Outlook[] {
  const known = new Map(waiting.map(each => [each.mrn, each]))
  const isNamed = POLICIES.some(each => each.revenueWeight === capacity.revenueWeight)
  const chosen = { policy: 'mix', revenueWeight: capacity.revenueWeight } as const
  return [...POLICIES, ...(isNamed ? [] : [chosen])]
    .toSorted((one, other) => one.revenueWeight - other.revenueWeight)
    .map(policy => {
      const picked = selectDay(waiting, { ...capacity, revenueWeight: policy.revenueWeight }, numberOf)
        .filter(each => each.why !== 'later')
        .flatMap(({ mrn }) => known.get(mrn) ?? [])
      return {
        ...policy,
        inspections: picked.length,
        found: picked.reduce((sum, { probability }) => sum + probability, 0),
        revenue: picked.reduce((sum, { probability, revenue }) => sum + probability * revenue, 0),
      }
    })
}

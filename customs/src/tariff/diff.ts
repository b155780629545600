import type { DutyRate } from './rate.ts'
import type { Schedule, TariffLine } from './schedule.ts'

/** What becomes of one code from one version to the next. */
export type LineChange =
  | { readonly kind: 'added' | 'removed'; readonly code: string; readonly rates: TariffLine['rates'] }
  | { readonly kind: 'changed'; readonly code: string; readonly columns: Readonly<Record<string, RateChange>> }

/** A rate before and after; an absent side was not on file. */
export interface RateChange {
  readonly from?: DutyRate
  readonly to?: DutyRate
}

export interface ChangeCounts {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly unchanged: number
}

/**
 * What a new version changes, in order of code: what the second person approves.
 *
 * Rates only; a new wording of a description changes no bill. Without an earlier version every line is added.
 */
export function diffSchedules(before: Schedule | undefined, after: Schedule): readonly LineChange[] {
  const changes: LineChange[] = []
  for (const line of after.lines) {
    const earlier = before?.findLine(line.code)
    if (earlier === undefined) changes.push({ kind: 'added', code: line.code, rates: line.rates })
    else {
      const columns = changedColumns(earlier.rates, line.rates)
      if (Object.keys(columns).length > 0) changes.push({ kind: 'changed', code: line.code, columns })
    }
  }
  for (const line of before?.lines ?? []) {
    if (after.findLine(line.code) === undefined) changes.push({ kind: 'removed', code: line.code, rates: line.rates })
  }
  return changes.sort((a, b) => (a.code < b.code ? -1 : 1))
}

export function countChanges(changes: readonly LineChange[], after: Schedule): ChangeCounts {
  const count = (kind: LineChange['kind']) => changes.filter(change => change.kind === kind).length
  const [added, removed, changed] = [count('added'), count('removed'), count('changed')]
  return { added, removed, changed, unchanged: after.lines.length - added - changed }
}

function changedColumns(before: TariffLine['rates'], after: TariffLine['rates']): Record<string, RateChange> {
  const columns: Record<string, RateChange> = {}
  for (const column of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[column], after[column]]
    if (from === to || JSON.stringify(from) === JSON.stringify(to)) continue
    columns[column] = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  }
  return columns
}

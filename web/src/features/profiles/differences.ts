import type { StoredProfile } from '@lintas/contract'

/** What of a profile an approver compares, in the order it is read. */
export const FIELDS = [
  'reason',
  'expression',
  'controls',
  'instructions',
  'objective',
  'owner',
  'mitigable',
  'validFrom',
  'validTo',
  'maxHitsPerDay',
] as const
export type ProfileField = (typeof FIELDS)[number]

export interface Difference {
  readonly field: ProfileField
  /** Undefined where there was none, or is none any more. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What a proposed version changes against the one before it; every field of a profile that is new. */
export function listDifferences(proposed: StoredProfile, before: StoredProfile | undefined): readonly Difference[] {
  return FIELDS.map(field => ({ field, before: textOf(before?.[field]), after: textOf(proposed[field]) })).filter(
    each => each.before !== each.after,
  )
}

/** The version that a proposal would follow: the newest before it that was approved, whether it still runs or not. */
export function findBefore(proposed: StoredProfile, all: readonly StoredProfile[]): StoredProfile | undefined {
  const earlier = all.filter(each => each.id === proposed.id && each.version < proposed.version && each.status !== 'proposed')
  return earlier.toSorted((one, other) => other.version - one.version)[0]
}

function textOf(value: StoredProfile[ProfileField]): string | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.join(', ') : String(value)
}

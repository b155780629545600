import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A profile with a daily share that picks a consignment, and how many a day it may. */
export interface Share {
  readonly profile: string
  readonly share: number
}

/** The constraint that keeps a profile to its share, and with it the statement that would have it pick one more. */
export const SHARE_KEPT = 'risk_profile_share_kept'

/** The part of a WITH by which profiles take one more of their share of a day. In one order, so that no two wait for each other. */
export function takeShares(day: string, profiles: string, shares: string, condition = 'true'): string {
  return `INSERT INTO risk_profile_share AS held (day, profile, taken, share)
    SELECT ${day}, profile, 1, share FROM unnest(${profiles}, ${shares}) AS given (profile, share) WHERE ${condition} ORDER BY profile
    ON CONFLICT (day, profile) DO UPDATE SET taken = held.taken + 1, share = excluded.share`
}

/** Takes one more of each share for a declaration that has none of it on the day yet. Answers the profiles whose share is used up. */
export async function takeSharesLeft(tx: Writer, mrn: string, day: Day, shares: readonly Share[]): Promise<readonly string[]> {
  const rows = await tx.query<{ profile: string }>(
    `WITH before AS (SELECT DISTINCT profile FROM risk_hit WHERE mrn = $1 AND hit_on = $2 AND NOT capped),
       taken AS (${takeShares('$2::date', '$3::text[]', '$4::integer[]', 'profile NOT IN (SELECT profile FROM before)')}
         WHERE held.taken < excluded.share RETURNING profile)
     SELECT profile FROM before UNION SELECT profile FROM taken`,
    [mrn, day, shares.map(each => each.profile), shares.map(each => each.share)],
  )
  const got = new Set(rows.map(row => row.profile))
  return shares.map(each => each.profile).filter(profile => !got.has(profile))
}

/** How many consignments each of these profiles picked on a day. */
export async function countTaken(reader: Reader, day: Day, profiles: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ profile: string; taken: number }>(
    'SELECT profile, taken FROM risk_profile_share WHERE day = $1 AND profile = ANY ($2)',
    [day, profiles],
    'risk-shares-taken',
  )
  return new Map(rows.map(row => [row.profile, row.taken]))
}

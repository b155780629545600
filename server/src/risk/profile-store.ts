import type { StoredProfile } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { RiskProfile } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

/** Said whenever a profile begins or ends to run; whoever keeps compiled profiles reads them anew. */
export const PROFILES_CHANGED = 'risk_profiles'

export interface ProfileRow {
  readonly profile: RiskProfile
  readonly status: StoredProfile['status']
  readonly proposedBy: string
  readonly approvedBy: string | undefined
  /** The state whose offer it was made of, and that it withdrew it. */
  readonly offeredBy: OfferedBy | undefined
}

interface OfferedBy {
  readonly state: string
  readonly id: string
  readonly withdrawn: string | null
}

interface Row {
  body: RiskProfile
  proposed_by: string
  approved_by: string | null
  retired_by: string | null
  offered: OfferedBy | null
}

const COLUMNS = `body, proposed_by, approved_by, retired_by, (
    SELECT json_build_object('state', o.from_state, 'id', o.id, 'withdrawn', CASE WHEN o.withdrawn_at IS NULL THEN NULL ELSE coalesce(o.withdrawal, '') END)
    FROM offered_profile o WHERE o.profile = risk_profile.id AND o.profile_version = risk_profile.version
  ) AS offered`
const PROFILES = `SELECT ${COLUMNS} FROM risk_profile`

/** Profiles that run on a day: of each the newest version that was approved, covers the day and was not retired. */
export async function listRunning(reader: Reader, day: Day): Promise<readonly RiskProfile[]> {
  const rows = await reader.query<Row>(
    `SELECT DISTINCT ON (id) ${COLUMNS} FROM risk_profile
     WHERE approved_by IS NOT NULL AND retired_by IS NULL AND valid_from <= $1 AND $1 < valid_to
     ORDER BY id, version DESC`,
    [day],
    'risk-running',
  )
  return rows.map(row => row.body)
}

/** One version, whatever became of it. */
export async function findProfile(reader: Reader, id: string, version: number): Promise<ProfileRow | undefined> {
  const [row] = await reader.query<Row>(`${PROFILES} WHERE id = $1 AND version = $2`, [id, version], 'risk-profile')
  return row === undefined ? undefined : profileOf(row)
}

/** The version before this one that runs on a day: what the approval of this one replaces. */
export async function findRunningBefore(reader: Reader, { id, version }: RiskProfile, day: Day): Promise<RiskProfile | undefined> {
  const [row] = await reader.query<Row>(
    `${PROFILES} WHERE id = $1 AND version < $2 AND approved_by IS NOT NULL AND retired_by IS NULL AND valid_from <= $3 AND $3 < valid_to
     ORDER BY version DESC LIMIT 1`,
    [id, version, day],
    'risk-profile-before',
  )
  return row?.body
}

/** Profiles by `id@version`, for a replay: whatever became of them since. */
export async function listVersions(reader: Reader, versions: readonly string[]): Promise<readonly RiskProfile[]> {
  const rows = await reader.query<Row>(`${PROFILES} WHERE id || '@' || version = ANY ($1)`, [versions], 'risk-versions')
  return rows.map(row => row.body)
}

export async function listProfiles(
  reader: Reader,
  status: StoredProfile['status'] | undefined,
  after: readonly [id: string, version: number] | undefined,
  limit: number,
): Promise<readonly ProfileRow[]> {
  const rows = await reader.query<Row>(
    `${PROFILES}
     WHERE ($1::text IS NULL OR (id, version) > ($1, $2::integer))
       AND ($3::text IS NULL OR $3 = CASE WHEN retired_by IS NOT NULL THEN 'retired' WHEN approved_by IS NULL THEN 'proposed' ELSE 'approved' END)
     ORDER BY id, version LIMIT $4`,
    [after?.[0] ?? null, after?.[1] ?? 0, status ?? null, limit],
    'risk-profiles',
  )
  return rows.map(profileOf)
}

/** Reads one version and holds it until the transaction ends. */
export async function holdProfile(tx: Writer, id: string, version: number): Promise<ProfileRow | undefined> {
  const [row] = await tx.query<Row>(`${PROFILES} WHERE id = $1 AND version = $2 FOR NO KEY UPDATE`, [id, version], 'risk-profile-hold')
  return row === undefined ? undefined : profileOf(row)
}

/** The number the next version of a profile gets. Held until the transaction ends, so that two proposals do not get the same. */
export async function takeVersion(tx: Writer, id: string): Promise<number> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('risk_profile'), hashtext($1))", [id])
  const [row] = await tx.query<{ next: number }>('SELECT coalesce(max(version), 0) + 1 AS next FROM risk_profile WHERE id = $1', [id])
  return row?.next ?? 1
}

/** Keeps a version; answers whether it was new. */
export async function insertProfile(tx: Writer, profile: RiskProfile, proposedBy: string, approvedBy: string | null): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO risk_profile (id, version, body, valid_from, valid_to, proposed_by, approved_by, approved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::text, CASE WHEN $7::text IS NULL THEN NULL ELSE now() END) ON CONFLICT DO NOTHING RETURNING id`,
    [profile.id, profile.version, JSON.stringify(profile), profile.validFrom, profile.validTo, proposedBy, approvedBy],
    'risk-profile-insert',
  )
  return rows.length > 0
}

export async function approve(tx: Writer, id: string, version: number, by: string): Promise<void> {
  await tx.query('UPDATE risk_profile SET approved_by = $3, approved_at = now() WHERE id = $1 AND version = $2', [id, version, by])
  await tellOthers(tx, id)
}

export async function retire(tx: Writer, id: string, version: number, by: string): Promise<void> {
  await tx.query('UPDATE risk_profile SET retired_by = $3, retired_at = now() WHERE id = $1 AND version = $2', [id, version, by])
  await tellOthers(tx, id)
}

async function tellOthers(tx: Writer, id: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [PROFILES_CHANGED, id])
}

function profileOf(row: Row): ProfileRow {
  return {
    profile: row.body,
    status: row.retired_by !== null ? 'retired' : row.approved_by === null ? 'proposed' : 'approved',
    proposedBy: row.proposed_by,
    approvedBy: row.approved_by ?? undefined,
    offeredBy: row.offered ?? undefined,
  }
}

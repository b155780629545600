import type { State } from '@lintas/customs/reference'
import type { OfferedProfile } from '@lintas/customs/risk'
import type { MessageReceipt } from '../platform/neighbours.ts'
import type { Reader, Writer } from '../platform/node.ts'

export interface OfferRow {
  readonly id: string
  readonly profile: string
  readonly profileVersion: number
  readonly toState: State
  readonly body: OfferedProfile
  readonly offeredBy: string
  readonly offeredAt: Date
  readonly withdrawnBy: string | null
  readonly withdrawal: string | null
  readonly version: number
  readonly delivered: number
  readonly receipt: MessageReceipt | null
  readonly listed: string
}

const OFFER = `id, profile, profile_version AS "profileVersion", to_state AS "toState", body, offered_by AS "offeredBy", offered_at AS "offeredAt",
  withdrawn_by AS "withdrawnBy", withdrawal, version, delivered, receipt, listed`

/** A version of a profile. */
export interface VersionKey {
  readonly id: string
  readonly version: number
}

/** Adds an offer of a version that is held, to a state that has none of it yet. */
export async function insertOffer(
  tx: Writer,
  { id, version }: VersionKey,
  { toState, body, offeredBy, offeredAt }: Pick<OfferRow, 'toState' | 'body' | 'offeredBy' | 'offeredAt'>,
): Promise<OfferRow> {
  const [row] = await tx.query<OfferRow>(
    `INSERT INTO profile_offer (profile, profile_version, to_state, body, offered_by, offered_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${OFFER}`,
    [id, version, toState, JSON.stringify(body), offeredBy, offeredAt],
  )
  if (row === undefined) throw new Error('an offer was written and not answered')
  return row
}

/** The states that a version is offered to. */
export async function listOfferedTo(tx: Reader, { id, version }: VersionKey): Promise<readonly string[]> {
  const rows = await tx.query<{ state: string }>(
    'SELECT to_state AS state FROM profile_offer WHERE profile = $1 AND profile_version = $2 AND withdrawn_at IS NULL',
    [id, version],
  )
  return rows.map(({ state }) => state)
}

/** Withdraws what stands of an offer by its id, or of a version; answers what it withdrew. */
export async function withdraw(
  tx: Writer,
  of: { readonly offer: string } | VersionKey,
  { by, at, reason }: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<readonly OfferRow[]> {
  const [offer, profile, version] = 'offer' in of ? [of.offer, null, null] : [null, of.id, of.version]
  return await tx.query<OfferRow>(
    `UPDATE profile_offer SET withdrawn_by = $4, withdrawn_at = $5, withdrawal = $6, version = 2
     WHERE ($1::uuid IS NULL OR id = $1) AND ($2::text IS NULL OR (profile = $2 AND profile_version = $3::integer)) AND withdrawn_at IS NULL RETURNING ${OFFER}`,
    [offer, profile, version, by, at, reason],
  )
}

export async function findOffer(reader: Reader, id: string): Promise<OfferRow | undefined> {
  const [row] = await reader.query<OfferRow>(`SELECT ${OFFER} FROM profile_offer WHERE id = $1`, [id])
  return row
}

export async function listOffers(reader: Reader, before: string | undefined, limit: number): Promise<readonly OfferRow[]> {
  return await reader.query<OfferRow>(
    `SELECT ${OFFER} FROM profile_offer WHERE ($1::bigint IS NULL OR listed < $1) ORDER BY listed DESC LIMIT $2`,
    [before ?? null, limit],
  )
}

/** Offers of which the other state lacks the newest, in the order they were made. */
export async function listUndelivered(reader: Reader, limit: number): Promise<readonly OfferRow[]> {
  return await reader.query<OfferRow>(`SELECT ${OFFER} FROM profile_offer WHERE delivered < version ORDER BY listed LIMIT $1`, [limit])
}

export async function keepReceipt(tx: Writer, id: string, version: number, receipt: MessageReceipt): Promise<void> {
  await tx.query('UPDATE profile_offer SET delivered = $2, receipt = $3 WHERE id = $1 AND delivered < $2', [
    id,
    version,
    JSON.stringify(receipt),
  ])
}

export interface OfferedRow {
  readonly from: State
  readonly id: string
  readonly version: number
  readonly body: OfferedProfile | null
  readonly receivedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawal: string | null
  readonly profile: string | null
  readonly profileVersion: number | null
  readonly refusal: string | null
  readonly decidedBy: string | null
  readonly listed: string
}

const OFFERED = `from_state AS "from", id, version, body, received_at AS "receivedAt", withdrawn_at AS "withdrawnAt", withdrawal, profile,
  profile_version AS "profileVersion", refusal, decided_by AS "decidedBy", listed`

/** Takes in what a state offers; what came before, or an older word than is known, changes nothing. */
export async function takeIn(tx: Writer, from: State, id: string, body: OfferedProfile, at: Date): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    'INSERT INTO offered_profile (from_state, id, version, body, received_at) VALUES ($1, $2, 1, $3, $4) ON CONFLICT DO NOTHING RETURNING id',
    [from, id, JSON.stringify(body), at],
  )
  return rows.length > 0
}

/** Keeps that a state withdrew its offer, also where that came first. What was made of it here stays. */
export async function takeBack(tx: Writer, from: State, id: string, reason: string, at: Date): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO offered_profile (from_state, id, version, received_at, withdrawn_at, withdrawal) VALUES ($1, $2, 2, $3, $3, $4)
     ON CONFLICT (from_state, id) DO UPDATE SET version = 2, withdrawn_at = excluded.withdrawn_at, withdrawal = excluded.withdrawal
       WHERE offered_profile.version < 2 RETURNING id`,
    [from, id, at, reason],
  )
  return rows.length > 0
}

export async function holdOffered(tx: Writer, from: State, id: string): Promise<OfferedRow | undefined> {
  const [row] = await tx.query<OfferedRow>(`SELECT ${OFFERED} FROM offered_profile WHERE from_state = $1 AND id = $2 FOR NO KEY UPDATE`, [
    from,
    id,
  ])
  return row
}

/** What became of an offer here: the version that was made of it, or why none is. */
export type Became = { readonly made: VersionKey } | { readonly refusal: string }

export async function decide(
  tx: Writer,
  { from, id }: Pick<OfferedRow, 'from' | 'id'>,
  became: Became,
  by: string,
  at: Date,
): Promise<OfferedRow> {
  const [made, refusal] = 'made' in became ? [became.made, null] : [undefined, became.refusal]
  const [row] = await tx.query<OfferedRow>(
    `UPDATE offered_profile SET profile = $3, profile_version = $4, refusal = $5, decided_by = $6, decided_at = $7
     WHERE from_state = $1 AND id = $2 RETURNING ${OFFERED}`,
    [from, id, made?.id ?? null, made?.version ?? null, refusal, by, at],
  )
  if (row === undefined) throw new Error(`given ${id} of ${from}, needs an offer that was received`)
  return row
}

export async function listOffered(reader: Reader, before: string | undefined, limit: number): Promise<readonly OfferedRow[]> {
  return await reader.query<OfferedRow>(
    `SELECT ${OFFERED} FROM offered_profile WHERE ($1::bigint IS NULL OR listed < $1) ORDER BY listed DESC LIMIT $2`,
    [before ?? null, limit],
  )
}

/** Whether a version was made of what another state offered. */
export async function isOffered(reader: Reader, { id, version }: VersionKey): Promise<boolean> {
  const rows = await reader.query('SELECT FROM offered_profile WHERE profile = $1 AND profile_version = $2', [id, version])
  return rows.length > 0
}

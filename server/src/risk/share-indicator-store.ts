import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { IndicatorReason, Register, SharedIndicator } from '@lintas/customs/risk'
import type { MessageReceipt } from '../platform/neighbours.ts'
import type { Reader, Writer } from '../platform/node.ts'
import { tellOthers } from './register-store.ts'

/** What is told of an entry. */
export interface IndicatorBody {
  readonly register: Register
  readonly key: string
  readonly digests: readonly string[]
  readonly reason: IndicatorReason
  readonly note?: string | undefined
  readonly validFrom: Day
  readonly validTo: Day
}

export interface ShareRow {
  readonly id: string
  readonly entry: string
  readonly toState: State
  readonly body: IndicatorBody
  readonly sharedBy: string
  readonly sharedAt: Date
  readonly withdrawnBy: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawal: string | null
  readonly version: number
  readonly delivered: number
  readonly receipt: MessageReceipt | null
  readonly listed: string
}

const SHARE = `id, entry, to_state AS "toState", body, shared_by AS "sharedBy", shared_at AS "sharedAt", withdrawn_by AS "withdrawnBy",
  withdrawn_at AS "withdrawnAt", withdrawal, version, delivered, receipt, listed`

/** The key under which a state is told of names: made once. */
export async function keyFor(tx: Writer, to: State, fresh: string, at: Date): Promise<string> {
  await tx.query('INSERT INTO indicator_key (to_state, key, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [to, fresh, at])
  const [row] = await tx.query<{ key: string }>('SELECT key FROM indicator_key WHERE to_state = $1', [to])
  if (row === undefined) throw new Error(`given ${to}, needs the key it is told under`)
  return row.key
}

/** Adds a share of an entry that is held, with a state that is told of it not yet. */
export async function insertShare(
  tx: Writer,
  { entry, toState, body, sharedBy, sharedAt }: Pick<ShareRow, 'entry' | 'toState' | 'body' | 'sharedBy' | 'sharedAt'>,
): Promise<ShareRow> {
  const [row] = await tx.query<ShareRow>(
    `INSERT INTO indicator_share (entry, to_state, body, shared_by, shared_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${SHARE}`,
    [entry, toState, JSON.stringify(body), sharedBy, sharedAt],
  )
  if (row === undefined) throw new Error('a share was written and not answered')
  return row
}

/** The states that are told of an entry. */
export async function listToldOf(tx: Writer, entry: string): Promise<readonly string[]> {
  const rows = await tx.query<{ state: string }>(
    'SELECT to_state AS state FROM indicator_share WHERE entry = $1 AND withdrawn_at IS NULL',
    [entry],
  )
  return rows.map(({ state }) => state)
}

/** Withdraws what stands of shares by their ids, or of an entry; answers those it withdrew. */
export async function withdraw(
  tx: Writer,
  of: { readonly share: string } | { readonly entry: string },
  { by, at, reason }: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<readonly ShareRow[]> {
  return await tx.query<ShareRow>(
    `UPDATE indicator_share SET withdrawn_by = $3, withdrawn_at = $4, withdrawal = $5, version = 2
     WHERE ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR entry = $2) AND withdrawn_at IS NULL RETURNING ${SHARE}`,
    ['share' in of ? of.share : null, 'entry' in of ? of.entry : null, by, at, reason],
  )
}

export async function findShare(reader: Reader, id: string): Promise<ShareRow | undefined> {
  const [row] = await reader.query<ShareRow>(`SELECT ${SHARE} FROM indicator_share WHERE id = $1`, [id])
  return row
}

export async function listShares(reader: Reader, before: string | undefined, limit: number): Promise<readonly ShareRow[]> {
  return await reader.query<ShareRow>(
    `SELECT ${SHARE} FROM indicator_share WHERE ($1::bigint IS NULL OR listed < $1) ORDER BY listed DESC LIMIT $2`,
    [before ?? null, limit],
  )
}

/** Shares of which the other state lacks the newest, in the order they were made. */
export async function listUndelivered(reader: Reader, limit: number): Promise<readonly ShareRow[]> {
  return await reader.query<ShareRow>(`SELECT ${SHARE} FROM indicator_share WHERE delivered < version ORDER BY listed LIMIT $1`, [limit])
}

export async function keepReceipt(tx: Writer, id: string, version: number, receipt: MessageReceipt): Promise<void> {
  await tx.query('UPDATE indicator_share SET delivered = $2, receipt = $3 WHERE id = $1 AND delivered < $2', [
    id,
    version,
    JSON.stringify(receipt),
  ])
}

export interface SharedRow {
  readonly from: State
  readonly id: string
  readonly version: number
  readonly body: IndicatorBody | null
  readonly receivedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawal: string | null
  readonly decision: 'in-use' | 'refused' | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly refusal: string | null
  readonly listed: string
}

const SHARED = `from_state AS "from", id, version, body, received_at AS "receivedAt", withdrawn_at AS "withdrawnAt", withdrawal, decision,
  decided_by AS "decidedBy", decided_at AS "decidedAt", refusal, listed`

/** Takes in what a state shared; what came before, or an older word than is known, changes nothing. */
export async function takeIn(tx: Writer, from: State, id: string, body: IndicatorBody, at: Date): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO shared_indicator (from_state, id, version, body, received_at) VALUES ($1, $2, 1, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
    [from, id, JSON.stringify(body), at],
  )
  return rows.length > 0
}

/** Ends what a state shared on its own word, also where that came first. */
export async function takeBack(tx: Writer, from: State, id: string, reason: string, at: Date): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO shared_indicator (from_state, id, version, received_at, withdrawn_at, withdrawal) VALUES ($1, $2, 2, $3, $3, $4)
     ON CONFLICT (from_state, id) DO UPDATE SET version = 2, withdrawn_at = excluded.withdrawn_at, withdrawal = excluded.withdrawal
       WHERE shared_indicator.version < 2 RETURNING id`,
    [from, id, at, reason],
  )
  if (rows.length > 0) await tellOthers(tx)
  return rows.length > 0
}

export async function holdShared(tx: Writer, from: State, id: string): Promise<SharedRow | undefined> {
  const [row] = await tx.query<SharedRow>(`SELECT ${SHARED} FROM shared_indicator WHERE from_state = $1 AND id = $2 FOR NO KEY UPDATE`, [
    from,
    id,
  ])
  return row
}

export async function decide(
  tx: Writer,
  { from, id }: Pick<SharedRow, 'from' | 'id'>,
  {
    decision,
    by,
    at,
    refusal,
  }: { readonly decision: 'in-use' | 'refused'; readonly by: string; readonly at: Date; readonly refusal?: string },
): Promise<SharedRow> {
  const [row] = await tx.query<SharedRow>(
    `UPDATE shared_indicator SET decision = $3, decided_by = $4, decided_at = $5, refusal = $6 WHERE from_state = $1 AND id = $2 RETURNING ${SHARED}`,
    [from, id, decision, by, at, refusal ?? null],
  )
  if (row === undefined) throw new Error(`given ${id} of ${from}, needs an indicator that was received`)
  await tellOthers(tx)
  return row
}

export async function listShared(reader: Reader, before: string | undefined, limit: number): Promise<readonly SharedRow[]> {
  return await reader.query<SharedRow>(
    `SELECT ${SHARED} FROM shared_indicator WHERE ($1::bigint IS NULL OR listed < $1) ORDER BY listed DESC LIMIT $2`,
    [before ?? null, limit],
  )
}

/** What of other states is in use, whatever its days. */
export async function listInUse(reader: Reader): Promise<readonly SharedIndicator[]> {
  const rows = await reader.query<SharedRow>(
    `SELECT ${SHARED} FROM shared_indicator WHERE decision = 'in-use' AND withdrawn_at IS NULL ORDER BY listed`,
  )
  return rows.flatMap(({ from, id, body }) => {
    if (body === null) return []
    const { register, key, digests, validFrom, validTo } = body
    return [{ id, from, register, key, digests, validFrom, validTo }]
  })
}

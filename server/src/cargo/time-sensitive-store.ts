import type { StandingAuthorisation, StandingStatus } from '@lintas/customs/cargo'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** What customs decided about a standing authorisation. */
export interface StandingDecision {
  readonly decision: string
  readonly conditions?: string | undefined
  readonly by: string
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  readonly at: string
}

export interface StandingRow extends StandingAuthorisation {
  readonly decisions: readonly StandingDecision[]
  readonly appliedBy: string
  readonly listed: string
}

type Body = Pick<StandingAuthorisation, 'kinds' | 'codes' | 'purpose'>
type Read = Omit<StandingRow, keyof Body> & { readonly body: Body }

const STANDING = `SELECT number, holder, body, status, valid_from AS "validFrom", valid_to AS "validTo", decisions, applied_by AS "appliedBy", listed
  FROM time_sensitive_authorisation`

export async function findStanding(reader: Reader, number: string): Promise<StandingRow | undefined> {
  const [row] = await reader.query<Read>(`${STANDING} WHERE number = $1`, [number], 'cargo.standing')
  return row === undefined ? undefined : rowOf(row)
}

/** Authorisations by their numbers. */
export async function findStandings(reader: Reader, numbers: readonly string[]): Promise<readonly StandingRow[]> {
  return (await reader.query<Read>(`${STANDING} WHERE number = ANY ($1)`, [numbers], 'cargo.standings')).map(rowOf)
}

/** The same, held until the transaction ends: of two who decide the later sees what the earlier did. */
export async function holdStanding(tx: Writer, number: string): Promise<StandingRow | undefined> {
  const [row] = await tx.query<Read>(`${STANDING} WHERE number = $1 FOR NO KEY UPDATE`, [number], 'cargo.standing-hold')
  return row === undefined ? undefined : rowOf(row)
}

/** Authorisations, the newest first, below a place in the list: of these holders, or everybody's. */
export async function listStanding(
  reader: Reader,
  holders: readonly string[] | undefined,
  status: StandingStatus | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly StandingRow[]> {
  const rows = await reader.query<Read>(
    `${STANDING} WHERE ($1::text[] IS NULL OR holder = ANY ($1)) AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR listed < $3)
     ORDER BY listed DESC LIMIT $4`,
    [holders ?? null, status ?? null, before ?? null, limit],
    'cargo.standing-list',
  )
  return rows.map(rowOf)
}

export interface NewStanding {
  readonly state: string
  readonly holder: string
  readonly body: Body
  readonly validFrom: Day
  readonly validTo: Day
  readonly by: string
  readonly at: Date
}

export async function insertStanding(tx: Writer, { state, holder, body, validFrom, validTo, by, at }: NewStanding): Promise<string> {
  const [row] = await tx.query<{ number: string }>(
    `INSERT INTO time_sensitive_authorisation (number, holder, body, valid_from, valid_to, applied_by, applied_at)
     VALUES ($1 || '-T-' || lpad(nextval('time_sensitive_serial')::text, 6, '0'), $2, $3, $4, $5, $6, $7) RETURNING number`,
    [state, holder, JSON.stringify(body), validFrom, validTo, by, at],
  )
  if (row === undefined) throw new Error('the authorisation was not inserted')
  return row.number
}

/** Keeps a decision about an authorisation that is held, and how it stands after it. */
export async function moveStanding(
  tx: Writer,
  { number, validFrom, validTo }: Pick<StandingRow, 'number' | 'validFrom' | 'validTo'>,
  status: StandingStatus,
  decision: StandingDecision,
): Promise<void> {
  await tx.query(
    `UPDATE time_sensitive_authorisation SET status = $2, valid_from = $3, valid_to = $4, decisions = (decisions::jsonb || $5::jsonb)::json
     WHERE number = $1`,
    [number, status, validFrom, validTo, JSON.stringify([decision])],
  )
}

function rowOf({ body, ...row }: Read): StandingRow {
  return { ...row, ...body }
}

import type { Day } from '@lintas/customs/kernel'
import type { Authorisation, AuthorisationBody, AuthorisationStatus } from '@lintas/customs/regimes'
import type { Reader, Writer } from '../platform/node.ts'

/** An authorisation as its one moving row has it. */
export interface AuthorisationRow extends Authorisation {
  readonly appliedBy: string
  readonly appliedAt: Date
  readonly revision: number
  readonly listed: string
}

interface Row {
  number: string
  holder: string
  body: AuthorisationBody
  valid_from: Day
  valid_to: Day
  status: AuthorisationStatus
  applied_by: string
  applied_at: Date
  revision: number
  listed: string
}

const AUTHORISATIONS =
  'SELECT number, holder, body, valid_from, valid_to, status, applied_by, applied_at, revision, listed FROM regime_authorisation'

export async function findAuthorisation(reader: Reader, number: string): Promise<AuthorisationRow | undefined> {
  const [row] = await reader.query<Row>(`${AUTHORISATIONS} WHERE number = $1`, [number], 'regimes.authorisation')
  return row === undefined ? undefined : authorisationOf(row)
}

/** Reads an authorisation and holds it until the transaction ends. */
export async function holdAuthorisation(tx: Writer, number: string): Promise<AuthorisationRow | undefined> {
  const [row] = await tx.query<Row>(`${AUTHORISATIONS} WHERE number = $1 FOR NO KEY UPDATE`, [number], 'regimes.authorisation-hold')
  return row === undefined ? undefined : authorisationOf(row)
}

/** The norms of an authorisation that hold on a day: its own, or those of the last granted amendment whose first day has come. */
export async function normsOn(reader: Reader, { number, holder, norms }: Authorisation, day: Day): Promise<Authorisation['norms']> {
  const [amended] = await reader.query<{ norms: Authorisation['norms'] }>(
    `SELECT body->'norms' AS norms FROM regime_authorisation WHERE holder = $1 AND body->>'amends' = $2 AND status = 'granted' AND valid_from <= $3
     ORDER BY valid_from DESC, listed DESC LIMIT 1`,
    [holder, number, day],
    'regimes.norms-on',
  )
  return amended?.norms ?? norms
}

export interface AuthorisationFilter {
  /** Trader ids; everybody's where undefined. */
  readonly holders: readonly string[] | undefined
  readonly status?: string | undefined
  readonly regime?: string | undefined
}

/** Authorisations, the newest first, below a place in the list. */
export async function listAuthorisations(
  reader: Reader,
  { holders, status, regime }: AuthorisationFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly AuthorisationRow[]> {
  const rows = await reader.query<Row>(
    `${AUTHORISATIONS} WHERE ($1::text[] IS NULL OR holder = ANY ($1)) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR regime = $3)
       AND ($4::bigint IS NULL OR listed < $4) ORDER BY listed DESC LIMIT $5`,
    [holders ?? null, status ?? null, regime ?? null, before ?? null, limit],
    'regimes.authorisations',
  )
  return rows.map(authorisationOf)
}

export interface NewAuthorisation {
  readonly state: string
  readonly holder: string
  readonly body: AuthorisationBody
  readonly validFrom: string
  readonly validTo: string
  readonly by: string
  readonly at: Date
}

export async function insertAuthorisation(tx: Writer, given: NewAuthorisation): Promise<string> {
  const { state, holder, body, validFrom, validTo, by, at } = given
  const [row] = await tx.query<{ number: string }>(
    `INSERT INTO regime_authorisation (number, regime, holder, body, valid_from, valid_to, applied_by, applied_at)
     VALUES ($1 || '-R-' || lpad(nextval('regime_authorisation_serial')::text, 6, '0'), $2, $3, $4, $5, $6, $7, $8) RETURNING number`,
    [state, body.regime, holder, JSON.stringify(body), validFrom, validTo, by, at],
    'regimes.authorisation-insert',
  )
  if (row === undefined) throw new Error('the authorisation was not inserted')
  return row.number
}

/** What an officer decided, or the holder did, about an authorisation. */
export interface AuthorisationDecision {
  readonly decision: string
  readonly by: string
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  readonly at: Date
}

/** Moves an authorisation that is held to another status, and keeps who decided it. */
export async function moveAuthorisation(
  tx: Writer,
  number: string,
  status: AuthorisationStatus,
  { decision, by, reasons, at }: AuthorisationDecision,
): Promise<void> {
  await tx.query('UPDATE regime_authorisation SET status = $2, revision = revision + 1 WHERE number = $1', [number, status])
  await tx.query(
    `INSERT INTO regime_decision (authorisation, turn, decision, by_account, reasons, decided_at)
     SELECT $1, count(*) + 1, $2, $3, $4, $5 FROM regime_decision WHERE authorisation = $1`,
    [number, decision, by, JSON.stringify(reasons), at],
    'regimes.decide',
  )
}

export async function listDecisions(reader: Reader, number: string): Promise<readonly AuthorisationDecision[]> {
  return await reader.query<AuthorisationDecision>(
    `SELECT decision, by_account AS by, reasons, decided_at AS at FROM regime_decision WHERE authorisation = $1 ORDER BY turn`,
    [number],
    'regimes.decisions',
  )
}

function authorisationOf({ body, valid_from, valid_to, applied_by, applied_at, ...row }: Row): AuthorisationRow {
  return { ...body, ...row, validFrom: valid_from, validTo: valid_to, appliedBy: applied_by, appliedAt: applied_at }
}

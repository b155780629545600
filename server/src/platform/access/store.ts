import type { Account, Assignment, Mandate, MandateScope, Role } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { ONE_PERSON_DAYS } from '@lintas/customs/trust'
import type { Caller, Delegated, Reader, Writer } from '../node.ts'

interface CallerRow {
  readonly role: Role
  readonly office: string | null
  readonly organisation: OrganisationRow | null
  readonly mandates: readonly { readonly traderId: string; readonly scopes: readonly MandateScope[] }[]
  readonly delegated: readonly Delegated[] | null
  readonly one_with: readonly string[] | null
}

interface OrganisationRow {
  readonly id: string
  readonly name: string
  readonly traderId: string
}

const ORGANISATION = (table: string) => `json_build_object('id', ${table}.id, 'name', ${table}.name, 'traderId', ${table}.trader_id)`

/** What is in force today of what colleagues handed over, while they are of the same office still, with the role they have. */
const DELEGATED = `SELECT json_agg(json_build_object('id', d.id, 'from', d.from_account, 'role', giver.role, 'cases', d.cases, 'powers', d.powers) ORDER BY d.listed)
  FROM delegation d JOIN assignment giver ON giver.account_id = d.from_account AND giver.suspended_at IS NULL AND giver.office = d.office
  WHERE d.to_account = assignment.account_id AND d.office = assignment.office AND d.valid_from <= $2 AND d.valid_to > $2 AND d.ended_on IS NULL`

/** Who counts as the same person: the other of every delegation that lasts or ended lately, and who else was handed something by the same colleague. */
const RECENT = (each: string) =>
  `${each}.valid_from <= $2 AND least(${each}.valid_to, coalesce(${each}.ended_on, ${each}.valid_to)) + ${ONE_PERSON_DAYS} > $2::date`
const ONE_WITH = `SELECT json_agg(other) FROM (
    SELECT to_account AS other FROM delegation d WHERE d.from_account = assignment.account_id AND ${RECENT('d')}
    UNION SELECT from_account FROM delegation d WHERE d.to_account = assignment.account_id AND ${RECENT('d')}
    UNION SELECT co.to_account FROM delegation d JOIN delegation co ON co.from_account = d.from_account AND co.to_account <> d.to_account
      WHERE d.to_account = assignment.account_id AND ${RECENT('d')} AND ${RECENT('co')}
  ) others`

/** What an account may do on a day; undefined where it is suspended, unknown, or made for a sandbox and this is none. */
export async function findCaller(db: Reader, accountId: string, day: Day, sandbox: boolean): Promise<Caller | undefined> {
  const [row] = await db.query<CallerRow>(
    `SELECT assignment.role, assignment.office,
            CASE WHEN organisation.id IS NOT NULL THEN ${ORGANISATION('organisation')} END AS organisation,
            coalesce((SELECT json_agg(json_build_object('traderId', principal.trader_id, 'scopes', mandate.scopes) ORDER BY principal.trader_id, mandate.id)
                      FROM mandate JOIN organisation principal ON principal.id = mandate.principal_id
                      WHERE mandate.agent_id = organisation.id AND mandate.revoked_at IS NULL
                        AND mandate.valid_from <= $2 AND (mandate.valid_to IS NULL OR mandate.valid_to > $2)), '[]'::json) AS mandates,
            CASE WHEN assignment.office IS NOT NULL THEN (${DELEGATED}) END AS delegated,
            CASE WHEN assignment.office IS NOT NULL THEN (${ONE_WITH}) END AS one_with
     FROM assignment LEFT JOIN organisation ON organisation.id = assignment.organisation_id
     WHERE assignment.account_id = $1 AND assignment.suspended_at IS NULL AND ($3 OR NOT assignment.demonstration)`,
    [accountId, day, sandbox],
    'access-caller',
  )
  if (row === undefined) return undefined
  const own = row.organisation === null ? [] : [row.organisation.traderId]
  return {
    accountId,
    role: row.role,
    ...(row.organisation === null ? {} : { organisation: row.organisation }),
    ...(row.office === null ? {} : { office: row.office }),
    traderIds: [...new Set([...own, ...row.mandates.map(mandate => mandate.traderId)])],
    mandates: row.mandates,
    ...(row.delegated === null ? {} : { delegated: row.delegated }),
    ...(row.one_with === null ? {} : { oneWith: row.one_with }),
  }
}

/** The role and the office of somebody of customs; undefined for anybody else, and where the account is suspended. */
export async function findOfficer(
  db: Reader,
  accountId: string,
): Promise<{ readonly role: 'officer' | 'supervisor'; readonly office: string } | undefined> {
  const [row] = await db.query<{ role: 'officer' | 'supervisor'; office: string }>(
    "SELECT role, office FROM assignment WHERE account_id::text = $1 AND role IN ('officer', 'supervisor') AND suspended_at IS NULL",
    [accountId],
  )
  return row
}

export async function isActive(db: Reader, accountId: string, sandbox: boolean): Promise<boolean> {
  const rows = await db.query(
    'SELECT 1 FROM assignment WHERE account_id = $1 AND suspended_at IS NULL AND ($2 OR NOT demonstration)',
    [accountId, sandbox],
    'access-active',
  )
  return rows.length > 0
}

/** The account that holds a key with this digest, whether or not the key is still valid. */
export async function findKeyHolder(db: Reader, digest: string): Promise<string | undefined> {
  const [row] = await db.query<{ holder: string }>('SELECT "referenceId" AS holder FROM auth.apikey WHERE key = $1', [digest], 'access-key')
  return row?.holder
}

/** Tells every process that somebody's rights changed, when this transaction commits. */
export async function tellChange(tx: Writer): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [CHANNEL, 'changed'])
}

export const CHANNEL = 'access'

// Accounts

const ACCOUNT = `
  SELECT account.id, account.email, account.name, assignment.role, assignment.office, assignment.version,
         assignment.suspended_at IS NOT NULL AS suspended,
         CASE WHEN organisation.id IS NOT NULL THEN ${ORGANISATION('organisation')} END AS organisation
  FROM assignment JOIN auth."user" account ON account.id = assignment.account_id
  LEFT JOIN organisation ON organisation.id = assignment.organisation_id`

interface AccountRow extends Omit<Account, 'office' | 'organisation'> {
  readonly office: string | null
  readonly organisation: OrganisationRow | null
}

export async function findAccount(db: Reader, id: string): Promise<Account | undefined> {
  const [row] = await db.query<AccountRow>(`${ACCOUNT} WHERE account.id = $1`, [id])
  return row === undefined ? undefined : accountOf(row)
}

export async function listAccounts(db: Reader, afterEmail: string, limit: number): Promise<Account[]> {
  const rows = await db.query<AccountRow>(`${ACCOUNT} WHERE account.email > $1 ORDER BY account.email LIMIT $2`, [afterEmail, limit])
  return rows.map(accountOf)
}

function accountOf({ office, organisation, ...row }: AccountRow): Account {
  return { ...row, ...(office === null ? {} : { office }), ...(organisation === null ? {} : { organisation }) }
}

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly assignment: Assignment
}

/** Inserts an account with its password and its role; answers its id, or undefined where the e-mail address is taken. */
export async function insertAccount(tx: Writer, account: NewAccount): Promise<string | undefined> {
  const { organisationId, office } = placeOf(account.assignment)
  const [row] = await tx.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO auth."user" (name, email, "emailVerified") VALUES ($1, $2, true) ON CONFLICT (email) DO NOTHING RETURNING id
     ), credential AS (
       INSERT INTO auth.account ("accountId", "providerId", "userId", password, "updatedAt")
       SELECT id::text, 'credential', id, $3, now() FROM made
     )
     INSERT INTO assignment (account_id, role, organisation_id, office) SELECT id, $4, $5::uuid, $6 FROM made RETURNING account_id AS id`,
    [account.name, account.email, account.passwordHash, account.assignment.role, organisationId, office],
  )
  return row?.id
}

/** Gives an account another role; answers its new version, or undefined where it is not at `version` any more. */
export async function updateAssignment(tx: Writer, id: string, version: number, assignment: Assignment): Promise<number | undefined> {
  const { organisationId, office } = placeOf(assignment)
  const [row] = await tx.query<{ version: number }>(
    `UPDATE assignment SET role = $3, organisation_id = $4, office = $5, version = version + 1
     WHERE account_id = $1 AND version = $2 RETURNING version`,
    [id, version, assignment.role, organisationId, office],
  )
  return row?.version
}

function placeOf(assignment: Assignment): { readonly organisationId: string | null; readonly office: string | null } {
  return {
    organisationId: 'organisationId' in assignment ? assignment.organisationId : null,
    office: 'office' in assignment ? assignment.office : null,
  }
}

export async function setSuspended(tx: Writer, id: string, suspended: boolean): Promise<void> {
  await tx.query(
    `UPDATE assignment SET suspended_at = CASE WHEN $2 THEN coalesce(suspended_at, now()) END, version = version + 1 WHERE account_id = $1`,
    [id, suspended],
  )
}

export async function setPassword(tx: Writer, id: string, passwordHash: string): Promise<void> {
  await tx.query(`UPDATE auth.account SET password = $2, "updatedAt" = now() WHERE "userId" = $1 AND "providerId" = 'credential'`, [
    id,
    passwordHash,
  ])
}

export async function endSessions(tx: Writer, id: string): Promise<void> {
  await tx.query('DELETE FROM auth.session WHERE "userId" = $1', [id])
}

/** Ends every session there is, of everybody. */
export async function endAllSessions(tx: Writer): Promise<void> {
  await tx.query('DELETE FROM auth.session')
}

// Passkeys

/** Passkeys that were added or removed without an event that says so; nobody else finds them until the transaction ends. */
export async function holdUnsaidPasskeys(
  tx: Writer,
): Promise<readonly { readonly act: 'add-passkey' | 'remove-passkey'; readonly accountId: string; readonly passkey: string }[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('lintas.passkeys'))")
  return await tx.query(
    `WITH said AS (SELECT act, subject_id, facts->>'passkey' AS passkey FROM event WHERE subject = 'account' AND act LIKE '%-passkey')
     SELECT 'add-passkey' AS act, "userId"::text AS "accountId", id::text AS passkey FROM auth.passkey
     WHERE id::text NOT IN (SELECT passkey FROM said WHERE act = 'add-passkey')
     UNION ALL
     SELECT 'remove-passkey', subject_id, passkey FROM said
     WHERE act = 'add-passkey' AND passkey NOT IN (SELECT id::text FROM auth.passkey)
       AND passkey NOT IN (SELECT passkey FROM said WHERE act = 'remove-passkey')`,
  )
}

// API keys

export interface KeyRow {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly expiresAt: Date | null
}

export async function listKeys(db: Reader, accountId: string): Promise<KeyRow[]> {
  return await db.query<KeyRow>(
    `SELECT id, coalesce(name, '') AS name, coalesce(start, '') AS start, "expiresAt" FROM auth.apikey
     WHERE "referenceId" = $1 ORDER BY "createdAt", id`,
    [accountId],
  )
}

/** Inserts a key by its digest, as the API-key plugin would: no limit of its own, no count of uses. */
export async function insertKey(
  tx: Writer,
  accountId: string,
  key: { readonly name: string; readonly start: string; readonly digest: string; readonly expiresAt: Date | null },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO auth.apikey ("configId", name, start, "referenceId", key, enabled, "rateLimitEnabled", "requestCount", "expiresAt", "createdAt", "updatedAt")
     VALUES ('default', $2, $3, $1, $4, true, false, 0, $5, now(), now()) RETURNING id`,
    [accountId, key.name, key.start, key.digest, key.expiresAt],
  )
  if (row === undefined) throw new Error('an API key was inserted and not returned')
  return row.id
}

/** Deletes a key; answers whose it was, or undefined where there is none. */
export async function deleteKey(tx: Writer, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ holder: string }>('DELETE FROM auth.apikey WHERE id = $1 RETURNING "referenceId" AS holder', [id])
  return row?.holder
}

// Organisations and mandates

export interface Organisation extends OrganisationRow {
  readonly kind: 'trader' | 'broker' | 'carrier'
}

const ORGANISATION_COLUMNS = 'id, kind, name, trader_id AS "traderId"'

export async function findOrganisation(
  db: Reader,
  by: { readonly id: string } | { readonly traderId: string },
): Promise<Organisation | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['trader_id', by.traderId]
  const [row] = await db.query<Organisation>(`SELECT ${ORGANISATION_COLUMNS} FROM organisation WHERE ${column} = $1`, [value])
  return row
}

export async function listOrganisations(db: Reader, afterTraderId: string, limit: number): Promise<Organisation[]> {
  return await db.query<Organisation>(`SELECT ${ORGANISATION_COLUMNS} FROM organisation WHERE trader_id > $1 ORDER BY trader_id LIMIT $2`, [
    afterTraderId,
    limit,
  ])
}

/** Puts an organisation on the register; undefined where its number is taken. */
export async function insertOrganisation(tx: Writer, given: Omit<Organisation, 'id'>): Promise<Organisation | undefined> {
  const [row] = await tx.query<Organisation>(
    `INSERT INTO organisation (kind, name, trader_id) VALUES ($1, $2, $3) ON CONFLICT (trader_id) DO NOTHING RETURNING ${ORGANISATION_COLUMNS}`,
    [given.kind, given.name, given.traderId],
  )
  return row
}

const MANDATE = `
  SELECT mandate.id, mandate.scopes, mandate.valid_from AS "validFrom", mandate.valid_to AS "validTo", mandate.revoked_at AS "revokedAt",
         ${ORGANISATION('principal')} AS principal, ${ORGANISATION('agent')} AS agent
  FROM mandate JOIN organisation principal ON principal.id = mandate.principal_id JOIN organisation agent ON agent.id = mandate.agent_id`

interface MandateRow extends Omit<Mandate, 'validTo' | 'revokedAt'> {
  readonly validTo: string | null
  readonly revokedAt: Date | null
}

/** The mandates an organisation gave or holds, by id. */
export async function listMandates(db: Reader, organisationId: string, afterId: string, limit: number): Promise<Mandate[]> {
  const rows = await db.query<MandateRow>(
    `${MANDATE} WHERE (principal.id = $1 OR agent.id = $1) AND mandate.id > $2 ORDER BY mandate.id LIMIT $3`,
    [organisationId, afterId, limit],
  )
  return rows.map(mandateOf)
}

/** A mandate that this organisation gave; undefined for any other. */
export async function findMandateOf(db: Reader, principalId: string, id: string): Promise<Mandate | undefined> {
  const [row] = await db.query<MandateRow>(`${MANDATE} WHERE mandate.id = $2 AND principal.id = $1`, [principalId, id])
  return row === undefined ? undefined : mandateOf(row)
}

function mandateOf({ validTo, revokedAt, ...row }: MandateRow): Mandate {
  return { ...row, ...(validTo === null ? {} : { validTo }), ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }) }
}

export async function insertMandate(
  tx: Writer,
  given: {
    readonly principalId: string
    readonly agentId: string
    readonly scopes: readonly MandateScope[]
    readonly validFrom: string
    readonly validTo: string | undefined
  },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO mandate (principal_id, agent_id, scopes, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [given.principalId, given.agentId, given.scopes, given.validFrom, given.validTo ?? null],
  )
  if (row === undefined) throw new Error('a mandate was inserted and not returned')
  return row.id
}

/** Ends a mandate now; false where it had been ended before. */
export async function revokeMandate(tx: Writer, id: string): Promise<boolean> {
  const rows = await tx.query('UPDATE mandate SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING id', [id])
  return rows.length > 0
}

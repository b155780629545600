import type { Assignment, Role } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../node.ts'

/** A delegation as it is kept, with the names of both. */
export interface DelegationRow {
  readonly id: string
  readonly office: string
  readonly from_account: string
  readonly from_name: string
  readonly to_account: string
  readonly to_name: string
  readonly cases: boolean
  readonly powers: readonly string[]
  readonly valid_from: Day
  readonly valid_to: Day
  readonly reason: string
  readonly given_at: Date
  readonly ended_on: Day | null
  readonly listed: string
}

const DELEGATIONS = `SELECT d.id, d.office, d.from_account, giver.name AS from_name, d.to_account, holder.name AS to_name, d.cases, d.powers, d.valid_from, d.valid_to,
    d.reason, d.given_at, d.ended_on, d.listed
  FROM delegation d JOIN auth."user" giver ON giver.id = d.from_account JOIN auth."user" holder ON holder.id = d.to_account`

/** Delegations of an office, the newest first; of one officer, by whom or to whom. */
export async function listDelegations(
  reader: Reader,
  office: string,
  officer: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly DelegationRow[]> {
  return await reader.query<DelegationRow>(
    `${DELEGATIONS} WHERE d.office = $1 AND ($2::uuid IS NULL OR $2::uuid IN (d.from_account, d.to_account)) AND ($3::bigint IS NULL OR d.listed < $3)
     ORDER BY d.listed DESC LIMIT $4`,
    [office, officer ?? null, before ?? null, limit],
    'access-delegations',
  )
}

export async function findDelegation(reader: Reader, id: string): Promise<DelegationRow | undefined> {
  const [row] = await reader.query<DelegationRow>(`${DELEGATIONS} WHERE d.id = $1`, [id], 'access-delegation')
  return row
}

export interface NewDelegation {
  readonly office: string
  readonly from: string
  readonly to: string
  readonly cases: boolean
  readonly powers: readonly string[]
  readonly validFrom: Day
  readonly validTo: Day
  readonly reason: string
  readonly at: Date
}

export async function insertDelegation(tx: Writer, given: NewDelegation): Promise<string> {
  const { office, from, to, cases, powers, validFrom, validTo, reason, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO delegation (office, from_account, to_account, cases, powers, valid_from, valid_to, reason, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [office, from, to, cases, powers, validFrom, validTo, reason, at],
    'access-delegation-insert',
  )
  if (row === undefined) throw new Error('the delegation was not inserted')
  return row.id
}

/** Ends a delegation; answers whether it was not ended before. */
export async function endDelegation(tx: Writer, id: string, on: Day, by: string): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE delegation SET ended_on = $2, ended_by = $3 WHERE id = $1 AND ended_on IS NULL RETURNING id',
    [id, on, by],
    'access-delegation-end',
  )
  return rows.length > 0
}

/** One of customs at an office, whose account is not suspended. */
export interface OfficerRow {
  readonly id: string
  readonly name: string
  readonly role: Role & Assignment['role']
  readonly office: string
}

export async function listOfficers(reader: Reader, office: string, sandbox: boolean): Promise<readonly OfficerRow[]> {
  return await reader.query<OfficerRow>(
    `SELECT account.id, account.name, assignment.role, assignment.office FROM assignment JOIN auth."user" account ON account.id = assignment.account_id
     WHERE assignment.office = $1 AND assignment.suspended_at IS NULL AND ($2 OR NOT assignment.demonstration) ORDER BY account.name, account.id`,
    [office, sandbox],
    'access-officers',
  )
}

/** An act done on somebody's behalf, with the names of both. */
export interface DelegatedActRow {
  readonly event: string
  readonly delegation: string
  readonly by_account: string
  readonly by_name: string
  readonly on_behalf_of: string
  readonly for_name: string
  readonly subject: string
  readonly subject_id: string
  readonly act: string
  readonly at: Date
}

/** Acts done on somebody's behalf in an office, the newest first; of one officer, by whom or for whom. */
export async function listDelegatedActs(
  reader: Reader,
  office: string,
  officer: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly DelegatedActRow[]> {
  return await reader.query<DelegatedActRow>(
    `SELECT a.event, a.delegation, a.by_account, holder.name AS by_name, a.on_behalf_of, giver.name AS for_name, a.subject, a.subject_id, a.act, a.at
     FROM delegated_act a JOIN delegation d ON d.id = a.delegation
       JOIN auth."user" giver ON giver.id = d.from_account JOIN auth."user" holder ON holder.id = d.to_account
     WHERE d.office = $1 AND ($2::uuid IS NULL OR $2::uuid IN (d.from_account, d.to_account)) AND ($3::bigint IS NULL OR a.event < $3)
     ORDER BY a.event DESC LIMIT $4`,
    [office, officer ?? null, before ?? null, limit],
    'access-delegated-acts',
  )
}

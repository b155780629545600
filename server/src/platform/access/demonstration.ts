import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '@lintas/contract'
import { OFFICES, STATE_FACTS, type State } from '@lintas/customs/reference'
import type { Node, Writer } from '../node.ts'
import { randomSecret } from '../secrets.ts'
import { digestOf, newKey } from './keys.ts'
import { FOR_RANDOM, hashPassword } from './password.ts'
import { isLoopback } from './sign-in.ts'

/** One account of a demonstration region with all its secrets, as `$LINTAS_HOME/accounts.json` holds it. */
export interface DemonstrationAccount {
  readonly state: State
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
  /** The trader id of the organisation a trader, broker or carrier acts for. */
  readonly organisation?: string
  /** The office an officer or supervisor works at: the first in the law's list. */
  readonly office?: string
}

const ROLES = ['trader', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker'] as const

/** Who is at the head office: a second supervisor, for what nobody may decide twice. Its e-mail address begins so, and `--as` calls it so. */
const HEAD_OFFICE = 'head-office'

/**
 * Sees to it that each node has one account of every role and a second supervisor, with the secrets in `accounts.json`; makes both where they are missing.
 *
 * Only for sandboxes on this machine; elsewhere nothing is made. A node that is no sandbox lets these accounts in nowhere, even from a
 * restored database.
 */
export async function ensureDemonstration(home: string, nodes: readonly Node[]): Promise<void> {
  const local = nodes.filter(node => node.sandbox && isLoopback(new URL(node.baseUrl).hostname))
  const accounts = await keepAccounts(home, local)
  await Promise.all(
    local.map(async node => {
      const own = accounts.filter(account => account.state === node.state)
      if (!(await areThere(node, own))) await putAccounts(node, own)
    }),
  )
}

/** The accounts on file, with those of further states and roles added to them. One region at a time holds a home, so one process writes. */
async function keepAccounts(home: string, nodes: readonly Node[]): Promise<readonly DemonstrationAccount[]> {
  const path = join(home, 'accounts.json')
  const known = await readAccounts(path)
  const missing = nodes.flatMap(newAccounts).filter(wanted => !known.some(account => account.email === wanted.email))
  if (missing.length === 0) return known
  const accounts = [...known, ...missing]
  await writeFile(`${path}.new`, `${JSON.stringify(accounts, undefined, 2)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  return accounts
}

async function readAccounts(path: string): Promise<readonly DemonstrationAccount[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as readonly DemonstrationAccount[]
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw failure
  }
}

function newAccounts({ state, law, clock }: Node): readonly DemonstrationAccount[] {
  const office = law.on(OFFICES, state, clock.today())[0]?.code ?? `${state}-HQ`
  const people = [...ROLES.map(role => [role, role] as const), [HEAD_OFFICE, 'supervisor'] as const]
  return people.map(([person, role]) => ({
    state,
    role,
    name: `Demonstration ${person}, ${STATE_FACTS[state].name}`,
    email: `${person}@${state.toLowerCase()}.lintas.example`,
    password: randomSecret(),
    apiKey: newKey(state),
    ...(isBusiness(role) ? { organisation: `${role.toUpperCase()}-${state}` } : {}),
    ...(isCustoms(role) ? { office } : {}),
  }))
}

function isBusiness(role: Role): boolean {
  return role === 'trader' || role === 'broker' || role === 'carrier'
}

function isCustoms(role: Role): boolean {
  return role === 'officer' || role === 'supervisor'
}

async function areThere(node: Node, accounts: readonly DemonstrationAccount[]): Promise<boolean> {
  const digests = accounts.map(account => digestOf(account.apiKey))
  const [row] = await node.db.query<{ there: string }>('SELECT count(*) AS there FROM auth.apikey WHERE key = ANY($1)', [digests])
  return row?.there === String(accounts.length)
}

async function putAccounts(node: Node, accounts: readonly DemonstrationAccount[]): Promise<void> {
  const hashes = await Promise.all(accounts.map(account => hashPassword(account.password, FOR_RANDOM)))
  await node.db.transaction(async tx => {
    await putOrganisations(
      tx,
      accounts.filter(account => account.organisation !== undefined),
    )
    const made = await tx.query<{ id: string; role: Role; new: boolean }>(
      `WITH given AS (
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
           AS given (email, name, hash, role, trader_id, office, digest, start)
       ), person AS (
         INSERT INTO auth."user" (name, email, "emailVerified") SELECT name, email, true FROM given
         ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING id, email, xmax = 0 AS new
       ), assigned AS (
         INSERT INTO assignment (account_id, role, organisation_id, office, demonstration)
         SELECT person.id, given.role, organisation.id, given.office, true
         FROM person JOIN given USING (email) LEFT JOIN organisation USING (trader_id)
         ON CONFLICT (account_id) DO NOTHING
       ), gone AS (
         DELETE FROM auth.account WHERE "userId" IN (SELECT id FROM person)
       ), credential AS (
         INSERT INTO auth.account ("accountId", "providerId", "userId", password, "updatedAt")
         SELECT id::text, 'credential', id, hash, now() FROM person JOIN given USING (email)
       ), key AS (
         INSERT INTO auth.apikey ("configId", name, start, "referenceId", key, enabled, "rateLimitEnabled", "requestCount", "createdAt", "updatedAt")
         SELECT 'default', 'demonstration', start, id::text, digest, true, false, 0, now(), now() FROM person JOIN given USING (email)
         WHERE digest NOT IN (SELECT key FROM auth.apikey)
       )
       SELECT person.id, given.role, person.new FROM person JOIN given USING (email)`,
      [
        accounts.map(account => account.email),
        accounts.map(account => account.name),
        hashes,
        accounts.map(account => account.role),
        accounts.map(account => account.organisation ?? null),
        accounts.map(account => account.office ?? null),
        accounts.map(account => digestOf(account.apiKey)),
        accounts.map(account => account.apiKey.slice(0, 14)),
      ],
    )
    const events = made
      .filter(account => account.new)
      .map(({ id, role }) => ({ subject: 'account', subjectId: id, act: 'create', by: 'lintas', facts: { role, demonstration: true } }))
    if (events.length > 0) await node.events.append(tx, events)
  })
}

/** The organisations of trader, broker and carrier, and the trader's mandate to the broker. */
async function putOrganisations(tx: Writer, accounts: readonly DemonstrationAccount[]): Promise<void> {
  const organisations = await tx.query<{ id: string; kind: string }>(
    `INSERT INTO organisation (kind, name, trader_id) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
     ON CONFLICT (trader_id) DO UPDATE SET name = excluded.name RETURNING id, kind`,
    [accounts.map(account => account.role), accounts.map(account => `${account.name} Ltd`), accounts.map(account => account.organisation)],
  )
  const [principal, agent] = ['trader', 'broker'].map(kind => organisations.find(organisation => organisation.kind === kind)?.id)
  await tx.query(
    `INSERT INTO mandate (principal_id, agent_id, scopes, valid_from)
     SELECT $1::uuid, $2::uuid, '{import,export,transit}', '2020-01-01'
     WHERE NOT EXISTS (SELECT 1 FROM mandate WHERE principal_id = $1 AND agent_id = $2)`,
    [principal, agent],
  )
}

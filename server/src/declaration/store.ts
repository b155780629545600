import type { DeclarationDocument, Standing, Status } from '@lintas/customs/declaration'
import type { Decision, Given } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import type { Lane } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'
import { WITH_THOSE_BEFORE } from '../regimes/index.ts'
import type { Sealed } from './canonical.ts'

/** A declaration as its one moving row has it. */
export interface DeclarationRow {
  readonly mrn: string
  /** Trader ids: whose local reference it is, who filed it, on whose behalf. */
  readonly declarant: string
  readonly localReference: string
  readonly filer: string
  readonly principal: string
  readonly office: string | null
  readonly type: string
  readonly mode: string
  /** In hexadecimal. */
  readonly documentSha256: string
  readonly consignmentKey: string
  readonly transportKey: string
  readonly lotDay: Day
  readonly registeredOn: Day
  readonly registeredAt: Date
  readonly standing: Standing
  readonly status: Status
  readonly lane: Lane
  readonly arrivedOn: Day | null
  readonly releasedOn: Day | null
  readonly version: number
  /** The number of the newest decision. */
  readonly decision: number
  readonly revision: number
  readonly listed: string
}

/** The columns of a declaration as its row has them, of a table under this name. */
export function declarationColumns(table: string): string {
  return `${table}.mrn, declarant, local_reference AS "localReference", filer, principal, office, type, mode,
  encode(document_sha256, 'hex') AS "documentSha256", consignment_key AS "consignmentKey", transport_key AS "transportKey", lot_day AS "lotDay",
  registered_on AS "registeredOn", registered_at AS "registeredAt", standing, status, lane, arrived_on AS "arrivedOn", released_on AS "releasedOn",
  version, decision, revision, ${table}.listed`
}
const COLUMNS = declarationColumns('declaration')

export async function findDeclaration(reader: Reader, mrn: string): Promise<DeclarationRow | undefined> {
  const [row] = await reader.query<DeclarationRow>(`SELECT ${COLUMNS} FROM declaration WHERE mrn = $1`, [mrn], 'declaration.find')
  return row
}

/** Reads a declaration and holds it until the transaction ends, with those it goes on from: of two acts the later waits. */
export async function holdDeclaration(tx: Writer, mrn: string): Promise<DeclarationRow | undefined> {
  const rows = await tx.query<DeclarationRow>(
    `SELECT ${COLUMNS} FROM declaration WHERE ${WITH_THOSE_BEFORE} ORDER BY mrn FOR NO KEY UPDATE`,
    [[mrn]],
    'declaration.hold',
  )
  return rows.find(row => row.mrn === mrn)
}

export async function findByReference(reader: Reader, declarant: string, localReference: string): Promise<DeclarationRow | undefined> {
  const [row] = await reader.query<DeclarationRow>(
    `SELECT ${COLUMNS} FROM declaration WHERE declarant = $1 AND local_reference = $2`,
    [declarant, localReference],
    'declaration.by-reference',
  )
  return row
}

/** Whom a list is for: an organisation's own, by trader id; or those of an office, of every office where it is undefined. */
export type Whose = { readonly traderId: string } | { readonly office: string | undefined }

export interface ListFilter {
  readonly status?: string | undefined
  readonly lane?: string | undefined
  readonly type?: string | undefined
  readonly localReference?: string | undefined
}

/** Declarations, the newest first, below a place in the list. */
export async function listDeclarations(
  reader: Reader,
  whose: Whose,
  { status, lane, type, localReference }: ListFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly DeclarationRow[]> {
  const filter = `($2::bigint IS NULL OR listed < $2) AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR lane = $4)
    AND ($5::text IS NULL OR type = $5) AND ($6::text IS NULL OR local_reference = $6)`
  const newest = 'ORDER BY listed DESC LIMIT $7'
  const those = (condition: string) => `(SELECT * FROM declaration WHERE ${condition} AND ${filter} ${newest})`
  const from =
    'traderId' in whose
      ? `(${those('filer = $1')} UNION ALL ${those('principal = $1 AND filer <> $1')})`
      : those('($1::text IS NULL OR office = $1)')
  return await reader.query<DeclarationRow>(`SELECT ${COLUMNS} FROM ${from} AS declaration ${newest}`, [
    'traderId' in whose ? whose.traderId : (whose.office ?? null),
    before ?? null,
    status ?? null,
    lane ?? null,
    type ?? null,
    localReference ?? null,
    limit,
  ])
}

export interface VersionRow {
  readonly version: number
  readonly document: DeclarationDocument
  readonly sha256: string
  readonly lodgedAt: Date
}

export async function findVersion(reader: Reader, mrn: string, version: number): Promise<VersionRow | undefined> {
  const [row] = await reader.query<VersionRow>(
    `SELECT version, document, encode(sha256, 'hex') AS sha256, lodged_at AS "lodgedAt" FROM declaration_version WHERE mrn = $1 AND version = $2`,
    [mrn, version],
    'declaration.version',
  )
  return row
}

export async function getVersion(reader: Reader, mrn: string, version: number): Promise<VersionRow> {
  const found = await findVersion(reader, mrn, version)
  if (found === undefined) throw new Error(`given version ${version} of ${mrn}, needs one that was kept`)
  return found
}

export interface DecisionRow {
  readonly number: number
  readonly inputs: Given
  readonly body: Decision
  /** The body as it was kept, byte for byte. */
  readonly text: string
  readonly sha256: string
}

const DECISIONS = `SELECT number, inputs, body, body::text AS text, encode(sha256, 'hex') AS sha256 FROM decision`

export async function findDecision(reader: Reader, mrn: string, number: number): Promise<DecisionRow | undefined> {
  const [row] = await reader.query<DecisionRow>(`${DECISIONS} WHERE mrn = $1 AND number = $2`, [mrn, number], 'declaration.decision')
  return row
}

export async function getDecision(reader: Reader, mrn: string, number: number): Promise<DecisionRow> {
  const found = await findDecision(reader, mrn, number)
  if (found === undefined) throw new Error(`given decision ${number} on ${mrn}, needs one that was kept`)
  return found
}

/** All decisions on a declaration, the newest first. */
export async function listDecisions(reader: Reader, mrn: string): Promise<readonly DecisionRow[]> {
  return await reader.query<DecisionRow>(`${DECISIONS} WHERE mrn = $1 ORDER BY number DESC`, [mrn], 'declaration.decisions')
}

export async function insertVersion(tx: Writer, mrn: string, version: number, document: Sealed, by: string, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO declaration_version (mrn, version, document, sha256, lodged_by, lodged_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [mrn, version, document.text, document.sha256, by, at],
    'declaration.insert-version',
  )
}

export async function insertDecision(tx: Writer, given: Given, body: Sealed, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO decision (mrn, number, inputs, body, sha256, decided_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [given.mrn, given.number, JSON.stringify(given), body.text, body.sha256, at],
    'declaration.insert-decision',
  )
}

/** What an act changes in the moving row. */
export type Moved = Pick<DeclarationRow, 'standing' | 'lane' | 'arrivedOn' | 'releasedOn' | 'version' | 'decision' | 'revision'>

export async function moveDeclaration(tx: Writer, mrn: string, moved: Moved): Promise<void> {
  const { standing, lane, arrivedOn, releasedOn, version, decision, revision } = moved
  await tx.query(
    `UPDATE declaration SET standing = $2, status = $3, lane = $4, arrived_on = $5, released_on = $6, version = $7, decision = $8, revision = $9
     WHERE mrn = $1`,
    [mrn, JSON.stringify(standing), standing.status, lane, arrivedOn, releasedOn, version, decision, revision],
    'declaration.move',
  )
}

/** Days in which the same goods on the same transport document are not declared twice for one principal. */
export const CLAIM_DAYS = 90

/** What holds the place of a consignment of a principal. */
export interface Claim {
  readonly principal: string
  readonly consignmentKey: string
  readonly mrn: string
  readonly declaredOn: Day
}

/**
 * The statement that takes the place of a consignment, where nobody holds it or did so long ago; it returns nothing where another declaration
 * does. The parameters are named by the caller: principal, key, number, day.
 */
export function takeClaim(principal: string, key: string, mrn: string, on: string): string {
  return `INSERT INTO declared_consignment (principal, consignment_key, mrn, declared_on) VALUES (${principal}, ${key}, ${mrn}, ${on})
    ON CONFLICT (principal, consignment_key) DO UPDATE SET mrn = excluded.mrn, declared_on = excluded.declared_on
      WHERE declared_consignment.declared_on <= excluded.declared_on - ${CLAIM_DAYS} OR declared_consignment.mrn = excluded.mrn
    RETURNING mrn`
}

/** Takes the place; answers the day since when another declaration holds it, where one does. */
export async function claimConsignment(tx: Writer, { principal, consignmentKey, mrn, declaredOn }: Claim): Promise<Day | undefined> {
  const values = [principal, consignmentKey, mrn, declaredOn]
  const taken = await tx.query(takeClaim('$1', '$2', '$3', '$4'), values, 'declaration.take-claim')
  return taken.length > 0 ? undefined : (await findClaim(tx, principal, consignmentKey))?.declaredOn
}

export async function findClaim(reader: Reader, principal: string, consignmentKey: string): Promise<Claim | undefined> {
  const [row] = await reader.query<Claim>(
    `SELECT principal, consignment_key AS "consignmentKey", mrn, declared_on AS "declaredOn" FROM declared_consignment
     WHERE principal = $1 AND consignment_key = $2`,
    [principal, consignmentKey],
    'declaration.claim',
  )
  return row
}

/** Gives places back, so that their consignments may be declared anew. */
export async function freeClaims(tx: Writer, mrn: string, principal: string, consignmentKeys: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM declared_consignment WHERE principal = $2 AND consignment_key = ANY ($3) AND mrn = $1', [
    mrn,
    principal,
    consignmentKeys,
  ])
}

/** Every version of the document, the first first. */
export async function listDocuments(reader: Reader, mrn: string): Promise<readonly DeclarationDocument[]> {
  const rows = await reader.query<{ document: DeclarationDocument }>(
    'SELECT document FROM declaration_version WHERE mrn = $1 ORDER BY version',
    [mrn],
  )
  return rows.map(row => row.document)
}

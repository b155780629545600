import type { DrawbackClaim, StockReconciliation } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import type { Currency, Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** What of a reconciliation is kept as it was filed. */
export type ReconciliationBody = Omit<StockReconciliation, 'id' | 'authorisation' | 'from' | 'to' | 'filedAt'>

export interface ReconciliationRow {
  readonly id: string
  readonly authorisation: string
  readonly from: Day
  readonly to: Day
  readonly body: ReconciliationBody
  readonly filedAt: Date
  readonly listed: string
}

const RECONCILIATIONS =
  'SELECT id, authorisation, period_from AS "from", period_to AS "to", body, filed_at AS "filedAt", listed FROM regime_reconciliation'

export async function findReconciliation(reader: Reader, authorisation: string, id: string): Promise<ReconciliationRow | undefined> {
  const [row] = await reader.query<ReconciliationRow>(
    `${RECONCILIATIONS} WHERE authorisation = $1 AND id = $2`,
    [authorisation, id],
    'regimes.reconciliation',
  )
  return row
}

/** Reconciliations of an authorisation, the newest first, below a place in the list. */
export async function listReconciliations(
  reader: Reader,
  authorisation: string,
  before: string | undefined,
  limit: number,
): Promise<readonly ReconciliationRow[]> {
  return await reader.query<ReconciliationRow>(
    `${RECONCILIATIONS} WHERE authorisation = $1 AND ($2::bigint IS NULL OR listed < $2) ORDER BY listed DESC LIMIT $3`,
    [authorisation, before ?? null, limit],
    'regimes.reconciliations',
  )
}

/** The last day that was reconciled; undefined where none was. */
export async function lastReconciled(reader: Reader, authorisation: string): Promise<Day | undefined> {
  const [row] = await reader.query<{ last: Day | null }>(
    'SELECT max(period_to) AS last FROM regime_reconciliation WHERE authorisation = $1',
    [authorisation],
    'regimes.last-reconciled',
  )
  return row?.last ?? undefined
}

export async function insertReconciliation(
  tx: Writer,
  given: Omit<ReconciliationRow, 'id' | 'listed'> & { readonly by: string },
): Promise<string> {
  const { authorisation, from, to, body, by, filedAt } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO regime_reconciliation (authorisation, period_from, period_to, body, filed_by, filed_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [authorisation, from, to, JSON.stringify(body), by, filedAt],
    'regimes.reconciliation-insert',
  )
  if (row === undefined) throw new Error('the reconciliation was not inserted')
  return row.id
}

/** What of a claim is kept as it was worked out. */
export type ClaimBody = Pick<DrawbackClaim, 'lines' | 'withheldPercent' | 'lawRow' | 'legalRef'> & {
  /** The kinds of charge it is drawn back of, in the law's order; absent in older claims. */
  readonly charges?: readonly string[]
}

export interface ClaimRow {
  readonly id: string
  /** Null where the goods left as they came. */
  readonly authorisation: string | null
  readonly holder: string
  readonly exportMrn: string
  readonly currency: Currency
  readonly minor: string
  readonly body: ClaimBody
  readonly status: DrawbackClaim['status']
  readonly claimedBy: string
  readonly claimedAt: Date
  readonly reasons: DrawbackClaim['reasons'] | null
  readonly decidedAt: Date | null
  readonly listed: string
}

const CLAIMS = `SELECT id, authorisation, holder, export_mrn AS "exportMrn", currency, minor, body, status, claimed_by AS "claimedBy",
  claimed_at AS "claimedAt", reasons, decided_at AS "decidedAt", listed FROM drawback_claim`

export async function findClaim(reader: Reader, id: string): Promise<ClaimRow | undefined> {
  const [row] = await reader.query<ClaimRow>(`${CLAIMS} WHERE id = $1`, [id], 'regimes.claim')
  return row
}

/** Claims of some holders, or of everybody, the newest first, below a place in the list. */
export async function listClaims(
  reader: Reader,
  holders: readonly string[] | undefined,
  status: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly ClaimRow[]> {
  return await reader.query<ClaimRow>(
    `${CLAIMS} WHERE ($1::text[] IS NULL OR holder = ANY ($1)) AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR listed < $3)
     ORDER BY listed DESC LIMIT $4`,
    [holders ?? null, status ?? null, before ?? null, limit],
    'regimes.claims',
  )
}

export interface NewClaim extends Pick<ClaimRow, 'authorisation' | 'holder' | 'exportMrn' | 'currency' | 'body'> {
  readonly minor: bigint
  readonly by: string
  readonly at: Date
}

/** Keeps a claim; undefined where another one is there for the export. What it takes of each import is written off with it, where the export had not done so itself. */
export async function insertClaim(tx: Writer, claim: NewClaim): Promise<string | undefined> {
  const { authorisation, holder, exportMrn, currency, minor, body, by, at } = claim
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO drawback_claim (authorisation, holder, export_mrn, currency, minor, body, claimed_by, claimed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
    [authorisation, holder, exportMrn, currency, String(minor), JSON.stringify(body), by, at],
    'regimes.claim-insert',
  )
  if (row === undefined || authorisation === null) return row?.id
  const column = <Value>(of: (line: ClaimBody['lines'][number]) => Value) => body.lines.map(of)
  await tx.query(
    `INSERT INTO declaration_link (mrn, item, previous, previous_item, quantity, unit)
     SELECT $1, item, previous, previous_item, sum(quantity), unit
     FROM unnest($2::integer[], $3::text[], $4::integer[], $5::numeric[], $6::text[]) AS line (item, previous, previous_item, quantity, unit)
     GROUP BY item, previous, previous_item, unit`,
    [
      exportMrn,
      column(each => each.exportItem),
      column(each => each.mrn),
      column(each => each.item),
      column(each => each.quantity),
      column(each => each.unit),
    ],
    'regimes.claim-write-off',
  )
  return row.id
}

/** Keeps what was decided about a claim that is held; a refused one gives back what it took, which of goods that left as they came is nothing. */
export async function settleClaim(
  tx: Writer,
  { id, authorisation, exportMrn }: Pick<ClaimRow, 'id' | 'authorisation' | 'exportMrn'>,
  decided: { readonly status: 'approved' | 'refused'; readonly reasons: readonly object[]; readonly by: string; readonly at: Date },
): Promise<void> {
  const { status, reasons, by, at } = decided
  await tx.query(
    `UPDATE drawback_claim SET status = $2, reasons = $3, decided_by = $4, decided_at = $5 WHERE id = $1`,
    [id, status, JSON.stringify(reasons), by, at],
    'regimes.claim-settle',
  )
  if (status === 'refused' && authorisation !== null)
    await tx.query('DELETE FROM declaration_link WHERE mrn = $1', [exportMrn], 'regimes.claim-give-back')
}

/** What a re-export took of the imports it names. */
export async function readTaken(reader: Reader, mrn: string): Promise<readonly LinkRow[]> {
  return await reader.query<LinkRow>(
    `SELECT item, previous, previous_item AS "previousItem", quantity::text FROM declaration_link WHERE mrn = $1 ORDER BY item, previous, previous_item`,
    [mrn],
    'regimes.taken-by',
  )
}

export interface LinkRow {
  readonly item: number
  readonly previous: string
  readonly previousItem: number
  readonly quantity: string
}

/** A declaration as drawback reads it: what it was about, what was decided, and what later ones took of its items. */
export interface DeclaredRow {
  readonly mrn: string
  readonly type: string
  readonly status: string
  readonly principal: string
  readonly releasedOn: Day | null
  readonly document: DeclarationDocument
  readonly decision: Decision
  readonly taken: Readonly<Record<string, readonly string[]>> | null
}

/** Declarations in the order asked for; those that are not there are left out. */
export async function readDeclared(reader: Reader, mrns: readonly string[]): Promise<readonly DeclaredRow[]> {
  return await reader.query<DeclaredRow>(
    `SELECT d.mrn, d.type, d.status, d.principal, d.released_on AS "releasedOn", v.document, c.body AS decision,
       (SELECT json_object_agg(item, taken) FROM (SELECT previous_item::text AS item, json_agg(quantity::text) AS taken FROM declaration_link
          WHERE previous = d.mrn GROUP BY previous_item) AS links) AS taken
     FROM unnest($1::text[]) WITH ORDINALITY AS asked (mrn, place) JOIN declaration d USING (mrn) JOIN declaration_version v ON (v.mrn, v.version) = (d.mrn, d.version)
     JOIN decision c ON (c.mrn, c.number) = (d.mrn, d.decision) ORDER BY asked.place`,
    [mrns],
    'regimes.declared',
  )
}

import type { Day } from '@lintas/customs/kernel'
import {
  type SuppliedProduct,
  type SupplierSide,
  type SupplierStatement,
  type SupplierStatus,
  supplierNumber,
} from '@lintas/customs/origin'
import type { Node, Reader, Writer } from '../platform/node.ts'

/** A supplier's declaration as the table holds it. */
export interface SupplierRow {
  readonly number: string
  readonly listed: string
  readonly producer: string
  readonly supplier: { readonly name: string; readonly country: string }
  readonly supplierTrader: string | null
  readonly madeBy: SupplierSide
  readonly status: SupplierStatus
  readonly asked: { readonly product: SuppliedProduct; readonly words?: string | undefined } | null
  readonly statement: SupplierStatement | null
  readonly replaces: string | null
  readonly openedAt: Date
}

const COLUMNS = `number, listed, producer, supplier, supplier_trader AS "supplierTrader", made_by AS "madeBy", status, asked, statement, replaces,
  opened_at AS "openedAt"`

/** Seen by the producer who relies on it, and by the supplier that was asked for it; `$1` are the traders of the caller, null for customs. */
const VISIBLE = `($1::text[] IS NULL OR producer = ANY ($1) OR (made_by = 'supplier' AND supplier_trader = ANY ($1)))`

export type NewSupplierDeclaration = Pick<SupplierRow, 'producer' | 'supplier' | 'madeBy' | 'status'> & {
  readonly supplierTrader: string | undefined
  readonly asked?: SupplierRow['asked']
  readonly statement?: SupplierStatement | undefined
  readonly replaces?: string
}

export async function insertSupplierDeclaration(
  tx: Writer,
  { state, clock }: Pick<Node, 'state' | 'clock'>,
  given: NewSupplierDeclaration,
): Promise<SupplierRow> {
  const [next] = await tx.query<{ serial: string }>("SELECT nextval('supplier_declaration_serial') AS serial", [], 'origin.supplier-serial')
  const number = supplierNumber(state, clock.today().slice(0, 4), next?.serial ?? '')
  const { producer, supplier, supplierTrader, madeBy, status, asked, statement, replaces } = given
  const [row] = await tx.query<SupplierRow>(
    `INSERT INTO supplier_declaration (number, producer, supplier, supplier_trader, made_by, status, asked, statement, replaces, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS}`,
    [
      ...[number, producer, JSON.stringify(supplier), supplierTrader ?? null, madeBy, status],
      ...[jsonOf(asked), jsonOf(statement), replaces ?? null, clock.now()],
    ],
    'origin.insert-supplier',
  )
  if (row === undefined) throw new Error('given a supplier’s declaration, needs the row it became')
  return row
}

function jsonOf(value: object | null | undefined): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

export interface SupplierWanted {
  /** Whose are seen; undefined for all. */
  readonly traders: readonly string[] | undefined
  readonly status?: string | undefined
  readonly side?: SupplierSide | undefined
}

/** The newest first, from before the one numbered `before`. */
export async function listSupplierDeclarations(
  reader: Reader,
  { traders, status, side }: SupplierWanted,
  before: string | undefined,
  limit: number,
): Promise<readonly SupplierRow[]> {
  return await reader.query<SupplierRow>(
    `SELECT ${COLUMNS} FROM supplier_declaration WHERE ${VISIBLE} AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR listed < $3)
       AND ($5::text IS NULL OR $1::text[] IS NULL OR (CASE $5 WHEN 'producer' THEN producer ELSE supplier_trader END) = ANY ($1))
     ORDER BY listed DESC LIMIT $4`,
    [traders ?? null, status ?? null, before ?? null, limit, side ?? null],
    'origin.list-suppliers',
  )
}

export async function findSupplierDeclaration(
  reader: Reader,
  number: string,
  traders: readonly string[] | undefined,
): Promise<SupplierRow | undefined> {
  const [row] = await reader.query<SupplierRow>(
    `SELECT ${COLUMNS} FROM supplier_declaration WHERE ${VISIBLE} AND number = $2`,
    [traders ?? null, number],
    'origin.find-supplier',
  )
  return row
}

/** Holds one that is there until the transaction ends. */
export async function holdSupplierDeclaration(tx: Writer, number: string): Promise<SupplierRow> {
  const [row] = await tx.query<SupplierRow>(
    `SELECT ${COLUMNS} FROM supplier_declaration WHERE number = $1 FOR NO KEY UPDATE`,
    [number],
    'origin.hold-supplier',
  )
  if (row === undefined) throw new Error(`given the supplier’s declaration ${number}, needs one that is there`)
  return row
}

/** Those of these numbers that producers rely on; undefined for whichever producer. Where they are held, none is withdrawn before the transaction ends. */
export async function findRelied(
  reader: Reader,
  numbers: readonly string[],
  producers: readonly string[] | undefined,
  isHeld: boolean,
): Promise<readonly SupplierRow[]> {
  if (numbers.length === 0) return []
  return await reader.query<SupplierRow>(
    `SELECT ${COLUMNS} FROM supplier_declaration WHERE number = ANY ($2) AND ($1::text[] IS NULL OR producer = ANY ($1))
     ORDER BY number ${isHeld ? 'FOR SHARE' : ''}`,
    [producers ?? null, numbers],
    isHeld ? 'origin.hold-relied' : 'origin.relied-suppliers',
  )
}

export async function moveSupplierDeclaration(
  tx: Writer,
  number: string,
  status: SupplierStatus,
  statement: SupplierStatement | null,
): Promise<SupplierRow> {
  const [row] = await tx.query<SupplierRow>(
    `UPDATE supplier_declaration SET status = $2, statement = $3 WHERE number = $1 RETURNING ${COLUMNS}`,
    [number, status, jsonOf(statement)],
    'origin.move-supplier',
  )
  if (row === undefined) throw new Error(`given the supplier’s declaration ${number}, needs one that is held`)
  return row
}

export interface SupplierActRow {
  readonly act: string
  readonly side: SupplierSide
  readonly at: Date
  readonly words: string | null
}

export async function insertSupplierAct(
  tx: Writer,
  declaration: string,
  { act, side, by, at, words }: Omit<SupplierActRow, 'words'> & { readonly by: string; readonly words: string | undefined },
): Promise<void> {
  await tx.query(
    'INSERT INTO supplier_declaration_act (declaration, act, side, by, at, words) VALUES ($1, $2, $3, $4, $5, $6)',
    [declaration, act, side, by, at, words ?? null],
    'origin.supplier-act',
  )
}

export async function listSupplierActs(reader: Reader, declaration: string): Promise<readonly SupplierActRow[]> {
  return await reader.query<SupplierActRow>(
    'SELECT act, side, at, words FROM supplier_declaration_act WHERE declaration = $1 ORDER BY id',
    [declaration],
    'origin.supplier-acts',
  )
}

export interface EvidenceRow {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly addedAt: Date
}

const EVIDENCE = `SELECT e.id, e.name, e.media_type AS "mediaType", c.size, encode(e.sha256, 'hex') AS sha256, e.added_at AS "addedAt"
  FROM supplier_declaration_evidence e JOIN document_content c USING (sha256)`

export async function listEvidence(reader: Reader, declaration: string): Promise<readonly EvidenceRow[]> {
  return await reader.query<EvidenceRow>(`${EVIDENCE} WHERE e.declaration = $1 ORDER BY e.added_at, e.id`, [declaration], 'origin.evidence')
}

export async function insertEvidence(
  tx: Writer,
  declaration: string,
  file: { readonly sha256: Buffer; readonly name: string; readonly mediaType: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const { sha256, name, mediaType, by, at } = file
  await tx.query(
    'INSERT INTO supplier_declaration_evidence (declaration, sha256, name, media_type, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [declaration, sha256, name, mediaType, by, at],
    'origin.insert-evidence',
  )
}

/** The name of the organisation that acts here for a trader; undefined where none does, and nobody could answer. */
export async function findOrganisation(reader: Reader, trader: string): Promise<string | undefined> {
  const [row] = await reader.query<{ name: string }>('SELECT name FROM organisation WHERE trader_id = $1', [trader], 'origin.organisation')
  return row?.name
}

/** The days a declaration may be relied on. */
export function daysOf({ statement }: SupplierRow): { readonly validFrom?: Day; readonly validTo?: Day } {
  const covers = statement?.covers
  if (covers === undefined) return {}
  return covers.kind === 'delivery' ? { validFrom: covers.deliveredOn } : { validFrom: covers.validFrom, validTo: covers.validTo }
}

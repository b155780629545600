import { type Currency, type Day, decimal, type Rational, toDecimal } from '@lintas/customs/kernel'
import { type Balance, type ChargePart, type Lot, type PartialRelief, QUANTITY_DIGITS, type RegimeKind } from '@lintas/customs/regimes'
import type { Reader, Writer } from '../platform/node.ts'

/** A lot as its row has it. */
export interface LotRow extends Lot {
  readonly id: string
  readonly description: string
  /** By what goods that went out to come back are known again. */
  readonly identification: readonly string[] | undefined
  readonly extended: boolean
  readonly warned: number | undefined
  readonly carriedFrom: string | undefined
  readonly listed: string
}

/** A charge as its column has it. */
export interface StoredCharge {
  readonly kind: string
  readonly minor: string
}

interface Row {
  id: string
  mrn: string
  item: number
  regime: RegimeKind
  authorisation: string | null
  holder: string
  place: string | null
  code: string
  description: string
  origin: string | null
  unit: string
  currency: Currency
  quantity: string
  value_minor: string
  charges: readonly StoredCharge[]
  left_quantity: string
  left_value_minor: string
  left_charges: readonly StoredCharge[]
  entered_on: Day
  until: Day | null
  extended: boolean
  warned: number | null
  carried_from: string | null
  identification: readonly string[] | null
  partial_relief: PartialRelief | null
  listed: string
}

const LOTS = `SELECT id, mrn, item, regime, authorisation, holder, place, code, description, origin, unit, currency, quantity, value_minor, charges,
  left_quantity, left_value_minor, left_charges, entered_on, until, extended, warned, carried_from, identification, partial_relief, listed FROM regime_lot`

export async function findLot(reader: Reader, id: string): Promise<LotRow | undefined> {
  const [row] = await reader.query<Row>(`${LOTS} WHERE id = $1`, [id], 'regimes.lot')
  return row === undefined ? undefined : lotOf(row)
}

export interface LotFilter {
  readonly authorisation?: string | undefined
  readonly mrns?: readonly string[] | undefined
  readonly holder?: string | undefined
  /** Only lots of which something is left. */
  readonly inStock?: true | undefined
}

/** Lots in the order in which they came: that in which they are used. */
export async function listLots(reader: Reader, { authorisation, mrns, holder, inStock }: LotFilter): Promise<readonly LotRow[]> {
  const rows = await reader.query<Row>(
    `${LOTS} WHERE ($1::text IS NULL OR authorisation = $1) AND ($2::text[] IS NULL OR mrn = ANY ($2)) AND ($3::text IS NULL OR holder = $3)
       AND (NOT $4::boolean OR left_quantity > 0) ORDER BY listed`,
    [authorisation ?? null, mrns ?? null, holder ?? null, inStock ?? false],
    'regimes.lots',
  )
  return rows.map(lotOf)
}

/** Lots of some holders, or of everybody where they are undefined, in the order in which they came, above a place in the list. */
export async function listLotsFor(
  reader: Reader,
  holders: readonly string[] | undefined,
  { authorisation, mrn }: { readonly authorisation?: string | undefined; readonly mrn?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<readonly LotRow[]> {
  const rows = await reader.query<Row>(
    `${LOTS} WHERE ($1::text[] IS NULL OR holder = ANY ($1)) AND ($2::text IS NULL OR authorisation = $2) AND ($3::text IS NULL OR mrn = $3)
       AND ($4::bigint IS NULL OR listed > $4) ORDER BY listed LIMIT $5`,
    [holders ?? null, authorisation ?? null, mrn ?? null, after ?? null, limit],
    'regimes.lots-for',
  )
  return rows.map(lotOf)
}

/** Lots whose term is near or over and of which something is left. */
export async function listTerms(reader: Reader, until: Day): Promise<readonly { readonly id: string; readonly mrn: string }[]> {
  return await reader.query<{ id: string; mrn: string }>(
    'SELECT id, mrn FROM regime_lot WHERE left_quantity > 0 AND until IS NOT NULL AND until <= $1 ORDER BY mrn, listed',
    [until],
    'regimes.terms',
  )
}

/** Declarations for whose suspended charges security is held. */
export async function listSecured(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.query<{ mrn: string }>(
    "SELECT DISTINCT mrn FROM security WHERE reason = 'suspension' AND open_minor > 0 AND EXISTS (SELECT FROM regime_lot l WHERE l.mrn = security.mrn) ORDER BY mrn",
    [],
    'regimes.secured',
  )
  return rows.map(row => row.mrn)
}

export interface NewLot extends Omit<Lot, 'left'> {
  readonly description: string
  readonly carriedFrom?: string | undefined
  readonly carriedBy?: string | undefined
  readonly extended?: boolean | undefined
  readonly identification?: readonly string[] | undefined
}

/** Puts a lot on the register; one of the same item of a declaration is there once. */
export async function insertLot(tx: Writer, lot: NewLot): Promise<string | undefined> {
  const charges = storedCharges(lot.charges)
  const quantity = quantityText(lot.quantity)
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO regime_lot (mrn, item, regime, authorisation, holder, place, code, description, origin, unit, currency, quantity, value_minor, charges,
       left_quantity, left_value_minor, left_charges, entered_on, until, carried_from, carried_by, extended, identification, partial_relief)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      lot.mrn,
      lot.item,
      lot.regime,
      lot.authorisation ?? null,
      lot.holder,
      lot.place ?? null,
      lot.code,
      lot.description,
      lot.origin ?? null,
      lot.unit,
      lot.currency,
      quantity,
      String(lot.value),
      charges,
      lot.enteredOn,
      lot.until ?? null,
      lot.carriedFrom ?? null,
      lot.carriedBy ?? null,
      lot.extended ?? false,
      lot.identification ?? null,
      lot.partialRelief === undefined ? null : JSON.stringify(lot.partialRelief),
    ],
    'regimes.lot-insert',
  )
  return row?.id
}

/** Writes what is left of a lot whose declaration is held. */
export async function setLeft(tx: Writer, id: string, left: Balance): Promise<void> {
  await tx.query(
    'UPDATE regime_lot SET left_quantity = $2, left_value_minor = $3, left_charges = $4 WHERE id = $1',
    [id, quantityText(left.quantity), String(left.value), storedCharges(left.charges)],
    'regimes.lot-left',
  )
}

export async function setTerm(tx: Writer, id: string, until: Day): Promise<void> {
  await tx.query('UPDATE regime_lot SET until = $2, extended = true, warned = NULL WHERE id = $1', [id, until], 'regimes.lot-term')
}

export async function setWarned(tx: Writer, id: string, daysBefore: number): Promise<void> {
  await tx.query('UPDATE regime_lot SET warned = $2 WHERE id = $1', [id, daysBefore], 'regimes.lot-warned')
}

export function quantityText(quantity: Rational): string {
  return toDecimal(quantity, QUANTITY_DIGITS)
}

export function storedCharges(charges: readonly ChargePart[]): string {
  return JSON.stringify(charges.map(({ kind, minor }) => ({ kind, minor: String(minor) })))
}

export function chargesOf(charges: readonly StoredCharge[]): readonly ChargePart[] {
  return charges.map(({ kind, minor }) => ({ kind, minor: BigInt(minor) }))
}

function lotOf(row: Row): LotRow {
  return {
    id: row.id,
    mrn: row.mrn,
    item: row.item,
    regime: row.regime,
    authorisation: row.authorisation ?? undefined,
    holder: row.holder,
    place: row.place ?? undefined,
    code: row.code,
    description: row.description,
    origin: row.origin ?? undefined,
    unit: row.unit,
    currency: row.currency,
    quantity: decimal(row.quantity),
    value: BigInt(row.value_minor),
    charges: chargesOf(row.charges),
    left: { quantity: decimal(row.left_quantity), value: BigInt(row.left_value_minor), charges: chargesOf(row.left_charges) },
    enteredOn: row.entered_on,
    until: row.until ?? undefined,
    extended: row.extended,
    warned: row.warned ?? undefined,
    carriedFrom: row.carried_from ?? undefined,
    identification: row.identification ?? undefined,
    partialRelief: row.partial_relief ?? undefined,
    listed: row.listed,
  }
}

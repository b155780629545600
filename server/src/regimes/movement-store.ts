import { type Day, decimal } from '@lintas/customs/kernel'
import type { Fate, Movement, MovementKind, PartialCharge } from '@lintas/customs/regimes'
import type { Reader, Writer } from '../platform/node.ts'
import { chargesOf, quantityText, type StoredCharge, storedCharges } from './lot-store.ts'

/** A movement as its row has it. */
export interface MovementRow extends Movement {
  readonly id: string
  readonly lot: string
  readonly mrn: string | undefined
  readonly item: number | undefined
  readonly toAuthorisation: string | undefined
  readonly toPlace: string | undefined
  /** What its goods are known by, as the declaration says that takes them out. */
  readonly shown: readonly string[] | undefined
  readonly movedOn: Day
  readonly movedBy: string
  readonly settledOn: Day | undefined
  readonly listed: string
}

interface MovementSource {
  id: string
  lot: string
  kind: MovementKind
  quantity: string
  value_minor: string
  charges: readonly StoredCharge[]
  status: Movement['status']
  fate: Fate | null
  charged: PartialCharge | null
  mrn: string | null
  item: number | null
  to_authorisation: string | null
  to_place: string | null
  shown: readonly string[] | null
  moved_on: Day
  moved_by: string
  settled_on: Day | null
  listed: string
}

const MOVEMENTS = `SELECT id, lot, kind, quantity, value_minor, charges, status, fate, charged, mrn, item, to_authorisation, to_place, moved_on, moved_by,
  settled_on, listed, shown FROM regime_movement`

export async function findMovement(reader: Reader, id: string): Promise<MovementRow | undefined> {
  const [row] = await reader.query<MovementSource>(`${MOVEMENTS} WHERE id = $1`, [id], 'regimes.movement')
  return row === undefined ? undefined : movementOf(row)
}

export async function listMovements(reader: Reader, lots: readonly string[]): Promise<readonly MovementRow[]> {
  const rows = await reader.query<MovementSource>(`${MOVEMENTS} WHERE lot = ANY ($1) ORDER BY listed`, [lots], 'regimes.movements')
  return rows.map(movementOf)
}

/** What waits for a declaration. */
export async function listPromised(reader: Reader, mrn: string): Promise<readonly MovementRow[]> {
  const rows = await reader.query<MovementSource>(
    `${MOVEMENTS} WHERE mrn = $1 AND status = 'pending' ORDER BY listed`,
    [mrn],
    'regimes.promised',
  )
  return rows.map(movementOf)
}

export interface NewMovement extends Movement {
  readonly lot: string
  readonly mrn?: string | undefined
  readonly item?: number | undefined
  readonly toAuthorisation?: string | undefined
  readonly toPlace?: string | undefined
  readonly shown?: readonly string[] | undefined
  readonly on: Day
  readonly by: string
  readonly at: Date
}

export async function insertMovement(tx: Writer, given: NewMovement): Promise<string> {
  const { lot, kind, quantity, value, charges, status, fate, charged, mrn, item, toAuthorisation, toPlace, shown, on, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO regime_movement (lot, kind, quantity, value_minor, charges, status, fate, mrn, item, to_authorisation, to_place, moved_on, moved_by,
       moved_at, settled_on, charged, shown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id`,
    [
      lot,
      kind,
      quantityText(quantity),
      String(value),
      storedCharges(charges),
      status,
      fate ?? null,
      mrn ?? null,
      item ?? null,
      toAuthorisation ?? null,
      toPlace ?? null,
      on,
      by,
      at,
      status === 'done' ? on : null,
      charged === undefined ? null : JSON.stringify(charged),
      shown ?? null,
    ],
    'regimes.movement-insert',
  )
  if (row === undefined) throw new Error('the movement was not inserted')
  return row.id
}

export async function settleMovement(
  tx: Writer,
  id: string,
  settled: Pick<Movement, 'status' | 'fate' | 'charged'>,
  on: Day,
): Promise<void> {
  await tx.query(
    "UPDATE regime_movement SET status = $2, fate = $3, settled_on = $4, charged = $5 WHERE id = $1 AND status = 'pending'",
    [id, settled.status, settled.fate ?? null, on, settled.charged === undefined ? null : JSON.stringify(settled.charged)],
    'regimes.movement-settle',
  )
}

function movementOf(row: MovementSource): MovementRow {
  return {
    id: row.id,
    lot: row.lot,
    kind: row.kind,
    quantity: decimal(row.quantity),
    value: BigInt(row.value_minor),
    charges: chargesOf(row.charges),
    status: row.status,
    fate: row.fate ?? undefined,
    charged: row.charged ?? undefined,
    mrn: row.mrn ?? undefined,
    item: row.item ?? undefined,
    toAuthorisation: row.to_authorisation ?? undefined,
    toPlace: row.to_place ?? undefined,
    shown: row.shown ?? undefined,
    movedOn: row.moved_on,
    movedBy: row.moved_by,
    settledOn: row.settled_on ?? undefined,
    listed: row.listed,
  }
}

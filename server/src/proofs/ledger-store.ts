import type { FormD } from '@lintas/customs/proofs'
import type { Reader, Writer } from '../platform/node.ts'

/** What is used of an item of a proof. */
export interface ItemRow {
  readonly proof: string
  readonly item: number
  readonly unit: string
  readonly quantity: string
  readonly used: string
}

/** What a declaration, or a back-to-back proof, drew of an item of a proof. */
export interface UseRow {
  readonly id: string
  readonly proof: string
  readonly number: string
  readonly item: number
  readonly unit: string
  readonly sequence: number
  readonly amount: string
  readonly drawnAt: Date
}

export interface Holder {
  readonly kind: 'declaration' | 'proof'
  /** The MRN, or the id of the back-to-back proof. */
  readonly id: string
}

export interface NewUse {
  readonly proof: string
  readonly item: number
  readonly sequence: number
  readonly amount: string
}

export async function openItems(tx: Writer, proof: string, { items }: FormD): Promise<void> {
  await tx.query(
    `INSERT INTO proof_item (proof, item, unit, quantity) SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::numeric[])`,
    [proof, items.map(each => each.sequence), items.map(each => each.quantity.unit), items.map(each => each.quantity.value)],
    'proofs.open-items',
  )
}

export async function listItems(reader: Reader, proofs: readonly string[]): Promise<readonly ItemRow[]> {
  return await reader.query<ItemRow>(
    `SELECT proof, item, unit, quantity::text, used::text FROM proof_item WHERE proof = ANY ($1) ORDER BY proof, item`,
    [proofs],
    'proofs.items',
  )
}

/** What a holder drew and has not given back. */
export async function listUses(reader: Reader, { kind, id }: Holder): Promise<readonly UseRow[]> {
  return await reader.query<UseRow>(
    `SELECT u.id, u.proof, p.number, u.item, i.unit, u.sequence, u.amount::text, u.drawn_at AS "drawnAt" FROM proof_use u
       JOIN proof p ON p.id = u.proof JOIN proof_item i ON i.proof = u.proof AND i.item = u.item
     WHERE u.holder_kind = $1 AND u.holder = $2 AND NOT u.given_back ORDER BY p.number, u.sequence, u.item`,
    [kind, id],
    'proofs.uses-of',
  )
}

/** Which of these proofs others than a holder use. */
export async function usedByOthers(reader: Reader, proofs: readonly string[], { kind, id }: Holder): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ proof: string }>(
    `SELECT DISTINCT proof FROM proof_use WHERE proof = ANY ($1) AND NOT given_back AND NOT (holder_kind = $2 AND holder = $3)`,
    [proofs, kind, id],
    'proofs.used-by-others',
  )
  return new Set(rows.map(row => row.proof))
}

/** Draws of proofs that are held. */
export async function insertUses(tx: Writer, { kind, id }: Holder, uses: readonly NewUse[], at: Date): Promise<void> {
  await tx.query(
    `WITH taken AS (
       INSERT INTO proof_use (proof, item, holder_kind, holder, sequence, amount, drawn_at)
       SELECT proof, item, $1, $2, sequence, amount, $7
       FROM unnest($3::uuid[], $4::integer[], $5::integer[], $6::numeric[]) AS given (proof, item, sequence, amount)
       RETURNING proof, item, amount
     ), sums AS (SELECT proof, item, sum(amount) AS amount FROM taken GROUP BY proof, item)
     UPDATE proof_item AS held SET used = held.used + sums.amount FROM sums WHERE sums.proof = held.proof AND sums.item = held.item`,
    [
      ...[kind, id, uses.map(each => each.proof), uses.map(each => each.item)],
      ...[uses.map(each => each.sequence), uses.map(each => each.amount), at],
    ],
    'proofs.draw',
  )
}

/** Gives back draws of proofs that are held, each once. */
export async function giveBackUses(tx: Writer, ids: readonly string[]): Promise<void> {
  await tx.query(
    `WITH given AS (UPDATE proof_use SET given_back = true WHERE id = ANY ($1) AND NOT given_back RETURNING proof, item, amount),
     sums AS (SELECT proof, item, sum(amount) AS amount FROM given GROUP BY proof, item)
     UPDATE proof_item AS held SET used = held.used - sums.amount FROM sums WHERE sums.proof = held.proof AND sums.item = held.item`,
    [ids],
    'proofs.give-back',
  )
}

/** Certifies of each item what is drawn of it first, where nobody told what the proof certifies; what is used of it already stays as it is. */
export async function openByUse(
  tx: Writer,
  draws: readonly { readonly proof: string; readonly item: number; readonly unit: string; readonly value: string }[],
): Promise<void> {
  if (draws.length === 0) return
  await tx.query(
    `INSERT INTO proof_item AS held (proof, item, unit, quantity)
     SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::numeric[])
     ON CONFLICT (proof, item) DO UPDATE SET unit = EXCLUDED.unit, quantity = EXCLUDED.quantity WHERE held.used = 0`,
    [draws.map(each => each.proof), draws.map(each => each.item), draws.map(each => each.unit), draws.map(each => each.value)],
    'proofs.open-by-use',
  )
}

/** What the importing state told is used of a proof that was issued here. */
export async function noteUsed(
  tx: Writer,
  proof: string,
  used: readonly { readonly item: number; readonly used: string }[],
): Promise<void> {
  await tx.query(
    `UPDATE proof_item AS held SET used = told.used FROM unnest($2::integer[], $3::numeric[]) AS told (item, used)
     WHERE held.proof = $1 AND held.item = told.item`,
    [proof, used.map(each => each.item), used.map(each => each.used)],
    'proofs.note-used',
  )
}

import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import { type DeclaredGoods, declarationsNamed, declaringState } from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import type { Node, Reader, Writer } from '../platform/node.ts'
import type { UseStatus } from './tell.ts'

/** Opens the origin declarations that a document claims and no node told of, so that each is held and used once. */
export async function openDeclarations(
  tx: Writer,
  { state, clock }: Pick<Node, 'state' | 'clock'>,
  document: DeclarationDocument,
): Promise<void> {
  for (const [number, issuedOn] of [...declarationsNamed(document)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const from = declaringState(number)
    if (from === undefined) continue
    await insertDeclared(tx, { number, from, to: state, goods: UNTOLD, issuedOn: issuedOn ?? clock.today(), at: clock.now() })
  }
}

const UNTOLD: DeclaredGoods = { told: false, items: [] }

export interface NewDeclared {
  readonly number: string
  readonly from: State
  /** Where it may be used: this state, or the one that used it first. */
  readonly to: State
  readonly goods: DeclaredGoods
  readonly issuedOn: Day
  readonly validTo?: Day | undefined
  readonly check?: string | undefined
  readonly at: Date
}

/** Writes a declaration into the ledger where it is not there. */
export async function insertDeclared(
  tx: Writer,
  { number, from, to, goods, issuedOn, validTo, check, at }: NewDeclared,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO proof (kind, side, status, issuing_state, importing_state, form, number, issued_on, valid_to, check_number, applied_at)
     VALUES ('origin-declaration', 'importing', 'received', $1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING RETURNING id`,
    [from, to, JSON.stringify(goods), number, issuedOn, validTo ?? null, check ?? null, at],
    'proofs.insert-declared',
  )
  return row?.id
}

/** Puts what a node tells in the place of what was here, where nothing of it is used; whether it was. */
export async function tellGoods(
  tx: Writer,
  id: string,
  { goods, issuedOn, validTo, check }: Pick<NewDeclared, 'goods' | 'issuedOn' | 'validTo' | 'check'>,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE proof SET status = 'received', form = $2, issued_on = $3, valid_to = $4, check_number = $5
     WHERE id = $1 AND NOT EXISTS (SELECT FROM proof_use WHERE proof = $1 AND NOT given_back) RETURNING id`,
    [id, JSON.stringify(goods), issuedOn, validTo ?? null, check ?? null],
    'proofs.tell-goods',
  )
  return rows.length > 0
}

/** What each item certifies, as a node told it; nothing of it is used. */
export async function openGoods(tx: Writer, proof: string, { items }: DeclaredGoods): Promise<void> {
  await tx.query(
    `INSERT INTO proof_item (proof, item, unit, quantity) SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::numeric[])
     ON CONFLICT (proof, item) DO UPDATE SET unit = EXCLUDED.unit, quantity = EXCLUDED.quantity`,
    [proof, items.map(each => each.item), items.map(each => each.unit), items.map(each => each.quantity)],
    'proofs.open-goods',
  )
}

export async function moveTo(tx: Writer, id: string, state: State): Promise<void> {
  await tx.query('UPDATE proof SET importing_state = $2 WHERE id = $1', [id, state], 'proofs.move-to')
}

/** What a state told is used of a declaration of this state's exporter. */
export interface ToldUse {
  readonly number: string
  readonly state: State
  readonly status: UseStatus
  readonly items: readonly { readonly item: number; readonly used: string }[]
}

/** Notes what is told, where it is newer than what was told before; whether it was. */
export async function noteToldUse(
  tx: Writer,
  { number, state, report, status, items, at }: ToldUse & { readonly report: number; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO declaration_use_told AS known (number, state, report, status, items, told_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (number, state) DO UPDATE SET report = EXCLUDED.report, status = EXCLUDED.status, items = EXCLUDED.items
     WHERE known.report < EXCLUDED.report RETURNING number`,
    [number, state, report, status, JSON.stringify(items), at],
    'proofs.note-told-use',
  )
  return rows.length > 0
}

/** What was told of a declaration, the state that told first before the others. */
export async function listToldUses(reader: Reader, number: string): Promise<readonly ToldUse[]> {
  return await reader.query<ToldUse>(
    'SELECT number, state, status, items FROM declaration_use_told WHERE number = $1 ORDER BY told_at, state',
    [number],
    'proofs.told-uses',
  )
}

/** How a declaration that another state told stands here. */
export interface ToldStanding {
  readonly status: string
  readonly importingState: State
  readonly issuedOn: Day
  readonly validTo: Day | null
  readonly isUsed: boolean
}

/** How a declaration that another state told stands here, by the number anyone may check it by. */
export async function findChecked(reader: Reader, check: string): Promise<ToldStanding | undefined> {
  const [row] = await reader.query<ToldStanding>(
    `SELECT status, importing_state AS "importingState", issued_on AS "issuedOn", valid_to AS "validTo",
       EXISTS (SELECT FROM proof_use AS u WHERE u.proof = p.id AND NOT u.given_back) AS "isUsed" FROM proof AS p WHERE check_number = $1`,
    [check],
    'proofs.find-checked',
  )
  return row
}

/** The states whose nodes said that they have what was told of a declaration. */
export async function listReceipts(reader: Reader, number: string, kind: 'declared' | 'end'): Promise<readonly State[]> {
  const rows = await reader.query<{ state: State }>(
    `SELECT to_state AS state FROM proof_message WHERE number = $1 AND kind = $2
     GROUP BY to_state HAVING bool_and(received_at IS NOT NULL) ORDER BY to_state`,
    [number, kind],
    'proofs.receipts',
  )
  return rows.map(row => row.state)
}

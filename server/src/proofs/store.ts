import type { Day } from '@lintas/customs/kernel'
import {
  type ClockMoved,
  type ClockStarted,
  type DeclaredGoods,
  type FormD,
  type ProofAct,
  type ProofClock,
  type ProofStatus,
  type ProofTick,
  parseProofNumber,
} from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import type { Reader, Writer } from '../platform/node.ts'

/** A Form D as the table holds it. */
export interface ProofRow {
  readonly id: string
  readonly kind: 'form-d'
  readonly listed: string
  readonly side: 'issuing' | 'importing'
  readonly status: ProofStatus
  readonly trader: string | null
  readonly issuingState: State
  readonly importingState: State
  readonly form: FormD
  readonly number: string | null
  readonly ticks: readonly ProofTick[] | null
  readonly edition: string | null
  readonly issuedOn: Day | null
  readonly validTo: Day | null
  readonly replaces: string | null
  readonly reported: number
  /** Whether preference on it is suspended while it is verified. */
  readonly suspended: boolean
  readonly suspendedAt: Date | null
  /** The next day by which somebody has to have done something about it. */
  readonly clockOn: Day | null
  readonly appliedAt: Date
}

/** One that has its number. */
export type IssuedRow = ProofRow & { readonly number: string; readonly issuedOn: Day; readonly validTo: Day }

/** An origin declaration of another state's exporter, as the table holds it. */
export interface DeclaredRow
  extends Pick<
    IssuedRow,
    'id' | 'side' | 'status' | 'issuingState' | 'importingState' | 'number' | 'issuedOn' | 'reported' | 'suspendedAt'
  > {
  readonly kind: 'origin-declaration'
  readonly form: DeclaredGoods
  /** Absent where no node told it. */
  readonly validTo: Day | null
  readonly checkNumber: string | null
}

/** Whatever goods can be drawn of. */
export type HeldRow = IssuedRow | DeclaredRow

export function isIssued(row: ProofRow): row is IssuedRow {
  return row.number !== null
}

export interface ActRow {
  readonly act: string
  readonly by: string
  readonly at: Date
  readonly words: ActWords | null
}

export interface ActWords {
  readonly text?: string
  readonly reasons?: readonly { readonly text: string; readonly legalBasis: string }[]
  /** Until when it is to be answered, and until when all of it is to end. */
  readonly dueOn?: string
  readonly clocks?: readonly ClockStarted[]
  /** Of a check: whether it is asked for at random, and whether preference is suspended meanwhile. */
  readonly isRandom?: boolean
  readonly suspends?: boolean
  /** What was determined. */
  readonly originating?: boolean
  readonly late?: ProofClock
  /** Of `notified`: the act the other state has word of, the message of its receipt, and the clocks that count from it. */
  readonly of?: ProofAct
  readonly receipt?: string
  readonly moved?: readonly ClockMoved[]
  /** The day something was sent back or received, where somebody says so. */
  readonly on?: string
  /** The declarations something is about. */
  readonly declarations?: readonly string[]
  readonly visit?: VisitWords
  /** The day a visit is postponed to, and whether the states agreed on more than the text gives. */
  readonly until?: string
  readonly agreed?: boolean
  /** Of a case referred: the digest of its record as it stood. */
  readonly record?: object
  readonly recordSha256?: string
  readonly items?: readonly number[]
  readonly endsOn?: string
  /** The day a certified true copy was made. */
  readonly copiedOn?: string
}

/** What a notice of a visit says. @source ATIGA Annex 8, rule 19.3 */
export interface VisitWords {
  readonly exporter: string
  readonly proposedOn: string
  readonly coverage: string
  readonly officials: readonly string[]
}

const COLUMNS = `id, kind, listed, side, status, trader, issuing_state AS "issuingState", importing_state AS "importingState", form, number, ticks, edition,
  issued_on AS "issuedOn", valid_to AS "validTo", replaces, reported, suspended, suspended_at AS "suspendedAt", clock_on AS "clockOn", applied_at AS "appliedAt"`

export interface NewProof {
  readonly side: ProofRow['side']
  readonly status: ProofStatus
  readonly trader: string | undefined
  readonly issuingState: State
  readonly form: FormD
  readonly replaces?: string | undefined
  readonly issued?: Issued | undefined
  readonly at: Date
}

/** What a proof gains by being issued. */
export interface Issued {
  readonly number: string
  readonly ticks: readonly ProofTick[]
  readonly edition: string
  readonly issuedOn: Day
  readonly validTo: Day
}

export async function insertProof(tx: Writer, given: NewProof): Promise<ProofRow> {
  const { side, status, trader, issuingState, form, replaces, issued, at } = given
  const { number, ticks, edition, issuedOn, validTo } = issued ?? {}
  const [row] = await tx.query<ProofRow>(
    `INSERT INTO proof (side, status, trader, issuing_state, importing_state, form, replaces, number, ticks, edition, issued_on, valid_to, applied_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${COLUMNS}`,
    [
      ...[side, status, trader ?? null, issuingState, form.importingCountry, JSON.stringify(form), replaces ?? null],
      ...[number ?? null, ticks ?? null, edition ?? null, issuedOn ?? null, validTo ?? null, at],
    ],
    'proofs.insert',
  )
  if (row === undefined) throw new Error('given a proof, needs the row it became')
  return row
}

export interface Wanted {
  readonly side?: string | undefined
  readonly status?: string | undefined
  /** Only those with a clock that ran out before this day. */
  readonly lateOn?: Day | undefined
  /** Whose are seen; undefined for all. */
  readonly traders: readonly string[] | undefined
}

/** The newest first, from before the one numbered `before`. */
export async function listProofs(
  reader: Reader,
  { side, status, lateOn, traders }: Wanted,
  before: string | undefined,
  limit: number,
): Promise<readonly ProofRow[]> {
  return await reader.query<ProofRow>(
    `SELECT ${COLUMNS} FROM proof
     WHERE kind = 'form-d' AND ($1::text IS NULL OR side = $1) AND ($2::text IS NULL OR status = $2) AND ($3::text[] IS NULL OR trader = ANY ($3))
       AND ($4::bigint IS NULL OR listed < $4) AND ($6::date IS NULL OR clock_on < $6) ORDER BY listed DESC LIMIT $5`,
    [side ?? null, status ?? null, traders ?? null, before ?? null, limit, lateOn ?? null],
    'proofs.list',
  )
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A proof by its id, or by its number once it has one. */
export async function findProof(reader: Reader, named: string, traders: readonly string[] | undefined): Promise<ProofRow | undefined> {
  const column = UUID.test(named) ? 'id' : 'number'
  const [row] = await reader.query<ProofRow>(
    `SELECT ${COLUMNS} FROM proof WHERE kind = 'form-d' AND ${column} = $1 AND ($2::text[] IS NULL OR trader = ANY ($2))`,
    [column === 'id' ? named : (parseProofNumber(named) ?? named), traders ?? null],
    `proofs.find-by-${column}`,
  )
  return row
}

export async function findByNumber(reader: Reader, number: string): Promise<IssuedRow | undefined> {
  const [row] = await reader.query<IssuedRow>(
    `SELECT ${COLUMNS} FROM proof WHERE kind = 'form-d' AND number = $1`,
    [number],
    'proofs.find-number',
  )
  return row
}

/** Holds one until the transaction ends. */
export async function holdProof(tx: Writer, id: string): Promise<ProofRow> {
  const [row] = await tx.query<ProofRow>(`SELECT ${COLUMNS} FROM proof WHERE id = $1 FOR NO KEY UPDATE`, [id], 'proofs.hold')
  if (row === undefined) throw new Error(`given the proof ${id}, needs one that is there`)
  return row
}

/** Holds those that are here, in the order of their numbers, so that no two who hold wait for one another. */
export async function holdNumbers(tx: Writer, numbers: readonly string[]): Promise<readonly HeldRow[]> {
  return await tx.query<HeldRow>(
    `SELECT ${COLUMNS}, check_number AS "checkNumber" FROM proof WHERE number = ANY ($1) ORDER BY number FOR NO KEY UPDATE`,
    [numbers],
    'proofs.hold-numbers',
  )
}

export async function moveProof(tx: Writer, id: string, status: ProofStatus): Promise<void> {
  await tx.query('UPDATE proof SET status = $2 WHERE id = $1', [id, status], 'proofs.move')
}

export async function changeForm(tx: Writer, id: string, form: FormD): Promise<void> {
  await tx.query('UPDATE proof SET form = $2 WHERE id = $1', [id, JSON.stringify(form)], 'proofs.change-form')
}

export async function markIssued(
  tx: Writer,
  id: string,
  form: FormD,
  { number, ticks, edition, issuedOn, validTo }: Issued,
): Promise<void> {
  await tx.query(
    `UPDATE proof SET status = 'issued', form = $2, number = $3, ticks = $4, edition = $5, issued_on = $6, valid_to = $7 WHERE id = $1`,
    [id, JSON.stringify(form), number, ticks, edition, issuedOn, validTo],
    'proofs.issue',
  )
}

/** Notes that the use of a proof was told once more; answers how often by now. */
export async function countReport(tx: Writer, id: string, reported?: number): Promise<number> {
  const [row] = await tx.query<{ reported: number }>(
    'UPDATE proof SET reported = coalesce($2, reported + 1) WHERE id = $1 RETURNING reported',
    [id, reported ?? null],
    'proofs.count-report',
  )
  if (row === undefined) throw new Error(`given the proof ${id}, needs one that is there`)
  return row.reported
}

export async function insertAct(tx: Writer, proof: string, act: string, by: string, at: Date, words?: ActWords): Promise<void> {
  await tx.query(
    'INSERT INTO proof_act (proof, act, by, at, words) VALUES ($1, $2, $3, $4, $5)',
    [proof, act, by, at, words === undefined ? null : JSON.stringify(words)],
    'proofs.act',
  )
}

export async function listActs(reader: Reader, proof: string): Promise<readonly ActRow[]> {
  return await reader.query<ActRow>('SELECT act, by, at, words FROM proof_act WHERE proof = $1 ORDER BY id', [proof], 'proofs.acts')
}

/** Suspends preference on a proof from an instant on, or lifts that. */
export async function suspendProof(tx: Writer, id: string, from: Date | undefined): Promise<void> {
  await tx.query(
    'UPDATE proof SET suspended = $2, suspended_at = $3 WHERE id = $1',
    [id, from !== undefined, from ?? null],
    'proofs.suspend',
  )
}

export async function setClock(tx: Writer, id: string, clockOn: string | undefined): Promise<void> {
  await tx.query('UPDATE proof SET clock_on = $2 WHERE id = $1', [id, clockOn ?? null], 'proofs.set-clock')
}

/** The proofs with a clock that ran out before a day, by id. */
export async function listLate(reader: Reader, today: Day): Promise<readonly string[]> {
  const rows = await reader.query<{ id: string }>('SELECT id FROM proof WHERE clock_on < $1 ORDER BY clock_on, id', [today], 'proofs.late')
  return rows.map(each => each.id)
}

import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface ProlongationRow {
  readonly id: string
  readonly validTo: Day
  readonly until: Day
  readonly guarantorReference: string
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly outcome: 'granted' | 'refused' | null
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[] | null
  readonly decidedAt: Date | null
}

const PROLONGATIONS = `SELECT id, valid_to AS "validTo", until, guarantor_reference AS "guarantorReference", reason, asked_by AS "askedBy", asked_at AS "askedAt",
  outcome, reasons, decided_at AS "decidedAt" FROM guarantee_prolongation`

/** As many as are shown of one account. */
const SHOWN_MAX = 100

export async function listProlongations(reader: Reader, account: string): Promise<readonly ProlongationRow[]> {
  return await reader.query<ProlongationRow>(
    `${PROLONGATIONS} WHERE account = $1 ORDER BY listed DESC LIMIT ${SHOWN_MAX}`,
    [account],
    'debt-prolongations',
  )
}

export async function findProlongation(reader: Reader, account: string, id: string): Promise<ProlongationRow | undefined> {
  const [row] = await reader.query<ProlongationRow>(`${PROLONGATIONS} WHERE account = $1 AND id = $2`, [account, id], 'debt-prolongation')
  return row
}

export interface NewProlongation
  extends Pick<ProlongationRow, 'validTo' | 'until' | 'guarantorReference' | 'reason' | 'askedBy' | 'askedAt'> {
  readonly account: string
}

/** Keeps what is asked for; undefined where something is asked already and not decided. */
export async function insertProlongation(tx: Writer, asked: NewProlongation): Promise<string | undefined> {
  const { account, validTo, until, guarantorReference, reason, askedBy, askedAt } = asked
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO guarantee_prolongation (account, valid_to, until, guarantor_reference, reason, asked_by, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
    [account, validTo, until, guarantorReference, reason, askedBy, askedAt],
    'debt-prolongation-insert',
  )
  return row?.id
}

export async function settleProlongation(
  tx: Writer,
  id: string,
  decided: { readonly outcome: 'granted' | 'refused'; readonly reasons: readonly object[]; readonly by: string; readonly at: Date },
): Promise<void> {
  const { outcome, reasons, by, at } = decided
  await tx.query(
    'UPDATE guarantee_prolongation SET outcome = $2, reasons = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND outcome IS NULL',
    [id, outcome, JSON.stringify(reasons), by, at],
    'debt-prolongation-settle',
  )
}

/** Lets a guarantee that is held end later; whoever was warned of its end is warned anew. */
export async function prolongAccount(tx: Writer, id: string, until: Day): Promise<void> {
  await tx.query(
    'UPDATE debtor_account SET valid_to = $2, expiry_warned = NULL, revision = revision + 1 WHERE id = $1',
    [id, until],
    'debt-account-prolong',
  )
}

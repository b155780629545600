import { type Currency, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../../platform/node.ts'

/** A proposal to send money of an unknown sender's purpose back to the account it came from. `lapsed`: found out meanwhile what it is for. */
export interface SendingBack {
  readonly id: string
  readonly entry: string
  readonly amount: Money
  readonly party: string | undefined
  readonly account: string
  readonly note: string
  readonly status: 'proposed' | 'approved' | 'refused' | 'lapsed'
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedAt: Date | undefined
  readonly decisionNote: string | undefined
  readonly payout: string | undefined
  /** What became of the payout. */
  readonly payoutStatus: string | undefined
  readonly listed: string
}

interface Row extends Omit<SendingBack, 'amount' | 'party' | 'decidedAt' | 'decisionNote' | 'payout' | 'payoutStatus'> {
  currency: Currency
  minor: string
  party: string | null
  decidedAt: Date | null
  decisionNote: string | null
  payout: string | null
  payoutStatus: string | null
}

const SENDINGS = `SELECT s.id, s.entry, e.currency, e.minor, e.party, e.party_account AS account, s.note, s.status, s.proposed_by AS "proposedBy",
  s.proposed_at AS "proposedAt", s.decided_at AS "decidedAt", s.decision_note AS "decisionNote", s.payout, p.status AS "payoutStatus", s.listed
  FROM sending_back s JOIN bank_entry e ON e.id = s.entry LEFT JOIN payout p ON p.id = s.payout`

export async function findSendingBack(reader: Reader, id: string): Promise<SendingBack | undefined> {
  const [row] = await reader.query<Row>(`${SENDINGS} WHERE s.id = $1`, [id], 'bank-sending-back')
  return row === undefined ? undefined : sendingOf(row)
}

/** Proposals, the newest first, in one status or any. */
export async function listSendingsBack(
  reader: Reader,
  status: SendingBack['status'] | undefined,
  before: string | undefined,
  limit: number,
): Promise<readonly SendingBack[]> {
  const rows = await reader.query<Row>(
    `${SENDINGS} WHERE ($1::text IS NULL OR s.status = $1) AND ($2::bigint IS NULL OR s.listed < $2) ORDER BY s.listed DESC LIMIT $3`,
    [status ?? null, before ?? null, limit],
    'bank-sendings-back',
  )
  return rows.map(sendingOf)
}

/** Keeps a proposal; undefined where one is open for the entry already. */
export async function insertSendingBack(tx: Writer, entry: string, note: string, by: string, at: Date): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO sending_back (entry, note, proposed_by, proposed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (entry) WHERE status = 'proposed' DO NOTHING RETURNING id`,
    [entry, note, by, at],
    'bank-sending-back-insert',
  )
  return row?.id
}

export async function decideSendingBack(
  tx: Writer,
  id: string,
  decided: {
    readonly status: 'approved' | 'refused'
    readonly note: string | undefined
    readonly payout: string | undefined
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  const { status, note, payout, by, at } = decided
  await tx.query(
    'UPDATE sending_back SET status = $2, decision_note = $3, payout = $4, decided_by = $5, decided_at = $6 WHERE id = $1',
    [id, status, note ?? null, payout ?? null, by, at],
    'bank-sending-back-decide',
  )
}

/** Lets the open proposal of an entry lapse, whose money went another way. */
export async function lapseSendingBack(tx: Writer, entry: string): Promise<void> {
  await tx.query("UPDATE sending_back SET status = 'lapsed' WHERE entry = $1 AND status = 'proposed'", [entry], 'bank-sending-back-lapse')
}

/** Puts entries into suspense again whose money could not be sent back, by the payouts that should have done it. */
export async function suspendAgain(tx: Writer, payouts: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE bank_entry SET status = 'suspense' WHERE id IN (SELECT entry FROM sending_back WHERE payout = ANY ($1)) AND status = 'sent-back'`,
    [payouts],
    'bank-entries-suspend-again',
  )
}

function sendingOf({ currency, minor, party, decidedAt, decisionNote, payout, payoutStatus, ...row }: Row): SendingBack {
  return {
    ...row,
    amount: money(BigInt(minor), currency),
    party: party ?? undefined,
    decidedAt: decidedAt ?? undefined,
    decisionNote: decisionNote ?? undefined,
    payout: payout ?? undefined,
    payoutStatus: payoutStatus ?? undefined,
  }
}

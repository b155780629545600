import type { State } from '@lintas/customs/reference'
import type { MessageReceipt } from '../platform/neighbours.ts'
import type { Reader, Writer } from '../platform/node.ts'

export interface WaitingMessage {
  readonly id: string
  readonly toState: State
  readonly kind: string
  readonly number: string
  readonly body: Readonly<Record<string, unknown>>
}

export async function insertMessage(tx: Writer, { toState, kind, number, body }: Omit<WaitingMessage, 'id'>, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO proof_message (to_state, kind, number, body, made_at) VALUES ($1, $2, $3, $4, $5)',
    [toState, kind, number, JSON.stringify(body), at],
    'proofs.tell',
  )
}

/** The states for which messages wait. */
export async function listAddressees(reader: Reader): Promise<readonly State[]> {
  const rows = await reader.query<{ to: State }>(
    'SELECT DISTINCT to_state AS "to" FROM proof_message WHERE received_at IS NULL ORDER BY 1',
    [],
    'proofs.addressees',
  )
  return rows.map(row => row.to)
}

/** The messages to a state of which no receipt is there, in the order they were made. */
export async function listWaiting(reader: Reader, to: State, limit: number): Promise<readonly WaitingMessage[]> {
  return await reader.query<WaitingMessage>(
    `SELECT id, to_state AS "toState", kind, number, body FROM proof_message WHERE received_at IS NULL AND to_state = $1 ORDER BY listed LIMIT $2`,
    [to, limit],
    'proofs.waiting',
  )
}

export async function countAttempt(tx: Writer, id: string): Promise<void> {
  await tx.query('UPDATE proof_message SET attempts = attempts + 1 WHERE id = $1', [id], 'proofs.attempt')
}

/** Keeps the receipt of a message, once; whether it was not there before. */
export async function keepReceipt(tx: Writer, id: string, receipt: MessageReceipt): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE proof_message SET received_at = $2, receipt = $3 WHERE id = $1 AND received_at IS NULL RETURNING id',
    [id, receipt.at, JSON.stringify(receipt)],
    'proofs.receipt',
  )
  return rows.length > 0
}

/** Notes a message of another state as received; undefined where it came before, and then its receipt is the one that was given. */
export async function noteReceived(
  tx: Writer,
  from: State,
  { id, kind, number }: Pick<WaitingMessage, 'id' | 'kind' | 'number'>,
  receipt: MessageReceipt,
): Promise<MessageReceipt | undefined> {
  const rows = await tx.query(
    `INSERT INTO proof_message_received (from_state, id, kind, number, receipt) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [from, id, kind, number, JSON.stringify(receipt)],
    'proofs.receive',
  )
  if (rows.length > 0) return undefined
  const [before] = await tx.query<{ receipt: MessageReceipt }>(
    'SELECT receipt FROM proof_message_received WHERE from_state = $1 AND id = $2',
    [from, id],
    'proofs.received-before',
  )
  return before?.receipt
}

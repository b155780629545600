import { createHmac } from 'node:crypto'
import { error } from '@lintas/customs/kernel'
import { Problem } from '../http/index.ts'
import type { Reader } from '../node.ts'

const WINDOW_MINUTES = 15

/** How many failures in a quarter of an hour are put up with: of one account from one address, of one account, from one address. */
const LIMITS = { pair: 10, account: 50, address: 100 }

/** An attempt under way: counted as a failure until `forgive` says it was none. */
export interface Attempt {
  forgive(): Promise<void>
}

/**
 * Counts attempts to sign in, in the database and so across processes, whether or not the account exists.
 *
 * The attempt is written down before the password is looked at, so that many at once count as many. Over a limit it is refused with 429.
 */
export async function countAttempt(db: Reader, secret: string, account: string, address: string): Promise<Attempt> {
  const digest = (subject: string) => createHmac('sha256', secret).update(subject).digest('base64url')
  const subjects = [
    [digest(`pair ${account} ${address}`), LIMITS.pair],
    [digest(`account ${account}`), LIMITS.account],
    [digest(`address ${address}`), LIMITS.address],
  ] as const
  const names = subjects.map(([subject]) => subject)
  const made = await db.query<{ id: string }>('INSERT INTO sign_in_attempt (subject) SELECT unnest($1::text[]) RETURNING id', [names])
  const counted = await db.query<{ subject: string; tried: string }>(
    `SELECT subject, count(*) AS tried FROM sign_in_attempt
     WHERE subject = ANY($1) AND tried_at > now() - make_interval(mins => $2) GROUP BY subject`,
    [names, WINDOW_MINUTES],
  )
  const tried = new Map(counted.map(row => [row.subject, Number(row.tried)]))
  if (subjects.some(([subject, limit]) => (tried.get(subject) ?? 0) > limit)) {
    const seconds = WINDOW_MINUTES * 60
    throw new Problem(429, [error('request.too-many', '', { seconds })], { 'retry-after': String(seconds) })
  }
  return {
    async forgive() {
      const ids = made.map(row => row.id)
      await db.query('DELETE FROM sign_in_attempt WHERE id = ANY($1) OR subject = $2', [ids, names[0]])
    },
  }
}

/** Deletes attempts that no longer count. */
export async function forgetAttempts(db: Reader): Promise<void> {
  await db.query('DELETE FROM sign_in_attempt WHERE tried_at < now() - make_interval(mins => $1)', [WINDOW_MINUTES])
}

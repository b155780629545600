import { randomBytes } from 'node:crypto'
import { addDays, type Day } from '@lintas/customs/kernel'
import { commitmentTo, type DaySecret } from '@lintas/customs/risk'
import type { Node, Reader } from '../platform/node.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'events'>

/** The secrets that draw the lots, one a day. */
export interface DaySecrets {
  of(day: Day): Promise<DaySecret>
  /** Reads the secret of a day that was drawn with before, so that `of` needs no connection of its own inside the caller's transaction. */
  recall(reader: Reader, day: Day): Promise<void>
  /** Makes the secrets of today and the two days to come, and publishes their commitments in the events. */
  prepare(): Promise<void>
}

/**
 * A day's secret is made ahead and committed to: its SHA-256 is in the log of events before the first lot is drawn with it, so that nobody
 * can choose the secret once the consignments are known. A day nobody prepared (the first of a node, a sandbox whose clock was moved) is
 * committed to when it is first needed, and its event says so.
 */
export function openDaySecrets(node: Parts): DaySecrets {
  const kept = new Map<Day, DaySecret>()

  async function of(day: Day): Promise<DaySecret> {
    const known = kept.get(day)
    if (known !== undefined) return known
    return keep((await find(node.db, day)) ?? (await commit(node, day)))
  }

  async function recall(reader: Reader, day: Day): Promise<void> {
    const found = kept.has(day) ? undefined : await find(reader, day)
    if (found !== undefined) keep(found)
  }

  function keep(secret: DaySecret): DaySecret {
    if (kept.size > 1_000) kept.clear()
    kept.set(secret.day, secret)
    return secret
  }

  async function prepare(): Promise<void> {
    const today = node.clock.today()
    for (const ahead of [0, 1, 2]) await of(addDays(today, ahead))
  }

  return { of, recall, prepare }
}

export interface Commitment {
  readonly day: Day
  readonly commitment: string
  readonly committedAt: Date
  readonly secret: string
}

export async function findCommitment(reader: Reader, day: Day): Promise<Commitment | undefined> {
  const [row] = await reader.query<{ day: Day; commitment: string; committed_at: Date; secret: string }>(
    'SELECT day, commitment, committed_at, secret FROM random_day WHERE day = $1',
    [day],
    'risk-commitment',
  )
  return row === undefined ? undefined : { day: row.day, commitment: row.commitment, committedAt: row.committed_at, secret: row.secret }
}

async function find(reader: Reader, day: Day): Promise<DaySecret | undefined> {
  const [row] = await reader.query<{ secret: string }>('SELECT secret FROM random_day WHERE day = $1', [day], 'risk-day-secret')
  return row === undefined ? undefined : { day, secret: row.secret }
}

/** Of two that commit to the same day at once, the first one's secret stands. */
function commit({ db, clock, events }: Parts, day: Day): Promise<DaySecret> {
  return db.transaction(async tx => {
    const made: DaySecret = { day, secret: randomBytes(32).toString('hex') }
    const commitment = commitmentTo(made)
    const rows = await tx.query(
      'INSERT INTO random_day (day, secret, commitment) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING day',
      [day, made.secret, commitment],
    )
    if (rows.length > 0) {
      const facts = { day, commitment, isAhead: clock.today() < day }
      await events.append(tx, [{ subject: 'random-control', subjectId: day, act: 'commit', by: 'system', facts }])
      return made
    }
    const theirs = await find(tx, day)
    if (theirs === undefined) throw new Error(`the secret of ${day} was neither made nor found`)
    return theirs
  })
}

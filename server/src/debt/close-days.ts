import { createHash } from 'node:crypto'
import { type ClosedDay, closeDay, sumDay } from '@lintas/customs/debt'
import { addDays, type Currency, type Day } from '@lintas/customs/kernel'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './ledger-day-store.ts'

type Desk = Pick<Node, 'clock' | 'db' | 'events'>

/** What the hash of a closed day is over, in the order of RFC 8785; amounts in minor units. */
const bodySchema = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      closing: z.string(),
      credit: z.string(),
      currency: z.string(),
      debit: z.string(),
      opening: z.string(),
    }),
  ),
  day: z.string(),
  journals: z.number(),
  postings: z.number(),
  /** The hash of the day before; null for the first day of the ledger. */
  previous: z.string().nullable(),
})
type Body = z.output<typeof bodySchema>

/** A closed day, with what it was made of and chained to. */
export interface LedgerDay extends ClosedDay {
  readonly journals: number
  readonly postings: number
  readonly previous: string | undefined
  readonly sha256: string
  readonly closedBy: string
  readonly closedAt: Date
}

/**
 * Closes every day of the ledger up to yesterday that is not closed yet, in order, each in a transaction of its own: whoever dies in between has closed those
 * before, and whoever comes next goes on there. Answers the days closed.
 */
export async function closeDays(node: Desk, by: string): Promise<readonly Day[]> {
  const closed: Day[] = []
  for (;;) {
    const day = await node.db.transaction(tx => closeNext(tx, node, by))
    if (day === undefined) return closed
    closed.push(day)
  }
}

async function closeNext(tx: Writer, { clock, events }: Desk, by: string): Promise<Day | undefined> {
  await store.lockLedgerDays(tx)
  const [last] = await store.listDays(tx, undefined, 1)
  const day = last === undefined ? await store.findFirstPosted(tx) : addDays(last.day, 1)
  if (day === undefined || day >= clock.today()) return undefined
  const { moved, journals, postings } = await store.readMoved(tx, day)
  const closed = closeDay(last === undefined ? undefined : readDay(last), day, moved)
  const text = textOf(closed, { journals, postings, previous: last?.sha256 ?? null })
  const sha256 = createHash('sha256').update(text).digest()
  await store.insertDay(tx, { day, sha256, text, closedBy: by, closedAt: clock.now() })
  const facts = { journals, postings, sha256: sha256.toString('hex') }
  await events.append(tx, [{ subject: 'ledger', subjectId: day, act: 'close', by, facts }])
  return day
}

/** What of a closed day, or of the ledger under it, is not as it was. */
export interface LedgerFault {
  readonly day?: Day
  readonly account?: string
  readonly fault: 'hash-differs' | 'chain-broken' | 'postings-differ' | 'account-drifted'
}

const AT_ONCE = 200

/** Goes through every closed day, reads its postings again and works out its totals and hash anew. Nothing found is everything as it was closed. */
export async function verifyDays({ db }: Pick<Desk, 'db'>): Promise<{ readonly days: number; readonly faults: readonly LedgerFault[] }> {
  const faults: LedgerFault[] = []
  let days = 0
  let before: LedgerDay | undefined
  for (
    let rows = await store.listDaysFrom(db, undefined, AT_ONCE);
    rows.length > 0;
    rows = await store.listDaysFrom(db, before?.day, AT_ONCE)
  ) {
    for (const row of rows) {
      const day = readDay(row)
      days += 1
      if (createHash('sha256').update(row.text).digest('hex') !== row.sha256) faults.push({ day: day.day, fault: 'hash-differs' })
      if (day.previous !== before?.sha256) faults.push({ day: day.day, fault: 'chain-broken' })
      const { moved, journals, postings } = await store.readMoved(db, day.day)
      if (!isSame(day, before, { moved, journals, postings })) faults.push({ day: day.day, fault: 'postings-differ' })
      before = day
    }
  }
  for (const account of await store.listDrifted(db)) faults.push({ account, fault: 'account-drifted' })
  return { days, faults }
}

function isSame(
  day: LedgerDay,
  before: LedgerDay | undefined,
  { moved, journals, postings }: Awaited<ReturnType<typeof store.readMoved>>,
): boolean {
  if (before !== undefined && day.day !== addDays(before.day, 1)) return false
  const again = sumDay(before, day.day, moved)
  const previous = day.previous ?? null
  return textOf(again, { journals, postings, previous }) === textOf(day, { journals: day.journals, postings: day.postings, previous })
}

function textOf({ day, accounts }: ClosedDay, { journals, postings, previous }: Pick<Body, 'journals' | 'postings' | 'previous'>): string {
  const body: Body = {
    accounts: accounts.map(({ account, currency, opening, debit, credit, closing }) => ({
      account,
      currency,
      opening: String(opening),
      debit: String(debit),
      credit: String(credit),
      closing: String(closing),
    })),
    day,
    journals,
    postings,
    previous,
  }
  const text = canonicalize(body)
  if (text === undefined) throw new Error('given a day of the ledger, needs it as JSON')
  return text
}

export function readDay({ day, sha256, text, closedBy, closedAt }: store.LedgerDayRow): LedgerDay {
  const body = bodySchema.parse(JSON.parse(text))
  return {
    day,
    accounts: body.accounts.map(({ account, currency, opening, debit, credit, closing }) => ({
      account,
      currency: currency as Currency,
      opening: BigInt(opening),
      debit: BigInt(debit),
      credit: BigInt(credit),
      closing: BigInt(closing),
    })),
    journals: body.journals,
    postings: body.postings,
    previous: body.previous ?? undefined,
    sha256,
    closedBy,
    closedAt,
  }
}

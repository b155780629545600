import { EXPIRY_WARNINGS, type ExpiryWarning, expiryWarningDue } from '@lintas/customs/debt'
import { addDays, formatMajor } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import { holdAccount, listEnding, noteExpiryWarning } from './debtor-account-store.ts'

const NIGHT_MAX = 20_000

/** Warns, every night, of guarantees that end: each warning once, however often the night comes round. What stands on them stays reserved. */
export async function warnOfExpiry(node: Pick<Node, 'clock' | 'db' | 'events' | 'log'>): Promise<void> {
  const until = addDays(node.clock.today(), EXPIRY_WARNINGS[0])
  for (const { id, number } of await listEnding(node.db, until, NIGHT_MAX))
    await node.db
      .transaction(tx => warn(tx, node, id))
      .catch(cause => node.log.error({ err: cause, account: number }, 'nobody was warned of the end of a guarantee; it is tried again'))
}

async function warn(tx: Writer, { clock, events }: Pick<Node, 'clock' | 'events'>, id: string): Promise<void> {
  const account = await holdAccount(tx, id)
  const days = expiryWarningDue(account, clock.today(), account.expiryWarned as ExpiryWarning | undefined)
  if (days === undefined) return
  await noteExpiryWarning(tx, id, days)
  const { number, trader, validTo, used, limit } = account
  const facts = {
    trader,
    validTo: validTo ?? null,
    daysBefore: days,
    used: formatMajor({ ...limit, minor: used }),
    currency: limit.currency,
  }
  await events.append(tx, [{ subject: 'account', subjectId: number, act: 'warn-of-end', by: 'system', facts }])
}

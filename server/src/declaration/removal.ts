import type { Decision } from '@lintas/customs/journey'
import { type Currency, error, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { findNamedAccount, holdPledgeable, pledgeSecurity } from '../debt/index.ts'
import type { Writer } from '../platform/node.ts'
import type { Arranged } from './arrange.ts'
import type { Desk } from './desk.ts'
import { type Lodging, namedAccounts } from './lodging.ts'

/**
 * Reserves what a removal may come to be charged on the account it names, or on the importer's standing one, so that it is released at once where customs asks
 * for nothing. Refused where there is no such account, or no room on it.
 */
export async function reserveRemoval(tx: Writer, { node }: Desk, lodging: Lodging, decision: Decision): Promise<Result<Arranged>> {
  const { principal, caller } = lodging
  const required = decision.securities?.find(each => each.reason === 'periodic')
  if (required === undefined) return ok({ account: charged => charged, write: async () => {} }) // nothing is charged on these goods
  const { reason, until } = required
  const amount = parseMoney(required.amount.amount, required.amount.currency as Currency)
  if (amount === undefined) throw new Error(`given ${required.amount.amount}, needs a payable amount`)
  const named = await findNamedAccount(tx, principal, namedAccounts(lodging))
  if (named === undefined) return stop(error('declaration.removal-account-missing', 'guarantees'))

  const held = { mrn: decision.mrn, principal }
  const pledge = { reason, amount, account: named.id, until }
  const taken = await holdPledgeable(tx, node, held, pledge)
  if (!taken.ok) return taken
  return ok({
    account: charged => ({ ...charged, held: new Map(charged.held).set(reason, amount.minor) }),
    async write() {
      const pledged = await pledgeSecurity(tx, node, held, pledge, caller.accountId)
      if (!pledged.ok) throw new Error(`given account ${named.number}, held, needs it to take what it took: ${pledged.issues[0]?.code}`)
    },
  })
}

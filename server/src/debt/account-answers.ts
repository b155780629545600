import type * as contract from '@lintas/contract'
import { EXPIRY_WARNINGS, leftOf, termOn } from '@lintas/customs/debt'
import { type Day, daysBetween, formatMajor } from '@lintas/customs/kernel'
import { mayActFor } from '../platform/access/index.ts'
import { refuse } from '../platform/http/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import * as accounts from './debtor-account-store.ts'
import { isOverdue } from './statement-store.ts'
import { payableOf } from './statements.ts'

/** Whether a caller sees and uses an account of a trader: its holder, a broker whose mandate is for payment; customs sees every one. */
export function mayUse(caller: Caller, trader: string): boolean {
  return mayActFor(caller, trader, 'payment')
}

/** An account its caller may see; of every other one it is not told that it is there. */
export async function getAccount({ db }: Node, caller: Caller, number: string): Promise<accounts.AccountRow> {
  const account = await accounts.findAccountByNumber(db, number)
  if (account === undefined || !mayUse(caller, account.trader)) throw refuse(404, 'debt.account-unknown', { account: number })
  return account
}

/** How many days a guarantee that ends soon is still in force; nothing or less, where it has ended. */
function endsIn({ kind, validTo }: accounts.AccountRow, today: Day): { readonly endsInDays?: number } {
  if (kind === 'deferred-payment' || validTo === undefined) return {}
  const days = daysBetween(today, validTo)
  return days <= EXPIRY_WARNINGS[0] ? { endsInDays: days } : {}
}

export async function tellAccount(node: Node, reader: Reader, account: accounts.AccountRow): Promise<contract.DebtorAccountAnswer> {
  const { currency } = account.limit
  const term = account.kind === 'deferred-payment' ? termOn(node.law, node.state, node.clock.today(), account.term) : undefined
  return {
    number: account.number,
    kind: account.kind,
    ...(account.instrument === undefined ? {} : { instrument: account.instrument }),
    trader: account.trader,
    currency,
    limit: formatMajor(account.limit),
    used: formatMajor({ minor: account.used, currency }),
    left: formatMajor(leftOf(account)),
    payable: formatMajor(await payableOf(reader, account)),
    overdue: await isOverdue(reader, account.id, node.clock.today()),
    ...(term === undefined ? {} : { term }),
    ...(account.guarantor === undefined ? {} : { guarantor: account.guarantor }),
    ...(account.guarantorReference === undefined ? {} : { guarantorReference: account.guarantorReference }),
    ...(account.mrn === undefined ? {} : { mrn: account.mrn }),
    validFrom: account.validFrom,
    ...(account.validTo === undefined ? {} : { validTo: account.validTo }),
    ...endsIn(account, node.clock.today()),
    standing: account.standing,
    status: account.status,
    ...(account.reason === undefined ? {} : { reason: account.reason }),
    revision: account.revision,
  }
}

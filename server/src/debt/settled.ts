import { type DeclarationAccount, dueOf, listUnsecured } from '@lintas/customs/debt'
import { isPermitted } from '@lintas/customs/declaration'
import type { Currency } from '@lintas/customs/kernel'
import type { Declarations } from '../declarations.ts'
import type { Reader, Writer } from '../platform/node.ts'
import { findAccount } from './store.ts'

/** Whether a declaration has nothing left to pay or to secure. */
export async function isSettled(reader: Reader, declarations: Declarations, mrn: string, account: DeclarationAccount): Promise<boolean> {
  return dueOf(account).minor === 0n && listUnsecured(await declarations.requiredSecurities(reader, mrn), account).length === 0
}

/**
 * Lets a declaration go on that something was paid for otherwise than by a payment of its own: by a refund, by security, by what was paid beyond an account.
 *
 * One that waits for no payment stays where it is.
 */
export async function goOnPaid(tx: Writer, declarations: Declarations, mrn: string, currency: Currency, by: string): Promise<void> {
  const held = await declarations.hold(tx, mrn)
  if (held === undefined || !isPermitted('pay', held.status)) return
  const settled = await isSettled(tx, declarations, mrn, await findAccount(tx, mrn, currency))
  await declarations.proceed(tx, held, { act: 'pay', isSettled: settled }, by)
}

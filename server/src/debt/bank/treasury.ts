import { STATE_FACTS } from '@lintas/customs/reference'
import type { Node, Reader } from '../../platform/node.ts'
import { type BankAccount, findTreasury } from './store.ts'

/** The state's account: as an administrator set it; in a sandbox one of no bank, until somebody does. */
export async function treasuryOf(reader: Reader, { sandbox, state }: Pick<Node, 'sandbox' | 'state'>): Promise<BankAccount | undefined> {
  const own: BankAccount = { holder: `Customs of ${STATE_FACTS[state].name}, sandbox`, account: `SANDBOX-${state}`, bic: undefined }
  return (await findTreasury(reader)) ?? (sandbox ? own : undefined)
}

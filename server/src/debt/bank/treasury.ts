import { STATE_FACTS } from '@lintas/customs/reference'
import type { Node, Reader } from '../../platform/node.ts'
import { findTreasury, type TreasuryAccount } from './store.ts'

/** The state's account: as an administrator set it; in a sandbox one of no bank, until somebody does. */
export async function treasuryOf(
  reader: Reader,
  { sandbox, state }: Pick<Node, 'sandbox' | 'state'>,
): Promise<TreasuryAccount | undefined> {
  const own: TreasuryAccount = {
    holder: `Customs of ${STATE_FACTS[state].name}, sandbox`,
    account: `SANDBOX-${state}`,
    bic: undefined,
    inClearing: false,
  }
  return (await findTreasury(reader)) ?? (sandbox ? own : undefined)
}

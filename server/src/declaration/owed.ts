import type { DeclarationAccount } from '@lintas/customs/debt'
import type { Standing } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { listPaidFor } from '../debt/index.ts'
import type { Reader } from '../platform/node.ts'
import { type Owed, owedOf } from './charges.ts'

/** What a decision leaves to pay or to secure; of several consignments, with what was paid for each. */
export async function findOwed(
  reader: Reader,
  { mrn, standing }: { readonly mrn: string; readonly standing: Pick<Standing, 'consignments'> },
  account: DeclarationAccount,
  decision: Decision,
): Promise<Owed> {
  if (decision.consignments === undefined) return owedOf(account, decision)
  const released = (standing.consignments ?? []).filter(each => each.status === 'released').map(each => each.id)
  return owedOf(account, decision, { released, meant: await listPaidFor(reader, mrn) })
}

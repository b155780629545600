import { ok, type Result } from '@lintas/customs/kernel'
import type { Reason } from '@lintas/customs/release'
import type { AdverseDecision } from '@lintas/customs/rights'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import { issueAdverseDecision } from './adverse-decisions.ts'

/**
 * Refuses to release a declaration that is held in this transaction, in writing: reasons, the law they rest on, and how to have it reviewed.
 *
 * What was charged stays charged; whether it is owed is for the review to say.
 *
 * @source ATIGA art. 69; WTO TFA art. 4.1; RKC General Annex ch. 10
 */
export async function refuseRelease(
  tx: Writer,
  node: Pick<Node, 'clock' | 'events' | 'law' | 'state'>,
  declarations: Declarations,
  held: DeclarationHead,
  reasons: readonly Reason[],
  by: string,
): Promise<Result<AdverseDecision>> {
  const refused = await declarations.proceed(tx, held, { act: 'refuse-release' }, by)
  if (!refused.ok) return refused
  return ok(await issueAdverseDecision(tx, node, { kind: 'refusal', held, reasons }, by))
}

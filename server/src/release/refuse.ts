import { map, type Result } from '@lintas/customs/kernel'
import { type AdverseNotice, type Reason, writeNotice } from '@lintas/customs/release'
import type { DeclarationHead, Declarations } from '../debt/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { insertNotice } from './notes.ts'

/**
 * Refuses to release a declaration that is held in this transaction, in writing: reasons, the law they rest on, and how to have it reviewed.
 *
 * What was charged stays charged; whether it is owed is for the review to say.
 *
 * @source ATIGA art. 69; WTO TFA art. 4.1; RKC General Annex ch. 10
 */
export async function refuseRelease(
  tx: Writer,
  { law, state, clock }: Pick<Node, 'law' | 'state' | 'clock'>,
  declarations: Declarations,
  held: DeclarationHead,
  reasons: readonly Reason[],
  by: string,
): Promise<Result<AdverseNotice>> {
  const refused = await declarations.proceed(tx, held, { act: 'refuse-release' }, by)
  if (!refused.ok) return refused
  const notice = writeNotice(reasons, state, clock.today(), law)
  await insertNotice(tx, held.mrn, notice, by, clock.now())
  return map(refused, () => notice)
}

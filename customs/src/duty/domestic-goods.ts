import type { DeclarationDocument } from '../declaration/index.ts'
import { ok, type Result } from '../kernel/index.ts'
import { type LawBook, type ProcedureDays, requireRow, type State } from '../reference/index.ts'
import { DOMESTIC_RELIEFS } from './law.ts'

/**
 * What goods of domestic origin are relieved of that enter a free zone; nothing for goods otherwise declared. A state whose law on them is not on
 * file is refused by name: they are neither charged as imports nor let in for nothing.
 *
 * @source RKC Specific Annex D chapter 2, std. 5
 */
export function decideDomestic(
  { type }: Pick<DeclarationDocument, 'type'>,
  { state, law, days }: { readonly state: State; readonly law: LawBook; readonly days: ProcedureDays },
) {
  if (type !== 'DOM') return ok(undefined) satisfies Result<undefined>
  return requireRow(law, DOMESTIC_RELIEFS, state, days.registeredOn, 'goods of domestic origin in a free zone')
}

import type { Rule, StateContext } from '../declaration/index.ts'
import { at, type Issue } from '../kernel/index.ts'
import { ORIGIN_ISSUES } from './issues.ts'
import { checkProof } from './proof.ts'

/** The rules of the catalogue about claims of preference. */
export const ORIGIN_RULES: readonly Rule[] = [
  {
    id: 'V32',
    module: 'origin',
    codes: ORIGIN_ISSUES,
    severity: 'warning',
    about: 'A claim of preference offers a proof the agreement takes, with its number, day, issuer and criterion, within its validity.',
    scope: 'state',
    check: checkClaims,
  },
]

function checkClaims({ document, state, law, day }: StateContext): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) =>
    item.preference === undefined
      ? []
      : checkProof(item.preference, { state, law, day }).issues.map(issue => at(`goodsItems[${index}]`, issue)),
  )
}

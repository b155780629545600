import type { Rule, StateContext } from '../declaration/index.ts'
import { at, type Issue } from '../kernel/index.ts'
import { ORIGIN_ISSUES } from './issues.ts'
import { checkProof, isSimplified } from './proof.ts'
import type { SelfCertifiedGiven } from './self-certified.ts'

/** What the rules about claims must know beside the law. */
export interface OriginRuleFacts {
  /** What the registers of certified exporters say; absent where nobody looked. */
  readonly selfCertified?: SelfCertifiedGiven | undefined
  /** Of claims since they were made: whose proof is accepted after its last day. */
  readonly claims?: { readonly acceptedLate?: readonly { readonly sequence: number }[] } | undefined
}

/** The rules of the catalogue about claims of preference. */
export const ORIGIN_RULES: readonly Rule<OriginRuleFacts>[] = [
  {
    id: 'V32',
    module: 'origin',
    codes: ORIGIN_ISSUES,
    severity: 'warning',
    about:
      'A claim of preference offers a proof the agreement takes, with its number, day, issuer and criterion, within its validity; one an exporter made out itself is in the register.',
    scope: 'state',
    check: checkClaims,
  },
]

function checkClaims({ document, state, law, day, selfCertified, claims }: StateContext & OriginRuleFacts): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    if (item.preference === undefined || isSimplified(item.preference)) return []
    const isAcceptedLate = claims?.acceptedLate?.some(each => each.sequence === item.sequence)
    const { issues } = checkProof(item.preference, { state, law, day, selfCertified, isAcceptedLate }, item.commodityCode)
    return issues.map(issue => at(`goodsItems[${index}]`, issue))
  })
}

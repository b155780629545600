import type { AdverseFinding, FindingOnGoods } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Findings, findMore } from '@lintas/customs/duty'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { tellDenial } from '../proofs/index.ts'
import { chargedMore, issueAdverseDecision } from '../release/index.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'

/** What the verbs on adverse decisions need; the declaration is held in the transaction. */
export interface RightsDesk {
  readonly node: Node
  readonly declarations: ValuedDeclarations
}

/**
 * Decides against goods that are not released: a preference is denied, goods are classified otherwise, or they are held. What they are charged by it is
 * assessed at once; the document stays what its declarant said. Answers the number of the decision.
 *
 * @source ATIGA annex 8, rule 13; RKC General Annex std. 3.31, 3.37
 */
export async function decideAdversely(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  finding: AdverseFinding,
  caller: Caller,
): Promise<Result<string>> {
  const { kind, facts, reasons } = finding
  const by = caller.accountId
  if (kind === 'hold') {
    const done = await declarations.proceed(tx, held, { act: 'hold' }, by)
    return done.ok ? ok((await issueAdverseDecision(tx, node, { kind, held, facts, reasons }, by)).number) : done
  }
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const { items, found, issues } = readFinding(finding, document)
  if (issues.length > 0) return stop(...issues)

  const before = await declarations.getDecided(tx, held.mrn)
  const act = kind === 'reclassification' ? ('reclassify' as const) : ('deny-preference' as const)
  const done = await declarations.revalue(
    tx,
    held,
    { occasion: act, record: { act }, found: earlier => findMore(earlier, found), facts: { items } },
    caller,
  )
  if (!done.ok) return done
  const { decision } = await declarations.getDecided(tx, held.mrn)
  const amount = chargedMore(before.decision, decision)
  if (kind === 'denial-of-preference') await tellDenial(tx, node, document, items, { reasons, by })
  return ok((await issueAdverseDecision(tx, node, { kind, held, items, facts, reasons, amount, effect: { found } }, by)).number)
}

/** What a finding says of the goods of a document, and what is wrong with it: no such item, or nothing claimed that could be denied. */
export function readFinding(
  finding: FindingOnGoods,
  { goodsItems }: DeclarationDocument,
): { readonly items: readonly number[]; readonly found: Findings; readonly issues: readonly Issue[] } {
  const isDenial = finding.kind === 'denial-of-preference'
  const items = isDenial ? finding.items : finding.items.map(each => each.sequence)
  const issues = items.flatMap((sequence, index): readonly Issue[] => {
    const item = goodsItems.find(each => each.sequence === sequence)
    if (item === undefined) return [error('rights.item-unknown', `items[${index}]`, { item: sequence })]
    return isDenial && item.preference === undefined ? [error('rights.nothing-claimed', `items[${index}]`, { item: sequence })] : []
  })
  return { items, found: isDenial ? { denied: finding.items } : { classified: finding.items }, issues }
}

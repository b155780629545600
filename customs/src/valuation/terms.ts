import type { DeclarationDocument } from '../declaration/index.ts'
import { error, hint, type Issue, ok, type Result, stop, warning } from '../kernel/index.ts'
import { findSuccessor, INCOTERMS, type Incoterm, includes, parseIncoterm } from './incoterms.ts'

/** The trade term of a declaration as valuation needs it. */
interface Terms {
  /** Absent where no item is valued by its price. */
  readonly incoterm: Incoterm | undefined
  readonly issues: readonly Issue[]
}

/** Reads the trade term. A declaration that values by price cannot do without one; a term of an earlier edition is read as its successor. */
export function readTerms(document: DeclarationDocument): Result<Terms> {
  const given = document.tradeTerms?.incoterm
  if (given === undefined) {
    const byPrice = document.goodsItems.some(item => (item.valuationMethod ?? '1') === '1' && item.invoiceAmount !== undefined)
    return byPrice ? stop(error('valuation.incoterm-missing', 'tradeTerms.incoterm')) : ok({ incoterm: undefined, issues: [] })
  }
  const incoterm = parseIncoterm(given) ?? findSuccessor(given)
  if (incoterm === undefined) {
    return stop(error('valuation.incoterm-unknown', 'tradeTerms.incoterm', { incoterm: given, known: INCOTERMS.join(', ') }))
  }
  const issues: Issue[] = []
  if (incoterm !== given)
    issues.push(warning('valuation.incoterm-superseded', 'tradeTerms.incoterm', { incoterm: given, successor: incoterm }))
  if (includes(incoterm, 'import-duties') && !document.adjustments.some(each => each.code === 'BC')) {
    issues.push(hint('valuation.duties-in-price', 'adjustments', { incoterm }))
  }
  return ok({ incoterm, issues })
}

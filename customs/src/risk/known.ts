import type { Day } from '../kernel/index.ts'
import type { ConsignmentFigures, ImporterHistory } from './features.ts'
import type { PriceSpread } from './price.ts'
import type { Resemblance } from './resemblance.ts'
import type { ConsignmentScore } from './score.ts'

/** What the unit price of the same goods was of late, in the state's currency, major units: its 5th and 95th hundredth. */
export interface PriceBand {
  /** The goods item's place in the document. */
  readonly item: number
  readonly unit: string
  readonly low: string
  readonly high: string
  /** How many cleared goods items it is taken from. */
  readonly count: number
}

/** Another declaration that has something in common with this one. */
export interface Match {
  readonly kind: 'goods-returned' | 'invoice' | 'container'
  readonly path: string
  readonly mrn: string
  readonly on: Day
}

/**
 * What the node knows from other declarations and from its registers, as far as it concerns one declaration: kept with the decision, so that it
 * can be taken again when the node knows more. Each part is absent where there is nothing of it.
 */
export interface Known {
  readonly resembling?: readonly Resemblance[]
  readonly prices?: readonly PriceBand[]
  readonly spreads?: readonly PriceSpread[]
  readonly matches?: readonly Match[]
  /** What the model in use said; absent where none is. */
  readonly score?: ConsignmentScore
}

/** What the rules of risk may know beyond the document. */
export interface RiskRuleFacts {
  readonly importer?: ImporterHistory | undefined
  readonly known?: Known | undefined
  /** What valuation found; absent where it could not tell. */
  readonly figures?: ConsignmentFigures | undefined
}

/** Hints that only officers read: what they say, or that they were said, would teach whoever hides something. */
const FOR_OFFICERS: ReadonlySet<string> = new Set([
  'risk.address-virtual',
  'risk.container-declared',
  'risk.container-listed',
  'risk.goods-returned',
  'risk.importer-dormant',
  'risk.importer-new',
  'risk.invoice-of-another',
  'risk.mass-beyond-containers',
  'risk.party-listed',
  'risk.price-outlying',
  'risk.price-repeated',
  'risk.price-unusual',
  'risk.price-zero',
])

/** Whether an issue is for officers alone, and never part of an answer to a trader. */
export function isForOfficers({ code }: { readonly code: string }): boolean {
  return FOR_OFFICERS.has(code)
}

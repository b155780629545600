import type { Currency, Day, Money } from '../kernel/index.ts'
import type { InspectionFigures } from './inspection.ts'
import type { PriceSpread } from './price.ts'
import type { Resemblance } from './resemblance.ts'
import type { ConsignmentScore } from './score.ts'

/** What valuation and duty found about each goods item, by its position in the document; absent where they could not tell. */
export interface ConsignmentFigures {
  readonly currency: Currency
  readonly items: readonly { readonly customsValue?: Money | undefined; readonly charges?: Money | undefined }[]
}

/** What the node knows of the importer from before; absent where it holds no history. */
export interface ImporterHistory {
  /** Declarations of this importer that were released here before this one. */
  readonly releasedBefore: number
  /** Days since the importer last declared here. */
  readonly daysSinceLast?: number | undefined
  /** What inspections of its declarations came to; absent where there was none. */
  readonly inspections?: InspectionFigures | undefined
}

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

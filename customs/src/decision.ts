import type { Manifested, PlacesGiven, TimeSensitiveGiven } from './cargo/index.ts'
import type { ConsignmentPart } from './consignment-parts.ts'
import type { Quote, QuoteOutcome } from './cost/index.ts'
import type { SecurityRequired, SecurityWaived } from './debt/index.ts'
import type { Completion, PreviousDeclaration, RemovedGoods } from './declaration/index.ts'
import type { Assessment, FoundOtherwise, QuotaDraw, QuotaGiven } from './duty/index.ts'
import type { Day, Issue } from './kernel/index.ts'
import type { SelfCertifiedGiven } from './origin/index.ts'
import type { ClaimsSince, ProofDraw, ProofsGiven } from './proofs/index.ts'
import type { ExchangeRate, ExchangeRates, LawBook, State } from './reference/index.ts'
import type { ConditionalCharges, RegimeGiven } from './regimes/index.ts'
import type { DaySecret, ImporterHistory, InspectionFigures, Known, ProfileSet, Screening, Script, Unmatched } from './risk/index.ts'
import type { Correlation, Schedule } from './tariff/index.ts'
import type { Authority } from './trust/index.ts'
import type { AdjustedPrice, DeterminedValue, SupposedValue, Valuation } from './valuation/index.ts'

/** What customs decides on a declaration: plain JSON, every figure with its ground. `screening` is for officers alone. */
export interface Decision {
  readonly engine: string
  readonly state: State
  readonly mrn: string
  readonly version: number
  readonly number: number
  readonly occasion: Occasion
  readonly decidedOn: Day
  readonly restsOn: {
    readonly documentSha256: string
    readonly law: string
    readonly schedule?: string
    /** Every rate that rules, value or charges looked at. */
    readonly exchangeRates: readonly ExchangeRate[]
  }
  readonly valuation: Valuation
  readonly assessment: Assessment
  /** What it leaves for later, and by when; absent where it leaves nothing. */
  readonly completion?: Completion
  /** What is assessed is secured and not charged before the figures are final. */
  readonly suspended?: true
  /** What goods relieved for their use would be charged more, by item: due where they are used otherwise. Absent where none are. */
  readonly conditional?: readonly ConditionalCharges[]
  /** What its items draw of tariff quotas; absent where they draw nothing. */
  readonly quotas?: readonly QuotaDraw[]
  /** What its items draw of proofs of origin in the ledger; absent where they draw nothing. */
  readonly proofs?: readonly ProofDraw[]
  /** Security without which the goods are not released; absent where none is asked for. */
  readonly securities?: readonly SecurityRequired[]
  /** Security that was not asked for because of who declares; absent where none was waived. */
  readonly waived?: readonly SecurityWaived[]
  /** What became of the quotes it names; absent where it names none that is known. */
  readonly quotes?: readonly QuoteOutcome[]
  /** Where it is about several: what falls to each. */
  readonly consignments?: readonly ConsignmentPart[]
  /** Warnings and hints; an error would have refused the declaration. */
  readonly issues: readonly Issue[]
  readonly screening: Screening
}

/** What code decided. It changes when the same inputs may lead to other bytes; a replay then says so. */
export const ENGINE = 'lintas-1'

/**
 * What asks for a decision. A release does where the law's rates are those of its day, and that day is a later one; so does what becomes of a
 * value that was asked about, or of a price declared as subject to adjustment; and so does what was left for later when the declaration was lodged,
 * or a manifest that came after it.
 */
export const OCCASIONS = [
  'lodge',
  'amend',
  'arrive',
  'release',
  'release-on-security',
  'settle-value',
  'adjust-price',
  'supplement',
  'finalise',
  'deny-preference',
  'reclassify',
  'secure-under-review',
  'secure-preference',
  'suspend-preference',
  'settle-preference',
  'decide-review',
  'decide-appeal',
  'assess-additionally',
  'correct',
  'match',
] as const
export type Occasion = (typeof OCCASIONS)[number]

/** What a decision is taken on beside document and books. Plain JSON: it is kept with the decision as it is. */
export interface Given {
  readonly state: State
  readonly mrn: string
  /** The version of the document, and the number of the decision on it. */
  readonly version: number
  readonly number: number
  readonly occasion: Occasion
  readonly decidedOn: Day
  readonly registeredOn: Day
  /** The day the goods were said to have come, once somebody said so. */
  readonly arrivedOn?: Day
  /** The day of release, where that is what the decision is about. */
  readonly releasedOn?: Day
  /** SHA-256 of the document's canonical JSON. */
  readonly documentSha256: string
  readonly authority: Authority
  /** The consignment as it was named when first lodged, and the day whose secret draws its lot. */
  readonly lot: { readonly key: string; readonly day: Day }
  readonly drawnBefore: boolean
  /** Risk profiles that had had their hits of the day. */
  readonly capped: readonly string[]
  readonly trusted: boolean
  /** What the node knows of the principal from before, and of other declarations and its registers. */
  readonly importer?: ImporterHistory
  /** What inspections of what the declarant declared for anybody came to; absent where there was none. */
  readonly declarant?: InspectionFigures
  /** What else the consignee receives on the day of arrival, where the law counts it together: in the state's currency, on the basis of that law. */
  readonly sameDayValue?: string
  readonly known?: Known
  /** The declarations this one names as its previous, as they stood; absent where its type names none. */
  readonly previous?: readonly PreviousDeclaration[]
  /** What the manifests of the node say of its transport documents; absent where none is registered that it could be about. */
  readonly manifested?: Manifested
  /** The standing authorisation on which it is to be served first; absent where it claims none. */
  readonly timeSensitive?: TimeSensitiveGiven
  /** What the register of storage places says of those it names by their codes; absent where it names none. */
  readonly places?: PlacesGiven
  /** The removals a periodic declaration is about, summed; absent for every other. */
  readonly removed?: RemovedGoods
  /** The authorisation it names and the stock behind it; absent where it concerns no regime. */
  readonly regime?: RegimeGiven
  /** What was left of the quotas it claims; absent where it claims none. */
  readonly quotas?: QuotaGiven
  /** What was left of the proofs of origin it names and the node keeps; absent where it names none. */
  readonly proofs?: ProofsGiven
  /** What the registers say of the certified exporters its proofs name; absent where they name none. */
  readonly selfCertified?: SelfCertifiedGiven
  /** What of it does not match a manifest that came after it was lodged; absent where nothing is known not to. */
  readonly unmatched?: Unmatched
  /** What became of the value since it was declared; absent where nothing did. */
  readonly value?: ValueSince
  /** What customs found against what was declared; absent where nothing was. */
  readonly found?: FoundOtherwise
  /** What became of its claims to preference; absent where nothing did. */
  readonly claims?: ClaimsSince
  /** The quotes of this state that its goods name; absent where none is found. */
  readonly quotes?: readonly Quote[]
  /** What a sandbox was told to ask for, instead of what profiles and lot say. */
  readonly scripted?: Script
}

/** What became of a declared value: what customs determined, the prices as they were adjusted, what it may be worth while the goods are on security. */
export interface ValueSince {
  readonly determined?: readonly DeterminedValue[]
  readonly adjustedPrices?: readonly AdjustedPrice[]
  readonly supposed?: readonly SupposedValue[]
}

/** What is too large to be kept with every decision: found again by the versions that the decision names. */
export interface Books {
  readonly law: LawBook
  readonly schedule?: Schedule | undefined
  /** Schedules of other days, to tell a code that ended from one that never was. No figure comes from them. */
  readonly otherSchedules?: readonly Schedule[] | undefined
  /** What became of codes that ended, to name what took their place. No figure comes from it. */
  readonly correlations?: readonly Correlation[] | undefined
  readonly rates: ExchangeRates
  readonly profiles: ProfileSet
  readonly secret?: DaySecret | undefined
}

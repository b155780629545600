import type { Assessment, Channel, Charge, QuotaLeft } from '../duty/index.ts'
import type { Issue } from '../kernel/index.ts'
import type { MeasureDirection, MeasureKind } from '../permits/index.ts'
import type { Confidence, ExchangeRate, State } from '../reference/index.ts'
import type { Valuation } from '../valuation/index.ts'
import type { Placing } from './place-code.ts'

/** What must be so for an option to be had. */
export type Requirement =
  | { readonly kind: 'proof-of-origin'; readonly agreement: string; readonly forms: readonly ProofPaper[] }
  /** The quota has enough left when the declaration is registered: whoever comes first draws. */
  | ({
      readonly kind: 'quota'
      readonly name: string
      readonly unit: string
      readonly legalRef: string
      readonly confidence: Confidence
    } & QuotaLeft)
  /** The goods arrive one of these ways. */
  | { readonly kind: 'arrival'; readonly channels: readonly Channel[] }

/** A proof of origin that a state takes, and the row that says so. */
export interface ProofPaper {
  readonly type: string
  readonly name: string
  readonly validityMonths: number
  readonly lawRow: string
  readonly legalRef: string
  readonly confidence: Confidence
}

/** What goods would be charged in one way, line by line: what a declaration with the same facts is charged. */
export interface CostBill {
  readonly currency: string
  readonly customsValue: string
  readonly basis: Valuation['basis']
  readonly valueSteps: Valuation['items'][number]['steps']
  readonly charges: readonly Charge[]
  /** What counted in bases and is not charged here; absent where nothing did. */
  readonly landedCost?: readonly Charge[]
  /** What a registered seller collects at the sale; absent where nothing is. */
  readonly atSale?: readonly Charge[]
  readonly total: string
  /** The total as a share of the customs value, in per cent; absent where the goods are worth nothing. */
  readonly share?: string
  /** The total in the currency of the price, by the exchange rate of the day; absent where it is the state's own, or no rate is on file. */
  readonly converted?: { readonly amount: string; readonly currency: string }
  readonly rateDay: Assessment['rateDay']
  readonly restsOn: { readonly law: string; readonly schedule?: string; readonly exchangeRates: readonly ExchangeRate[] }
  readonly assumed: readonly string[]
}

/** One way goods may be brought in: at which rate, arriving how, on which proof. */
export interface CostOption {
  /** `mfn`, `ordinary`, an agreement, or `export` of goods that leave; with `+` and a quota’s order number, and the ways of arrival where it is for some alone: `mfn+air+post`. */
  readonly id: string
  readonly treatment: string
  readonly requires: readonly Requirement[]
  /** Absent where something is missing for it. */
  readonly bill?: CostBill
  /** Everything that keeps the option from being worked out or had; empty where nothing does. */
  readonly missing: readonly Issue[]
  /** What whoever takes the option should know. */
  readonly notices: readonly Issue[]
}

/** A paper that goods need, as far as it is on file, and where that stands. */
export interface Paper {
  readonly kind: 'proof-of-origin' | 'transport-document' | MeasureKind
  /** What it is called; of a measure that asks for no document, what the measure is. */
  readonly name: string
  /** The measure that asks for it, and who administers it, where one does. */
  readonly measure?: {
    readonly name: string
    readonly authority: string
    readonly concerns: 'all' | 'some'
    readonly severity: 'error' | 'warning'
  }
  /** The options it is for; for all where absent. */
  readonly options?: readonly string[]
  readonly basis: { readonly by: 'law' | 'rule'; readonly id: string; readonly legalRef: string; readonly confidence: Confidence }
}

/** What goods cost and need in one state. */
export interface Cost {
  readonly state: State
  readonly day: string
  /** Which way the goods go. */
  readonly direction: MeasureDirection
  readonly code: string
  readonly placing: Placing
  /** The national line, by language, as far as the schedule on file describes it. */
  readonly line?: Readonly<Record<string, string>>
  /** The trade term the price was taken for. */
  readonly incoterm: string
  /** The cheapest that can be had first; those that something is missing for last. */
  readonly options: readonly CostOption[]
  readonly papers: readonly Paper[]
  /** What is not on file, about the whole. */
  readonly notices: readonly Issue[]
}

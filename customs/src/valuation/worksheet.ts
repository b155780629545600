import type { Currency } from '../kernel/index.ts'
import type { Confidence, Regime, State } from '../reference/index.ts'

/** One line of the sum that makes a customs value. All figures are exact decimals, or fractions where no decimal can say them. */
export interface WorksheetStep {
  readonly part: 'price' | 'freight' | 'insurance' | 'addition' | 'deduction' | 'declared-value'
  readonly effect: 'adds' | 'deducts'
  /** The code of an addition or deduction. */
  readonly code?: string
  /** The item's share in the currency it was given in; absent where law deems the amount. */
  readonly given?: { readonly amount: string; readonly currency: string }
  /** The customs exchange rate, as published: local currency for `unit` of the foreign one. */
  readonly exchangeRate?: { readonly rate: string; readonly unit: number; readonly validFrom: string; readonly source: string }
  /** In the state's own currency, exact. */
  readonly amount: string
  /** The row of law that deems the amount. */
  readonly law?: { readonly row: string; readonly legalRef: string; readonly confidence: Confidence; readonly percent: string }
}

/** The customs value of one goods item, and how it came about. */
export interface ItemValue {
  readonly sequence: number
  /** Rounded as the state's law says, in major units. */
  readonly amount: string
  readonly currency: Currency
  /** Before rounding. */
  readonly exact: string
  readonly rounding: string
  /** What thresholds measure on other bases, exact; absent where the declaration does not let it be known. */
  readonly price: string
  readonly fob?: string
  readonly cif?: string
  readonly steps: readonly WorksheetStep[]
}

/** The customs value of a declaration: plain data, stored with the decision as it is. */
export interface Valuation {
  readonly state: State
  readonly regime: Regime
  readonly basis: 'CIF' | 'FOB'
  readonly incoterm?: string
  readonly currency: Currency
  /** The day whose exchange rates were used. */
  readonly exchangeRateDay: string
  readonly items: readonly ItemValue[]
  readonly total: string
  /** Rows of law the values rest on. */
  readonly lawRows: readonly string[]
}

import type { Currency, Issue } from '../kernel/index.ts'
import type { Confidence, Regime, State } from '../reference/index.ts'
import type { Method } from './methods.ts'

/** What the lines of a sum are called. */
export const STEP_PARTS = [
  'price',
  'freight',
  'insurance',
  'addition',
  'deduction',
  'declared-value',
  'condition',
  'proceeds',
  'comparable-value',
  'commercial-level',
  'quantity',
  'transport',
  'unit-price',
  'value-added',
  'commission',
  'profit-and-general-expenses',
  'inland-transport-and-insurance',
  'duties-and-taxes',
  'materials',
  'fabrication',
  'containers-and-packing',
  'assists',
  'other-means',
  'method',
] as const

/** One line of the sum that makes a customs value. All figures are exact decimals, or fractions where no decimal can say them. */
export interface WorksheetStep {
  readonly part: (typeof STEP_PARTS)[number]
  readonly effect: 'adds' | 'deducts'
  /** The code of an addition or deduction; the method, where one line says what a method came to. */
  readonly code?: string
  /** The item's share in the currency it was given in; absent where law deems the amount. */
  readonly given?: { readonly amount: string; readonly currency: string }
  /** The customs exchange rate, as published: local currency for `unit` of the foreign one. */
  readonly exchangeRate?: { readonly rate: string; readonly unit: number; readonly validFrom: string; readonly source: string }
  /** In the state's own currency, exact. */
  readonly amount: string
  /** The row of law that deems the amount. */
  readonly law?: { readonly row: string; readonly legalRef: string; readonly confidence: Confidence; readonly percent: string }
  /** What whoever gave the amount said of it. */
  readonly words?: string
}

/** What came of one method of the law. */
export interface MethodFinding {
  readonly method: Method
  readonly legalRef: string
  readonly outcome: 'applies' | 'passed-over' | 'not-reached'
  /** Why it was passed over, and what is worth knowing of it where it applies. */
  readonly why: readonly Issue[]
  /** The words of whoever passed it over, or says what a fall-back rests on. */
  readonly words?: string
  readonly steps: readonly WorksheetStep[]
  /** What the sum of the steps is multiplied by to come to all the goods valued, exact; once where absent. */
  readonly multipliedBy?: string
  /** The value of all the goods, in the state's own currency, exact. */
  readonly amount?: string
}

/** A worksheet worked out: every method in the order of the law, and the value of the one that applies. */
export interface WorkedOut {
  readonly method: Method
  readonly legalRef: string
  /** Whether the computed value came before the deductive one, as the importer asked. */
  readonly computedFirst: boolean
  readonly findings: readonly MethodFinding[]
  readonly amount: string
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
  /** The method, and how the law came to it, where a worksheet was given. */
  readonly worksheet?: WorkedOut
  /** Customs determined the value; it was not accepted as declared. */
  readonly determined?: true
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

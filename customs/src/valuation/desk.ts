import type { AmountText, DeclarationDocument, PreviousFacts, ValuationWorksheet } from '../declaration/index.ts'
import { type Currency, type Day, decimal, error, type Issue, isNegative, type Rational, toExact } from '../kernel/index.ts'
import {
  type ExchangeRate,
  type ExchangeRates,
  type LawBook,
  type ProcedureDays,
  type Rounding,
  type State,
  toLocalCurrency,
} from '../reference/index.ts'
import type { Incoterm } from './incoterms.ts'
import type { WorksheetStep } from './worksheet.ts'
import type { ZoneSale } from './zone-sale.ts'

/** The worksheet by which customs determined the value of one goods item. */
export interface DeterminedValue {
  readonly sequence: number
  readonly worksheet: ValuationWorksheet
}

/** The price of one goods item as it was adjusted. */
export interface AdjustedPrice {
  readonly sequence: number
  readonly price: AmountText
}

/** What one goods item may turn out to be worth. */
export interface SupposedValue {
  readonly sequence: number
  readonly value: AmountText
}

/** What must be known to value a declaration, beside the declaration. */
export interface ValuationFacts extends PreviousFacts {
  readonly state: State
  readonly law: LawBook
  readonly rates: ExchangeRates
  readonly days: ProcedureDays
  /** Values that customs determined otherwise than declared. */
  readonly determined?: readonly DeterminedValue[] | undefined
  /** Prices that were adjusted after they were declared as subject to it. */
  readonly adjustedPrices?: readonly AdjustedPrice[] | undefined
  /** What goods are supposed to be worth while their value is open: for what has to be secured, never for what is charged. */
  readonly supposed?: readonly SupposedValue[] | undefined
}

/** What lies on the table while one declaration is valued: the facts, what was read from its header, and what was noticed so far. */
export interface Desk extends ValuationFacts {
  readonly document: DeclarationDocument
  /** Of goods sold out of a free zone: what they are valued at. */
  readonly zoneSale: ZoneSale | undefined
  readonly basis: 'CIF' | 'FOB'
  readonly incoterm: Incoterm | undefined
  readonly currency: Currency
  readonly rounding: Rounding
  readonly rateDay: Day
  readonly issues: Issue[]
  /** Which issues are there already, by code and field. */
  readonly noted: Set<string>
  readonly lawRows: Set<string>
}

/** Where what is noticed is written down, each thing once. */
export type Noting = Pick<Desk, 'issues' | 'noted'>
/** What converting an amount takes. */
export type Converting = Noting & Pick<Desk, 'state' | 'rateDay' | 'rates'>

/** An amount in local currency and the line of the worksheet it makes. */
export interface Taken {
  readonly local: Rational
  readonly step: WorksheetStep
}

/** Takes one amount as it was given into local currency; an amount below zero and a currency without a rate are noted and answered undefined. */
export function take(
  desk: Converting,
  given: AmountText,
  path: string,
  as: Pick<WorksheetStep, 'part' | 'effect'> & { readonly code?: string },
): Taken | undefined {
  const amount = decimal(given.amount)
  if (isNegative(amount)) {
    note(desk, error(as.part === 'price' ? 'valuation.price-negative' : 'valuation.adjustment-negative', path, { amount: given.amount }))
    return undefined
  }
  const converted = toLocalCurrency(amount, given.currency, desk.state, desk.rateDay, desk.rates, `${path}.currency`)
  if (!converted.ok) {
    for (const issue of converted.issues) note(desk, issue)
    return undefined
  }
  const { amount: local, rate } = converted.value
  const exchange = rate === undefined ? {} : { exchangeRate: wordsOf(rate) }
  return { local, step: { ...as, given: { amount: given.amount, currency: given.currency }, ...exchange, amount: toExact(local) } }
}

/** Notes an issue once: a missing exchange rate once a currency, everything else once a field. */
export function note(desk: Noting, issue: Issue): void {
  const key = `${issue.code} ${issue.code === 'rates.missing' ? issue.params?.currency : issue.path}`
  if (desk.noted.has(key)) return
  desk.noted.add(key)
  desk.issues.push(issue)
}

function wordsOf({ rate, unit, validFrom, source }: ExchangeRate) {
  return { rate, unit, validFrom, source }
}

import type { DeclarationDocument } from '../declaration/index.ts'
import { type Assessment, assessDeclaration, listNeeds, type QuotaDraw, type QuotaLeft } from '../duty/index.ts'
import { type Day, type Issue, ok, parseCurrency, type Result, stop } from '../kernel/index.ts'
import { type ExchangeRate, type ExchangeRates, type LawBook, notingRates, type State } from '../reference/index.ts'
import type { Correlation, Schedule } from '../tariff/index.ts'
import { type Valuation, valueDeclaration } from '../valuation/index.ts'

/** What a node knows that an answer follows from. */
export interface CostBooks {
  readonly state: State
  readonly law: LawBook
  readonly schedule: Schedule | undefined
  readonly otherSchedules: readonly Schedule[]
  readonly correlations?: readonly Correlation[]
  readonly rates: ExchangeRates
  /** What is left of the tariff quotas of the day; without it no option of a quota is told. */
  readonly quotasLeft?: readonly QuotaLeft[]
}

/** What is asked about goods beside the goods. */
export interface Supposition {
  /** Exchange rates of the caller's own, by currency: local currency for one unit. */
  readonly rates?: Readonly<Record<string, string>>
  /** What else the same consignee receives that day is worth. */
  readonly sameDayValue?: string | undefined
  /** Whether a proof of origin is taken for granted. */
  readonly proofs?: 'assumed' | 'none' | undefined
  /** What is left of the quota that is claimed. */
  readonly quota?: QuotaLeft | undefined
}

/** Goods valued and assessed as a declaration of the day, and the exchange rates that were looked at. */
export interface Supposed {
  readonly valuation: Valuation
  readonly assessment: Assessment
  readonly exchangeRates: readonly ExchangeRate[]
  /** What the goods would draw of a quota. */
  readonly draws: readonly QuotaDraw[]
  readonly issues: readonly Issue[]
}

/** Values and assesses goods as a declaration on the day; or everything that is missing, what the charges ask as well as what the customs value lacks. */
export function supposeDeclared(document: DeclarationDocument, supposition: Supposition, day: Day, books: CostBooks): Result<Supposed> {
  const { rates = {}, sameDayValue, proofs, quota } = supposition
  const looked = new Set<ExchangeRate>()
  const facts = {
    ...books,
    rates: notingRates(looked, withGiven(rates, day, books)),
    days: { registeredOn: day, arrivedOn: day, releasedOn: day },
    sameDayValue,
    ...(quota === undefined ? {} : { quotas: { left: [quota] } }),
    proofs: proofs === 'assumed' ? ('taken-for-granted' as const) : ('as-declared' as const),
  }
  const valued = valueDeclaration(document, facts)
  if (!valued.ok) return stop(...valued.issues, ...listNeeds(document, facts))
  const { valuation, issues } = valued.value
  const assessed = assessDeclaration(document, valuation, facts)
  if (!assessed.ok) return stop(...assessed.issues, ...issues)
  const { assessment, quotas: draws = [] } = assessed.value
  return ok({ valuation, assessment, draws, exchangeRates: [...looked], issues: [...issues, ...assessed.value.issues] })
}

/** The caller's own rates before those of customs, and recorded as such. */
function withGiven(given: Readonly<Record<string, string>>, day: Day, { state, rates }: CostBooks): ExchangeRates {
  const own = new Map<string, ExchangeRate>()
  for (const [text, rate] of Object.entries(given)) {
    const currency = parseCurrency(text)
    if (currency !== undefined) own.set(text, { state, currency, unit: 1, rate, validFrom: day, source: 'given by the caller' })
  }
  return { find: (text, on) => own.get(text) ?? rates.find(text, on) }
}

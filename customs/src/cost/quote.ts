import { addDays, type Day, error, ok, type Result, stop } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'
import type { CostFacts } from './facts.ts'
import { cheapestOf } from './list-options.ts'
import type { Cost, CostBill, CostOption } from './option.ts'

/** How long a quote is kept to, in days. Ours, as no law speaks of quotes. */
export const QUOTE_DAYS = 30

/**
 * What customs said goods would be charged, in one way of bringing them in: what a declaration of the same facts is charged while law, tariff and the
 * exchange rate of the day are the same. It says what it saw, so that whatever differs can be named. It is no advance ruling: neither the code nor the
 * origin was examined.
 */
export interface Quote {
  /** Known to whoever made it, and to whom they show it; it cannot be guessed. */
  readonly number: string
  readonly state: State
  readonly madeOn: Day
  /** The first day on which it is kept to no more. */
  readonly validTo: Day
  readonly engine: string
  /** With the state's own code. */
  readonly facts: CostFacts
  readonly option: Pick<CostOption, 'id' | 'treatment' | 'requires'>
  readonly bill: CostBill
  /** What it is not, in words. */
  readonly notice: string
}

/** What is known of a quote beside the cost it is made of. */
export type QuoteHead = Pick<Quote, 'number' | 'madeOn' | 'engine' | 'notice'>

/** Makes a quote of one option of a cost, the cheapest where none is named. An option that something is missing for is refused by what it lacks. */
export function makeQuote(head: QuoteHead, facts: CostFacts, cost: Cost, optionId?: string): Result<Quote> {
  const { options, state, code, incoterm } = cost
  const option = optionId === undefined ? (cheapestOf(options) ?? options[0]) : options.find(each => each.id === optionId)
  if (option === undefined)
    return stop(error('cost.option-unknown', 'option', { option: optionId ?? '', known: options.map(each => each.id).join(', ') }))
  const { id, treatment, requires, bill, missing } = option
  if (bill === undefined || missing.length > 0) return stop(...missing)
  return ok({
    ...head,
    state,
    validTo: addDays(head.madeOn, QUOTE_DAYS),
    facts: { ...facts, code, incoterm },
    option: { id, treatment, requires },
    bill,
  })
}

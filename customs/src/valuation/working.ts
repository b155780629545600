import type { AmountText } from '../declaration/index.ts'
import { type Day, error, type Issue, minus, parseDay, plus, type Rational, ZERO } from '../kernel/index.ts'
import type { ExchangeRates, State } from '../reference/index.ts'
import { note, take } from './desk.ts'
import type { WorksheetStep } from './worksheet.ts'

/** What must be known to work out a worksheet, beside it. */
export interface WorksheetFacts {
  readonly state: State
  readonly rates: ExchangeRates
  readonly rateDay: Day
  /** Whether the state's customs value holds carriage and insurance to it. @source art. 8.2 */
  readonly basis: 'CIF' | 'FOB'
}

/** One method of a worksheet being worked out: what the law's facts are, what was noticed so far. */
export interface Working extends WorksheetFacts {
  /** Where the method's facts stand. */
  readonly path: string
  /** How many units are valued. */
  readonly quantity: Rational
  readonly issues: Issue[]
  readonly noted: Set<string>
}

/** What a method comes to: a value, or the reasons why the law passes it over. What is wrong with its facts is noted meanwhile. */
export type MethodResult =
  | { readonly applies: true; readonly steps: readonly WorksheetStep[]; readonly times?: Rational; readonly why?: readonly Issue[] }
  | { readonly applies: false; readonly why: readonly Issue[] }

/** The sum of the steps, exact. */
export function sumOf(steps: readonly (WorksheetStep & { readonly local: Rational })[]): Rational {
  return steps.reduce((sum, { effect, local }) => (effect === 'adds' ? plus(sum, local) : minus(sum, local)), ZERO)
}

/** One line of a sum from an amount as it was given; none where it cannot be converted or is below zero, which is noted. */
export function lineOf(
  working: Working,
  part: WorksheetStep['part'],
  effect: WorksheetStep['effect'],
  given: AmountText,
  path: string,
  more: Pick<WorksheetStep, 'code' | 'words'> = {},
): readonly WorksheetStep[] {
  const { words, code } = more
  const taken = take(working, given, path, { part, effect, ...(code === undefined ? {} : { code }) })
  if (taken === undefined) return []
  return [words === undefined ? taken.step : { ...taken.step, words }]
}

/** Notes that a method cannot be worked out without one of its parts. */
export function needPart(working: Working, part: string): void {
  const path = `${working.path}.${part}`
  note(working, error('valuation.worksheet-part-missing', path, { part }))
}

/** A day that is in the calendar; one that is not is noted. */
export function readDay(working: Working, text: string, path: string): Day | undefined {
  const read = parseDay(text)
  if (read === undefined) note(working, error('valuation.worksheet-day-invalid', path, { day: text }))
  return read
}

/** A quantity above zero; any other is noted. */
export function readQuantity(working: Pick<Working, 'issues' | 'noted'>, quantity: Rational, path: string): Rational | undefined {
  if (quantity.num > 0n) return quantity
  note(working, error('valuation.worksheet-quantity-invalid', path))
  return undefined
}

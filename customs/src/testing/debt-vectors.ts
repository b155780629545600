import assert from 'node:assert/strict'
import { assessInterest, assessPenalty, type InterestCalculation, type InterestGround, type PenaltyCalculation } from '../debt/index.ts'
import { type Currency, day, type Money, parseMoney } from '../kernel/index.ts'
import { parseState, STATE_FACTS, type State } from '../reference/index.ts'
import { assertRefused, type Refusal } from './issues.ts'
import { projectLaw } from './law.ts'
import { casesOf, type VectorCase } from './vectors.ts'

/** One worked case of interest: what was owed from which day on, and what it came to. */
interface InterestCase {
  readonly given: {
    readonly state: string
    readonly ground?: InterestGround
    readonly owed: readonly { readonly from: string; readonly amount: string }[]
    readonly to: string
  }
  readonly expected: {
    readonly amount?: string
    readonly exact?: string
    readonly atMost?: string
    readonly spans?: readonly string[]
    readonly rows?: readonly string[]
    readonly refused?: readonly Refusal[]
  }
}

interface PenaltyCase {
  readonly given: {
    readonly state: string
    readonly breach: string
    readonly on: string
    readonly base: string
    readonly isVoluntary: boolean
  }
  readonly expected: Partial<PenaltyCalculation> & { readonly refused?: readonly Refusal[] }
}

/** Every case of `vectors/interest` and `vectors/penalty`. */
export function listDebtCases(): readonly VectorCase[] {
  return [
    ...casesOf<InterestCase>('interest', '*.json', ({ given }) => parseState(given.state), replayInterest),
    ...casesOf<PenaltyCase>('penalty', '*.json', ({ given }) => parseState(given.state), replayPenalty),
  ]
}

function replayInterest({ given, expected }: InterestCase): void {
  const state = stateOf(given.state)
  const owed = given.owed.map(({ from, amount }) => ({ from: day(from), amount: amountOf(state, amount) }))
  const found = assessInterest(projectLaw(), { state, ground: given.ground ?? 'late-payment', owed, to: day(given.to) })
  if (expected.refused !== undefined) {
    assertRefused(found, expected.refused)
    return
  }
  assert(found.ok, JSON.stringify(found))
  const { spans, rows, ...figures } = expected
  assertFields(found.value, figures)
  if (spans !== undefined) assert.deepEqual(found.value.spans.map(spanText), spans)
  if (rows !== undefined)
    assert.deepEqual(
      found.value.spans.map(span => span.row),
      rows,
    )
}

function replayPenalty({ given, expected }: PenaltyCase): void {
  const state = stateOf(given.state)
  const { breach, isVoluntary } = given
  const found = assessPenalty(projectLaw(), { state, breach, on: day(given.on), base: amountOf(state, given.base), isVoluntary })
  if (expected.refused !== undefined) {
    assertRefused(found, expected.refused)
    return
  }
  assert(found.ok, JSON.stringify(found))
  assertFields(found.value, expected)
}

function assertFields(found: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(Reflect.get(found, name), value, name)
}

function spanText({ from, to, base, times, percent, amount }: InterestCalculation['spans'][number]): string {
  return `${from} ${to} ${base} ${times} × ${percent} = ${amount}`
}

function stateOf(text: string): State {
  const state = parseState(text)
  assert(state !== undefined, `given the state ${text}`)
  return state
}

function amountOf(state: State, text: string): Money {
  const amount = parseMoney(text, STATE_FACTS[state].currency as Currency)
  assert(amount !== undefined, `given ${text}, needs an amount of ${state}`)
  return amount
}

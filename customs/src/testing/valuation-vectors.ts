import assert from 'node:assert/strict'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { type Currency, day } from '../kernel/index.ts'
import { type ExchangeRate, openExchangeRates, parseState } from '../reference/index.ts'
import { valueDeclaration } from '../valuation/index.ts'
import { assertRefused, type Refusal } from './issues.ts'
import { projectLaw } from './law.ts'
import { casesOf, type VectorCase } from './vectors.ts'

/** One worked case: a declaration of one state on one day, and the customs value of each item. */
interface ValuationCase {
  readonly given: {
    readonly state: string
    readonly date: string
    readonly document: DeclarationInput
    readonly rates: readonly { currency: string; unit: 1 | 100; rate: string; validFrom: string; validTo?: string }[]
  }
  readonly expected: {
    readonly values?: readonly string[]
    readonly exact?: readonly string[]
    readonly total?: string
    readonly basis?: string
    /** Of the first item's worksheet: each method in the order of the law, and what came of it. */
    readonly outcomes?: readonly string[]
    readonly issues?: readonly string[]
    readonly refused?: readonly Refusal[]
  }
}

/** Every case of `vectors/valuation`. */
export function listValuationCases(): readonly VectorCase[] {
  return casesOf<ValuationCase>('valuation', '*.json', ({ given }) => parseState(given.state), replay)
}

function replay({ given, expected }: ValuationCase): void {
  const answer = value(given)
  if (expected.refused !== undefined) {
    assertRefused(answer, expected.refused)
    const errors = answer.ok ? [] : answer.issues.filter(issue => issue.severity === 'error')
    assert.equal(errors.length, expected.refused.length, `given ${JSON.stringify(errors)}`)
    return
  }
  assert(answer.ok, JSON.stringify(answer.ok || answer.issues))
  const { valuation, issues } = answer.value
  const { values, exact, total, basis, outcomes } = expected
  if (values !== undefined)
    assert.deepEqual(
      valuation.items.map(item => item.amount),
      values,
    )
  if (exact !== undefined)
    assert.deepEqual(
      valuation.items.map(item => item.exact),
      exact,
    )
  if (total !== undefined) assert.equal(valuation.total, total)
  if (outcomes !== undefined)
    assert.deepEqual(
      valuation.items[0]?.worksheet?.findings.map(({ method, outcome }) => `${method} ${outcome}`),
      outcomes,
    )
  if (basis !== undefined) assert.equal(valuation.basis, basis)
  const said = issues.filter(issue => issue.severity !== 'hint').map(issue => issue.code)
  assert.deepEqual(said, expected.issues ?? [])
}

function value({ state: name, date, document, rates }: ValuationCase['given']) {
  const state = parseState(name)
  if (state === undefined) throw new Error(`${name} is no state`)
  const on = day(date)
  const published = rates.map(({ validFrom, validTo, currency, ...rate }): ExchangeRate => {
    const end = validTo === undefined ? {} : { validTo: day(validTo) }
    return { ...rate, state, currency: currency as Currency, validFrom: day(validFrom), ...end, source: 'vector' }
  })
  const days = { registeredOn: on, arrivedOn: on, releasedOn: on }
  return valueDeclaration(declarationSchema.parse(document), { state, law: projectLaw(), rates: openExchangeRates(published), days })
}

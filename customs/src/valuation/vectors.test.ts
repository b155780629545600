import { describe, expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { type Currency, day, type Issue } from '../kernel/index.ts'
import { type ExchangeRate, openExchangeRates, parseState } from '../reference/index.ts'
import { projectLaw, readVectors } from '../testing/law.ts'
import { valueDeclaration } from './value.ts'

/** One worked case: a declaration of one state on one day, and the customs value of each item. */
interface ValuationCase {
  readonly name: string
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
    readonly issues?: readonly string[]
    readonly refused?: readonly { readonly code: string; readonly params: Issue['params'] }[]
  }
}

const law = projectLaw()

for (const [file, { about, cases }] of readVectors<{ about: string; cases: readonly ValuationCase[] }>('valuation')) {
  describe(`${file}: ${about}`, () => {
    test.each(cases.map(each => [each.name, each] as const))('%s', (_, { given, expected }) => {
      const answer = value(given)
      if (expected.refused !== undefined) {
        expect(answer.ok).toBe(false)
        const issues = answer.ok ? [] : answer.issues
        expect(issues.filter(issue => issue.severity === 'error')).toHaveLength(expected.refused.length)
        for (const { code, params } of expected.refused) {
          expect(issues).toContainEqual(expect.objectContaining({ code, ...paramsOf(params) }))
        }
        return
      }
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      const { valuation, issues } = answer.value
      if (expected.values !== undefined) expect(valuation.items.map(item => item.amount)).toEqual(expected.values)
      if (expected.exact !== undefined) expect(valuation.items.map(item => item.exact)).toEqual(expected.exact)
      if (expected.total !== undefined) expect(valuation.total).toBe(expected.total)
      if (expected.basis !== undefined) expect(valuation.basis).toBe(expected.basis)
      expect(issues.filter(issue => issue.severity !== 'hint').map(issue => issue.code)).toEqual(expected.issues ?? [])
    })
  })
}

function paramsOf(params: Issue['params']): object {
  return params === undefined || Object.keys(params).length === 0 ? {} : { params: expect.objectContaining({ ...params }) }
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
  return valueDeclaration(declarationSchema.parse(document), { state, law, rates: openExchangeRates(published), days })
}

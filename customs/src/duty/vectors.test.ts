import { describe, expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { day, type Issue, parseCurrency } from '../kernel/index.ts'
import { type LawTable, openExchangeRates, parseState, STATE_FACTS, type State } from '../reference/index.ts'
import { type DutyRate, openSchedule, type Schedule } from '../tariff/index.ts'
import { bookOf, projectLaw, readVectors } from '../testing/law.ts'
import { valueDeclaration } from '../valuation/index.ts'
import { assessDeclaration } from './assess-declaration.ts'
import type { Charge } from './bill.ts'
import type { Channel } from './law.ts'

/** One worked case: goods worth their value, CIF where nothing else is said, in the state's own currency, and what is charged or why nothing can be. */
interface AssessmentCase {
  readonly name: string
  readonly given: {
    readonly state: string
    readonly date: string
    readonly channel?: Channel
    /** CIF where absent; the carriage that another term leaves to the buyer, in the state's own currency. */
    readonly incoterm?: string
    readonly freight?: string
    readonly insurance?: string
    /** Local currency for one unit of another. */
    readonly rates?: Readonly<Record<string, string>>
    readonly items: readonly {
      readonly code: string
      readonly value: string
      readonly origin: string
      readonly claim?: NonNullable<NonNullable<DeclarationInput['goodsItems']>[number]['preference']>
      readonly quantities?: { value: string; unit: string }[]
      readonly attributes?: Record<string, string>
    }[]
    /** Rates by code and column: a percentage, or a rate in full. */
    readonly schedule?: Readonly<Record<string, Readonly<Record<string, string | DutyRate>>>>
    /** Law of the case's own, instead of the project's. */
    readonly law?: readonly Omit<LawTable, 'file'>[]
  }
  readonly expected: {
    readonly charges?: readonly (Partial<Omit<Charge, 'relief'>> & { readonly relief?: string })[]
    /** What counted in bases without being charged: kind of cost and exact amount, in order. */
    readonly landedCost?: readonly Partial<Charge>[]
    readonly total?: string
    readonly pending?: string
    /** Codes of issues that must be among those of the answer. */
    readonly issues?: readonly string[]
    readonly refused?: readonly { readonly code: string; readonly params: Issue['params'] }[]
  }
}

const law = projectLaw()

for (const [file, { about, cases }] of readVectors<{ about: string; cases: readonly AssessmentCase[] }>('assessment')) {
  describe(`${file}: ${about}`, () => {
    test.each(cases.map(each => [each.name, each] as const))('%s', (_, { given, expected }) => {
      const answer = assess(given)
      if (expected.refused !== undefined) {
        expect(answer.ok).toBe(false)
        const issues = answer.ok ? [] : answer.issues
        for (const refused of expected.refused) expect(issues).toContainEqual(expect.objectContaining(withParams(refused)))
        return
      }
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      const { assessment, issues } = answer.value
      if (expected.total !== undefined) expect(assessment.total).toBe(expected.total)
      if (expected.charges !== undefined) {
        const charges = assessment.items.flatMap(item => item.charges)
        expect(charges).toHaveLength(expected.charges.length)
        for (const [index, { relief, ...charge }] of expected.charges.entries()) {
          expect(charges[index]).toMatchObject(charge)
          expect(charges[index]?.relief?.lawRow).toBe(relief)
        }
      }
      if (expected.landedCost !== undefined)
        expect(assessment.items.flatMap(item => item.landedCost ?? [])).toMatchObject(expected.landedCost)
      expect(assessment.items[0]?.pending?.reason).toBe(expected.pending)
      for (const code of expected.issues ?? []) expect(issues.map(issue => issue.code)).toContain(code)
    })
  })
}

function withParams({ code, params }: { readonly code: string; readonly params: Issue['params'] }) {
  return { code, params: expect.objectContaining({ ...params }) }
}

const MODES: Readonly<Record<Channel, string>> = { sea: '1', land: '3', air: '4', post: '5', express: '4' }

function assess({ state: name, date, channel, items, schedule, law: own, ...sale }: AssessmentCase['given']) {
  const state = parseState(name)
  if (state === undefined) throw new Error(`${name} is no state`)
  const { currency } = STATE_FACTS[state]
  const document = declarationSchema.parse({
    type: channel === 'express' ? 'LVS' : 'IM4',
    tradeTerms: { incoterm: sale.incoterm ?? 'CIF' },
    ...(sale.freight === undefined ? {} : { freight: { amount: sale.freight, currency } }),
    ...(sale.insurance === undefined ? {} : { insurance: { amount: sale.insurance, currency } }),
    ...(channel === undefined ? {} : { borderTransport: { mode: MODES[channel] } }),
    goodsItems: items.map(({ code, value, origin, claim, quantities = [], attributes = {} }, index) => ({
      sequence: index + 1,
      commodityCode: code,
      originCountry: origin,
      invoiceAmount: { amount: value, currency },
      quantities,
      attributes,
      ...(claim === undefined ? {} : { preference: claim }),
    })),
  })
  const on = day(date)
  const facts = {
    state,
    law: own === undefined ? law : bookOf(own.map(table => ({ file: 'vector', ...table }))),
    rates: openExchangeRates(
      Object.entries(sale.rates ?? {}).map(([foreign, rate]) => ({
        state,
        currency: parseCurrency(foreign) ?? currency,
        unit: 1 as const,
        rate,
        validFrom: on,
        source: 'vector',
      })),
    ),
    days: { registeredOn: on, arrivedOn: on, releasedOn: on },
    schedule: schedule === undefined ? undefined : scheduleOf(state, schedule),
  }
  const valued = valueDeclaration(document, facts)
  return valued.ok ? assessDeclaration(document, valued.value.valuation, facts) : valued
}

function scheduleOf(state: State, lines: NonNullable<AssessmentCase['given']['schedule']>): Schedule {
  const version = { id: `${state}-vector`, state, validFrom: day('1990-01-01'), source: 'vector', confidence: 'official' as const }
  return openSchedule(
    version,
    Object.entries(lines).map(([code, rates], index) => ({
      code: code as never,
      row: index + 1,
      description: {},
      rates: Object.fromEntries(Object.entries(rates).map(([column, rate]) => [column, rateOf(rate)])),
    })),
  )
}

function rateOf(rate: string | DutyRate): DutyRate {
  return typeof rate === 'string' ? { kind: 'ad-valorem', percent: rate } : rate
}

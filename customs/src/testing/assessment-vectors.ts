import assert from 'node:assert/strict'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { assessDeclaration, type Channel, type Charge } from '../duty/index.ts'
import { day, parseCurrency } from '../kernel/index.ts'
import { type LawTable, openExchangeRates, parseState, STATE_FACTS, type State } from '../reference/index.ts'
import { type DutyRate, openSchedule, type Schedule } from '../tariff/index.ts'
import { valueDeclaration } from '../valuation/index.ts'
import { assertRefused, type Refusal } from './issues.ts'
import { bookOf, lawBeside } from './law.ts'
import { casesOf, type VectorCase } from './vectors.ts'

/** One worked case: goods worth their value, CIF where nothing else is said, in the state's own currency, and what is charged or why nothing can be. */
interface AssessmentCase {
  readonly given: {
    readonly state: string
    readonly date: string
    readonly channel?: Channel
    /** CIF where absent; the carriage that another term leaves to the buyer, in the state's own currency. */
    readonly incoterm?: string
    readonly freight?: string
    readonly insurance?: string
    /** What else the consignee receives that day is worth, where somebody looked. */
    readonly sameDayValue?: string
    /** Local currency for one unit of another. */
    readonly rates?: Readonly<Record<string, string>>
    readonly items: readonly {
      readonly code: string
      readonly value: string
      readonly origin: string
      readonly claim?: NonNullable<NonNullable<DeclarationInput['goodsItems']>[number]['preference']>
      readonly quantities?: { value: string; unit: string }[]
      readonly attributes?: Record<string, string>
      /** The code of the producer or exporter, and an exemption that is claimed. */
      readonly producer?: string
      readonly exemption?: string
    }[]
    /** Rates by code and column: a percentage, or a rate in full. */
    readonly schedule?: Readonly<Record<string, Readonly<Record<string, string | DutyRate>>>>
    /** Law of the case's own, instead of the project's. */
    readonly law?: readonly Omit<LawTable, 'file'>[]
    /** Law of the case's own, beside the project's. */
    readonly moreLaw?: readonly Omit<LawTable, 'file'>[]
  }
  readonly expected: {
    readonly charges?: readonly (Partial<Omit<Charge, 'relief'>> & { readonly relief?: string })[]
    /** What counted in bases without being charged: kind of cost and exact amount, in order. */
    readonly landedCost?: readonly Partial<Charge>[]
    /** What a registered seller collects at the sale, in order. */
    readonly atSale?: readonly Partial<Charge>[]
    readonly total?: string
    readonly pending?: string
    /** Codes of issues that must be among those of the answer. */
    readonly issues?: readonly string[]
    readonly refused?: readonly Refusal[]
  }
}

/** Every case of `vectors/assessment`. */
export function listAssessmentCases(): readonly VectorCase[] {
  return casesOf<AssessmentCase>('assessment', '*.json', ({ given }) => parseState(given.state), replay)
}

function replay({ given, expected }: AssessmentCase): void {
  const answer = assess(given)
  if (expected.refused !== undefined) {
    assertRefused(answer, expected.refused)
    return
  }
  assert(answer.ok, JSON.stringify(answer.ok || answer.issues))
  const { assessment, issues } = answer.value
  if (expected.total !== undefined) assert.equal(assessment.total, expected.total)
  if (expected.charges !== undefined) {
    const charges = assessment.items.flatMap(item => item.charges)
    assert.equal(charges.length, expected.charges.length, `given ${charges.map(charge => charge.lawRow).join()}`)
    for (const [index, { relief, ...charge }] of expected.charges.entries()) {
      assert.partialDeepStrictEqual(charges[index], charge)
      assert.equal(charges[index]?.relief?.lawRow, relief)
    }
  }
  if (expected.landedCost !== undefined) {
    const costs = assessment.items.flatMap(item => item.landedCost ?? [])
    assert.equal(costs.length, expected.landedCost.length)
    for (const [index, cost] of expected.landedCost.entries()) assert.partialDeepStrictEqual(costs[index], cost)
  }
  if (expected.atSale !== undefined) {
    const paid = assessment.items.flatMap(item => item.atSale ?? [])
    assert.equal(paid.length, expected.atSale.length)
    for (const [index, charge] of expected.atSale.entries()) assert.partialDeepStrictEqual(paid[index], charge)
  }
  assert.equal(assessment.items[0]?.pending?.reason, expected.pending)
  const said = issues.map(issue => issue.code)
  for (const code of expected.issues ?? []) assert(said.includes(code), `given ${said.join()}, needs ${code} among them`)
}

const MODES: Readonly<Record<Channel, string>> = { sea: '1', land: '3', air: '4', post: '5', express: '4' }

function assess({ state: name, date, channel, items, schedule, law: own, moreLaw = [], ...sale }: AssessmentCase['given']) {
  const state = parseState(name)
  if (state === undefined) throw new Error(`${name} is no state`)
  const { currency } = STATE_FACTS[state]
  const document = declarationSchema.parse({
    type: channel === 'express' ? 'LVS' : 'IM4',
    tradeTerms: { incoterm: sale.incoterm ?? 'CIF' },
    ...(sale.freight === undefined ? {} : { freight: { amount: sale.freight, currency } }),
    ...(sale.insurance === undefined ? {} : { insurance: { amount: sale.insurance, currency } }),
    ...(channel === undefined ? {} : { borderTransport: { mode: MODES[channel] } }),
    goodsItems: items.map(({ code, value, origin, claim, quantities = [], attributes = {}, producer, exemption }, index) => ({
      sequence: index + 1,
      commodityCode: code,
      originCountry: origin,
      invoiceAmount: { amount: value, currency },
      quantities,
      attributes,
      ...(claim === undefined ? {} : { preference: claim }),
      ...(producer === undefined ? {} : { additionalCodes: [{ type: 'producer', code: producer }] }),
      ...(exemption === undefined ? {} : { procedure: { additional: [exemption] } }),
    })),
  })
  const on = day(date)
  const facts = {
    state,
    law: own === undefined ? lawBeside(moreLaw) : bookOf(own.map(table => ({ file: 'vector', ...table }))),
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
    sameDayValue: sale.sameDayValue,
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

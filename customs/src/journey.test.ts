import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type DeclarationDocument, DRAFT, declarationSchema, type Preference } from './declaration/index.ts'
import { type Books, type Decision, decide, findStateOf, type Given, ISSUES, proceed, RULES, releaseOf } from './journey.ts'
import { type CommodityCode, day } from './kernel/index.ts'
import { type ExchangeRate, openExchangeRates, STATE_FACTS, type State } from './reference/index.ts'
import { compileProfiles, consignmentKey, STARTER_PROFILES, starterProfile } from './risk/index.ts'
import { openSchedule, type TariffLine } from './tariff/index.ts'
import { projectLaw, readVectors } from './testing/law.ts'

interface JourneyCase {
  readonly name: string
  readonly given: {
    readonly state: State
    readonly registeredOn: string
    readonly arrivedOn?: string
    readonly releasedOn?: string
    readonly schedule: Readonly<Record<string, Readonly<Record<string, string>>>>
    readonly rates?: readonly Pick<ExchangeRate, 'currency' | 'rate' | 'validFrom'>[]
    readonly document: string
    readonly preference?: Preference
  }
  readonly expected: {
    readonly value?: string
    readonly charges?: Readonly<Record<string, string>>
    readonly total?: string
    readonly pending?: readonly number[]
    readonly lane?: string
    readonly issues?: readonly string[]
    readonly refused?: readonly string[]
  }
}

const law = projectLaw()

for (const [file, { about, cases }] of readVectors<{ about: string; cases: readonly JourneyCase[] }>('journey')) {
  describe(`${file}: ${about}`, () => {
    test.each(cases.map(each => [each.name, each] as const))('%s', (_, { given, expected }) => {
      const decided = decideCase(given)
      if (expected.refused !== undefined) {
        const errors = decided.ok ? [] : decided.issues.filter(issue => issue.severity === 'error')
        expect([...new Set(errors.map(issue => issue.code))]).toEqual(expected.refused)
        return
      }
      if (!decided.ok) throw new Error(JSON.stringify(decided.issues))
      const { valuation, assessment, screening, issues } = decided.value
      expect({
        value: valuation.total,
        charges: Object.fromEntries(assessment.totals.map(({ kind, amount }) => [kind, amount])),
        total: assessment.total,
        pending: assessment.items.filter(item => item.pending !== undefined).map(item => item.sequence),
        lane: screening.lane,
      }).toEqual({ ...expected, issues: undefined })
      expect(issues.map(issue => issue.code)).toEqual(expect.arrayContaining([...(expected.issues ?? [])]))
    })
  })
}

describe('a decision', () => {
  test('is the same for the same arguments, and another for the lot of another consignment', () => {
    const { document, given, books } = shirts()
    const once = JSON.stringify(decide(document, given, books))
    expect(JSON.stringify(decide(document, given, books))).toBe(once)
    expect(JSON.stringify(decide(document, { ...given, lot: { ...given.lot, key: 'another' } }, books))).not.toBe(once)
  })

  test('that is refused names everything at once: rules, mandate, code, rate', () => {
    const { document, given, books } = shirts()
    const [item] = document.goodsItems
    if (item === undefined) throw new Error('no goods')
    const wrong = {
      ...document,
      importer: { id: 'SOMEBODY-ELSE' },
      totalPackages: 21,
      goodsItems: [{ ...item, netMassKg: '2000', invoiceAmount: { amount: '80000000', currency: 'XTS' } }],
    }
    const decided = decide(wrong, given, books)
    expect(decided.ok ? [] : decided.issues.map(issue => issue.code)).toEqual(
      expect.arrayContaining([
        'trust.mandate-missing',
        'declaration.packages-differ',
        'declaration.net-above-gross',
        'rates.currency-unknown',
      ]),
    )
  })

  test('says each thing once, though two parts notice it', () => {
    const { document, given, books } = shirts()
    const [item] = document.goodsItems
    if (item === undefined) throw new Error('no goods')
    const amount = { amount: '3200', currency: 'USD' }
    const decided = decide({ ...document, invoiceTotal: amount, goodsItems: [{ ...item, invoiceAmount: amount }] }, given, books)
    const missing = decided.ok ? [] : decided.issues.filter(issue => issue.code === 'rates.missing')
    expect(missing.map(issue => issue.path)).toHaveLength(new Set(missing.map(issue => issue.path)).size)
    expect(missing.length).toBeGreaterThan(0)
  })

  test('draws the lot of the consignment as it was first lodged, whatever the document says now', () => {
    const { document, given, books } = shirts()
    const [item] = document.goodsItems
    if (item === undefined) throw new Error('no goods')
    const amended = { ...document, goodsItems: [{ ...item, quantities: [{ value: '4001', unit: 'C62' }] }] }
    const lots = [decide(document, given, books), decide(amended, { ...given, version: 2, number: 2, occasion: 'amend' }, books)]
    const numbers = lots.map(each => (each.ok ? each.value.screening.lot?.number : undefined))
    expect(numbers[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(numbers[1]).toBe(numbers[0])
  })

  test('holds the rates it used and no others', () => {
    const { document, given, books } = shirts()
    const [item] = document.goodsItems
    if (item === undefined) throw new Error('no goods')
    const inDollars = { ...document, goodsItems: [{ ...item, invoiceAmount: { amount: '3200', currency: 'USD' } }] }
    const { invoiceTotal: _, ...rest } = inDollars
    const rates = openExchangeRates([
      rate('USD', '25000', '2026-03-01'),
      rate('EUR', '28000', '2026-03-01'),
      rate('USD', '24000', '2026-02-01'),
    ])
    const decided = decide(declarationSchema.parse(rest), given, { ...books, rates })
    expect(decided.ok ? decided.value.restsOn.exchangeRates : decided.issues).toEqual([rate('USD', '25000', '2026-03-01')])
  })
})

describe('after the decision', () => {
  const today = day('2026-03-10')
  const lodged = { act: 'lodge', isPreArrival: false } as const
  const due = [{ amount: '23680000', currency: 'VND' }]

  test('a consignment of which nothing is asked and for which nothing is due is released by the acts of its lodging', () => {
    const acts = [lodged, { act: 'assess', isDue: false }, { act: 'screen', controls: [] }] as const
    const reached = proceed(DRAFT, acts, { unpaid: [], decision: decided(), today })
    expect(reached.ok && [reached.value.standing.status, reached.value.records.at(-1)]).toEqual(['released', { act: 'release' }])
  })

  test('one that owes waits, and each thing missing is named', () => {
    const acts = [
      { ...lodged, isPreArrival: true },
      { act: 'assess', isDue: true },
      { act: 'screen', controls: ['scan'] },
    ] as const
    const reached = proceed(DRAFT, acts, { unpaid: due, decision: decided(), today })
    if (!reached.ok) throw new Error(JSON.stringify(reached.issues))
    const { release, standing } = reached.value
    expect(standing.status).toBe('under-control')
    expect(release.release ? [] : release.missing.map(each => each.code)).toEqual([
      'release.control-outstanding',
      'release.payment-outstanding',
      'release.arrival-outstanding',
    ])
  })

  test('an act that is not permitted is refused, and nothing is done', () => {
    const reached = proceed(DRAFT, [{ act: 'pay', isSettled: true }], { unpaid: [], decision: decided(), today })
    expect(reached.ok ? [] : reached.issues.map(each => each.code)).toEqual(['declaration.act-not-permitted'])
  })

  test('where the rates are those of the day of release, an assessment of an earlier day does not release', () => {
    const given = {
      state: 'SG',
      registeredOn: '2023-12-29',
      schedule: { '61091010': { mfn: '0' } },
      document: 'shirts-into-singapore',
    } as const
    const assessed = decideCase(given)
    if (!assessed.ok) throw new Error(JSON.stringify(assessed.issues))
    const standing = { ...DRAFT, status: 'registered', version: 1, hasArrived: true, isAssessed: true, isScreened: true } as const
    const on = (text: string) => releaseOf(standing, { unpaid: [], decision: assessed.value, today: day(text) })
    expect(on('2023-12-29').release).toBe(true)
    expect(on('2024-01-02')).toMatchObject({ release: false, missing: [{ code: 'release.rates-of-day-outstanding' }] })
  })
})

test('a declaration is for the state of destination, on export for that of exportation', () => {
  const of = (given: object) => findStateOf(declarationSchema.parse(given))
  expect(of({ type: 'IM4', destinationCountry: 'VN', exportCountry: 'TH' })).toBe('VN')
  expect(of({ type: 'EX1', destinationCountry: 'VN', exportCountry: 'TH' })).toBe('TH')
  expect(of({ type: 'IM4', destinationCountry: 'DE' })).toBeUndefined()
  expect(of({})).toBeUndefined()
})

test('every code a rule may raise is one of the codes the journey knows; what a lodging decides is the node’s', () => {
  expect(RULES.flatMap(rule => ('decidedOn' in rule ? [] : rule.codes.filter(code => !ISSUES.includes(code))))).toEqual([])
})

function decided(): Decision {
  const { document, given, books } = shirts()
  const answer = decide(document, given, books)
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  return answer.value
}

function shirts() {
  const asked = {
    state: 'VN',
    registeredOn: '2026-03-10',
    schedule: { '61091010': { mfn: '20' } },
    document: 'shirts-into-viet-nam',
  } as const
  return argumentsFor(asked)
}

function decideCase(given: JourneyCase['given']) {
  const { document, given: asked, books } = argumentsFor(given)
  return decide(document, asked, books)
}

function argumentsFor(asked: JourneyCase['given']): { document: DeclarationDocument; given: Given; books: Books } {
  const { state, schedule, rates = [], arrivedOn, releasedOn } = asked
  const document = readDocument(asked.document, asked.preference)
  const registeredOn = day(asked.registeredOn)
  const given: Given = {
    state,
    mrn: '26VN000000000000R0',
    version: 1,
    number: 1,
    occasion: 'lodge',
    decidedOn: registeredOn,
    registeredOn,
    ...(arrivedOn === undefined ? {} : { arrivedOn: day(arrivedOn) }),
    ...(releasedOn === undefined ? {} : { releasedOn: day(releasedOn) }),
    documentSha256: '00',
    authority: { on: registeredOn, filer: 'TRADER-1', actsFor: ['TRADER-1'], restrictions: [] },
    lot: { key: consignmentKey(document).key, day: registeredOn },
    drawnBefore: false,
    capped: [],
    trusted: false,
  }
  const profiles = compileProfiles(law.on(STARTER_PROFILES, state, registeredOn).map(row => starterProfile(row, 1)))
  const books: Books = {
    law,
    schedule: openSchedule(
      { id: 'test', state, validFrom: day('2020-01-01'), source: 'test', confidence: 'assumed' },
      Object.entries(schedule).map(([code, row]) => lineOf(code, row)),
    ),
    rates: openExchangeRates(rates.map(each => ({ ...each, state, unit: 1, source: 'test' }))),
    profiles,
    secret: { day: registeredOn, secret: '5f'.repeat(32) },
  }
  return { document, given, books }
}

function readDocument(name: string, preference: Preference | undefined): DeclarationDocument {
  const text = readFileSync(new URL(`../../vectors/journey/documents/${name}.json`, import.meta.url), 'utf8')
  const document = declarationSchema.parse(JSON.parse(text))
  if (preference === undefined) return document
  return { ...document, goodsItems: document.goodsItems.map(item => ({ ...item, preference })) }
}

function lineOf(code: string, rates: Readonly<Record<string, string>>): TariffLine {
  const columns = Object.entries(rates).map(([column, percent]) => [column, { kind: 'ad-valorem', percent }] as const)
  return { code: code as CommodityCode, row: 1, description: {}, rates: Object.fromEntries(columns) }
}

function rate(currency: string, amount: string, validFrom: string): ExchangeRate {
  const { currency: own } = STATE_FACTS.VN
  return { state: 'VN', currency: currency as typeof own, unit: 1, rate: amount, validFrom: day(validFrom), source: 'test' }
}

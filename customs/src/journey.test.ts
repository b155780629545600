import { describe, expect, test } from 'vitest'
import { DRAFT, declarationSchema } from './declaration/index.ts'
import { type Decision, decide, findStateOf, ISSUES, proceed, RULES, releaseOf } from './journey.ts'
import { day } from './kernel/index.ts'
import { type ExchangeRate, openExchangeRates, STATE_FACTS } from './reference/index.ts'
import { argumentsFor, decideCase, listJourneyCases } from './testing/journey-vectors.ts'
import { projectLaw } from './testing/law.ts'
import { testVectors } from './testing/test-vectors.ts'

testVectors(listJourneyCases())

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

describe('security that the law waives by status', () => {
  const row = {
    id: 'VN-W-1',
    state: 'VN',
    validFrom: '2026-01-01',
    knownSince: '2026-11-22',
    legalRef: 'of this test',
    source: 'of this test',
    confidence: 'assumed',
    reason: 'value-open',
    tierMin: 3,
    percent: '100',
  }
  const law = projectLaw([{ file: 'law/vn/security-waiver.json', kind: 'security-waiver', rows: [row] }])
  const { document, given, books } = shirts()
  const value = { supposed: [{ sequence: 1, value: { amount: '200000000', currency: 'VND' } }] }
  const principal = document.importer?.id ?? ''
  const asked = (tier: 2 | 3, more = true) => {
    const tiers = [{ traderId: principal, tier, validFrom: day('2026-01-01') }]
    const authority = { ...given.authority, tiers }
    const decided = decide(document, { ...given, value, authority }, { ...books, law: more ? law : books.law })
    return decided.ok ? [decided.value.securities?.map(each => each.reason), decided.value.waived?.map(each => each.row)] : decided.issues
  }

  test('is asked of whoever is not trusted, and where no row is on file', () => {
    expect(asked(2)).toEqual([['value-open'], undefined])
    expect(asked(3, false)).toEqual([['value-open'], undefined])
  })

  test('is not asked of whoever is, and the decision says by which row', () => {
    expect(asked(3)).toEqual([undefined, ['VN-W-1']])
  })
})

describe('after the decision', () => {
  const today = day('2026-03-10')
  const lodged = { act: 'lodge', isPreArrival: false } as const
  const due = [{ amount: '23680000', currency: 'VND' }]

  test('a consignment of which nothing is asked and for which nothing is due is released by the acts of its lodging', () => {
    const acts = [lodged, { act: 'assess', isDue: false }, { act: 'screen', controls: [] }] as const
    const reached = proceed(DRAFT, acts, { unpaid: [], unsecured: [], decision: decided(), today })
    expect(reached.ok && [reached.value.standing.status, reached.value.records.at(-1)]).toEqual(['released', { act: 'release' }])
  })

  test('one that owes waits, and each thing missing is named', () => {
    const acts = [
      { ...lodged, isPreArrival: true },
      { act: 'assess', isDue: true },
      { act: 'screen', controls: ['scan'] },
    ] as const
    const reached = proceed(DRAFT, acts, { unpaid: due, unsecured: [], decision: decided(), today })
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
    const reached = proceed(DRAFT, [{ act: 'pay', isSettled: true }], { unpaid: [], unsecured: [], decision: decided(), today })
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
    const on = (text: string) => releaseOf(standing, { unpaid: [], unsecured: [], decision: assessed.value, today: day(text) })
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

function rate(currency: string, amount: string, validFrom: string): ExchangeRate {
  const { currency: own } = STATE_FACTS.VN
  return { state: 'VN', currency: currency as typeof own, unit: 1, rate: amount, validFrom: day(validFrom), source: 'test' }
}

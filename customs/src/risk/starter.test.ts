import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { type Currency, day } from '../kernel/index.ts'
import { type LawTable, openLawBook, STATES } from '../reference/index.ts'
import { compileProfiles, findRandomControl, RANDOM_CONTROLS, STARTER_PROFILES, screenConsignment, starterProfile } from './index.ts'

const tables = STATES.flatMap(state => [`law/${state.toLowerCase()}/risk-profiles.json`, `law/${state.toLowerCase()}/random-control.json`])
  .filter(file => existsSync(place(file)))
  .map((file): LawTable => ({ file, ...JSON.parse(readFileSync(place(file), 'utf8')) }))
const opened = openLawBook([STARTER_PROFILES, RANDOM_CONTROLS], tables, 'test')
if (!opened.ok) throw new Error(JSON.stringify(opened.issues, null, 2))
const law = opened.value
const today = day('2026-11-22')
const SGD = 'SGD' as Currency

describe.each(['VN', 'SG', 'TH'] as const)('the starter profiles of %s', state => {
  const profiles = law.on(STARTER_PROFILES, state, today).map(row => starterProfile(row, 1))

  test('compile, every one', () => {
    expect(profiles.length).toBeGreaterThan(0)
    expect(compileProfiles(profiles).broken).toEqual([])
  })

  test('say that they are samples', () => {
    for (const row of law.on(STARTER_PROFILES, state, today)) expect([row.owner, row.confidence]).toEqual(['lintas sample', 'assumed'])
  })

  test('never fail on an empty declaration, nor on one with an empty item', () => {
    for (const document of [{}, { goodsItems: [{ sequence: 1 }] }]) {
      expect(
        screenConsignment({ document: declarationSchema.parse(document), day: today, profiles: compileProfiles(profiles) }).hits,
      ).toEqual([])
    }
  })

  test('come with a rate for the lot, lower for the trusted', () => {
    expect(findRandomControl(law, state, today, 'standard')?.rate).toBe('0.01')
    expect(findRandomControl(law, state, today, 'trusted')?.rate).toBe('0.005')
  })
})

test.each<[string, DeclarationInput, string, string]>([
  ['whisky', { goodsItems: [{ sequence: 1, commodityCode: '22083000' }] }, 'yellow', 'liquor-and-tobacco'],
  ['a rifle', { goodsItems: [{ sequence: 1, commodityCode: '93033000' }] }, 'red', 'arms'],
  ['scrap of plastics', { goodsItems: [{ sequence: 1, commodityCode: '39151090' }] }, 'red', 'plastic-waste'],
  ['a free sample', { goodsItems: [{ sequence: 1, invoiceAmount: { amount: '0', currency: 'USD' } }] }, 'blue', 'without-a-price'],
  [
    'Vietnamese shirts with a claim to ATIGA, sent from Hong Kong',
    { exportCountry: 'HK', goodsItems: [{ sequence: 1, originCountry: 'VN', preference: { agreement: 'atiga' } }] },
    'yellow',
    'preference-by-way-of-another-country',
  ],
  ['a watch', { goodsItems: [{ sequence: 1, commodityCode: '91011100', netMassKg: '0.1' }] }, 'yellow', 'dear-and-light'],
])('in Singapore, %s', (_, document, lane, profile) => {
  const profiles = compileProfiles(law.on(STARTER_PROFILES, 'SG', today).map(row => starterProfile(row, 1)))
  const figures = { currency: SGD, items: [{ customsValue: { minor: 500_000n, currency: SGD } }] }
  const screening = screenConsignment({ document: declarationSchema.parse(document), day: today, profiles, figures })
  expect([screening.lane, screening.hits.map(hit => hit.profile)]).toEqual([lane, [profile]])
})

test('a state without rows has neither profiles nor a lot', () => {
  expect(law.on(STARTER_PROFILES, 'BN', today)).toEqual([])
  expect(findRandomControl(law, 'BN', today, 'standard')).toBeUndefined()
})

function place(file: string): URL {
  return new URL(`../../../${file}`, import.meta.url)
}

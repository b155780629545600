import assert from 'node:assert/strict'
import { type DeclarationDocument, declarationSchema, type Preference } from '../declaration/index.ts'
import { type Books, decide, type Given } from '../journey.ts'
import { type CommodityCode, day } from '../kernel/index.ts'
import { type ExchangeRate, openExchangeRates, type State } from '../reference/index.ts'
import { compileProfiles, consignmentKey, STARTER_PROFILES, starterProfile } from '../risk/index.ts'
import { openSchedule, type TariffLine } from '../tariff/index.ts'
import { projectLaw } from './law.ts'
import { casesOf, readVector, type VectorCase } from './vectors.ts'

/** One worked case: a declaration decided as a whole, and what it comes to. */
interface JourneyCase {
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

/** Every case of `vectors/journey`. */
export function listJourneyCases(): readonly VectorCase[] {
  return casesOf<JourneyCase>('journey', '*.json', ({ given }) => given.state, replay)
}

function replay({ given, expected }: JourneyCase): void {
  const decided = decideCase(given)
  if (expected.refused !== undefined) {
    const errors = decided.ok ? [] : decided.issues.filter(issue => issue.severity === 'error')
    assert.deepEqual([...new Set(errors.map(issue => issue.code))], expected.refused)
    return
  }
  assert(decided.ok, JSON.stringify(decided.ok || decided.issues))
  const { valuation, assessment, screening, issues } = decided.value
  const { issues: hints = [], ...figures } = expected
  const found = {
    value: valuation.total,
    charges: Object.fromEntries(assessment.totals.map(({ kind, amount }) => [kind, amount])),
    total: assessment.total,
    pending: assessment.items.filter(item => item.pending !== undefined).map(item => item.sequence),
    lane: screening.lane,
  }
  assert.deepEqual(found, figures)
  const said = issues.map(issue => issue.code)
  for (const code of hints) assert(said.includes(code), `given ${said.join()}, needs ${code} among them`)
}

/** Decides a case as it was lodged. */
export function decideCase(given: JourneyCase['given']) {
  const { document, given: asked, books } = argumentsFor(given)
  return decide(document, asked, books)
}

/** What the journey decides a case by. */
export function argumentsFor(asked: JourneyCase['given']): { document: DeclarationDocument; given: Given; books: Books } {
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
  const law = projectLaw()
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
  const document = declarationSchema.parse(readVector(`journey/documents/${name}.json`))
  if (preference === undefined) return document
  return { ...document, goodsItems: document.goodsItems.map(item => ({ ...item, preference })) }
}

function lineOf(code: string, rates: Readonly<Record<string, string>>): TariffLine {
  const columns = Object.entries(rates).map(([column, percent]) => [column, { kind: 'ad-valorem', percent }] as const)
  return { code: code as CommodityCode, row: 1, description: {}, rates: Object.fromEntries(columns) }
}

import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { complete, DRAFT } from '@lintas/customs/declaration'
import { decide, type Given } from '@lintas/customs/journey'
import { day } from '@lintas/customs/kernel'
import { type ExchangeRate, openExchangeRates, parseState, STATE_FACTS, type State } from '@lintas/customs/reference'
import { compileProfiles } from '@lintas/customs/risk'
import { openSchedule, readSchedule } from '@lintas/customs/tariff'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadRegionLaw } from '../region.ts'
import { type CheckedIn, checkReading } from './check.ts'
import { readFile } from './formats/read-file.ts'
import { writeWcoDec } from './formats/wco-dec.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = join(root, 'examples')
const TODAY = day('2026-11-02')
const WITH_ERRORS = 'vn-import-with-errors.json'

const examples = globSync('*.{json,xml,csv}', { cwd: folder, exclude: ['basket*.json', 'cost-rates.json', 'permits.json'] }).sort() // baskets, what they cost to bring, and permits are no declarations
const sound = examples.filter(name => name !== WITH_ERRORS)
const bytesOf = (name: string) => readFileSync(join(folder, name))
const stateOf = (name: string): State => parseState(name.slice(0, 2)) ?? 'VN'

let law: Awaited<ReturnType<typeof loadRegionLaw>>
beforeAll(async () => {
  law = await loadRegionLaw()
})

test('there are at least twelve, into and out of three states, in every format, each told in the README', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  expect(examples.length).toBeGreaterThanOrEqual(12)
  expect(examples.filter(name => !readme.includes(`\`${name}\``))).toEqual([])
  for (const state of ['VN', 'SG', 'TH']) {
    expect(sound.some(name => stateOf(name) === state && name.includes('import'))).toBe(true)
    expect(sound.some(name => stateOf(name) === state && name.includes('export'))).toBe(true)
  }
  expect(new Set(examples.map(name => readFile(bytesOf(name)).format))).toEqual(new Set(['lintas-json', 'wco-dec', 'csv']))
})

describe.each(sound)('%s', name => {
  test('is without a mistake, where a state is asked and where none is', () => {
    const state = stateOf(name)
    const asked = { state, day: TODAY, law, schedule: scheduleOf(state), rates: ratesOf(state) }
    for (const checkedIn of [undefined, asked]) {
      const { problems } = checkFile(bytesOf(name), checkedIn)
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    }
  })

  test('is decided, every item with its charges', () => {
    const { document } = readFile(bytesOf(name))
    if (document === undefined) throw new Error('given an example that was not read')
    const state = stateOf(name)
    const profiles = compileProfiles([])
    const decided = decide(document, givenFor(state), { law, schedule: scheduleOf(state), rates: ratesOf(state), profiles })
    expect(decided.ok ? [] : decided.issues).toEqual([])
    expect(decided.ok && decided.value.assessment.items).toHaveLength(document.goodsItems.length)
  })
})

test.each([
  ['vn-import-simplified', 'vn-import-simplified-supplement', 'supplement'],
  ['vn-import-provisional', 'vn-import-provisional-final', 'finalise'],
] as const)('%s is completed by %s', (first, last, occasion) => {
  const [begun, completing] = [readFile(bytesOf(`${first}.json`)).document, readFile(bytesOf(`completions/${last}.json`)).document]
  if (begun === undefined || completing === undefined) throw new Error('given an example that was not read')
  const kind = occasion === 'supplement' ? 'supplement' : 'finalisation'
  const standing = { ...DRAFT, status: 'released', completion: { kind, dueOn: TODAY, state: 'open' } } as const
  expect(complete(standing, begun, completing)).toMatchObject({ ok: true })
  const books = { law, schedule: scheduleOf('VN'), rates: ratesOf('VN'), profiles: compileProfiles([]) }
  const [before, after] = [decide(begun, givenFor('VN'), books), decide(completing, { ...givenFor('VN'), occasion }, books)]
  expect([before.ok && before.value.securities?.[0]?.reason, after.ok && after.value.securities]).toEqual(['provisional', undefined])
})

test.each(sound.filter(name => name.endsWith('.xml')))('%s is written as it was read', name => {
  const { document } = readFile(bytesOf(name))
  const written = document === undefined ? undefined : writeWcoDec(document)
  expect(written?.ok === true && written.value).toBe(bytesOf(name).toString())
})

test('the one with errors is told all of them at once, each with its place', () => {
  const { problems } = checkFile(bytesOf(WITH_ERRORS))
  expect(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      'declaration.arrival-before-departure',
      'declaration.container-check-digit',
      'declaration.country-unknown',
      'declaration.imo-check-digit',
      'declaration.item-number-repeated',
      'declaration.net-above-gross',
      'declaration.packages-differ',
      'tariff.chapter-reserved',
      'valuation.incoterm-unknown',
      'valuation.invoice-total-differs',
    ]),
  )
  expect(problems.every(({ line, column }) => line !== null && column !== null)).toBe(true)
})

function scheduleOf(state: State) {
  const [header = [], ...rows] = parse(readFileSync(join(root, `law/${state.toLowerCase()}/schedule-sample.csv`)))
  const { lines, headings } = readSchedule(header, rows, STATE_FACTS[state].currency)
  const version = {
    id: `${state}-sample`,
    state,
    validFrom: day('2020-01-01'),
    source: 'sample',
    confidence: 'assumed',
    sample: true,
  } as const
  return openSchedule(version, lines, headings)
}

function ratesOf(state: State) {
  const rows: readonly Record<string, string>[] = parse(readFileSync(join(folder, `rates/${state.toLowerCase()}.csv`)), { columns: true })
  return openExchangeRates(
    rows.map(({ currency, unit, rate = '', valid_from = '', source = '' }) => ({
      state,
      currency: currency as ExchangeRate['currency'],
      unit: unit === '100' ? 100 : 1,
      rate,
      validFrom: day(valid_from),
      source,
    })),
  )
}

function givenFor(state: State): Given {
  return {
    state,
    mrn: 'an example',
    version: 1,
    number: 1,
    occasion: 'lodge',
    decidedOn: TODAY,
    registeredOn: TODAY,
    documentSha256: '0'.repeat(64),
    authority: {
      on: TODAY,
      filer: `TRADER-${state}`,
      actsFor: [`TRADER-${state}`],
      restrictions: [],
      tiers: [{ traderId: `TRADER-${state}`, tier: 2, validFrom: TODAY }],
    },
    lot: { key: 'an example', day: TODAY },
    drawnBefore: false,
    capped: [],
    trusted: false,
  }
}

test('every file of rates is for a state that has examples', () => {
  expect(
    globSync('rates/*.csv', { cwd: folder })
      .map(file => basename(file, '.csv'))
      .sort(),
  ).toEqual(['sg', 'th', 'vn'])
})

function checkFile(bytes: Uint8Array, checkedIn?: CheckedIn) {
  return checkReading(readFile(bytes), checkedIn)
}

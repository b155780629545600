import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CommodityCode, day } from '../kernel/index.ts'
import { type LawBook, type LawTable, openLawBook } from '../reference/index.ts'
import { parseCell } from './cell.ts'
import { chooseRate, compareRates, type RateQuestion } from './choose-rate.ts'
import { TARIFF_LAW } from './law.ts'
import { type DutyRate, formatRate } from './rate.ts'
import { openSchedule, type ScheduleVersion, type TariffLine } from './schedule.ts'

const version: ScheduleVersion = {
  id: 'VN-2023-07-15-1',
  state: 'VN',
  validFrom: day('2023-07-15'),
  source: 'a gazette',
  confidence: 'secondary',
}
const law = readLaw()
const MIDSUMMER = day('2025-06-21')

/** A line of Viet Nam's schedule with these cells. */
function line(cells: Readonly<Record<string, string>>): TariffLine {
  const rates: Record<string, DutyRate> = {}
  for (const [column, cell] of Object.entries(cells)) {
    const read = parseCell(cell, 'VND' as Parameters<typeof parseCell>[1])
    if (read.kind === 'rate') rates[column] = read.rate
    if (read.kind === 'problem') rates[column] = { kind: 'unknown', cell }
  }
  return { code: '61091010' as CommodityCode, row: 7, description: {}, rates }
}

function choose(cells: Readonly<Record<string, string>>, question: Omit<RateQuestion, 'day'> & { readonly day?: RateQuestion['day'] }) {
  const goods = line(cells)
  return chooseRate(openSchedule(version, [goods]), goods, { day: MIDSUMMER, ...question }, law)
}

/** What was chosen, in a few words: the rate, its column, why the claim waits, and what is said about it. */
function words(result: ReturnType<typeof choose>): readonly unknown[] {
  if (!result.ok) return result.issues.map(issue => issue.code)
  const { rate, column, pending, issues } = result.value
  return [formatRate(rate), column, ...(pending === undefined ? [] : [`pending: ${pending.reason}`]), ...issues.map(issue => issue.code)]
}

const SHIRT = { mfn: '20', atiga: '0', acfta: '5', evfta: '10,9' }

test.each<[string, Omit<RateQuestion, 'day'>, readonly string[]]>([
  ['nothing claimed pays MFN', { origin: 'CN' }, ['20 %', 'mfn']],
  ['MFN claimed pays MFN', { origin: 'US', claim: 'MFN' }, ['20 %', 'mfn']],
  ['a proven claim from a party gets the agreement', { origin: 'TH', claim: 'ATIGA', proof: 'valid' }, ['0 %', 'atiga']],
  ['goods that come home under the agreement are of a party', { origin: 'VN', claim: 'atiga', proof: 'valid' }, ['0 %', 'atiga']],
  ['China is a party to ACFTA', { origin: 'CN', claim: 'acfta', proof: 'valid' }, ['5 %', 'acfta']],
  ['Germany is a party to EVFTA', { origin: 'DE', claim: 'evfta', proof: 'valid' }, ['10.9 %', 'evfta']],
  ['EVFTA takes the European Union as origin', { origin: 'EU', claim: 'evfta', proof: 'valid' }, ['10.9 %', 'evfta']],
  [
    'ATIGA does not take the European Union as origin',
    { origin: 'EU', claim: 'atiga', proof: 'valid' },
    ['20 %', 'mfn', 'pending: tariff.preference-origin-not-party', 'tariff.preference-origin-not-party'],
  ],
  [
    'without a proof the claim waits and MFN is paid',
    { origin: 'TH', claim: 'atiga', proof: 'absent' },
    ['20 %', 'mfn', 'pending: tariff.preference-proof-missing', 'tariff.preference-proof-missing'],
  ],
  [
    'a proof that fails its form leaves the claim waiting',
    { origin: 'TH', claim: 'atiga', proof: 'invalid' },
    ['20 %', 'mfn', 'pending: tariff.preference-proof-invalid', 'tariff.preference-proof-invalid'],
  ],
  [
    'an origin that is no party pays MFN',
    { origin: 'US', claim: 'atiga', proof: 'valid' },
    ['20 %', 'mfn', 'pending: tariff.preference-origin-not-party', 'tariff.preference-origin-not-party'],
  ],
  [
    'Timor-Leste is no party to ATIGA until a row says so',
    { origin: 'TL', claim: 'atiga', proof: 'valid' },
    ['20 %', 'mfn', 'pending: tariff.preference-origin-not-party', 'tariff.preference-origin-not-party'],
  ],
  [
    'a claim without an origin waits',
    { claim: 'atiga', proof: 'valid' },
    ['20 %', 'mfn', 'pending: tariff.preference-origin-missing', 'tariff.preference-origin-missing'],
  ],
  [
    "another state's agreement gives nothing here",
    { origin: 'JP', claim: 'jtepa', proof: 'valid' },
    ['20 %', 'mfn', 'pending: tariff.agreement-not-in-force', 'tariff.agreement-not-in-force'],
  ],
  ['an agreement nobody knows is refused', { origin: 'TH', claim: 'nafta', proof: 'valid' }, ['tariff.agreement-unknown']],
  [
    'a word that is a property of every object is no agreement',
    { origin: 'TH', claim: 'constructor', proof: 'valid' },
    ['tariff.agreement-unknown'],
  ],
  [
    'an agreement without a rate on file is refused by name, not taken for MFN',
    { origin: 'KR', claim: 'vkfta', proof: 'valid' },
    ['tariff.rate-not-on-file'],
  ],
])('%s', (_, question, expected) => {
  expect(words(choose(SHIRT, question))).toEqual(expected)
})

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a line the agreement excludes pays MFN, and says why',
    { mfn: '135', atiga: '*' },
    ['135 %', 'mfn', 'pending: tariff.preference-excluded', 'tariff.preference-excluded'],
  ],
  ['a preference above MFN gives way to it', { mfn: '10', atiga: '20' }, ['10 %', 'mfn', 'tariff.preference-useless']],
  ['a preference equal to MFN is granted and gains nothing', { mfn: '0', atiga: '0' }, ['0 %', 'atiga', 'tariff.preference-no-gain']],
  ['none charged is less than any percentage', { mfn: '5', atiga: '-' }, ['-', 'atiga']],
  ['percent and money per unit cannot be compared without the goods', { mfn: '5', atiga: '450,-/kg' }, ['450 VND/KGM', 'atiga']],
  ['a preference needs no MFN on file', { atiga: '0' }, ['0 %', 'atiga']],
  ['a preference nobody could read is not MFN and not zero', { mfn: '5', atiga: '0*)' }, ['tariff.rate-unreadable']],
])('%s', (_, cells, expected) => {
  expect(words(choose(cells, { origin: 'TH', claim: 'atiga', proof: 'valid' }))).toEqual(expected)
})

test('a rate that is missing or unreadable refuses the question by name and place', () => {
  const missing = choose({ atiga: '0' }, { origin: 'US' })
  expect(missing.ok ? [] : missing.issues).toEqual([
    {
      code: 'tariff.rate-not-on-file',
      severity: 'error',
      path: 'commodityCode',
      params: { code: '61091010', column: 'mfn', version: version.id, row: 7 },
    },
  ])
  expect(words(choose({ mfn: '11*)' }, { origin: 'US' }))).toEqual(['tariff.rate-unreadable'])
  expect(words(choose({ mfn: '*' }, { origin: 'US' }))).toEqual(['tariff.rate-not-on-file'])
})

test('when neither the preference nor MFN applies, both reasons are given', () => {
  expect(words(choose({ atiga: '0' }, { origin: 'TH', claim: 'atiga' }))).toEqual([
    'tariff.rate-not-on-file',
    'tariff.preference-proof-missing',
  ])
})

test('an agreement is in force from its day on, for each party from its own', () => {
  const rates = { mfn: '20', rcep: '0' }
  const from = (origin: string, on: string) => words(choose(rates, { origin, claim: 'rcep', proof: 'valid', day: day(on) }))[1]
  expect([from('JP', '2021-12-31'), from('JP', '2022-01-01'), from('KR', '2022-01-31'), from('KR', '2022-02-01')]).toEqual([
    'mfn',
    'rcep',
    'mfn',
    'rcep',
  ])
})

test('the ordinary rate is the one on file, else the share of MFN that the law names, and never derived from zero', () => {
  const ordinary = (cells: Readonly<Record<string, string>>) => words(choose(cells, { origin: 'KP', claim: 'ORDINARY' }))
  expect(ordinary({ mfn: '20', ordinary: '25' })).toEqual(['25 %', 'ordinary'])
  expect(ordinary({ mfn: '7,5' })).toEqual(['11.25 %', 'ordinary', 'tariff.ordinary-rate-derived'])
  expect(ordinary({ mfn: '0' })).toEqual(['tariff.rate-not-on-file'])
  expect(ordinary({ mfn: '20', ordinary: '30*)' })).toEqual(['tariff.rate-unreadable'])
  expect(ordinary({ mfn: '450,-/kg' })).toEqual(['tariff.rate-not-on-file'])
})

test('an origin without MFN treatment pays the ordinary rate, claimed or not', () => {
  const goods = line({ mfn: '20', ordinary: '30', atiga: '0' })
  const strict = openLaw([
    ...readTables(),
    {
      file: 'test',
      kind: 'ordinary-rate',
      rows: [
        {
          id: 'TH-ORDINARY',
          state: 'TH',
          validFrom: '2020-01-01',
          knownSince: '2026-01-01',
          legalRef: 'an act',
          source: 'a test',
          confidence: 'assumed',
          origins: ['KP'],
        },
      ],
    },
  ])
  const schedule = openSchedule({ ...version, state: 'TH' }, [goods])
  expect(words(chooseRate(schedule, goods, { day: MIDSUMMER, origin: 'KP' }, strict))).toEqual([
    '30 %',
    'ordinary',
    'tariff.ordinary-rate-applies',
  ])
  expect(words(chooseRate(schedule, goods, { day: MIDSUMMER, origin: 'KP', claim: 'atiga', proof: 'valid' }, strict))).toEqual([
    '30 %',
    'ordinary',
    'pending: tariff.preference-origin-not-party',
    'tariff.preference-origin-not-party',
    'tariff.ordinary-rate-applies',
  ])
  expect(words(chooseRate(schedule, goods, { day: MIDSUMMER, origin: 'CN' }, strict))).toEqual(['20 %', 'mfn'])
})

test('a rate from a sample schedule says that it is one', () => {
  const goods = line({ mfn: '20' })
  const schedule = openSchedule({ ...version, sample: true, confidence: 'assumed' }, [goods])
  expect(words(chooseRate(schedule, goods, { day: MIDSUMMER }, law))).toEqual(['20 %', 'mfn', 'tariff.rate-from-sample'])
})

test('rates compare only where the comparison holds for any goods', () => {
  const rate = (cell: string) => line({ mfn: cell }).rates.mfn ?? { kind: 'none' as const }
  const sign = (a: string, b: string) => compareRates(rate(a), rate(b))
  expect([sign('5', '7,5'), sign('5', '5,0'), sign('0', '-'), sign('450,-/kg', '790,-/kg'), sign('0', '450,-/kg')]).toEqual([
    -1, 0, 0, -1, -1,
  ])
  expect([sign('5', '450,-/kg'), sign('450,-/kg', '450,-/liter'), sign('max(5; 1,50/kg)', '5')]).toEqual([undefined, undefined, undefined])
})

const CLEARED = new URL('../../../../shared/data/assessment/vn-cleared-lines.csv', import.meta.url)
const VN = new URL('../../../../shared/data/tariff/VN.csv', import.meta.url)

test.skipIf(!existsSync(CLEARED))(
  'the rates applied to 111 lines cleared in Viet Nam are chosen again (skips without ../shared/data)',
  () => {
    const rows = readPlainCsv(CLEARED)
    const tariff = new Map(readPlainCsv(VN).map(cells => [cells.code ?? '', line(cells)]))
    const wrong = rows.filter(row => {
      const goods = tariff.get(row.code ?? '')
      if (goods === undefined) return true
      const question = {
        day: day(row.declared_on ?? ''),
        origin: row.origin,
        claim: row.schedule,
        proof: row.proof_form === '' ? ('absent' as const) : ('valid' as const),
      }
      const result = chooseRate(openSchedule(version, [goods]), goods, question, law)
      return !result.ok || result.value.rate.kind !== 'ad-valorem' || result.value.rate.percent !== row.duty_rate
    })
    expect(rows).toHaveLength(111)
    expect(wrong).toEqual([])
  },
)

/** Enough CSV for these two files, whose fields hold no line breaks. */
function readPlainCsv(url: URL): readonly Record<string, string>[] {
  const fields = (text: string) => [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(match => match[1] ?? match[2] ?? '')
  const [header = '', ...rows] = readFileSync(url, 'utf8').trim().split(/\r?\n/)
  const columns = fields(header)
  return rows.map(row => Object.fromEntries(fields(row).map((cell, index) => [columns[index] ?? '', cell])))
}

function readTables(): LawTable[] {
  const root = new URL('../../../law/', import.meta.url)
  const names = TARIFF_LAW.map(kind => kind.name)
  return globSync('*/*.json', { cwd: root })
    .map(file => ({ file, ...JSON.parse(readFileSync(new URL(file, root), 'utf8')) }))
    .filter(table => names.includes(table.kind))
}

function readLaw(): LawBook {
  return openLaw(readTables())
}

function openLaw(tables: readonly LawTable[]): LawBook {
  const opened = openLawBook(TARIFF_LAW, tables, 'test')
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  return opened.value
}

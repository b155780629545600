import { expect, test } from 'vitest'
import { checkEverywhere, checkInState, declarationSchema } from '../declaration/index.ts'
import { type CommodityCode, day } from '../kernel/index.ts'
import { openLawBook } from '../reference/index.ts'
import { TARIFF_ISSUES } from './issues.ts'
import { TARIFF_LAW } from './law.ts'
import { adValorem } from './rate.ts'
import { TARIFF_RULES } from './rules.ts'
import { openSchedule } from './schedule.ts'

const shirt = {
  code: '61091010' as CommodityCode,
  row: 1,
  description: {},
  rates: { mfn: adValorem('20'), atiga: adValorem('0'), acfta: adValorem('5'), rcep: adValorem('20') },
}
const version = { id: 'now', state: 'VN' as const, validFrom: day('2023-07-15'), source: 'a gazette', confidence: 'secondary' as const }
const schedule = openSchedule(version, [shirt])
const law = openLawBook(
  TARIFF_LAW,
  [
    {
      file: 'test',
      kind: 'agreement',
      rows: ['atiga', 'acfta', 'rcep'].map(agreement => ({
        id: agreement,
        state: 'VN',
        validFrom: '2022-01-01',
        knownSince: '2026-01-01',
        legalRef: 'an agreement',
        source: 'a test',
        confidence: 'assumed',
        agreement,
        parties: ['TH', 'VN', ...(agreement === 'atiga' ? [] : ['CN'])].map(origin => ({ origin })),
      })),
    },
  ],
  'test',
)

/** What the rules say of one goods item declared for import to Viet Nam. */
function check(item: object, header: object = { exportCountry: 'TH' }) {
  if (!law.ok) throw new Error('the law does not open')
  const document = declarationSchema.parse({ type: 'IM4', ...header, goodsItems: [{ sequence: 1, ...item }] })
  const context = { document, state: 'VN' as const, day: day('2025-06-21'), law: law.value, schedule }
  return checkInState(TARIFF_RULES, context).map(issue => `${issue.path}: ${issue.code}`)
}

test.each([
  ['a line of the schedule', { commodityCode: '61091010' }, []],
  ['no code, which another rule asks for', {}, []],
  ['too few digits', { commodityCode: '610910' }, ['goodsItems[0].commodityCode: tariff.code-incomplete']],
  ['national digits of no line', { commodityCode: '6109101012' }, ['goodsItems[0].commodityCode: tariff.code-too-long']],
  ['a code that is not there', { commodityCode: '22084000' }, ['goodsItems[0].commodityCode: tariff.code-unknown']],
  ['the reserved chapter', { commodityCode: '77010000' }, ['goodsItems[0].commodityCode: tariff.chapter-reserved']],
  ['no code at all', { commodityCode: 'SHIRTS' }, ['goodsItems[0].commodityCode: tariff.code-malformed']],
])('%s is answered once', (_, item, expected) => {
  expect(check(item)).toEqual(expected)
})

test('a lower rate that is not claimed is offered, the lowest first', () => {
  const told = ['goodsItems[0].preference: tariff.preference-available']
  expect(check({ commodityCode: '61091010', originCountry: 'TH' })).toEqual(told)
  expect(check({ commodityCode: '61091010', originCountry: 'CN' }, { exportCountry: 'CN' })).toEqual(told)
})

test.each([
  ['it is claimed', { originCountry: 'TH', preference: { agreement: 'atiga' } }, { exportCountry: 'TH' }],
  ['the goods come by another country', { originCountry: 'TH' }, { exportCountry: 'JP' }],
  ['no agreement covers the origin', { originCountry: 'US' }, { exportCountry: 'US' }],
  ['the goods are exported', { originCountry: 'TH' }, { exportCountry: 'TH', type: 'EX1' }],
])('nothing is offered when %s', (_, item, header) => {
  expect(check({ commodityCode: '61091010', ...item }, header)).toEqual([])
})

test('where no schedule is at hand the codes are judged by their form alone', () => {
  const document = declarationSchema.parse({
    goodsItems: [
      { sequence: 1, commodityCode: '99999999' },
      { sequence: 2, commodityCode: '7701.00' },
    ],
  })
  expect(checkEverywhere(TARIFF_RULES, { document }).map(issue => issue.code)).toEqual(['tariff.chapter-reserved'])
})

test('every code a rule may raise is one of the tariff', () => {
  const known: readonly string[] = TARIFF_ISSUES
  expect(TARIFF_RULES.flatMap(rule => rule.codes).filter(code => !known.includes(code))).toEqual([])
})

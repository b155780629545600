import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type LawTable, openLawBook } from '../reference/index.ts'
import { decideRelease, REVIEW_PERIODS, type ReleaseFacts, writeNotice, writeReleaseNote } from './index.ts'

const nothingOpen: ReleaseFacts = { controls: [], unpaid: [], unsecured: [], hasArrived: true, hasRatesOfDay: true, pendingClaims: [] }
const sgd = { amount: '182.40', currency: 'SGD' }

describe('goods are released when nothing stands in the way', () => {
  test.each<[string, Partial<ReleaseFacts>, string[] | 'released']>([
    ['nothing asked, nothing due, goods here', {}, 'released'],
    ['every control found in order', { controls: [{ kind: 'examination', outcome: 'satisfied' }] }, 'released'],
    ['a control nobody did yet', { controls: [{ kind: 'examination', outcome: 'outstanding' }] }, ['release.control-outstanding']],
    ['a control that found something', { controls: [{ kind: 'scan', outcome: 'adverse' }] }, ['release.control-adverse']],
    ['an amount not paid', { unpaid: [sgd] }, ['release.payment-outstanding']],
    ['security not given', { unsecured: [{ reason: 'value-open', ...sgd }] }, ['release.security-outstanding']],
    [
      'assessed at the rates of an earlier day, where those of the release count',
      { hasRatesOfDay: false },
      ['release.rates-of-day-outstanding'],
    ],
    ['such rates are asked for last', { hasRatesOfDay: false, unpaid: [sgd] }, ['release.payment-outstanding']],
    ['cleared, and the ship still at sea', { hasArrived: false }, ['release.arrival-outstanding']],
    [
      'everything at once, each by name',
      { controls: [{ kind: 'document-check', outcome: 'outstanding' }], unpaid: [sgd], hasArrived: false },
      ['release.control-outstanding', 'release.payment-outstanding', 'release.arrival-outstanding'],
    ],
  ])('%s', (_, change, expected) => {
    const decision = decideRelease({ ...nothingOpen, ...change })
    expect(decision.release ? 'released' : decision.missing.map(each => each.code)).toEqual(expected)
  })

  test('a pending preference claim stays open as a condition, it does not hold the goods', () => {
    const decision = decideRelease({ ...nothingOpen, pendingClaims: [2] })
    expect(decision).toEqual({
      release: true,
      conditions: [{ code: 'release.preference-pending', severity: 'hint', path: '', params: { item: 2 } }],
    })
  })
})

describe('an adverse decision is written, with reasons, legal basis and the time to ask for review and appeal', () => {
  const law = openLawBook([REVIEW_PERIODS], ['vn', 'th'].map(readTable), 'test')
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  const reasons = [{ text: 'The goods are not those declared.', legalBasis: 'Customs Act s. 1' }]

  test('the last day is counted from the notice', () => {
    const { remedies } = writeNotice(reasons, 'TH', day('2026-11-22'), law.value)
    expect(remedies.find(each => each.remedy === 'appeal')).toMatchObject({ until: '2026-12-22', confidence: 'assumed' })
  })

  test('where the time is not on file the right is named, and that its time is missing', () => {
    const notice = writeNotice(reasons, 'SG', day('2026-11-22'), law.value)
    expect(notice.remedies).toEqual([
      { remedy: 'review', legalRef: 'ATIGA art. 69', confidence: 'official' },
      { remedy: 'appeal', legalRef: 'ATIGA art. 69', confidence: 'official' },
    ])
    expect(notice.issues.map(each => each.code)).toEqual(['release.review-time-not-on-file', 'release.review-time-not-on-file'])
  })

  test('a notice without a reason cannot be written', () => {
    expect(() => writeNotice([], 'TH', day('2026-11-22'), law.value)).toThrow(/needs at least one/)
  })
})

test('a release note names goods and conditions, never amounts, parties or lane', () => {
  const note = writeReleaseNote(
    { mrn: '26SG000000000000A1', version: 1, state: 'SG', releasedOn: day('2026-11-22') },
    {
      localReference: 'LRN-1',
      totalPackages: 4,
      transportDocuments: [{ id: 'BL-1' }],
      containers: [{ id: 'CSQU3054383', seals: ['S1'] }],
      goodsItems: [{ sequence: 1, commodityCode: '61091010', description: 'Cotton T-shirts' }],
    },
    [],
  )
  expect(note).toEqual({
    mrn: '26SG000000000000A1',
    version: 1,
    state: 'SG',
    releasedOn: '2026-11-22',
    localReference: 'LRN-1',
    packages: 4,
    transportDocuments: ['BL-1'],
    containers: [{ id: 'CSQU3054383', seals: ['S1'] }],
    items: [{ sequence: 1, commodityCode: '61091010', description: 'Cotton T-shirts' }],
    conditions: [],
  })
})

function readTable(state: string): LawTable {
  const file = `law/${state}/review-periods.json`
  return { file, ...JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) }
}

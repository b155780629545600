import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { openLawBook } from '../reference/index.ts'
import { REVIEW_PERIODS } from '../release/index.ts'
import {
  answerClock,
  type Contested,
  checkRequest,
  checkReviewer,
  DECISION_STATUSES,
  listRemedies,
  openRequest,
  type ProceedingStep,
  REVIEW_ANSWER_PERIODS,
  statusOf,
  writeAdverseDecision,
  writeLetter,
  writeOutcome,
  writeOutcomeLetter,
} from './index.ts'

const row = (id: string, more: object) => ({
  id,
  state: 'VN',
  validFrom: '2020-01-01',
  knownSince: '2026-11-22',
  legalRef: 'Law, art. 1',
  source: 'test',
  confidence: 'official',
  ...more,
})
const opened = openLawBook(
  [REVIEW_PERIODS, REVIEW_ANSWER_PERIODS],
  [
    { file: 'periods', kind: 'review-period', rows: [row('review', { remedy: 'review', days: 90, authority: 'The office' })] },
    { file: 'answers', kind: 'review-answer-period', rows: [row('answer', { remedy: 'review', days: 30, silence: 'changed' })] },
  ],
  'test',
)
if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
const law = opened.value

const ON = day('2026-11-22')
const reasons = [{ text: 'The proof is for other goods.', legalBasis: 'Rule 13' }]
const decision = writeAdverseDecision(
  { number: 'VN-2026-000001', kind: 'denial-of-preference', addressee: 'VN-1', about: { mrn: '26VN', items: [1, 2] }, reasons },
  'VN',
  ON,
  law,
)
const contested = (...steps: readonly ProceedingStep[]): Contested => ({ decision, decidedBy: 'first', steps })
const request = (remedy: 'review' | 'appeal'): ProceedingStep => ({ step: 'request', remedy, on: ON, by: 'VN-1', grounds: 'It is wrong.' })
const outcome = (remedy: 'review' | 'appeal', given: 'upheld' | 'changed', by = 'second', items?: readonly number[]) =>
  writeOutcome(remedy, { outcome: given, reasons, by, ...(items === undefined ? {} : { items }) }, 'VN', ON, law)
const codes = (result: { ok: boolean; issues?: readonly { code: string }[] }) => (result.ok ? [] : result.issues?.map(each => each.code))

describe('a decision goes from hand to hand', () => {
  test.each<[string, readonly ProceedingStep[], string, readonly string[]]>([
    ['nobody has questioned it', [], 'decided', ['review', 'appeal']],
    ['a review is asked for', [request('review')], 'review-requested', []],
    ['it is withdrawn', [request('review'), { step: 'withdraw', on: ON, by: 'VN-1' }], 'decided', ['review', 'appeal']],
    ['the review upholds it', [request('review'), outcome('review', 'upheld')], 'upheld', ['appeal']],
    ['the review sets it aside', [request('review'), outcome('review', 'changed')], 'changed', []],
    ['for one item of two', [request('review'), outcome('review', 'changed', 'second', [1])], 'changed', ['appeal']],
    ['it is appealed', [request('review'), outcome('review', 'upheld'), request('appeal')], 'appealed', []],
    ['the appeal upholds it', [request('appeal'), outcome('appeal', 'upheld')], 'upheld-on-appeal', []],
    ['the appeal sets it aside', [request('appeal'), outcome('appeal', 'changed')], 'changed-on-appeal', []],
  ])('%s', (_, steps, status, open) => {
    expect(statusOf(steps)).toBe(status)
    expect(listRemedies(contested(...steps)).map(each => each.remedy)).toEqual(open)
  })

  test('any steps lead somewhere, and a request is open exactly where one waits', () => {
    const step = fc.constantFrom<ProceedingStep>(
      request('review'),
      request('appeal'),
      outcome('review', 'upheld'),
      outcome('review', 'changed'),
      outcome('appeal', 'upheld'),
      { step: 'withdraw', on: ON, by: 'VN-1' },
      { step: 'protest', on: ON, by: 'VN-1' },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), steps => {
        const status = statusOf(steps)
        expect(DECISION_STATUSES).toContain(status)
        expect(openRequest(contested(...steps)) !== undefined).toBe(status === 'review-requested' || status === 'appealed')
      }),
    )
  })
})

describe('clocks run on both sides', () => {
  test('the last day counts, the one after is late', () => {
    expect(codes(checkRequest(contested(), 'review', day('2027-02-20')))).toEqual([])
    expect(codes(checkRequest(contested(), 'review', day('2027-02-21')))).toEqual(['rights.request-late'])
  })

  test('where the time is not on file nobody is late', () => {
    expect(codes(checkRequest(contested(), 'appeal', day('2036-01-01')))).toEqual([])
  })

  test('customs has the time of the law, and its silence the meaning the law gives it', () => {
    expect(answerClock(law, 'VN', 'review', ON)).toEqual({ answerBy: '2026-12-22', silence: 'changed', legalRef: 'Law, art. 1' })
    expect(answerClock(law, 'VN', 'appeal', ON)).toBeUndefined()
  })
})

describe('nobody decides on his own decision', () => {
  test.each([
    ['who took it', [request('review')], 'first', ['rights.same-officer']],
    ['another', [request('review')], 'second', []],
    ['who reviewed it', [request('review'), outcome('review', 'upheld'), request('appeal')], 'second', ['rights.same-officer']],
    ['a third', [request('review'), outcome('review', 'upheld'), request('appeal')], 'third', []],
    ['anybody, where nothing is asked', [], 'third', ['rights.nothing-to-decide']],
  ])('%s', (_, steps, by, expected) => {
    expect(codes(checkReviewer(contested(...steps), [by]))).toEqual(expected)
  })
})

describe('a letter', () => {
  test('says what is decided, why, on which law and what may be done about it', () => {
    const letter = writeLetter(decision)
    expect(letter.title.key).toBe('title.denial-of-preference')
    expect(letter.reasons).toEqual(reasons)
    expect(letter.rights.map(each => each.key)).toEqual(['rights.review', 'rights.appeal-no-time'])
  })

  test('of an outcome says what is given back, and no remedy where none is left', () => {
    const letter = writeOutcomeLetter(decision, outcome('appeal', 'changed'), { refund: 'VND 100', interest: 'VND 1' })
    expect(letter.outcome?.key).toBe('outcome.changed')
    expect(letter.rights.map(each => each.key)).toEqual(['outcome.refund', 'outcome.interest'])
  })
})

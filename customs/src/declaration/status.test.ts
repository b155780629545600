import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import type { ActRecord } from './act-record.ts'
import { ACT_ROLES, ACTS, type Act, isPermitted, listActs, NOT_YET, STATUSES } from './acts.ts'
import { DRAFT, type Standing } from './standing.ts'
import { foldActs, perform } from './status.ts'
import { COMPLETION_KINDS } from './types.ts'

const NORMAL: ActRecord = { act: 'lodge', isPreArrival: false }
const BEFORE_ARRIVAL: ActRecord = { act: 'lodge', isPreArrival: true }
const ASSESSED: ActRecord = { act: 'assess', isDue: true }
const NOTHING_DUE: ActRecord = { act: 'assess', isDue: false }
const NO_CONTROL: ActRecord = { act: 'screen', controls: [] }
const EXAMINATION: ActRecord = { act: 'screen', controls: ['examination'] }
const IN_ORDER: ActRecord = { act: 'record-control', kind: 'examination', outcome: 'satisfied' }
const PAID: ActRecord = { act: 'pay', isSettled: true }

const ASKED: ActRecord = { act: 'request-documents', documents: ['1.1', '1.2'] }
const ANSWERED: ActRecord = { act: 'answer-request', document: '1.1' }
const ACCEPTED: ActRecord = { act: 'accept-answer', document: '1.1' }
const WITHDRAWN: ActRecord = { act: 'withdraw-request', documents: ['1.2'] }

function standingAfter(...records: readonly ActRecord[]): Standing {
  const folded = foldActs(records)
  if (!folded.ok) throw new Error(`given acts that are refused: ${JSON.stringify(folded.issues)}`)
  return folded.value
}

test.each<[string, readonly ActRecord[], string]>([
  ['a draft is a draft', [], 'draft'],
  ['an edited draft is still one', [{ act: 'edit' }], 'draft'],
  ['once lodged it is registered', [NORMAL], 'registered'],
  ['assessed but not screened, it waits for customs', [NORMAL, ASSESSED], 'registered'],
  ['a control comes before payment', [NORMAL, ASSESSED, EXAMINATION], 'under-control'],
  ['after the control the payment is due', [NORMAL, ASSESSED, EXAMINATION, IN_ORDER], 'payment-due'],
  ['paying under control leaves it under control', [NORMAL, ASSESSED, EXAMINATION, PAID], 'under-control'],
  ['with all done it waits for the release itself', [NORMAL, ASSESSED, EXAMINATION, IN_ORDER, PAID], 'registered'],
  ['and is released by it', [NORMAL, ASSESSED, EXAMINATION, IN_ORDER, PAID, { act: 'release' }], 'released'],
  [
    'an adverse control keeps it',
    [NORMAL, NOTHING_DUE, EXAMINATION, { act: 'record-control', kind: 'examination', outcome: 'adverse' }],
    'under-control',
  ],
  ['goods that are held wait for customs', [NORMAL, NOTHING_DUE, NO_CONTROL, { act: 'hold' }], 'under-control'],
  ['and go on once the hold is lifted', [NORMAL, ASSESSED, NO_CONTROL, { act: 'hold' }, { act: 'lift-hold' }], 'payment-due'],
  [
    'a refusal that does not stand lets them go on',
    [
      NORMAL,
      ASSESSED,
      EXAMINATION,
      { act: 'record-control', kind: 'examination', outcome: 'adverse' },
      { act: 'refuse-release' },
      { act: 'request-review' },
      { act: 'decide-review', contested: 'VN-2026-000001', outcome: 'changed', undoes: 'refusal' },
    ],
    'payment-due',
  ],
  ['pre-arrival, all is decided but the arrival', [BEFORE_ARRIVAL, ASSESSED, NO_CONTROL, PAID], 'awaiting-arrival'],
  ['arrived, it is screened again', [BEFORE_ARRIVAL, NOTHING_DUE, NO_CONTROL, { act: 'arrive' }], 'registered'],
  [
    'the second screening may still choose a control',
    [BEFORE_ARRIVAL, NOTHING_DUE, NO_CONTROL, { act: 'arrive' }, EXAMINATION],
    'under-control',
  ],
  [
    'what was found in order is not asked again',
    [BEFORE_ARRIVAL, NOTHING_DUE, EXAMINATION, IN_ORDER, { act: 'arrive' }, EXAMINATION],
    'registered',
  ],
  ['asked for documents while payment is due, it waits for them', [NORMAL, ASSESSED, NO_CONTROL, ASKED], 'under-control'],
  ['one of two settled is not enough', [NORMAL, ASSESSED, NO_CONTROL, ASKED, ANSWERED, ACCEPTED], 'under-control'],
  ['all settled, it goes on', [NORMAL, ASSESSED, NO_CONTROL, ASKED, ANSWERED, ACCEPTED, WITHDRAWN], 'payment-due'],
  ['an answer is not settled by being given', [NORMAL, ASSESSED, NO_CONTROL, ASKED, WITHDRAWN, ANSWERED], 'under-control'],
  [
    'nor is what customs asks for forgotten by an amendment',
    [NORMAL, ASSESSED, NO_CONTROL, ASKED, { act: 'amend' }, NOTHING_DUE, NO_CONTROL],
    'under-control',
  ],
  ['an amendment starts again', [NORMAL, ASSESSED, EXAMINATION, { act: 'amend' }], 'registered'],
  [
    'what an officer waived is waited for no more',
    [NORMAL, ASSESSED, EXAMINATION, { act: 'override', waived: ['examination'], asked: [] }],
    'payment-due',
  ],
  [
    'what an officer asks for besides is waited for',
    [NORMAL, ASSESSED, NO_CONTROL, { act: 'override', waived: [], asked: ['scan'] }],
    'under-control',
  ],
  ['refused release', [NORMAL, ASSESSED, EXAMINATION, { act: 'refuse-release' }], 'release-refused'],
  ['cancelled', [NORMAL, { act: 'cancel' }], 'cancelled'],
  ['discarded', [{ act: 'discard' }], 'discarded'],
])('%s', (_, records, status) => {
  expect(standingAfter(...records).status).toBe(status)
})

test('each amendment is a version of its own, and begins without outcomes', () => {
  const standing = standingAfter(NORMAL, ASSESSED, EXAMINATION, IN_ORDER, { act: 'amend' }, NOTHING_DUE, EXAMINATION)
  expect(standing.version).toBe(2)
  expect(standing.controls).toEqual([{ kind: 'examination', outcome: 'outstanding' }])
})

test('a document that was asked for waits for the declarant, then for customs, and when refused for the declarant again', () => {
  const asked = [NORMAL, ASSESSED, NO_CONTROL, ASKED]
  expect(standingAfter(...asked, ANSWERED).requested).toEqual([
    { id: '1.1', isAnswered: true },
    { id: '1.2', isAnswered: false },
  ])
  expect(standingAfter(...asked, ANSWERED, { act: 'refuse-answer', document: '1.1' })).toEqual(standingAfter(...asked))
  expect(standingAfter(...asked, ANSWERED, ACCEPTED, WITHDRAWN)).not.toHaveProperty('requested')
})

test.each<[string, readonly ActRecord[], ActRecord, string]>([
  ['answering what nobody asked for', [], ANSWERED, 'declaration.document-not-requested'],
  ['answering twice', [ASKED, ANSWERED], ANSWERED, 'declaration.document-answered'],
  ['accepting what is not answered', [ASKED], ACCEPTED, 'declaration.document-not-answered'],
  [
    'refusing what is settled',
    [ASKED, ANSWERED, ACCEPTED],
    { act: 'refuse-answer', document: '1.1' },
    'declaration.document-not-requested',
  ],
  ['withdrawing what nobody asked for', [ASKED, WITHDRAWN], WITHDRAWN, 'declaration.document-not-requested'],
  ['asking twice under one number', [ASKED], ASKED, 'declaration.document-requested'],
  [
    'a document check in order while documents are outstanding',
    [ASKED],
    { act: 'record-control', kind: 'document-check', outcome: 'satisfied' },
    'declaration.documents-outstanding',
  ],
  ['releasing while documents are outstanding', [ASKED], { act: 'release' }, 'declaration.act-not-permitted'],
])('%s is refused by name', (_, before, record, code) => {
  const checked: ActRecord = { act: 'screen', controls: ['document-check'] }
  const refused = perform(standingAfter(NORMAL, NOTHING_DUE, checked, ...before), record)
  expect(refused).toMatchObject({ ok: false, issues: [{ code }] })
})

test('a document check may be found against the declaration while documents are outstanding', () => {
  const checked: ActRecord = { act: 'screen', controls: ['document-check'] }
  const adverse: ActRecord = { act: 'record-control', kind: 'document-check', outcome: 'adverse' }
  expect(standingAfter(NORMAL, NOTHING_DUE, checked, ASKED, adverse).controls).toEqual([{ kind: 'document-check', outcome: 'adverse' }])
})

describe('what is not permitted is refused by name', () => {
  test.each<[string, readonly ActRecord[], ActRecord, object]>([
    ['paying a draft', [], PAID, { code: 'declaration.act-not-permitted', params: { act: 'pay', status: 'draft' } }],
    ['lodging twice', [NORMAL], NORMAL, { code: 'declaration.act-not-permitted', params: { act: 'lodge', status: 'registered' } }],
    ['releasing what was never screened', [NORMAL, NOTHING_DUE], { act: 'release' }, { code: 'declaration.release-blocked' }],
    [
      'releasing what has not been screened since it arrived',
      [BEFORE_ARRIVAL, NOTHING_DUE, NO_CONTROL, { act: 'arrive' }],
      { act: 'release' },
      { code: 'declaration.release-blocked' },
    ],
    [
      'releasing what is not paid',
      [NORMAL, ASSESSED, NO_CONTROL],
      { act: 'release' },
      { code: 'declaration.act-not-permitted', params: { act: 'release', status: 'payment-due' } },
    ],
    [
      'recording a control nobody asked for',
      [NORMAL, NOTHING_DUE, EXAMINATION],
      { act: 'record-control', kind: 'scan', outcome: 'satisfied' },
      { code: 'declaration.control-unknown', params: { control: 'scan' } },
    ],
    [
      'an audit, whose subject is still to come',
      [NORMAL, NOTHING_DUE, NO_CONTROL, { act: 'release' }],
      { act: 'audit' },
      { code: 'declaration.act-not-yet', params: { act: 'audit' } },
    ],
    [
      'holding goods that are held',
      [NORMAL, ASSESSED, NO_CONTROL, { act: 'hold' }],
      { act: 'hold' },
      { code: 'declaration.held', params: { act: 'hold' } },
    ],
    [
      'lifting a hold that nobody put',
      [NORMAL, ASSESSED, NO_CONTROL],
      { act: 'lift-hold' },
      { code: 'declaration.not-held', params: { act: 'lift-hold' } },
    ],
  ])('%s', (_, before, record, issue) => {
    const refused = perform(standingAfter(...before), record)
    expect(refused.ok ? [] : refused.issues).toMatchObject([issue])
  })
})

describe('a value that customs asks about', () => {
  const CLEAR: readonly ActRecord[] = [NORMAL, NOTHING_DUE, { act: 'screen', controls: [] }]
  const asked: readonly ActRecord[] = [...CLEAR, { act: 'question-value' }]
  test.each<[string, readonly ActRecord[], Partial<Standing>]>([
    ['holds goods for which nothing else is open', asked, { status: 'under-control', value: 'questioned' }],
    ['lets them go on security', [...asked, { act: 'release-on-security' }], { status: 'registered', value: 'on-security' }],
    [
      'stays open after they went, until it is settled',
      [...asked, { act: 'release-on-security' }, { act: 'release' }, { act: 'answer-value' }],
      { status: 'released', value: 'on-security' },
    ],
  ])('%s', (_, records, stands) => expect(standingAfter(...records)).toMatchObject(stands))

  test('settled, it leaves nothing behind, and goods that went stay where they are', () => {
    const settled = standingAfter(...asked, { act: 'release-on-security' }, { act: 'release' }, { act: 'settle-value' })
    expect(settled.status).toBe('released')
    expect('value' in settled).toBe(false)
    expect(standingAfter(...asked, { act: 'settle-value' })).toEqual(standingAfter(...CLEAR))
  })

  test.each<[string, readonly ActRecord[], ActRecord, string]>([
    ['twice', asked, { act: 'question-value' }, 'declaration.value-questioned'],
    ['answered unasked', CLEAR, { act: 'answer-value' }, 'declaration.value-not-questioned'],
    ['secured twice', [...asked, { act: 'release-on-security' }], { act: 'question-value' }, 'declaration.value-questioned'],
    ['released before it is settled or secured', asked, { act: 'release' }, 'declaration.act-not-permitted'],
  ])('is refused %s', (_, before, record, code) => {
    const refused = perform(standingAfter(...before), record)
    expect(refused.ok ? [] : refused.issues).toMatchObject([{ code }])
  })
})

const control = fc.constantFrom('document-check', 'examination', 'scan')
const WITH_MORE = [
  'lodge',
  'assess',
  'screen',
  'record-control',
  'override',
  'pay',
  'defer',
  'secure',
  'request-documents',
  'withdraw-request',
  'answer-request',
  'accept-answer',
  'refuse-answer',
  'remind-completion',
] as const

const requested = fc.constantFrom('1.1', '1.2', '2.1')
const anyAct: fc.Arbitrary<ActRecord> = fc.oneof(
  fc.record({ act: fc.constant('lodge' as const), isPreArrival: fc.boolean() }),
  fc.record({
    act: fc.constant('lodge' as const),
    isPreArrival: fc.boolean(),
    completion: fc.record({ kind: fc.constantFrom(...COMPLETION_KINDS), dueOn: fc.constant(day('2026-03-20')) }),
  }),
  fc.record({ act: fc.constant('remind-completion' as const), daysBefore: fc.constantFrom(7, 1) }),
  fc.record({ act: fc.constant('assess' as const), isDue: fc.boolean() }),
  fc.record({ act: fc.constant('screen' as const), controls: fc.uniqueArray(control) }),
  fc.record({
    act: fc.constant('record-control' as const),
    kind: control,
    outcome: fc.constantFrom('satisfied' as const, 'adverse' as const),
  }),
  fc.record({ act: fc.constant('override' as const), waived: fc.uniqueArray(control), asked: fc.uniqueArray(control) }),
  fc.record({ act: fc.constantFrom('pay' as const, 'defer' as const, 'secure' as const), isSettled: fc.boolean() }),
  fc.record({
    act: fc.constantFrom('request-documents' as const, 'withdraw-request' as const),
    documents: fc.uniqueArray(requested, { minLength: 1 }),
  }),
  fc.record({ act: fc.constantFrom('answer-request' as const, 'accept-answer' as const, 'refuse-answer' as const), document: requested }),
  fc.constantFrom<ActRecord>(...(Object.keys(ACT_ROLES) as Act[]).flatMap(act => (isPlain(act) ? [{ act } as ActRecord] : []))),
)

function isPlain(act: Act): act is Exclude<Act, (typeof WITH_MORE)[number]> {
  return !(WITH_MORE as readonly Act[]).includes(act)
}

test('any sequence of acts leads to a status of the table, and what is refused says the act and changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 30 }), records => {
      let standing = DRAFT
      for (const record of records) {
        const next = perform(standing, record)
        if (next.ok) {
          expect(isPermitted(record.act, standing.status)).toBe(true)
          standing = next.value
        } else {
          expect(next.issues).toHaveLength(1)
          expect(next.issues[0]?.params).toBeDefined()
        }
        expect(STATUSES).toContain(standing.status)
      }
    }),
  )
})

test('nothing is released while a control or a request is open, an amount is due, or the goods are not there', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 30 }), records => {
      let standing = DRAFT
      for (const record of records) {
        const next = perform(standing, record)
        if (next.ok && next.value.status === 'released' && standing.status !== 'released') {
          expect(standing).toMatchObject({ isAssessed: true, isScreened: true, isDue: false, hasArrived: true })
          expect(standing.controls.every(each => each.outcome === 'satisfied')).toBe(true)
          expect(standing).not.toHaveProperty('requested')
          expect(standing.value).not.toBe('questioned')
        }
        if (next.ok) standing = next.value
      }
    }),
  )
})

test('what was left for later is completed once, by its own act, and is never open again', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 40 }), records => {
      let standing = DRAFT
      for (const record of records) {
        const next = perform(standing, record)
        if (!next.ok) continue
        const [before, after] = [standing.completion, next.value.completion]
        if (record.act !== 'lodge') expect([after?.kind, after?.dueOn]).toEqual([before?.kind, before?.dueOn])
        if (before?.state === 'done') expect(after?.state).toBe('done')
        if (after?.state === 'open' && record.act !== 'lodge') expect(before?.state).toBe('open')
        if (after?.state === 'done' && before?.state !== 'done') {
          expect(record.act).toBe(after.kind === 'supplement' ? 'supplement' : 'finalise')
          expect(next.value.version).toBe(standing.version + 1)
        }
        standing = next.value
      }
    }),
  )
})

test('every act of the table has somebody who may do it, and screens offer only what is permitted', () => {
  for (const status of STATUSES) {
    for (const act of ACTS[status]) expect(ACT_ROLES[act].length).toBeGreaterThan(0)
    expect(listActs(status, 'officer').every(act => isPermitted(act, status))).toBe(true)
  }
  expect([...NOT_YET].every(act => act in ACT_ROLES)).toBe(true)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../kernel/index.ts'
import { bookOf } from '../testing/law.ts'
import { cleanName } from './clean-name.ts'
import { findNotice } from './clock.ts'
import { FILE_KINDS, findFileKind } from './file-kind.ts'
import { ANSWER_PERIODS } from './law.ts'
import { documentRequestSchema, planRequest } from './request.ts'

const TODAY = day('2026-11-20') // a Friday
const SILENT = bookOf([])
const row = (days: number, workingDays: boolean) => ({
  id: 'vn-answer',
  state: 'VN',
  days,
  workingDays,
  validFrom: '2020-01-01',
  knownSince: '2026-11-22',
  legalRef: 'a law of this test',
  source: 'this test',
  confidence: 'assumed',
})
const lawful = (days: number, workingDays: boolean) =>
  bookOf([{ file: 'this test', kind: ANSWER_PERIODS.name, rows: [row(days, workingDays)] }])

function plan(dueOn: string | undefined, law = SILENT, documents: unknown = [{ type: '380' }]) {
  const request = documentRequestSchema.parse({
    documents,
    reason: 'The invoice names no currency.',
    ...(dueOn === undefined ? {} : { dueOn }),
  })
  return planRequest(request, { items: [1, 2], today: TODAY, law, state: 'VN' })
}

describe('the day of the answer', () => {
  test.each<[string, string | undefined, ReturnType<typeof bookOf>, unknown]>([
    ['is the officer’s where the law is silent', '2026-11-27', SILENT, { ok: true, value: { dueOn: '2026-11-27' } }],
    [
      'is the law’s where the officer is silent',
      undefined,
      lawful(5, false),
      { ok: true, value: { dueOn: '2026-11-25', lawRow: 'vn-answer' } },
    ],
    [
      'counts working days where the law does',
      undefined,
      lawful(5, true),
      { ok: true, value: { dueOn: '2026-11-27', lawRow: 'vn-answer' } },
    ],
    ['may be later than the law’s', '2026-12-01', lawful(5, false), { ok: true, value: { dueOn: '2026-12-01' } }],
    ['is never earlier than the law’s', '2026-11-24', lawful(5, false), { ok: false, issues: [{ code: 'documents.due-day-early' }] }],
    ['is missing where nobody gives it', undefined, SILENT, { ok: false, issues: [{ code: 'documents.due-day-missing' }] }],
    ['leaves at least a day', '2026-11-20', SILENT, { ok: false, issues: [{ code: 'documents.due-day-past' }] }],
    ['is no slip of the pen', '2036-11-27', SILENT, { ok: false, issues: [{ code: 'documents.due-day-far' }] }],
  ])('%s', (_, dueOn, law, expected) => {
    expect(plan(dueOn, law)).toMatchObject(expected as object)
  })

  test('reminds near it, and is over only the day after', () => {
    const due = { dueOn: day('2026-11-25') }
    const notices = Array.from({ length: 8 }, (_, ahead) => findNotice(due, addDays(TODAY, ahead)))
    expect(notices).toEqual([undefined, undefined, undefined, 'reminder', 'reminder', 'reminder', 'overdue', 'overdue'])
  })

  test('never turns back: once over, it stays over', () => {
    const days = fc.integer({ min: 0, max: 400 }).map(ahead => addDays(TODAY, ahead))
    fc.assert(
      fc.property(days, days, days, (dueOn: Day, one: Day, other: Day) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one]
        const rank = [undefined, 'reminder', 'overdue']
        expect(rank.indexOf(findNotice({ dueOn }, earlier))).toBeLessThanOrEqual(rank.indexOf(findNotice({ dueOn }, later)))
        expect(findNotice({ dueOn }, later) === 'overdue').toBe(daysBetween(dueOn, later) > 0)
      }),
    )
  })
})

test('a request that is unclear is told all that is unclear about it', () => {
  const unclear = plan(undefined, SILENT, [{ items: [1, 3] }, { words: 'the lease contract', items: [9] }])
  expect(unclear).toMatchObject({
    ok: false,
    issues: [
      { code: 'documents.kind-missing', path: 'documents[0]' },
      { code: 'documents.item-unknown', path: 'documents[0].items', params: { item: 3 } },
      { code: 'documents.item-unknown', path: 'documents[1].items', params: { item: 9 } },
      { code: 'documents.due-day-missing' },
    ],
  })
})

describe('the name a file is given out under', () => {
  const pdf = findFileKind('application/pdf')
  const jpeg = findFileKind('image/jpeg')
  if (pdf === undefined || jpeg === undefined) throw new Error('PDF and JPEG are kept')

  const PLAIN = /^[^\p{Cc}\p{Cf}<>:"/\\|?*]+$/u

  test.each([
    ['invoice.pdf', pdf, 'invoice.pdf'],
    ['Hóa đơn số 12.PDF', pdf, 'Hóa đơn số 12.pdf'],
    ['photo.jpeg', jpeg, 'photo.jpeg'],
    ['../../etc/passwd', pdf, 'passwd.pdf'],
    ['C:\\temp\\bill of lading.pdf', pdf, 'bill of lading.pdf'],
    ['invoice\u202efdp.exe', pdf, 'invoicefdp.exe.pdf'],
    ['a"b\r\nContent-Type: text/html.pdf', pdf, 'html.pdf'],
    ['...', pdf, 'document.pdf'],
    ['', pdf, 'document.pdf'],
    ['nul.pdf', pdf, 'document.pdf'],
    [`${'x'.repeat(300)}.pdf`, pdf, `${'x'.repeat(120)}.pdf`],
  ])('%j becomes %j', (given, kind, name) => {
    expect(cleanName(given, kind)).toBe(name)
  })

  test('is always one plain name with the ending of its kind, and stays as it is when cleaned again', () => {
    const anyName = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(anyName, fc.constantFrom(...FILE_KINDS), (given, kind) => {
        const name = cleanName(given, kind)
        expect(PLAIN.test(name)).toBe(true)
        expect(name.startsWith('.')).toBe(false)
        expect(kind.endings).toContain(name.slice(name.lastIndexOf('.') + 1))
        expect(cleanName(name, kind)).toBe(name)
      }),
    )
  })
})

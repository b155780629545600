import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type Batch, type BatchLine, checkApproval, checkLines, withdrawLine } from './disposal.ts'

const line = (change: Partial<BatchLine> = {}): BatchLine => ({
  number: 1,
  mrn: 'A',
  description: 'Shirts',
  handling: 'ordinary',
  ...change,
})
const batch = (change: Partial<Batch> = {}): Batch => ({
  status: 'listed',
  lines: [line()],
  listedOn: day('2026-11-01'),
  approvals: [],
  openedBy: 'a',
  ...change,
})
const codes = (issues: readonly { readonly code: string }[]) => issues.map(each => each.code)

test.each<[string, readonly BatchLine[], readonly string[]]>([
  ['one of a declaration', [line()], []],
  ['one of a transport document', [line({ mrn: undefined, transportDocument: 'BL-1' })], []],
  ['nothing', [], ['rights.batch-lines']],
  ['more than a batch holds', Array.from({ length: 501 }, (_, index) => line({ mrn: String(index) })), ['rights.batch-lines']],
  ['of both', [line({ transportDocument: 'BL-1' })], ['rights.batch-line-of-what']],
  ['the same twice', [line(), line()], ['rights.batch-line-twice']],
  ['food with others', [line(), line({ mrn: 'B', handling: 'food' })], ['rights.batch-mixed']],
])('a batch of %s', (_, lines, expected) => {
  expect(codes(checkLines(lines))).toEqual(expected)
})

describe('a batch is approved', () => {
  test.each<[string, Partial<Batch>, string, string, readonly string[]]>([
    ['after seven days on the list', {}, 'b', '2026-11-08', []],
    ['not a day earlier', {}, 'b', '2026-11-07', ['rights.batch-listed']],
    ['not before it is listed', { status: 'draft' }, 'b', '2026-11-08', ['rights.batch-status']],
    ['not while somebody objects', { lines: [line({ objection: 'They are mine.' })] }, 'b', '2026-11-08', ['rights.batch-objected']],
    ['not twice by one officer', { approvals: ['b'] }, 'b', '2026-11-08', ['rights.batch-same-officer']],
  ])('%s', (_, change, by, today, expected) => {
    const checked = checkApproval(batch(change), [by], day(today))
    expect(checked.ok ? [] : codes(checked.issues)).toEqual(expected)
  })
})

const out = { ground: 'claimed', words: 'The owner came.', on: day('2026-11-03'), by: 'c' } as const

describe('a line is taken out of its batch', () => {
  const two = [line(), line({ number: 2, mrn: 'B' })]
  test.each<[string, Partial<Batch>, number, string]>([
    ['while it is listed', { lines: two }, 1, 'listed'],
    ['after two approved it', { status: 'approved', lines: two }, 2, 'approved'],
    ['as the last one, and the batch with it', { lines: [line({ withdrawn: out }), line({ number: 2, mrn: 'B' })] }, 2, 'withdrawn'],
    ['not twice', { lines: [line({ withdrawn: out }), line({ number: 2, mrn: 'B' })] }, 1, 'rights.batch-line-withdrawn'],
    ['not where there is none', { lines: two }, 3, 'rights.batch-line-unknown'],
    ['not once it is carried out', { status: 'certified', lines: two }, 1, 'rights.batch-status'],
  ])('%s', (_, change, number, expected) => {
    const reached = withdrawLine(batch(change), number)
    expect(reached.ok ? reached.value : reached.issues[0]?.code).toBe(expected)
  })

  test('with its objection, which keeps nobody from approving the others', () => {
    const lines = [line({ objection: 'They are mine.', withdrawn: out }), line({ number: 2, mrn: 'B' })]
    expect(checkApproval(batch({ lines }), ['b'], day('2026-11-08')).ok).toBe(true)
  })
})

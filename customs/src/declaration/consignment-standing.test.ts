import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import type { ActRecord } from './act-record.ts'
import { DRAFT, type Standing } from './standing.ts'
import { foldActs, perform } from './status.ts'

const LODGED: ActRecord = { act: 'lodge', isPreArrival: false, consignments: ['BL-1', 'BL-2'] }
const AHEAD: ActRecord = { ...LODGED, isPreArrival: true }
const BOTH_DUE: ActRecord = { act: 'assess', isDue: true, dueFor: ['BL-1', 'BL-2'] }
const NOTHING_DUE: ActRecord = { act: 'assess', isDue: false }
const NO_CONTROL: ActRecord = { act: 'screen', controls: [] }
const SECOND_EXAMINED: ActRecord = { act: 'screen', controls: [{ kind: 'examination', consignment: 'BL-2' }] }
const IN_ORDER: ActRecord = { act: 'record-control', kind: 'examination', consignment: 'BL-2', outcome: 'satisfied' }
const FIRST_PAID: ActRecord = { act: 'pay', isSettled: false, dueFor: ['BL-2'] }
const ALL_PAID: ActRecord = { act: 'pay', isSettled: true }
const FIRST_GOES: ActRecord = { act: 'release', consignment: 'BL-1', releasedOn: day('2026-03-10') }
const SECOND_GOES: ActRecord = { act: 'release', consignment: 'BL-2' }

function standingAfter(...records: readonly ActRecord[]): Standing {
  const folded = foldActs(records)
  if (!folded.ok) throw new Error(`given acts that are refused: ${JSON.stringify(folded.issues)}`)
  return folded.value
}

const statusesOf = ({ status, consignments = [] }: Standing) => [status, ...consignments.map(each => each.status)]

describe('of a declaration about several consignments', () => {
  test.each<[string, readonly ActRecord[], readonly string[]]>([
    ['each waits for customs at first', [LODGED], ['registered', 'registered', 'registered']],
    ['a control of one leaves the other', [LODGED, NOTHING_DUE, SECOND_EXAMINED], ['under-control', 'registered', 'under-control']],
    ['one is released beside it', [LODGED, NOTHING_DUE, SECOND_EXAMINED, FIRST_GOES], ['under-control', 'released', 'under-control']],
    [
      'the other follows when its control is in order',
      [LODGED, NOTHING_DUE, SECOND_EXAMINED, FIRST_GOES, IN_ORDER, SECOND_GOES],
      ['released', 'released', 'released'],
    ],
    ['one is paid for', [LODGED, BOTH_DUE, NO_CONTROL, FIRST_PAID, FIRST_GOES], ['payment-due', 'released', 'payment-due']],
    [
      'one has come, the other is at sea',
      [AHEAD, NOTHING_DUE, NO_CONTROL, { act: 'arrive', consignment: 'BL-1' }, NO_CONTROL, FIRST_GOES],
      ['awaiting-arrival', 'released', 'awaiting-arrival'],
    ],
    ['all that is left goes at once', [LODGED, BOTH_DUE, NO_CONTROL, ALL_PAID, { act: 'release' }], ['released', 'released', 'released']],
    [
      'a refusal leaves what was released',
      [LODGED, NOTHING_DUE, SECOND_EXAMINED, FIRST_GOES, { act: 'refuse-release' }],
      ['release-refused', 'released', 'release-refused'],
    ],
    [
      'an amendment asks anew of what is left alone',
      [LODGED, NOTHING_DUE, SECOND_EXAMINED, FIRST_GOES, { act: 'amend' }],
      ['registered', 'released', 'registered'],
    ],
  ])('%s', (_, records, statuses) => {
    expect(statusesOf(standingAfter(...records))).toEqual(statuses)
  })

  test.each<[string, readonly ActRecord[], string]>([
    ['one that nobody paid', [LODGED, BOTH_DUE, NO_CONTROL, FIRST_GOES], 'declaration.act-not-permitted'],
    ['one that was released', [LODGED, BOTH_DUE, NO_CONTROL, FIRST_PAID, FIRST_GOES, FIRST_GOES], 'declaration.act-not-permitted'],
    ['all, where one waits', [LODGED, BOTH_DUE, NO_CONTROL, FIRST_PAID, { act: 'release' }], 'declaration.act-not-permitted'],
    ['one that is not there', [LODGED, { act: 'release', consignment: 'BL-9' }], 'declaration.consignment-unknown'],
    [
      'the control of one is not that of the other',
      [LODGED, NOTHING_DUE, SECOND_EXAMINED, { act: 'record-control', kind: 'examination', consignment: 'BL-1', outcome: 'satisfied' }],
      'declaration.act-not-permitted',
    ],
  ])('not released: %s', (_, records, code) => {
    const folded = foldActs(records)
    expect(folded.ok ? [] : folded.issues.map(issue => issue.code)).toEqual([code])
  })

  test('in whatever order things happen, what was released stays released, and the whole is released with the last', () => {
    const acts = [
      BOTH_DUE,
      NOTHING_DUE,
      NO_CONTROL,
      SECOND_EXAMINED,
      IN_ORDER,
      FIRST_PAID,
      ALL_PAID,
      FIRST_GOES,
      SECOND_GOES,
      { act: 'amend' },
    ]
    const arrivals = [
      { act: 'arrive', consignment: 'BL-1' },
      { act: 'arrive', consignment: 'BL-2' },
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...([...acts, ...arrivals] as readonly ActRecord[])), { maxLength: 20 }), done => {
        const begun = foldActs([AHEAD])
        let standing = begun.ok ? begun.value : DRAFT
        for (const record of done) {
          const next = perform(standing, record)
          if (!next.ok) continue
          for (const [index, each] of (standing.consignments ?? []).entries()) {
            if (each.status !== 'released') continue
            // What it owes may change: what is decided on the others is decided on the whole.
            expect(next.value.consignments?.[index]).toEqual({ ...each, isDue: expect.any(Boolean) })
          }
          standing = next.value
          const all = standing.consignments?.every(each => each.status === 'released') === true
          expect(standing.status === 'released').toBe(all)
        }
      }),
    )
  })
})

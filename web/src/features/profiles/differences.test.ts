import type { StoredProfile } from '@lintas/contract'
import { expect, test } from 'vitest'
import { findBefore, listDifferences } from './differences.ts'

const first: StoredProfile = {
  id: 'liquor',
  state: 'VN',
  version: 1,
  status: 'approved',
  owner: 'Risk unit',
  objective: 'revenue',
  reason: 'Liquor carries high duties.',
  expression: "item.code.startsWith('2208')",
  controls: ['document-check'],
  mitigable: true,
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  proposedBy: 'an officer',
}
const second: StoredProfile = { ...first, version: 2, status: 'proposed', controls: ['document-check', 'scan'], maxHitsPerDay: 20 }

test('an approver reads what a version changes, and nothing else', () => {
  expect(listDifferences(second, first)).toEqual([
    { field: 'controls', before: 'document-check', after: 'document-check, scan' },
    { field: 'maxHitsPerDay', before: undefined, after: '20' },
  ])
})

test('of a profile that is new every field that is given', () => {
  expect(listDifferences(first, undefined).map(each => each.field)).toEqual([
    'reason',
    'expression',
    'controls',
    'objective',
    'owner',
    'mitigable',
    'validFrom',
    'validTo',
  ])
})

test('a proposal is compared with the newest version that was approved, not with another proposal', () => {
  const other: StoredProfile = { ...second, version: 3 }
  expect(findBefore(other, [first, second, other])).toBe(first)
  expect(findBefore(first, [first, second])).toBeUndefined()
})

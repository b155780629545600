import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type Authority, breaksAeoForm, TRUST_RULES } from './index.ts'

const today = day('2026-11-22')
const register: Authority = {
  on: today,
  filer: 'VN-BROKER',
  actsFor: ['VN-BROKER', 'VN-0101', 'VN-0202', 'VN-0303'],
  restrictions: [
    { traderId: 'VN-0202', restriction: 'suspended', validFrom: day('2026-11-01'), validTo: day('2026-11-30') },
    { traderId: 'VN-0303', restriction: 'debarred', validFrom: day('2025-01-01') },
  ],
}

describe('what mandates and the register say about a declaration', () => {
  test.each([
    ['a principal with a mandate and in good standing', { importer: { id: 'VN-0101' } }, []],
    ['goods of the filer itself', { importer: { id: 'VN-BROKER' }, declarant: { id: 'VN-BROKER' } }, []],
    ['an importer that gave no mandate', { importer: { id: 'VN-0404' } }, ['trust.mandate-missing importer.id']],
    ['a suspended importer', { importer: { id: 'VN-0202' } }, ['trust.operator-suspended importer.id']],
    ['a debarred importer', { importer: { id: 'VN-0303' } }, ['trust.operator-debarred importer.id']],
    ['on export it is the exporter that counts', { type: 'EX1', exporter: { id: 'VN-0101' }, importer: { id: 'DE-9' } }, []],
    [
      'a declarant the filer does not represent',
      { importer: { id: 'VN-0101' }, declarant: { id: 'VN-0505' } },
      ['trust.declarant-not-represented declarant.id'],
    ],
    [
      'a principal that is its own declarant is asked once',
      { importer: { id: 'VN-0404' }, declarant: { id: 'VN-0404' } },
      ['trust.mandate-missing importer.id'],
    ],
    ['a debarred declarant', { importer: { id: 'VN-0101' }, declarant: { id: 'VN-0303' } }, ['trust.operator-debarred declarant.id']],
    ['a declaration that names no party', {}, []],
    ['an AEO code of the wrong length', { exporter: { aeoCode: 'AEOSG12' } }, ['trust.aeo-code-malformed exporter.aeoCode']],
  ])('%s', (_, document, expected) => {
    const found = TRUST_RULES.flatMap(rule => rule.check({ document, authority: register }))
    expect(found.map(issue => `${issue.code} ${issue.path}`)).toEqual(expected)
  })

  test('a restriction counts on its days only', () => {
    const check = (on: string) =>
      TRUST_RULES.flatMap(rule => rule.check({ document: { importer: { id: 'VN-0202' } }, authority: { ...register, on: day(on) } }))
    expect([check('2026-10-31'), check('2026-11-30')]).toEqual([[], []])
  })

  test('where nothing is known of mandates and restrictions, nothing is said', () => {
    const found = TRUST_RULES.flatMap(rule => rule.check({ document: { importer: { id: 'VN-0303' } } }))
    expect(found).toEqual([])
  })
})

test('an AEO code is judged only where its scheme published the form', () => {
  expect(['AEOSG123456789012', 'AEOSG12', 'AEOSGABCDEFGHIJKL', 'PH-AEO-1'].map(breaksAeoForm)).toEqual([false, true, false, false])
})

import { describe, expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { type Authority, breaksAeoForm, mayDeclareFor, TRUST_RULES } from './index.ts'

const today = day('2026-11-22')
const mandate = { principal: 'VN-0101', agent: 'VN-BROKER', validFrom: day('2026-01-01'), validTo: day('2026-12-01') }
const register: Authority = {
  filer: 'VN-BROKER',
  mandates: [mandate],
  operators: [
    { traderId: 'VN-0101', standing: 'active', validFrom: day('2020-01-01') },
    { traderId: 'VN-0202', standing: 'suspended', validFrom: day('2026-11-01'), validTo: day('2026-11-30') },
    { traderId: 'VN-0303', standing: 'debarred', validFrom: day('2025-01-01') },
  ],
  registerIsComplete: true,
}

describe('who may declare for whom', () => {
  test.each([
    ['everyone may declare for itself', 'VN-0101', 'VN-0101', '2026-11-22', true],
    ['a broker may on a mandate in force', 'VN-BROKER', 'VN-0101', '2026-11-22', true],
    ['the first day counts', 'VN-BROKER', 'VN-0101', '2026-01-01', true],
    ['the day the mandate ends does not', 'VN-BROKER', 'VN-0101', '2026-12-01', false],
    ['a mandate does not run the other way', 'VN-0101', 'VN-BROKER', '2026-11-22', false],
    ['nor does it reach another principal', 'VN-BROKER', 'VN-0202', '2026-11-22', false],
  ])('%s', (_, agent, principal, on, expected) => {
    expect(mayDeclareFor(agent, principal, [mandate], day(on))).toBe(expected)
  })
})

describe('what the register says about a declaration', () => {
  test.each([
    ['a principal with a mandate and in good standing', { importer: { id: 'VN-0101' } }, []],
    [
      'an importer that gave no mandate',
      { importer: { id: 'VN-0404' } },
      ['trust.mandate-missing importer.id', 'trust.operator-unknown importer.id'],
    ],
    [
      'a suspended importer',
      { importer: { id: 'VN-0202' } },
      ['trust.mandate-missing importer.id', 'trust.operator-suspended importer.id'],
    ],
    ['a debarred importer', { importer: { id: 'VN-0303' } }, ['trust.mandate-missing importer.id', 'trust.operator-debarred importer.id']],
    ['on export it is the exporter that counts', { type: 'EX1', exporter: { id: 'VN-0101' }, importer: { id: 'DE-9' } }, []],
    [
      'a declarant the filer does not represent',
      { importer: { id: 'VN-0101' }, declarant: { id: 'VN-0303' } },
      ['trust.declarant-not-represented declarant.id', 'trust.operator-debarred declarant.id'],
    ],
    ['a declaration that names no party', {}, []],
    ['an AEO code of the wrong length', { exporter: { aeoCode: 'AEOSG12' } }, ['trust.aeo-code-malformed exporter.aeoCode']],
  ])('%s', (_, document, expected) => {
    const found = TRUST_RULES.flatMap(rule => rule.check({ document, day: today, authority: register }))
    expect(found.map(issue => `${issue.code} ${issue.path}`)).toEqual(expected)
    expect(found.every(issue => issue.severity === 'error')).toBe(true)
  })

  test('where the register is filled only in part, an unknown operator is a warning', () => {
    const authority = { ...register, filer: 'VN-0404', registerIsComplete: false }
    const found = TRUST_RULES.flatMap(rule => rule.check({ document: { importer: { id: 'VN-0404' } }, day: today, authority }))
    expect(found.map(issue => [issue.code, issue.severity])).toEqual([['trust.operator-unknown', 'warning']])
  })

  test('without a register nothing is said of mandates and standing', () => {
    const found = TRUST_RULES.flatMap(rule => rule.check({ document: { importer: { id: 'VN-0404' } }, day: today }))
    expect(found).toEqual([])
  })
})

test('an AEO code is judged only where its scheme published the form', () => {
  expect(['AEOSG123456789012', 'AEOSG12', 'AEOSGABCDEFGHIJKL', 'PH-AEO-1'].map(breaksAeoForm)).toEqual([false, true, false, false])
})

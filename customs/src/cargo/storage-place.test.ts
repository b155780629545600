import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, decimal } from '../kernel/index.ts'
import { checkCapacity, checkIntake, kindsNeeded, placeStandingOn, storagePlaceBodySchema } from './storage-place.ts'

const period = { validFrom: day('2026-03-01'), validTo: day('2026-09-01') }

test.each([
  ['before its first day', period, '2026-02-28', 'not-yet'],
  ['on its first day', period, '2026-03-01', 'open'],
  ['on the day it ends', period, '2026-09-01', 'ended'],
  ['suspended', { ...period, suspendedOn: day('2026-04-01') }, '2026-05-01', 'suspended'],
  ['suspended and over', { ...period, suspendedOn: day('2026-04-01') }, '2026-10-01', 'ended'],
  ['without an end', { validFrom: day('2026-03-01') }, '2036-01-01', 'open'],
])('a place %s', (_, place, on, standing) => {
  expect(placeStandingOn(place, day(on))).toBe(standing)
})

test.each(['VNHPH', 'hph-cfs-1', 'HP', '-HPH', 'HPH CFS'])('%s is no code of a place', code => {
  const body = { code, name: 'Kho 1', operator: 'VN-0101', office: 'VN-HPH', uses: ['temporary-storage'], kinds: ['general'] }
  expect(storagePlaceBodySchema.safeParse(body).success).toBe(false)
  expect(storagePlaceBodySchema.safeParse({ ...body, code: 'HPH-CFS-1' }).success).toBe(true)
})

test('dangerous goods in bulk need a place that is fit for both', () => {
  const needs = kindsNeeded({ cargo: 'bulk', dangerousGoods: ['1263'] })
  const place = { code: 'HPH-1', uses: ['temporary-storage'] as const, kinds: ['dangerous', 'general'] as const, standing: 'open' as const }
  const given = { ...place, uses: [...place.uses], kinds: [...place.kinds] }
  expect(checkIntake(given, { use: 'temporary-storage', needs, path: '' })).toMatchObject([
    { code: 'cargo.place-kind', params: { kind: 'bulk', kinds: 'dangerous, general' } },
  ])
})

test('a place is never filled beyond its capacity, and one without a known capacity is never full', () => {
  const kilograms = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(kilograms, kilograms, kilograms, (capacity, held, brought) => {
      const [heldKg, broughtKg] = [decimal(String(held)), decimal(String(brought))]
      expect(checkCapacity({ code: 'HPH-1', capacityKg: String(capacity) }, heldKg, broughtKg)).toHaveLength(
        held + brought <= capacity ? 0 : 1,
      )
      expect(checkCapacity({ code: 'HPH-1' }, heldKg, broughtKg)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

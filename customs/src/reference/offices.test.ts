import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { day, parseUnlocode, unlocodeCountry } from '../kernel/index.ts'
import { type LawTable, openLawBook } from './law.ts'
import { findOffice, OFFICES } from './offices.ts'
import { STATES } from './states.ts'

const tables = STATES.map(state => {
  const file = `law/${state.toLowerCase()}/offices.json`
  return { ...(JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) as LawTable), file }
})
const opened = openLawBook([OFFICES], tables, 'test')
const today = day('2026-11-22')

test('every state has its main offices on file, each with a way to it by sea, air or land', () => {
  expect(opened.ok ? [] : opened.issues).toEqual([])
  if (!opened.ok) return
  for (const state of STATES) {
    const offices = opened.value.on(OFFICES, state, today)
    expect(offices.length).toBeGreaterThanOrEqual(5)
    expect(offices.length).toBeLessThanOrEqual(12)
    expect(offices.some(office => office.modes.includes('4'))).toBe(true)
    for (const { unlocode } of offices) {
      const place = unlocode === undefined ? undefined : parseUnlocode(unlocode)
      if (place !== undefined) expect(unlocodeCountry(place)).toBe(state)
    }
  }
})

test('an office is found by its code, on a day it exists', () => {
  if (!opened.ok) return
  expect(findOffice(opened.value, 'VN-HPH', today)).toMatchObject({ name: 'Hai Phong Port', unlocode: 'VNHPH', modes: ['1'] })
  expect(findOffice(opened.value, 'VN-HPH', day('2019-12-31'))).toBeUndefined()
  expect(findOffice(opened.value, 'VN-XXX', today)).toBeUndefined()
  expect(findOffice(opened.value, 'US-NYC', today)).toBeUndefined()
  expect(findOffice(opened.value, '', today)).toBeUndefined()
})

test.each([
  ['a code of another state', { code: 'TH-HPH' }],
  ['a place of another state', { unlocode: 'THBKK' }],
  ['a place that is none', { unlocode: 'VN HPH' }],
  ['no mode of transport', { modes: [] }],
  ['a mode that is none', { modes: ['9'] }],
])('an office with %s is refused', (_, change) => {
  const row = { ...(tables.find(table => table.file.includes('/vn/'))?.rows[0] as object), ...change }
  expect(openLawBook([OFFICES], [{ file: 'offices', kind: 'office', rows: [row] }], 'test').ok).toBe(false)
})

import { expect, test } from 'vitest'
import type { Caller } from '../node.ts'
import { CallerCache } from './caller-cache.ts'

const officer: Caller = { accountId: 'o1', role: 'officer', office: 'VNSGN', traderIds: [] }

/** Something to look up that counts how often it was. */
function counted(answer: () => Promise<Caller | undefined>) {
  let times = 0
  const look = () => {
    times++
    return answer()
  }
  return { look, times: () => times }
}

test('a caller is looked up once, by however many at once', async () => {
  const cache = new CallerCache()
  const { look, times } = counted(async () => officer)
  await Promise.all([cache.find('k', '2026-01-01', look), cache.find('k', '2026-01-01', look)])
  expect(await cache.find('k', '2026-01-01', look)).toBe(officer)
  expect(times()).toBe(1)
})

test.each([
  ['a stranger', async () => undefined],
  ['a failure', async () => Promise.reject(new Error('no database'))],
])('%s is not remembered', async (_, answer) => {
  const cache = new CallerCache()
  const { look, times } = counted(answer)
  for (let time = 0; time < 2; time++) await cache.find('k', '2026-01-01', look).catch(() => undefined)
  expect(times()).toBe(2)
})

test('another day is looked up anew, since a mandate may have begun or ended', async () => {
  const cache = new CallerCache()
  const { look, times } = counted(async () => officer)
  await cache.find('k', '2026-01-01', look)
  await cache.find('k', '2026-01-02', look)
  expect(times()).toBe(2)
})

test('what was being looked up when rights changed is not kept', async () => {
  const cache = new CallerCache()
  let answer: (caller: Caller) => void = () => undefined
  const slow = cache.find('k', '2026-01-01', () => new Promise(resolve => (answer = resolve)))
  cache.clear()
  answer(officer)
  await slow
  const { look, times } = counted(async () => officer)
  await cache.find('k', '2026-01-01', look)
  expect(times()).toBe(1)
})

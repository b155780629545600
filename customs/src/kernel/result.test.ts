import { expect, test } from 'vitest'
import { all, at, chain, error, hasErrors, hint, type Issue, map, ok, type Result, stop, warning } from './result.ts'

const missing = error('goods-item.origin-missing', 'originCountry')

test.each([
  ['', 'originCountry', 'originCountry'],
  ['goodsItems[0]', 'originCountry', 'goodsItems[0].originCountry'],
  ['goodsItems', '[0].originCountry', 'goodsItems[0].originCountry'],
  ['goodsItems[0]', '', 'goodsItems[0]'],
])("seen from '%s', a problem at '%s' is at '%s'", (prefix, path, expected) => {
  const inner = { ...missing, path }
  expect(at(prefix, inner)).toEqual({ ...missing, path: expected })
})

test('an issue without parameters has no place for them', () => {
  expect(missing).toEqual({ code: 'goods-item.origin-missing', severity: 'error', path: 'originCountry' })
  expect(error('rates.missing', '', { currency: 'USD' }).params).toEqual({ currency: 'USD' })
})

test('only errors stop an act', () => {
  expect(hasErrors([])).toBe(false)
  expect(hasErrors([warning('a.b', ''), hint('a.c', '')])).toBe(false)
  expect(hasErrors([warning('a.b', ''), missing])).toBe(true)
})

test('all issues of all results are collected, in order, and no value survives beside them', () => {
  const other = error('goods-item.value-missing', 'customsValue')
  const results: Result<number>[] = [ok(1), stop(missing), ok(2), stop(other, missing)]
  expect(all(results)).toEqual({ ok: false, issues: [missing, other, missing] })
  expect(all([ok(1), ok(2)])).toEqual({ ok: true, value: [1, 2] })
  expect(all([])).toEqual({ ok: true, value: [] })
})

test('what was refused is not worked on further', () => {
  const refused: Result<number> = stop(missing)
  const never = (): never => {
    throw new Error('worked on')
  }
  expect(map(refused, never)).toBe(refused)
  expect(chain(refused, never)).toBe(refused)
  expect(map(ok(2), value => value + 1)).toEqual(ok(3))
  expect(chain(ok(2), (value): Result<number, Issue> => ok(value * 2))).toEqual(ok(4))
  expect(chain(ok(2), (): Result<number, Issue> => stop(missing))).toEqual(stop(missing))
})

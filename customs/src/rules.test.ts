import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { ISSUES, RULES } from './journey.ts'
import { applyRule, listRuleCases, type RuleCase } from './testing/rule-vectors.ts'
import { testVectors } from './testing/test-vectors.ts'
import { readVectors } from './testing/vectors.ts'

const vectors = readVectors<{ readonly rule: string; readonly cases: readonly RuleCase[] }>('rules', 'V*.json')

const files = vectors.map(([, file]) => file)

testVectors(listRuleCases())

test.each(['import', 'import-parcel', 'export'])('the %s that the cases start from breaks no rule at all', base => {
  expect(applyRule({ base }, undefined)).toEqual([])
})

test('every rule that is checked has a case that passes and, for each of its codes it can, one that fails', () => {
  const checked = RULES.filter(rule => 'check' in rule)
  const passes = new Set(files.filter(({ cases }) => cases.some(each => each.expected.length === 0)).map(({ rule }) => rule))
  const fails = new Set(files.filter(({ cases }) => cases.some(each => each.expected.length > 0)).map(({ rule }) => rule))
  expect(checked.filter(({ id }) => !passes.has(id) || !fails.has(id)).map(({ id }) => id)).toEqual([])

  const raised = new Set(files.flatMap(({ cases }) => cases.flatMap(each => each.expected.map(({ code }) => code))))
  const own = checked.filter(({ module }) => module === 'declaration').flatMap(({ codes }) => codes)
  expect(own.filter(code => !raised.has(code) && code !== 'declaration.office-not-for-procedure')).toEqual([])
})

test('the catalogue has all sixty rules, and at least 35 of them are decided', () => {
  const ids = new Set(RULES.map(({ id }) => id))
  expect([...ids].map(id => Number(id.slice(1))).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  const decided = new Set(RULES.filter(rule => !('waitsFor' in rule)).map(({ id }) => id))
  expect(decided.size).toBeGreaterThanOrEqual(35)
})

test('a rule says what it may raise, and nothing waits without saying for what', () => {
  for (const rule of RULES) {
    if ('waitsFor' in rule) expect(rule.waitsFor).not.toBe('')
    if ('check' in rule) expect(rule.codes.filter(code => !ISSUES.includes(code))).toEqual([])
    expect(rule.about).toMatch(/^[A-Z].*\.$/)
  }
  expect(vectors.map(([file]) => basename(file, '.json'))).toEqual(files.map(({ rule }) => rule))
})

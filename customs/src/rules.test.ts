import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkEverywhere, checkInState, declarationSchema } from './declaration/index.ts'
import { ISSUES, LAW_KINDS, RULES } from './journey.ts'
import { type CommodityCode, type Currency, day } from './kernel/index.ts'
import { type ExchangeRate, type LawTable, openExchangeRates, openLawBook, type State } from './reference/index.ts'
import { adValorem, openSchedule } from './tariff/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))

interface Facts {
  readonly schedule?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly rates?: Readonly<Record<string, string>>
  readonly authority?: object
}

interface Base {
  readonly state: State
  readonly day: string
  readonly facts: Facts
  readonly document: object
}

interface Case {
  readonly name: string
  readonly given: {
    readonly base: string
    readonly everywhere?: true
    readonly set?: Readonly<Record<string, unknown>>
    /** The first goods item so many times over, each under its own number. */
    readonly repeatItems?: number
    readonly facts?: Facts
  }
  readonly expected: readonly { readonly code: string; readonly path: string }[]
}

const files = globSync('vectors/rules/V*.json', { cwd: root }).sort()
const vectors: readonly { readonly rule: string; readonly cases: readonly Case[] }[] = files.map(read)
const tables: readonly LawTable[] = globSync('law/*/*.json', { cwd: root }).map(file => ({ file, ...read(file) }))
const law = openLawBook(LAW_KINDS, tables, 'test')

describe.each(vectors)('$rule', ({ rule, cases }) => {
  test.each(cases)('$name', ({ given, expected }) => {
    expect(run(given, rule)).toEqual(expected)
  })
})

test.each(['import', 'export'])('the %s that the cases start from breaks no rule at all', base => {
  expect(run({ base }, undefined)).toEqual([])
})

test('every rule that is checked has a case that passes and, for each of its codes it can, one that fails', () => {
  const checked = RULES.filter(rule => 'check' in rule)
  const passes = new Set(vectors.filter(({ cases }) => cases.some(each => each.expected.length === 0)).map(({ rule }) => rule))
  const fails = new Set(vectors.filter(({ cases }) => cases.some(each => each.expected.length > 0)).map(({ rule }) => rule))
  expect(checked.filter(({ id }) => !passes.has(id) || !fails.has(id)).map(({ id }) => id)).toEqual([])

  const raised = new Set(vectors.flatMap(({ cases }) => cases.flatMap(each => each.expected.map(({ code }) => code))))
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
  expect(files.map(file => basename(file, '.json'))).toEqual(vectors.map(({ rule }) => rule))
})

/** The issues one rule raises, or all rules, by code and path. */
function run(given: Case['given'], rule: string | undefined): readonly { code: string; path: string }[] {
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  const base: Base = read(`vectors/rules/base/${given.base}.json`)
  const document = declarationSchema.parse(documentOf(base.document, given))
  const rules = RULES.filter(({ id }) => rule === undefined || id === rule)
  const facts = { ...base.facts, ...given.facts }
  const { state } = base
  const schedule = scheduleOf(facts, state)
  const context = { document, state, day: day(base.day), law: law.value, schedule, rates: ratesOf(facts, state), ...authorityOf(facts) }
  const issues = given.everywhere === true ? checkEverywhere(rules, { document }) : checkInState(rules, context)
  return issues.map(({ code, path }) => ({ code, path }))
}

function documentOf(base: object, { set = {}, repeatItems }: Case['given']): unknown {
  const document = structuredClone(base) as { goodsItems: object[] }
  for (const [path, value] of Object.entries(set))
    setAt(
      document,
      path.split(/[.[\]]+/).filter(part => part !== ''),
      value,
    )
  const [first] = document.goodsItems
  if (repeatItems !== undefined)
    document.goodsItems = Array.from({ length: repeatItems }, (_, index) => ({ ...first, sequence: index + 1 }))
  return document
}

function setAt(holder: object, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) setAt(Reflect.get(holder, name) as object, rest, value)
  else if (value === null) Reflect.deleteProperty(holder, name)
  else Reflect.set(holder, name, value)
}

function scheduleOf({ schedule = {} }: Facts, state: State) {
  const version = { id: 'cases', state, validFrom: day('2020-01-01'), source: 'cases', confidence: 'assumed' as const, sample: false }
  const lines = Object.entries(schedule).map(([code, rates], index) => ({
    code: code as CommodityCode,
    row: index + 1,
    description: {},
    rates: Object.fromEntries(Object.entries(rates).map(([column, percent]) => [column, adValorem(percent)])),
  }))
  return openSchedule(version, lines)
}

function ratesOf({ rates = {} }: Facts, state: State) {
  const published: readonly ExchangeRate[] = Object.entries(rates).map(([currency, rate]) => ({
    state,
    currency: currency as Currency,
    unit: 1,
    rate,
    validFrom: day('2020-01-01'),
    source: 'cases',
  }))
  return openExchangeRates(published)
}

function authorityOf({ authority }: Facts): object {
  return authority === undefined ? {} : { authority }
}

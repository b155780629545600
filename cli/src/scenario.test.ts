import { describe, expect, test } from 'vitest'
import { readScenario } from './scenario.ts'
import { listDifferences } from './scenario-expect.ts'
import { fill } from './scenario-memory.ts'
import { orderScenarios, refuseClosed, type ScenarioFile } from './scenario-order.ts'

const memory = { run: 'R1', entry: { mrn: '26VN3FF8V1TZCQS1R9', items: [{ left: 3 }] } }
const step = (expect: object) =>
  readScenario(JSON.stringify({ title: 't', state: 'VN', steps: [{ say: 's', act: 'GET /me', expect }] }), 'file').steps[0]
const differences = (expect: object, status: number, body: unknown) => {
  const one = step(expect)
  if (one === undefined) throw new Error('a scenario without a step')
  return listDifferences(one, { status, body }, memory)
}

test('what earlier steps answered is filled in, as text or as the value it is', () => {
  expect(fill({ path: '/x/{{entry.mrn}}/{{run}}', left: '{{entry.items.0.left}}' }, memory)).toEqual({
    path: '/x/26VN3FF8V1TZCQS1R9/R1',
    left: 3,
  })
  expect(() => fill('{{exit.mrn}}', memory)).toThrow(/nothing is known as {{exit.mrn}}/)
})

test('a file that is no scenario is refused with everything that is wrong', () => {
  expect(() => readScenario('{', 'x.json')).toThrow(/x.json is no JSON/)
  expect(() => readScenario('{"title":"","state":"XX","steps":[]}', 'x.json')).toThrow(/title[\s\S]*state[\s\S]*steps/)
})

describe('an outcome', () => {
  test.each([
    ['is as expected where all that is mentioned is so', {}, 201, { a: 1 }, []],
    ['may hold more than is mentioned', { body: { a: [{ b: '1' }] } }, 200, { a: [{ b: '1', c: 2 }], d: 3 }, []],
    ['that is refused is no success', {}, 422, { issues: [] }, ['expected status of a success, got 422']],
    ['has the status that is named', { status: 404 }, 200, {}, ['expected status 404, got 200']],
    ['has as many entries as are named', { body: { a: [] } }, 200, { a: [1] }, ['body.a: expected 0 entries, got 1']],
    [
      'is compared with what earlier steps answered',
      { body: { mrn: '{{entry.mrn}}' } },
      200,
      { mrn: 'X' },
      ['body.mrn: expected "26VN3FF8V1TZCQS1R9", got "X"'],
    ],
    [
      'that is refused is so for the reason named',
      { issues: ['a.b'] },
      422,
      { issues: [{ code: 'a.c', path: '', message: '' }] },
      ['expected the issue a.b, got a.c'],
    ],
  ])('%s', (_, expected, status, body, told) => {
    expect(differences(expected, status, body)).toEqual(told)
  })
})

describe('several scenarios', () => {
  const scenario = (file: string, state: string, days: readonly string[], onOwnDays?: true): ScenarioFile => {
    const steps = days.map(day => ({ say: 's', day }))
    return { file, scenario: readScenario(JSON.stringify({ title: 't', state, steps, ...(onOwnDays && { onOwnDays }) }), file) }
  }
  const long = scenario('long', 'TH', ['2026-01-05', '2026-06-02'])
  const exact = scenario('exact', 'TH', ['2026-03-10', '2026-08-10'], true)
  const early = scenario('early', 'VN', ['2026-03-01'], true)
  const namesOf = (files: readonly ScenarioFile[]) => files.map(each => each.file)

  test('are played with those first whose acts bear their own days, and else as they were given', () => {
    expect(namesOf(orderScenarios([long, exact, early]))).toEqual(['early', 'exact', 'long'])
    expect(namesOf(orderScenarios([scenario('later', 'TH', ['2026-09-01']), long]))).toEqual(['later', 'long'])
  })

  test('that need the same days of one ledger are refused before the first is played', () => {
    const other = scenario('other', 'TH', ['2026-08-01'], true)
    expect(() => orderScenarios([other, exact])).toThrow(/exact closes the ledger of TH to 2026-08-10, and other begins on 2026-08-01/)
  })

  test('are refused by name where the region has closed their days', () => {
    const closed = new Map([['TH', '2026-06-01']])
    expect(() => refuseClosed([long, exact], closed)).toThrow(/ledger of TH in this region is closed to 2026-06-01, and exact begins/)
    expect(() => refuseClosed([long, early], closed)).not.toThrow()
    expect(() => refuseClosed([exact], new Map([['TH', '2026-03-09']]))).not.toThrow()
  })
})

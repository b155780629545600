import { describe, expect, test } from 'vitest'
import { readScenario } from './scenario.ts'
import { listDifferences } from './scenario-expect.ts'
import { fill } from './scenario-memory.ts'

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

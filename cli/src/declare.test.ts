import { RULES } from '@lintas/customs/journey'
import { describe, expect, test } from 'vitest'
import { openCommandLine } from './testing/command-line.ts'

const { lintas } = openCommandLine('declare')

describe('declare check', () => {
  const sound = 'examples/vn-import-screws-form-d.xml'
  const broken = 'examples/vn-import-with-errors.json'

  test('answers one object a file, in order, also for those that are refused', async () => {
    const { code, lines } = await lintas('declare', 'check', sound, 'examples/none.xml', broken, 'lintas', '--json')
    const answers = lines.map(line => JSON.parse(line))
    expect(code).toBe(1)
    expect(answers.map(({ file, format, version, items }) => [file, format, version, items])).toEqual([
      [sound, 'wco-dec', '3.6', 1],
      ['examples/none.xml', 'unknown', null, 0],
      [broken, 'lintas-json', null, 2],
      ['lintas', 'unknown', null, 0],
    ])
    expect(answers[0].summary).toEqual({ errors: 0, warnings: 0, hints: 0 })
    expect(answers[1].problems).toMatchObject([{ code: 'format.unreadable', message: 'The file cannot be read (ENOENT).' }])
    expect(answers[3].problems).toMatchObject([{ code: 'format.unknown' }])
    for (const { problems, summary } of answers) {
      expect(problems.filter((each: { severity: string }) => each.severity === 'error')).toHaveLength(summary.errors)
      for (const each of problems) expect(Object.keys(each)).toEqual(['code', 'severity', 'path', 'message', 'line', 'column'])
    }
  })

  test('is done with exit code 0 where nothing is wrong, and asks a state where it is named', async () => {
    expect((await lintas('declare', 'check', sound)).code).toBe(0)
    const asked = await lintas('declare', 'check', sound, '--state', 'SG', '--json')
    expect(asked.code).toBe(1)
    expect(JSON.parse(asked.lines[0] ?? '').problems).toContainEqual(expect.objectContaining({ code: 'declaration.office-elsewhere' }))
  })
})

test('rules prints the whole catalogue: decided, or what it waits for', async () => {
  const { code, lines } = await lintas('rules', '--json')
  const rules = lines.map(line => JSON.parse(line))
  expect(code).toBe(0)
  expect(rules).toHaveLength(RULES.length)
  expect(new Set(rules.map(rule => rule.id)).size).toBe(60)
  expect(rules.every(({ decided, waitsFor }) => decided === (waitsFor === undefined))).toBe(true)
})

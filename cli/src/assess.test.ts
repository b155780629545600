import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCommandLine } from './testing/command-line.ts'

const { scratch, lintas } = openCommandLine('assess')

const shirts = '--code 61091010 --origin CN --value 1000 --currency USD --incoterm CIF --date 2026-02-01 --json'.split(' ')

test.each([
  ['no goods', ['--state', 'TH']],
  ['a quantity without its unit', ['--state', 'TH', '--quantity', '10']],
  ['a rate without its currency', ['--state', 'TH', '--rate', '35.1']],
  ['an attribute without its value', ['--state', 'TH', '--attribute', 'alcoholStrength']],
  ['a day that is none', ['--state', 'TH', '--date', '2026-02-30']],
])('%s is wrong use', async (_, args) => {
  const { code, stdout } = await lintas('assess', ...args)
  expect([code, stdout]).toEqual([2, ''])
})

test('a question is answered as one JSON object, a refused one too, and rates that are loaded are used', async () => {
  const given = await lintas('assess', '--state', 'TH', ...shirts, '--rate', 'USD=35.1234', '--quantity', '10 KGM')
  expect(given.code).toBe(0)
  const bill = JSON.parse(given.stdout)
  expect(Object.keys(bill).slice(0, 6)).toEqual(['state', 'code', 'date', 'customsValue', 'charges', 'total'])
  expect(bill).toMatchObject({ state: 'TH', customsValue: { amount: '35123.40', currency: 'THB' }, total: '13733.25' })

  const refused = await lintas('assess', '--state', 'TH', ...shirts)
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.stdout)).toMatchObject({
    state: 'TH',
    code: '61091010',
    date: '2026-02-01',
    issues: [{ code: 'rates.missing', severity: 'error', params: { state: 'TH', currency: 'USD', day: '2026-02-01' } }],
  })

  const file = join(scratch, 'rates.csv')
  writeFileSync(file, 'currency,rate,valid_from\nUSD,35.1234,2026-02-01\n')
  expect((await lintas('rates', 'load', '--state', 'TH', '--file', file, '--json')).stdout).toBe('{"state":"TH","published":1,"known":0}\n')
  const loaded = await lintas('assess', '--state', 'th', ...shirts.map(word => word.toLowerCase()))
  expect([loaded.code, JSON.parse(loaded.stdout).total]).toEqual([0, '13733.25'])
  expect((await lintas('rates', 'list', '--state', 'TH')).stdout).toBe('1 USD = 35.1234, from 2026-02-01 (rates.csv)\n')
}, 120_000)

test('lines are answered one JSON object a line; one without a rate makes the exit code 1', async () => {
  const file = join(scratch, 'lines.csv')
  writeFileSync(file, 'declared_on,code,origin,schedule,proof_form\n2026-06-13,61091010,CN,MFN,\n2026-06-13,01012100,CN,MFN,\n')
  const { code, stdout } = await lintas('assess', '--state', 'VN', '--lines', file, '--json')
  expect(code).toBe(1)
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines).toMatchObject([
    { line: 1, code: '61091010', schedule: 'MFN', dutyRate: '20', source: { column: 'mfn' } },
    { line: 2, dutyRate: null, issues: [{ code: 'tariff.code-unknown' }] },
  ])
}, 60_000)

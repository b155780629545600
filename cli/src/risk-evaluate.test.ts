import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { riskEvaluationSchema } from '@lintas/contract'
import { evaluate } from '@lintas/customs/targeting'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readInspected, readPast } from './inspection-file.ts'
import { stopwatch } from './risk-evaluate.ts'

const PUBLIC = resolve(import.meta.dirname, '../../../shared/data/risk')
const HEAD =
  'Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud'
const LINE = '1,2020-01-02,30,B,11,21,11,10,D1,I1,,,440890,BE,BE,8.0,A,G,108.0,372254.4,1,1'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lintas-past-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(...lines: readonly string[]): Promise<string> {
  const path = join(folder, `${lines.length}-${lines.join('').length}.csv`)
  await writeFile(path, lines.join('\n'))
  return path
}

test('past items are read in the order of days; where nothing was found out, nothing is said', async () => {
  const [later, earlier] = [await file(HEAD, LINE), await file(HEAD, LINE.replace('2020-01-02', '2019-12-31').replace(',1,1', ',,'))]
  const items = await readPast([later, earlier])
  expect(items.map(({ on, isFraud }) => [on, isFraud])).toEqual([
    ['2019-12-31', undefined],
    ['2020-01-02', true],
  ])
  expect(items[1]).toMatchObject({ importer: 'I1', commodity: '440890', netMassKg: 108, dutyRate: 8 })
})

test.each([
  ['a column that is missing', [HEAD.replace('Net Mass', 'Mass'), LINE], /no column 'Net Mass'/],
  ['a mass that is no number', [HEAD, LINE.replace('108.0', 'heavy')], /line 2: Net Mass is 'heavy', needs a number/],
  ['a day that is none', [HEAD, LINE.replace('2020-01-02', '2020-02-30')], /line 2: Date is '2020-02-30'/],
  ['an outcome that is none', [HEAD, LINE.replace(',1,1', ',yes,1')], /line 2: Fraud is 'yes'/],
])('%s is refused by name', async (_, lines, why) => {
  await expect(readPast([await file(...lines)])).rejects.toThrow(why)
})

test('a test whose outcomes are not known measures nothing', async () => {
  await expect(readInspected(await file(HEAD, LINE.replace(',1,1', ',,')))).rejects.toThrow(/rows without Fraud/)
})

test.skipIf(!existsSync(PUBLIC))(
  'the public set is held: known goods and goods of which nothing alike is known',
  { timeout: 120_000 },
  async () => {
    const [history, test] = [await readPast([join(PUBLIC, 'kcs-train.csv')]), await readInspected(join(PUBLIC, 'kcs-valid.csv'))]
    const found = riskEvaluationSchema.parse(evaluate({ history, test, outcomeDelayDays: 0, stopwatch }))
    expect(found.rows).toBe(8_134)
    expect(found.precision['0.05']).toBeGreaterThanOrEqual(0.93)
    expect(found.precision['0.1']).toBeGreaterThanOrEqual(0.81)
    expect(found.novel.auc).toBeGreaterThanOrEqual(0.62)
    expect(found.novel.precision['0.1']).toBeGreaterThanOrEqual(0.28)
    expect(found.trainSeconds).toBeLessThanOrEqual(60)
    expect(found.revenuePolicy.revenueRecall['0.1']).toBeGreaterThan(found.revenueRecall['0.1'])
  },
)

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AssessedLine, AssessmentAnswer, AssessmentRequest } from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { expect, test } from 'vitest'
import type { Caller } from '../platform/node.ts'
import { testNode } from '../platform/testing/node.ts'
import { scheduleOn } from '../tariff/index.ts'

const [thailand, vietNam, timorLeste] = [await testNode('TH'), await testNode('VN'), await testNode('TL')]
type Asked = typeof thailand

const shirts: AssessmentRequest = {
  code: '61091010',
  originCountry: 'CN',
  value: { amount: '1000', currency: 'USD' },
  incoterm: 'CIF',
  quantities: [{ value: '10', unit: 'KGM' }],
  date: '2026-02-01',
}

async function ask({ node, inject }: Asked, question: AssessmentRequest) {
  const answer = await inject({ method: 'POST', url: `/${node.state.toLowerCase()}/api/v1/assessments`, payload: question })
  return { status: answer.statusCode, body: answer.json() as AssessmentAnswer }
}

test('anyone may ask what goods would be charged, at a rate of their own that is recorded as theirs', async () => {
  const { status, body } = await ask(thailand, { ...shirts, rates: { USD: '35.1234' } })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    state: 'TH',
    code: '61091010',
    date: '2026-02-01',
    customsValue: { amount: '35123.40', currency: 'THB' },
    charges: [
      { kind: 'customs-duty', base: '35123.40', rate: '30', rateUnit: '%', amount: '10537.02', lawRow: 'TH-DUTY' },
      { kind: 'vat', base: '45660.42', rate: '7', rateUnit: '%', amount: '3196.23', confidence: 'secondary' },
    ],
    total: '13733.25',
  })
  expect(body.customsValue.steps[0]?.exchangeRate).toEqual({
    rate: '35.1234',
    unit: 1,
    validFrom: '2026-02-01',
    source: 'given by the caller',
  })
  expect(body.charges[0]?.schedule).toMatchObject({ version: 'TH-2022-01-01-sample', column: 'mfn' })
  expect(body.issues.every(issue => issue.severity === 'hint' && issue.message !== issue.code)).toBe(true)
})

test('without a rate the question is refused, naming state, currency and day, with everything else that is missing', async () => {
  const { status, body } = await ask(thailand, { ...shirts, code: '22084000', quantities: [] })
  expect(status).toBe(422)
  expect(body.issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'rates.missing value.currency',
    'duty.attribute-missing attributes.retailPrice',
    'duty.quantity-missing quantities',
    'duty.attribute-missing attributes.alcoholStrength',
  ])
  expect(body.issues[0]?.params).toEqual({ state: 'TH', currency: 'USD', day: '2026-02-01' })
})

test('a rate that customs published is used, and named', async () => {
  const administrator: Caller = { accountId: 'administrator-1', role: 'administrator', traderIds: [] }
  thailand.node.http.identify = () => administrator
  await thailand.inject({
    method: 'POST',
    url: '/th/api/v1/exchange-rates',
    payload: { rates: [{ currency: 'EUR', rate: '38.5', validFrom: '2026-02-01', source: 'Customs announcement' }] },
  })
  const { body } = await ask(thailand, { ...shirts, value: { amount: '1000', currency: 'EUR' } })
  expect(body.customsValue).toMatchObject({
    amount: '38500.00',
    steps: [{ exchangeRate: { rate: '38.5', source: 'Customs announcement' } }],
  })
})

test('a preference is given on a proof taken for granted, which the answer says', async () => {
  const question = { ...shirts, originCountry: 'TH', rates: { USD: '26000' } }
  const granted = await ask(vietNam, { ...question, claim: { agreement: 'atiga', proof: 'assumed' } })
  expect(granted.body).toMatchObject({
    charges: [{ rate: '0', schedule: { column: 'atiga' } }, { rate: '8' }],
    assumed: expect.arrayContaining(['proof']),
  })
  const waiting = await ask(vietNam, { ...question, claim: { agreement: 'atiga' } })
  expect(waiting.body).toMatchObject({
    charges: [{ rate: '20' }, { rate: '8' }],
    pending: { agreement: 'atiga', reason: 'tariff.preference-proof-missing' },
  })
})

test('what means nothing is refused: a country nobody assigned, a rate or a quantity of nought; a strange unit is remarked', async () => {
  const strange = { value: '10', unit: 'KG' }
  const quantities = [strange, { value: '0', unit: 'LTR' }]
  const question = { ...shirts, originCountry: 'XX', exportCountry: 'ZZ', rates: { USD: '0.00' }, quantities }
  const { status, body } = await ask(thailand, question)
  expect(status).toBe(422)
  expect(body.issues.map(({ code, path }) => `${code} ${path}`)).toEqual(
    expect.arrayContaining([
      'declaration.country-unknown originCountry',
      'declaration.country-unknown exportCountry',
      'request.field-format rates.USD',
      'duty.unit-unknown quantities[0].unit',
      'duty.quantity-invalid quantities[1]',
    ]),
  )
  const mended = await ask(thailand, {
    ...question,
    originCountry: 'CN',
    exportCountry: 'HK',
    rates: { USD: '35.1234' },
    quantities: [strange],
  })
  expect(mended.status).toBe(200)
  expect(mended.body.issues).toContainEqual(expect.objectContaining({ code: 'duty.unit-unknown', severity: 'warning' }))
})

test('a state whose law of the day is not on file says so by name, charge by charge', async () => {
  const { status, body } = await ask(timorLeste, { ...shirts, date: '2023-08-30' })
  expect([status, body.issues.map(issue => issue.code)]).toEqual([422, ['law.no-row', 'law.no-row']])
  expect(body.issues.map(issue => issue.params?.what)).toEqual(['customs-duty', 'sales-tax'])
})

test('a relief that depends on how goods arrive follows the channel', async () => {
  const parcel = { ...shirts, value: { amount: '900000', currency: 'VND' }, date: '2025-02-18' }
  expect((await ask(vietNam, { ...parcel, channel: 'sea' })).body.total).toBe('266400')
  expect((await ask(vietNam, { ...parcel, channel: 'express' })).body.total).toBe('72000')
})

async function assessLines(csv: string) {
  const answer = await vietNam.inject({
    method: 'POST',
    url: '/vn/api/v1/assessments/lines',
    headers: { 'content-type': 'text/csv' },
    payload: csv,
  })
  return { status: answer.statusCode, body: answer.json() as { lines: AssessedLine[]; issues: { code: string }[] } }
}

test('the rates of past lines are answered in order, each with where it stands or why there is none', async () => {
  const { body } = await assessLines(
    'proof_form,declared_on,code,origin,schedule,remark\n,2026-06-13,61091010,CN,MFN,\nform D,2026-06-13,61091010,TH,ATIGA,\n,2026-06-13,61091010,TH,ATIGA,\n,2026-06-13,01012100,CN,MFN,\n,13/06/2026,61091010,CN,MFN,\n',
  )
  const [mfn, atiga, waiting, unknown, malformed] = body.lines
  const version = (await scheduleOn(vietNam.node, day('2026-06-13')))?.version.id ?? ''
  expect(mfn).toEqual({
    line: 1,
    code: '61091010',
    schedule: 'MFN',
    dutyRate: '20',
    source: { version, row: expect.any(Number), column: 'mfn' },
    assumed: ['schedule'],
  })
  expect(atiga).toMatchObject({ line: 2, dutyRate: '0', source: { column: 'atiga' }, assumed: ['proof', 'schedule'] })
  expect(waiting).toMatchObject({
    line: 3,
    dutyRate: '20',
    source: { column: 'mfn' },
    issues: [{ code: 'tariff.preference-proof-missing' }],
  })
  expect(unknown).toMatchObject({ line: 4, dutyRate: null, assumed: [], issues: [{ severity: 'error' }] })
  expect(malformed).toMatchObject({ line: 5, dutyRate: null, issues: [{ code: 'duty.line-malformed' }] })
})

test('a row that does not fit the header is refused: its cells may stand in the wrong columns', async () => {
  const rows = ['2026-06-13,61091010,CN,MFN', '2026-06-13,61091010,CN,MFN,,Shirts, knitted', '2026-06-13,61091010,CN,MFN,,Shirts,,']
  const { body } = await assessLines(`declared_on,code,origin,schedule,proof_form,goods\n${rows.join('\n')}\n`)
  expect(body.lines.map(({ line, dutyRate, issues }) => [line, dutyRate, issues?.[0]?.code])).toEqual([
    [1, null, 'duty.line-length'],
    [2, null, 'duty.line-length'],
    [3, '20', undefined],
  ])
})

test('lines are read with semicolons, and with quotation marks inside a cell', async () => {
  const { body } = await assessLines(
    'declared_on;code;origin;schedule;proof_form;goods\r\n2026-06-13;61091010;CN;MFN;;3" badge, on shirt\r\n',
  )
  expect(body.lines).toMatchObject([{ line: 1, dutyRate: '20' }])
})

test('a file without its columns is refused, every one that is missing', async () => {
  const { status, body } = await assessLines('code,origin\n61091010,CN\n')
  expect([status, body.issues.map(issue => issue.code)]).toEqual([422, Array(3).fill('duty.lines-column-missing')])
})

const shared = (path: string) => fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url))
const [tariff, cleared] = [shared('tariff/VN.csv'), shared('assessment/vn-cleared-lines.csv')]

test.skipIf(!existsSync(tariff) || !existsSync(cleared))(
  'the rates of declarations cleared in Viet Nam come out as they were applied (skipped where ../shared/data is not there)',
  async () => {
    const as = (role: Caller['role']): Caller => ({ accountId: `${role}-1`, role, traderIds: [] })
    vietNam.node.http.identify = () => as('administrator')
    const headers = { 'content-type': 'text/csv' }
    const loaded = await vietNam.inject({
      method: 'POST',
      url: '/vn/api/v1/tariff/versions?validFrom=2023-07-15',
      headers,
      payload: readFileSync(tariff),
    })
    const { id } = loaded.json()
    vietNam.node.http.identify = () => as('checker')
    await vietNam.inject({ method: 'POST', url: `/vn/api/v1/tariff/versions/${id}/approval`, payload: { decision: 'approved' } })

    const csv = readFileSync(cleared, 'utf8')
    const { body } = await assessLines(csv)
    const applied = csv
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(row => row.split(',').at(-1))
    expect(body.lines.map(line => line.dutyRate)).toEqual(applied)
    expect(body.lines.every(line => line.source?.version === id)).toBe(true)
  },
)

import type { CostAnswer, CostRequest } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../platform/testing/node.ts'

const vietNam = await testNode('VN')

const shirts: CostRequest = {
  code: '61091010',
  originCountry: 'CN',
  value: { amount: '1000', currency: 'USD' },
  date: '2026-02-01',
  rates: { USD: '25500' },
}

async function ask(question: unknown) {
  const answer = await vietNam.inject({ method: 'POST', url: '/vn/api/v1/costs', payload: question as object })
  return { status: answer.statusCode, body: answer.json() as CostAnswer & { issues: { code: string; path: string }[] } }
}

test('anybody is told every way goods may be brought in, the cheapest that can be had first, each line with its law', async () => {
  const { status, body } = await ask(shirts)
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'VN', day: '2026-02-01', code: '61091010', placing: 'as-asked', incoterm: 'CIF' })
  expect(body.options.map(each => each.id)).toEqual(['acfta', 'mfn', 'mfn+express', 'rcep'])
  expect(body.options[0]).toMatchObject({
    requires: [{ kind: 'proof-of-origin', agreement: 'acfta' }],
    bill: {
      total: '2040000',
      converted: { amount: '80.00', currency: 'USD' },
      charges: [
        { rate: '0', schedule: { column: 'acfta' } },
        { rate: '8', lawRow: 'VN-VAT-8-2025-07-01' },
      ],
      restsOn: { exchangeRates: [{ currency: 'USD', rate: '25500', source: 'given by the caller' }] },
    },
  })
  expect(body.papers.map(each => each.name)).toContain('Form E')
  expect(body.notices.map(each => each.code)).toEqual(['cost.permits-partly-on-file'])
})

test('what is missing is named where it is missing: the rate of the day, the unit that a tax is charged by', async () => {
  const rum = { ...shirts, code: '22084000', rates: {} }
  const { body } = await ask(rum)
  const codes = body.options[0]?.missing.map(({ code, path }) => `${code} ${path}`)
  expect(codes).toEqual(['rates.missing value.currency', 'duty.attribute-missing attributes.alcoholStrength'])
  expect(body.options[0]?.bill).toBeUndefined()
})

test.each([
  [{ ...shirts, code: '610910' }, 'tariff.code-incomplete'],
  [{ ...shirts, code: '99999999' }, 'tariff.code-unknown'],
  [{ ...shirts, originCountry: 'XQ' }, 'declaration.country-unknown'],
  [{ ...shirts, quantities: [{ value: '0', unit: 'KGM' }] }, 'duty.quantity-invalid'],
])('a question that means nothing here is refused: %o', async (question, code) => {
  const { status, body } = await ask(question)
  expect([status, body.issues.map(each => each.code)]).toEqual([422, [code]])
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { WorksheetValueAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../platform/testing/node.ts'

const { inject } = await testNode('SG')
const examples = fileURLToPath(new URL('../../../examples/valuation/', import.meta.url))
const files = readdirSync(examples).filter(name => name.endsWith('.json'))

async function ask(payload: object) {
  const answer = await inject({ method: 'POST', url: '/sg/api/v1/valuations', payload })
  return { status: answer.statusCode, body: answer.json() as WorksheetValueAnswer & { issues: { code: string; path: string }[] } }
}

test.each(files)('the worksheet in examples/valuation/%s comes to its method, or is refused as it is named', async file => {
  const worksheet = JSON.parse(readFileSync(`${examples}${file}`, 'utf8'))
  const { status, body } = await ask({ worksheet, date: '2026-02-01' })
  if (file.startsWith('refused-')) {
    expect([status, body.issues.map(issue => `${issue.code} ${issue.path}`)]).toEqual([
      422,
      ['valuation.basis-prohibited worksheet.fallBack.basis'],
    ])
    return
  }
  expect(status).toBe(200)
  expect(`method-${body.worksheet.method}`).toBe(file.slice(0, 'method-1'.length))
  expect(Number(body.amount)).toBeGreaterThan(0)
})

test('a rate of the caller is used and recorded as theirs; without one the conversion is refused by name', async () => {
  const worksheet = {
    quantity: { value: '1', unit: 'C62' },
    transactionValue: { price: { amount: '100', currency: 'USD' }, carriageInPrice: true },
  }
  const given = await ask({ worksheet, date: '2026-02-01', rates: { USD: '1.35' } })
  expect(given.body).toMatchObject({ amount: '135.00', currency: 'SGD', basis: 'CIF' })
  expect(given.body.worksheet.findings[0]?.steps[0]?.exchangeRate?.source).toBe('given by the caller')
  const without = await ask({ worksheet, date: '2026-02-01' })
  expect([without.status, without.body.issues[0]?.code]).toEqual([422, 'rates.missing'])
})

test('each reason why a method is passed over has its sentence', async () => {
  const worksheet = {
    quantity: { value: '1', unit: 'C62' },
    transactionValue: { price: { amount: '100', currency: 'SGD' }, carriageInPrice: true, restrictions: [{ kind: 'other' }] },
    identicalGoods: { passedOver: 'None are known.' },
    similarGoods: { passedOver: 'None are known.' },
    deductive: { passedOver: 'Not sold.' },
    computed: { passedOver: 'No costs are known.' },
    fallBack: {
      basis: 'transaction-value',
      words: 'As it was sold before.',
      parts: [{ words: 'one', effect: 'adds', amount: { amount: '90', currency: 'SGD' } }],
    },
  }
  const { body } = await ask({ worksheet })
  expect(body.worksheet.findings[0]).toMatchObject({
    outcome: 'passed-over',
    why: [{ code: 'valuation.use-restricted', message: expect.stringContaining('article 1.1 (a)') }],
  })
})

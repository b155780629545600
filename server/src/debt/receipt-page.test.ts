import { expect, test } from 'vitest'
import { receiptPage } from './receipt-page.ts'

const receipt = {
  number: 'SG-2026-0000007',
  issuedOn: '2026-11-22',
  state: 'SG',
  mrn: '26SG00000000000011',
  debtor: '<script>alert(1)</script>',
  amount: '182.40',
  currency: 'SGD',
  charged: [{ kind: 'gst', amount: '182.40' }],
  paid: '182.40',
  due: '0.00',
  overpaid: '0.00',
  provider: 'test',
  reference: 'A & "B"',
}

test('a receipt prints every figure of its JSON with the currency before it', () => {
  const page = receiptPage(receipt)
  for (const text of ['Receipt SG-2026-0000007', 'Customs of Singapore', '26SG00000000000011', 'SGD 182.40', 'SGD 0.00'])
    expect(page).toContain(text)
})

test('nothing in a receipt can run', () => {
  const page = receiptPage(receipt)
  expect(page).not.toContain('<script')
  expect(page).toContain('A &amp; &quot;B&quot;')
})

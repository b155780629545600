import { join } from 'node:path'
import type { DebtorAccountAnswer } from '@lintas/contract'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'
import { CLONE } from './testing/region.ts'

const REMOVAL = join(CLONE, 'examples/periodic/vn-removal-2.json')

describeInBrowser('goods removed', visit => {
  let number = ''

  beforeAll(async () => {
    const { region, page } = visit
    const ask = <Answer>(role: string, path: string, body: object, revision?: number) =>
      region.ask<Answer>('VN', role, 'POST', path, body, revision)
    const wish = { kind: 'deferred-payment', trader: 'TRADER-VN', limit: '9000000000', validFrom: '2026-01-01' }
    const proposed = await ask<DebtorAccountAnswer>('administrator', '/debtor-accounts', {
      ...wish,
      term: { kind: 'day-of-month', day: 10 },
    })
    number = proposed.number
    await ask('checker', `/debtor-accounts/${number}/decision`, { decision: 'open' }, proposed.revision)
    const tier = { tier: 2, validFrom: '2026-01-01', validTo: '2029-01-01', reason: 'Books and warehouse were looked at.' }
    const given = await ask<{ id: string }>('administrator', '/operators/TRADER-VN/tiers', tier)
    await ask('checker', `/operators/TRADER-VN/tiers/${given.id}/approval`, { decision: 'approved' })
    await enter(page, region, 'VN', 'trader')
  }, 90_000)

  test('notice is given with a file and an account, and what was removed waits for the end of its month', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/removals`)
    await page.getByLabel('Charges reserved on').selectOption(number)
    await page.setInputFiles('input[type=file]', REMOVAL)
    await page.getByRole('status').getByRole('link').waitFor()
    const mrn = await page.getByRole('status').getByRole('link').innerText()
    await page.getByRole('row', { name: new RegExp(`${mrn}.*by`) }).waitFor()
    const offered = page.getByRole('region', { name: /TRADER-VN/ }).first()
    await offered.getByText(/61091010/).waitFor()
    expect(
      await offered
        .getByRole('button', { name: /^Declare/ })
        .first()
        .isDisabled(),
    ).toBe(true) // its month is not over
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['English on a desk', 'en', 1280, 'Goods removed'],
    ['Vietnamese on a phone', 'vi', 390, 'Hàng đã đưa đi'],
    ['Vietnamese on a desk', 'vi', 1280, 'Hàng đã đưa đi'],
    ['Thai on a phone', 'th', 390, 'ของที่นำออกไปแล้ว'],
    ['Thai on a desk', 'th', 1280, 'ของที่นำออกไปแล้ว'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `removals ${name}`)
  })
})

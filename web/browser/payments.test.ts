import { join } from 'node:path'
import type { DebtorAccountAnswer } from '@lintas/contract'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'
import { CLONE } from './testing/region.ts'

const APPAREL = join(CLONE, 'examples/vn-import-laptops-pre-arrival.json')

describeInBrowser('payments', visit => {
  let number = ''

  beforeAll(async () => {
    const { region, page } = visit
    await region.run('rates', 'load', '--state', 'VN', '--file', join(CLONE, 'examples/rates/vn.csv'))
    await enter(page, region, 'VN', 'trader')
    const trader = await page.evaluate(() => fetch('/vn/api/v1/me').then(answer => answer.json()))
    const ask = (role: string, path: string, body: object, revision?: number) =>
      region.ask<DebtorAccountAnswer>('VN', role, 'POST', path, body, revision)
    const wish = { kind: 'deferred-payment', trader: trader.organisation.traderId, limit: '9000000000', validFrom: '2026-01-01' }
    const proposed = await ask('administrator', '/debtor-accounts', { ...wish, term: { kind: 'day-of-month', day: 10 } })
    number = proposed.number
    await ask('checker', `/debtor-accounts/${number}/decision`, { decision: 'open' }, proposed.revision)
  }, 90_000)

  test('what is due is put on the account, and stands there in its ledger with the balance', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/lodge`)
    await page.setInputFiles('input[type=file]', APPAREL)
    await page.getByRole('button', { name: 'Lodge', exact: true }).click()
    await page.waitForURL(/\/vn\/declarations\/\w{18}$/)
    const mrn = page.url().slice(-18)
    await page.goto(`${region.url}/vn/payments`)
    const row = page.getByRole('row', { name: new RegExp(mrn) })
    await row.getByRole('button', { name: `Put on account ${number}` }).click()
    const account = page.getByRole('article', { name: number })
    await account.getByRole('link', { name: mrn }).waitFor()
    await account.getByText('deferred', { exact: true }).waitFor()
    await row.getByRole('button', { name: `Put on account ${number}` }).waitFor({ state: 'detached' })
    expect(await violations(page)).toEqual([])
  })

  test('the statement is a page of its own, to print', async () => {
    const { page, region, browser } = visit
    const path = await page.getByRole('link', { name: 'Print the statement' }).first().getAttribute('href')
    const paper = await browser.newPage({ locale: 'en-GB' })
    await paper.context().addCookies(await page.context().cookies())
    await paper.goto(`${region.url}${path}`)
    await paper.getByRole('heading', { name: new RegExp(number) }).waitFor()
    expect(await violations(paper)).toEqual([])
    await paper.close()
  })

  test.each([
    ['English on a phone', 'en', 390, 'Accounts with customs'],
    ['English on a desk', 'en', 1280, 'Accounts with customs'],
    ['Vietnamese on a phone', 'vi', 390, 'Tài khoản tại hải quan'],
    ['Thai on a desk', 'th', 1280, 'บัญชีกับศุลกากร'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `payments ${name}`)
  })
})

import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('what will it cost', visit => {
  const askShirts = async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/cost?code=61091010`)
    await page.locator('form input').nth(1).fill('cn')
    await page.locator('form input').nth(2).fill('10000000')
    await page.locator('form button[type=submit]').click()
    await page.getByRole('heading', { level: 3 }).first().waitFor()
  }
  beforeAll(askShirts, 60_000)

  test('anybody is told every way, the cheapest first, and keeps one as a quote', async () => {
    const { page } = visit
    expect(await page.getByRole('heading', { level: 3 }).first().textContent()).toBe('ACFTA · ASEAN-China')
    await page.getByText('Requires a proof of origin: Form E.').waitFor()
    await page
      .getByRole('button', { name: /Import duty/ })
      .first()
      .click()
    await page.getByText('VN-DUTY', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: 'Keep as a quote' }).first().click()
    await page.getByText(/^VN-Q-/).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('a quote stands beside the answer it was made of, and goes when other goods are asked about', async () => {
    const { page } = visit
    await askShirts()
    await page.getByRole('button', { name: 'Keep as a quote' }).first().click()
    await page.getByText(/^VN-Q-/).waitFor()
    const answer = page.waitForResponse(/\/costs$/)
    await page.getByLabel('Price').fill('20000000')
    await page.getByRole('button', { name: 'Work it out' }).click()
    await answer
    await page.getByRole('button', { name: 'Keep as a quote' }).first().waitFor()
    expect(await page.getByText(/^VN-Q-/).count()).toBe(0)
  })

  test('a unit is asked for once a charge needs it', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/sg/cost?code=22083090`)
    await page.getByLabel('Price').fill('100')
    expect(await page.getByLabel('Quantity in LTR').count()).toBe(0)
    await page.getByRole('button', { name: 'Work it out' }).click()
    await page.getByLabel('Quantity in LTR').fill('10')
    await page.getByLabel(/alcoholStrength/).fill('40')
    await page.getByRole('button', { name: 'Work it out' }).click()
    await page.getByText('Cheapest way').first().waitFor()
    await page.getByLabel('Commodity code').fill('61091010')
    expect(await page.getByLabel('Quantity in LTR').count()).toBe(0)
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Vietnamese on a desk', 'vi', 1280],
    ['Thai on a phone', 'th', 390],
    ['Thai on a desk', 'th', 1280],
  ])('in %s all states fit the screen', async (name, language, width) => {
    const { page } = visit
    await showIn(page, language, width)
    await askShirts()
    await page.getByRole('switch').first().click({ force: true })
    await page.getByText('Viet Nam', { exact: true }).locator('visible=true').first().waitFor()
    await keepPicture(page, `cost ${name}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  })
})

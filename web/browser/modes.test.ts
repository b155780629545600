import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('what differs by mode of transport', visit => {
  beforeAll(async () => {
    await visit.page.goto(`${visit.region.url}/th/modes`)
  }, 60_000)

  test('anybody compares air with land, each side with its law', async () => {
    const { page } = visit
    const row = page.getByRole('row', { name: /Transport document/ })
    await row.getByText('An import names its transport document.').waitFor()
    await row.getByText('An import may be declared without a transport document.').waitFor()
    await row
      .getByText(/^V15; /)
      .first()
      .waitFor()
    expect(await page.getByRole('status').textContent()).toMatch(/^4 of \d+ subjects differ\.$/)
    expect(await violations(page)).toEqual([])
  })

  test('another pair is compared at once, and what is the same can be left out', async () => {
    const { page } = visit
    await page.getByRole('combobox', { name: 'Compared with' }).click()
    await page.getByRole('option', { name: 'Maritime' }).click()
    await page.getByText('Where nobody says what freight costs, it is 10 % of the price.').waitFor()
    const both = page.getByRole('row', { name: /Transport document/ })
    expect(await both.count()).toBe(1)
    await page.getByRole('switch', { name: 'Also what is the same' }).click()
    expect(await both.count()).toBe(0)
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('from=air&to=maritime')
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Theo phương thức vận tải'],
    ['Vietnamese on a desk', 'vi', 1280, 'Theo phương thức vận tải'],
    ['Thai on a phone', 'th', 390, 'ตามรูปแบบการขนส่ง'],
    ['Thai on a desk', 'th', 1280, 'ตามรูปแบบการขนส่ง'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    await page.getByRole('row').nth(3).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `modes ${name}`)
  })
})

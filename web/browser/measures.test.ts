import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('measures for a code', visit => {
  beforeAll(async () => {
    await visit.page.goto(`${visit.region.url}/th/measures`)
  }, 60_000)

  test('anybody reads what goods need, and that others may apply', async () => {
    const { page } = visit
    await page.getByRole('textbox', { name: 'Commodity code' }).fill('2903.71')
    await page.getByText('Needs: import licence (911)').waitFor()
    expect(await page.getByRole('status').textContent()).toContain('Others may apply')
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('code=290371&direction=import')
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Biện pháp quản lý'],
    ['Thai on a desk', 'th', 1280, 'มาตรการ'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    await page.getByRole('textbox').first().fill('0507')
    await page.getByText('CITES permit').first().waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `measures ${name}`)
  })
})

import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('known faults in the tariff data', visit => {
  beforeAll(async () => {
    await visit.page.goto(`${visit.region.url}/th/faults?code=61091010`)
  }, 60_000)

  test('anybody tells of a fault, and sees that it was told', async () => {
    const { page } = visit
    await page.getByLabel('What is wrong, and how you know').fill('The rate of 2024 is shown.')
    await page.getByRole('button', { name: 'Tell' }).click()
    await page.getByRole('status').getByText('is kept').waitFor()
    await page.getByText('Customs has not looked at it yet').waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Sai sót đã biết trong dữ liệu biểu thuế'],
    ['Thai on a desk', 'th', 1280, 'ข้อผิดพลาดที่ทราบในข้อมูลพิกัด'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    await page
      .getByText(/TH-F-\d+/)
      .first()
      .waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `faults ${name}`)
  })
})

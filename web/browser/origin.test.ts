import { expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, signIn, violations } from './testing/browser.ts'

const EXAMPLES = new URL('../../examples/origin/', import.meta.url).pathname

describeInBrowser('origin', visit => {
  test('a producer asks whether a good originates, reads why not and what would help, and keeps the statement', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/sign-in`)
    await signIn(page, region.account('VN', 'trader'))
    await page.goto(`${region.url}/vn/origin`)
    const [question, bill] = [page.locator('input[type=file]').nth(0), page.locator('input[type=file]').nth(1)]
    await question.setInputFiles(`${EXAMPLES}accumulation-full.json`)
    await bill.setInputFiles(`${EXAMPLES}bill-of-materials.csv`)
    await page.getByRole('button', { name: 'Determine' }).click()
    await page.getByRole('status').getByText('It originates').waitFor()
    await page.getByText('regional value content 64.50 %').waitFor()

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('refrigerator, 180 l')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page
      .getByRole('row', { name: /refrigerator, 180 l/ })
      .getByRole('button', { name: 'Show' })
      .click()
    await page.getByRole('heading', { name: 'refrigerator, 180 l' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['vi', 390, 'Xác định'],
    ['vi', 1280, 'Xác định'],
    ['th', 390, 'ตรวจถิ่นกำเนิด'],
    ['th', 1280, 'ตรวจถิ่นกำเนิด'],
  ])('what does not originate says what would make it; in %s it fits %i pixels', async (language, width, button) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.locator('input[type=file]').nth(0).setInputFiles(`${EXAMPLES}de-minimis-exceeded.json`)
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByText('USD 113.00').waitFor()
    await keepPicture(page, `origin-${language}-${width}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { SHEET_HEAD, SHEET_ROWS } from '../../server/src/origin/testing/made-up-sheet.ts'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

const EXAMPLES = new URL('../../examples/origin/', import.meta.url).pathname

describeInBrowser('origin', visit => {
  test('a producer asks whether a good originates, reads why not and what would help, and keeps the statement', async () => {
    const { page, region } = visit
    await enter(page, region, 'VN', 'trader', '/origin')
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

  test('a line rests on a supplier’s declaration that was recorded; once it is withdrawn the statement is to be done again', async () => {
    const { page } = visit
    await page.reload()
    const form = page.getByRole('region', { name: 'Record or ask for a declaration' })
    const written = [
      ['Supplier', 'Dong Nai Copper'],
      ['Supplier’s article number', 'CU-0.5'],
      ['Commodity code', '74081900'],
      ['Description', 'copper wire, 0.5 mm'],
      ['Origin criterion', 'CTH'],
      ['From', '2026-01-01'],
      ['until (not included)', '2027-01-01'],
    ] as const
    for (const [label, text] of written) await form.getByLabel(label, { exact: true }).fill(text)
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    await form.getByRole('status').getByText('Its number is VN-SD-').waitFor()

    await page.locator('input[type=file]').nth(0).setInputFiles(`${EXAMPLES}supplier-withdrawn.json`)
    await page.getByRole('button', { name: 'Determine', exact: true }).click()
    await page.getByRole('status').getByText('It does not originate').waitFor()
    const lines = page.getByRole('region', { name: 'Rest lines on suppliers’ declarations' })
    await lines.getByLabel('Line 2 (74081900)').selectOption({ index: 1 })
    await lines.getByRole('button', { name: 'Determine with these' }).click()
    await page.getByRole('status').getByText('It originates').waitFor()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('with copper wire')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()

    await page
      .getByRole('row', { name: /Dong Nai Copper/ })
      .getByRole('button', { name: 'Show' })
      .click()
    const supply = page.getByRole('region', { name: /^VN-SD-/ })
    await supply.getByText('The producer answers for it.').waitFor()
    expect(await violations(page)).toEqual([])
    await supply.getByLabel('Reason').fill('The cathodes came from elsewhere.')
    await supply.getByRole('button', { name: 'Withdraw the declaration' }).click()
    await supply.getByRole('heading', { name: /withdrawn/ }).waitFor()
    const statement = page.getByRole('row', { name: /with copper wire.*to be determined again/ })
    await statement.getByRole('button', { name: 'Show' }).click()
    await page.getByText(/^Line 2: VN-SD-.* was withdrawn/).waitFor()
    expect(await violations(page)).toEqual([])
    for (const [language, show] of [
      ['vi', 'Xem cam kết'],
      ['th', 'ดูคำรับรอง'],
    ] as const)
      for (const width of [390, 1280]) {
        await showIn(page, language, width)
        await page
          .getByRole('row', { name: /Dong Nai Copper/ })
          .getByRole('button', { name: show })
          .click()
        await page.getByRole('region', { name: /^VN-SD-/ }).waitFor()
        await keepPicture(page, `suppliers-${language}-${width}`)
        expect(await overflow(page)).toBe(0)
      }
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

  test('a sheet of rules is loaded by one administrator and activated by another', async () => {
    const { page, region } = visit
    await page.setViewportSize({ width: 1280, height: 900 })
    await showIn(page, 'en', 1280)
    await enter(page, region, 'VN', 'administrator', '/origin')
    const form = page.getByRole('region', { name: 'Load a sheet of product rules' })
    const files = form.locator('input[type=file]')
    await files.nth(0).setInputFiles({ name: 'head.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(SHEET_HEAD)) })
    await files.nth(1).setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET_ROWS) })
    await form.getByLabel('Why it is loaded').fill('As the gazette prints it.')
    await form.getByRole('button', { name: 'Load', exact: true }).click()
    await form.getByRole('status').getByText('1 rule is loaded').waitFor()
    expect(await violations(page)).toEqual([])

    await enter(page, region, 'VN', 'checker', '/origin')
    await page
      .getByRole('row', { name: /made-up-84/ })
      .getByRole('button', { name: 'Show' })
      .click()
    const sheet = page.getByRole('region', { name: 'made-up-84' })
    await sheet.getByRole('button', { name: 'Activate' }).click()
    await sheet.getByRole('heading', { name: /in use/ }).waitFor()
    expect(await violations(page)).toEqual([])
    for (const [language, show] of [
      ['vi', 'Xem'],
      ['th', 'ดู'],
    ] as const)
      for (const width of [390, 1280]) {
        await showIn(page, language, width)
        await page
          .getByRole('row', { name: /made-up-84/ })
          .getByRole('button', { name: show })
          .click()
        await page.getByRole('region', { name: 'made-up-84' }).waitFor()
        await keepPicture(page, `rule-sheets-${language}-${width}`)
        expect(await overflow(page)).toBe(0)
      }
  })
})

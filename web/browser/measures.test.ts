import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'

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

  test('a permit that two administrators put on file stands before its holder, with what is left on it', async () => {
    const { region } = visit
    const { ask } = region
    const permit = {
      measure: 'ozone',
      direction: 'import',
      number: 'IL-2026-1',
      holder: 'TRADER-TH',
      codes: ['290371'],
      quantity: { value: '5000', unit: 'KGM' },
      validFrom: dayIn('TH', -30),
      validTo: dayIn('TH', 300),
    }
    await ask('TH', 'administrator', 'POST', '/permit-loads', { source: 'a list of the ozone unit', permits: [permit] })
    const page = await openFor(visit, 'TH', 'checker')
    await page.getByRole('link', { name: 'Permits', exact: true }).click()
    await page
      .getByRole('row', { name: /a list of the ozone unit/ })
      .getByRole('button', { name: 'Approve' })
      .click()
    await page.getByRole('row', { name: /a list of the ozone unit 1 approved/ }).waitFor()
    await page.getByText('5000 of 5000 KGM').waitFor()

    await page.context().clearCookies()
    await enter(page, region, 'TH', 'trader', '/measures')
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
      ['en', 1280],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('textbox').first().fill('290371')
      await page.getByRole('row', { name: /IL-2026-1 .*import licence TRADER-TH 290371/ }).waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `permits left ${language} ${width}`)
    }
    await page.getByLabel('Permit number').fill('IL-2026-2')
    await page.getByText('No such permit is on file here.').waitFor()
    await page.close()
  }, 60_000)
})

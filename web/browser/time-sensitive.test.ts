import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('goods that cannot wait', visit => {
  test('a trader applies, a supervisor grants with a condition, and both read it in their language', { timeout: 120_000 }, async () => {
    const { page, region } = visit
    await enter(page, region, 'KH', 'trader', '/time-sensitive')
    await page.getByRole('checkbox', { name: 'perishable goods' }).check()
    await page.getByLabel('Why, how often, how they are kept').fill('Fresh fish, every morning.')
    await page.getByLabel('From', { exact: true }).fill('2026-01-01')
    await page.getByLabel('Until before').fill('2030-01-01')
    await page.getByRole('button', { name: 'Send the application' }).click()
    const number = (await page.getByRole('article').first().getAttribute('aria-label')) ?? ''
    expect(number).toMatch(/^KH-T-/)

    const officer = await openFor(visit, 'KH', 'supervisor')
    await officer.getByRole('link', { name: 'Goods that cannot wait' }).click()
    const card = officer.getByRole('article', { name: number })
    await card.getByLabel('Conditions').fill('Lodged two hours before arrival.')
    expect(await violations(officer)).toEqual([])
    await card.getByRole('button', { name: 'Grant' }).click()
    await card.getByText('Conditions: Lodged two hours before arrival.').waitFor()
    await card.getByRole('button', { name: 'Suspend' }).waitFor()
    await showIn(officer, 'th', 1280)
    await officer.getByRole('heading', { name: 'สินค้าที่รอไม่ได้' }).waitFor()
    expect(await overflow(officer)).toBe(0)
    await keepPicture(officer, 'time-sensitive for a supervisor')
    await officer.close()

    await page.reload()
    await showIn(page, 'vi', 390)
    await page.getByRole('heading', { name: 'Hàng không thể chờ' }).waitFor()
    await page.getByText('Lodged two hours before arrival.').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'time-sensitive for a trader')
  })
})

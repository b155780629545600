import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'

/** One white dot. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64')

describeInBrowser('certified exporters', visit => {
  test('an exporter applies, is examined and certified, declares, and anyone checks the number', { timeout: 120_000 }, async () => {
    const { page, region, browser } = visit
    await enter(page, region, 'MY', 'trader', '/exporters')
    await page.getByLabel('Name', { exact: true }).fill('Kilang Baju')
    await page.getByLabel('Address').fill('Jalan Ampang, Kuala Lumpur')
    await page.getByRole('textbox', { name: 'Products' }).fill('6109.10; cotton T-shirts')
    await page.getByRole('textbox', { name: 'Who signs' }).fill('Aminah binti Ali')
    await page.locator('input[type=file]').setInputFiles({ name: 'aminah.png', mimeType: 'image/png', buffer: DOT })
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Send the application' }).click()
    await page.getByRole('article', { name: 'Kilang Baju' }).getByText('Waits to be examined').waitFor()
    expect(await violations(page)).toEqual([])
    await showIn(page, 'vi', 390)
    await page.getByRole('heading', { name: 'Nhà xuất khẩu được chứng nhận' }).waitFor()
    await keepPicture(page, 'exporters-trader-vi-390')
    expect(await overflow(page)).toBe(0)
    await showIn(page, 'en', 1280)

    const examiner = await openFor(visit, 'MY', 'officer', '/exporters')
    const card = examiner.getByRole('article', { name: 'Kilang Baju' })
    await card.waitFor()
    for (const condition of await card.getByRole('checkbox').all()) await condition.check()
    await card.getByRole('button', { name: 'Keep the findings' }).click()
    await card.getByText('Examined, waits for the decision').waitFor()
    expect(await violations(examiner)).toEqual([])
    await examiner.close()

    const decider = await openFor(visit, 'MY', 'supervisor', '/exporters')
    const today = await decider.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
    const waiting = decider.getByRole('article', { name: 'Kilang Baju' })
    await waiting.getByLabel('From', { exact: true }).fill(today)
    await waiting.getByRole('button', { name: 'Certify' }).click()
    await decider
      .getByRole('row', { name: /Kilang Baju/ })
      .getByText('in force')
      .waitFor()
    await showIn(decider, 'th', 1280)
    await decider.getByRole('heading', { name: 'ผู้ส่งออกที่ได้รับการรับรอง', exact: true }).waitFor()
    await keepPicture(decider, 'exporters-supervisor-th-1280')
    expect(await overflow(decider)).toBe(0)
    await decider.close()

    await page.reload()
    await page.getByLabel('Invoice number').fill('INV-118')
    await page.getByLabel('Day of the invoice').fill(today)
    await page.getByLabel('Origin criterion').fill('CTH')
    await page.getByLabel('Quantity').fill('4000')
    await page.getByLabel('Unit', { exact: true }).fill('C62')
    await page.getByRole('button', { name: 'Make out' }).click()
    const made = await page
      .getByRole('status')
      .getByText(/MY-OD-/)
      .innerText()
    const number = /MY-OD-[\w-]{22}/.exec(made)?.[0] ?? ''
    expect(await violations(page)).toEqual([])

    const anyone = await browser.newPage({ locale: 'en-GB', viewport: { width: 390, height: 900 } })
    await anyone.goto(`${region.url}/my/proofs/check?number=${number}`)
    await anyone.getByRole('status').getByText('It holds').waitFor()
    expect(await violations(anyone)).toEqual([])
    await anyone.getByLabel('Number').fill('MY-OD-1')
    await anyone.getByRole('button', { name: 'Check' }).click()
    await anyone.getByRole('status').getByText('Nobody knows it').waitFor()
    for (const [language, title] of [
      ['vi', 'Kiểm tra chứng từ xuất xứ'],
      ['th', 'ตรวจหลักฐานถิ่นกำเนิด'],
    ] as const) {
      await showIn(anyone, language, 390)
      await anyone.getByRole('heading', { name: title }).waitFor()
      await keepPicture(anyone, `proof-check-${language}-390`)
      expect(await overflow(anyone)).toBe(0)
    }

    await page
      .getByRole('row', { name: /INV-118/ })
      .getByRole('button', { name: 'Show' })
      .click()
    const shown = page.getByRole('region', { name: number })
    await shown.getByText('No state told of a use.').waitFor()
    expect(await violations(page)).toEqual([])
    for (const language of ['vi', 'th']) {
      await showIn(page, language, 390)
      await page.getByRole('row', { name: /INV-118/ }).waitFor()
      await keepPicture(page, `declarations-${language}-390`)
      expect(await overflow(page)).toBe(0)
    }
    await showIn(page, 'en', 1280)
    await page
      .getByRole('row', { name: /INV-118/ })
      .getByRole('button', { name: 'Show' })
      .click()
    await shown.getByLabel('Why it is revoked').fill('The goods were not shipped.')
    await shown.getByRole('button', { name: 'Revoke' }).click()
    await shown.getByRole('heading', { name: /revoked/ }).waitFor()
    await anyone.goto(`${region.url}/my/proofs/check?number=${number}`)
    await anyone.getByRole('status').waitFor()
    await anyone.close()
  })
})

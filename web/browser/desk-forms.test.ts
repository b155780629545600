import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import { shirtsOfTrader } from './testing/shirts.ts'

const TODAY = dayIn('VN')
const LATER = dayIn('VN', 20)
const under = (localReference: string, lane: string) =>
  shirtsOfTrader(localReference, { additionalInformation: [{ code: 'SANDBOX', text: `lane=${lane}` }] })

describeInBrowser('what traders and officers do after the decision', visit => {
  let trader: Page
  let officer: Page
  let released = ''
  let left = ''

  async function looksRight(page: Page, name: string) {
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `${name}-${language}-${width}`)
    }
    await showIn(page, 'en', 1280)
  }

  beforeAll(async () => {
    const { region } = visit
    const { mrn } = await region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', under('DESK-RELEASED', 'green'))
    released = mrn
    const { id } = await region.ask<{ id: string }>('VN', 'trader', 'POST', `/declarations/${mrn}/payments`, {})
    await region.ask('VN', 'trader', 'POST', `/payments/${id}/test-confirmation`, {})
    left = (await region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', under('DESK-LEFT', 'yellow'))).mrn
    trader = await openFor(visit, 'VN', 'trader')
    officer = await openFor(visit, 'VN', 'officer')
  }, 120_000)

  test('a trader gives a broker a mandate, sees it and revokes it', async () => {
    await trader.getByRole('link', { name: 'Mandates' }).click()
    await trader.getByLabel(/^Broker’s number/).fill('BROKER-VN')
    await trader.getByLabel(/^From/).fill(TODAY)
    await trader.getByLabel('No longer from').fill(LATER)
    const before = await trader.getByRole('button', { name: 'Revoke' }).count()
    await trader.getByRole('button', { name: 'Give a mandate' }).click()
    const row = trader
      .getByRole('row')
      .filter({ hasText: ', before ' })
      .filter({ has: trader.getByRole('button', { name: 'Revoke' }) })
    await row.first().waitFor()
    expect(await trader.getByRole('button', { name: 'Revoke' }).count()).toBe(before + 1)
    await row.first().getByRole('button', { name: 'Revoke' }).click()
    await trader
      .getByRole('cell', { name: /^revoked on/ })
      .first()
      .waitFor()
    await looksRight(trader, 'mandates')
  })

  test('a trader corrects a released declaration from the document as it stands', async () => {
    await trader.goto(`${visit.region.url}/vn/declarations/${released}`)
    const part = trader.getByRole('region', { name: 'Correct this declaration' })
    await part.waitFor()
    const saved = trader.waitForEvent('download')
    await part.getByRole('button', { name: 'The document as it stands (JSON), to mend' }).click()
    const document = JSON.parse(readFileSync(await (await saved).path(), 'utf8'))
    const [item, ...others] = document.goodsItems
    if (item === undefined) throw new Error('no goods')
    const { amount, currency } = item.invoiceAmount
    const dearer = { amount: String(BigInt(amount) * 2n), currency }
    const { invoiceTotal: _, ...rest } = document
    const corrected = { ...rest, goodsItems: [{ ...item, invoiceAmount: dearer }, ...others] }
    await part
      .locator('input[type=file]')
      .setInputFiles({ name: 'corrected.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(corrected)) })
    await part.getByRole('button', { name: 'Send the correction' }).click()
    await part.getByText('Corrected as a voluntary disclosure.').waitFor()
    await looksRight(trader, 'correct')
  })

  test('an officer proposes to write off what is not to be had, and hears the declarant on something else', async () => {
    await officer.goto(`${visit.region.url}/vn/declarations/${released}`)
    const debt = officer.getByRole('region', { name: 'What is owed' })
    await debt.getByLabel('Reason').last().fill('The debtor was struck off the register.')
    await debt.getByLabel('Legal basis').fill('Law on Tax Administration, art. 85')
    await debt.getByRole('button', { name: 'Propose to write off' }).click()
    await debt.getByText(/^Proposed: VND/).waitFor()
    await officer.getByRole('button', { name: 'Hear the declarant' }).click()
    await officer.getByLabel('Commodity code found').fill('61091020')
    await officer.getByLabel('Heard until').fill(LATER)
    await officer
      .getByRole('textbox', { name: 'Reason, in words the declarant can answer' })
      .fill('The shirts are cut and labelled for women.')
    await officer.getByRole('textbox', { name: 'Legal basis' }).last().fill('General rule 1 of the Harmonized System')
    await officer.getByRole('button', { name: 'Hear the declarant' }).click()
    await officer.getByRole('region', { name: 'Found after release' }).waitFor()
    await looksRight(officer, 'heard')
  })

  test('a trader leaves goods to the state; an officer opens a batch of them, and everybody reads it on the list', async () => {
    const { region, browser } = visit
    await trader.goto(`${region.url}/vn/declarations/${left}`)
    await trader.getByRole('button', { name: 'Leave the goods to the state' }).click()
    await trader.getByLabel('What you give up, in your own words').fill('We leave these shirts to the state, all of them.')
    await looksRight(trader, 'abandon')
    await trader.getByRole('button', { name: 'Leave the goods to the state' }).click()
    await trader.getByLabel('What you give up, in your own words').fill('We leave these shirts to the state, all of them.')
    await trader.getByRole('button', { name: 'Leave them to the state' }).click()
    await trader.getByRole('region', { name: 'Leave the goods to the state' }).waitFor({ state: 'detached' })

    await officer.getByRole('link', { name: 'Disposal' }).click()
    await officer.getByLabel(/^Number, line 1/).fill(left)
    await officer.getByLabel(/^Goods, line 1/).fill('Shirts of cotton, 20 cartons')
    await officer.getByRole('button', { name: 'Open a batch' }).click()
    const batch = officer.getByRole('region', { name: /^Batch \d+/ }).filter({ hasText: left })
    await batch.getByRole('button', { name: 'Put on the public list' }).click()
    await batch.getByText('On the public list.').waitFor()
    await batch.getByLabel('Objection to line 1').fill('The cartons are pledged to our bank.')
    await batch.getByRole('button', { name: 'Note' }).click()
    await batch.getByRole('button', { name: 'Lift' }).click()
    await batch.getByRole('button', { name: 'Approve' }).click()
    await batch
      .getByText(/approved from/)
      .first()
      .waitFor()
    await looksRight(officer, 'disposal')

    const anybody = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    await anybody.goto(`${region.url}/vn/disposal-list`)
    await anybody.getByRole('cell', { name: 'Shirts of cotton, 20 cartons' }).waitFor()
    await looksRight(anybody, 'disposal-list')
    await anybody.close()
  })
})

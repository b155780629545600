import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DebtRecordAnswer } from '@lintas/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { CLONE } from './testing/region.ts'

const APPAREL = 'examples/th-import-apparel-china.json'

describeInBrowser('what is owed after the goods are gone', visit => {
  let page: Page

  beforeAll(async () => {
    const { region } = visit
    await region.run('rates', 'load', '--state', 'TH', '--file', join(CLONE, 'examples/rates/th.csv'))
    const mrn = await region.clear(APPAREL)
    const declared = JSON.parse(readFileSync(join(CLONE, APPAREL), 'utf8'))
    const [shirts, trousers] = declared.goodsItems
    const corrected = {
      ...declared,
      invoiceTotal: { amount: '31600.00', currency: 'USD' },
      goodsItems: [{ ...shirts, invoiceAmount: { amount: '22960.00', currency: 'USD' } }, trousers],
    }
    const { revision } = await region.ask<{ revision: number }>('TH', 'trader', 'GET', `/declarations/${mrn}`)
    await region.ask('TH', 'trader', 'POST', `/declarations/${mrn}/correction`, corrected, revision)
    const { dues } = await region.ask<DebtRecordAnswer>('TH', 'trader', 'GET', `/declarations/${mrn}/debt`)
    const last = Math.max(...dues.map(due => Date.parse(due.dueOn)))
    const now = new Date(last + 40 * 86_400_000).toISOString()
    await region.ask('TH', 'trader', 'PUT', '/sandbox/clock', { now })
    page = await openFor(visit, 'TH', 'trader', `/declarations/${mrn}`)
  }, 120_000)

  afterAll(() => visit.region?.ask('TH', 'trader', 'PUT', '/sandbox/clock', { now: null }))

  test('says by when it was due, who owes it, and what being late costs with the law it rests on', async () => {
    const debt = page.getByRole('region', { name: 'What is owed' })
    await debt.getByText(/Past its day/).waitFor()
    await debt
      .getByRole('cell', { name: /Customs Act B\.E\. 2560/ })
      .first()
      .waitFor()
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'debt-en-1280')
  })

  test.each([
    ['vi', 390],
    ['vi', 1280],
    ['th', 390],
    ['th', 1280],
  ])('in %s fits a screen of %i', async (language, width) => {
    await showIn(page, language, width)
    await page
      .getByRole('cell', { name: /Customs Act B\.E\. 2560/ })
      .first()
      .waitFor()
    // What is still to pay stands within the screen, and not where one has to scroll for it.
    const box = await page.locator('section table').first().locator('td.figure').nth(1).boundingBox()
    expect(box !== null && box.x + box.width <= width).toBe(true)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `debt-${language}-${width}`)
  })
})

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'

const TODAY = dayIn('KH')
const LATER = dayIn('KH', 6)

describeInBrowser('delegations', visit => {
  let page: Page

  beforeAll(async () => {
    page = await openFor(visit, 'KH', 'supervisor')
  }, 120_000)

  test('a supervisor hands a power to an officer of the office for some days, and sees it stand', async () => {
    await page.getByRole('link', { name: 'Delegations' }).click()
    const to = page.getByLabel(/^To\b/)
    await page.waitForFunction(() => document.querySelectorAll('select option').length > 1)
    const names = await to.locator('option').allTextContents()
    await to.selectOption({ label: names.find(name => /officer/i.test(name)) ?? names.at(-1) ?? '' })
    await page.getByLabel(/^From\b/).fill(TODAY)
    await page.getByLabel(/^No longer from/).fill(LATER)
    await page.getByLabel(/^Why/).fill('A week of leave')
    await page.getByLabel('seize and forfeit goods').check()
    await page.getByRole('button', { name: 'Hand over' }).click()
    await page.getByRole('cell', { name: 'cases; seize and forfeit goods' }).waitFor()
    await page.getByRole('cell', { name: 'in force' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['vi', 390],
    ['th', 1280],
    ['vi', 1280],
    ['th', 390],
  ])('in %s fits a screen of %i', async (language, width) => {
    await showIn(page, language, width)
    await page.getByRole('table').first().waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `delegations-${language}-${width}`)
  })

  test('and ends it', async () => {
    await showIn(page, 'en', 1280)
    await page.getByRole('button', { name: 'End now' }).click()
    await page.getByRole('cell', { name: 'ended' }).waitFor()
  })
})

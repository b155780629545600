import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import { CLONE } from './testing/region.ts'

const LODGED = /\/sg\/declarations\/\w{18}$/

describeInBrowser('a draft begun from an earlier declaration', visit => {
  let mrn = ''
  let page: Page

  beforeAll(async () => {
    const { region } = visit
    await region.run('rates', 'load', '--state', 'SG', '--file', join(CLONE, 'examples/rates/sg.csv'))
    mrn = await region.clear('examples/sg-import-perfume-air.json')
    page = await openFor(visit, 'SG', 'trader')
  }, 120_000)

  test('is kept as a template, and begun from it on the lodging page', async () => {
    await page.goto(`${visit.region.url}/sg/declarations/${mrn}`)
    await page.getByRole('button', { name: 'Keep as a template' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the template').fill('Perfume by air')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Keep as a template' }).click()
    await page.getByText('Kept as the template Perfume by air.').waitFor()
    await page.goto(`${visit.region.url}/sg/lodge`)
    await page.getByRole('region', { name: 'Begin from a template' }).getByRole('button', { name: 'Begin a draft' }).click()
    await page.getByText('Begun from Perfume by air').waitFor()
  })

  test('says beside each field what is missing, and is lodged once it is filled in', async () => {
    await page.goto(`${visit.region.url}/sg/declarations/${mrn}`)
    await page.getByRole('button', { name: 'Copy as a new draft' }).click()
    await page.getByText('Left out, to be filled in where needed:').waitFor()
    await page.getByRole('button', { name: 'Save and check' }).click()
    const reference = page.getByLabel('Your reference')
    await expect.poll(() => reference.getAttribute('aria-invalid')).toBe('true')
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'draft-problems-en-1280')
    const given = {
      'Your reference': 'PERFUME-COPY',
      'Arrives on': dayIn('SG', -2),
      'Vessel, flight or vehicle': 'SQ327',
      'Invoice number': 'INV-COPY',
      'Date of the invoice': dayIn('SG', -10),
      'Transport document 1': '618-5550 0001',
      'Its type': '740',
    }
    for (const [label, value] of Object.entries(given)) await page.getByLabel(label).fill(value)
    // Whatever is read anew after lodging comes late: the draft is gone by then, and still its declaration is shown.
    await page.route('**/api/v1/me', async route => {
      await Promise.race([page.getByRole('alert').waitFor(), page.waitForURL(LODGED)])
      await route.continue()
    })
    await page.getByRole('button', { name: 'Lodge the declaration' }).click()
    await page.waitForURL(LODGED)
    await page.unroute('**/api/v1/me')
    expect(page.url()).not.toContain(mrn)
    await page.getByText('PERFUME-COPY').waitFor()
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a desk', 'th', 1280],
  ])('is continued from the list in %s, and fits the screen', async (_, language, width) => {
    await page.goto(`${visit.region.url}/sg/lodge`)
    await showIn(page, language, width)
    await page.locator('a[href*="/drafts/"]').first().waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.locator('a[href*="/drafts/"]').first().click()
    await page.getByRole('group').nth(2).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `draft-${language}-${width}`)
  })
})

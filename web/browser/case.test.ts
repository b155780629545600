import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, type Visit, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import { CLONE } from './testing/region.ts'

/** In a state of its own: the other tests look at what the trader of Viet Nam has lodged. */
const WHISKY = join(CLONE, 'examples/th-import-whisky.json')
const scratch = mkdtempSync(join(tmpdir(), 'lintas-case-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const INVOICE = { name: 'hóa đơn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

describeInBrowser('a case between trader and officer', visit => {
  let mrn = ''
  let trader: Page
  let officer: Page

  beforeAll(async () => {
    await visit.region.run('rates', 'load', '--state', 'TH', '--file', join(CLONE, 'examples/rates/th.csv'))
    const file = join(scratch, 'whisky.json')
    writeFileSync(file, readFileSync(WHISKY, 'utf8').replace('"TH-BKK"', '"TH-LCH"')) // where the demonstration officer works
    mrn = await visit.region.clear(file, { inspected: false })
    trader = await openFirst(visit, 'trader')
    officer = await openFirst(visit, 'officer')
  }, 120_000)

  test('the officer finds it in the queue by search and by key, takes it, and opens it', async () => {
    await officer.getByLabel('Search by number, trader or goods').fill(mrn)
    await officer.locator(`#case-${mrn}`).waitFor()
    const waiting = officer.getByRole('list', { name: 'What waits for customs' }).getByRole('listitem')
    await expect.poll(() => waiting.count()).toBe(1)
    await officer.getByRole('button', { name: 'Take this case' }).click()
    await officer.getByText('You have taken this case.').waitFor()
    expect(await violations(officer)).toEqual([])
    await keepPicture(officer, 'queue-en-1280')
    await officer.locator(`#case-${mrn}`).focus()
    await officer.keyboard.press('Enter')
    await officer.waitForURL(new RegExp(`/th/cases/${mrn}$`))
    await officer.getByText('Liquor and tobacco carry high duties').first().waitFor()
    expect(await violations(officer)).toEqual([])
  })

  test('the officer asks for a document, and the trader finds it on the first page', async () => {
    await officer.getByRole('button', { name: 'Ask for documents' }).click()
    await officer.getByLabel('Another document, in words').fill('the invoice with its currency')
    await officer.getByLabel('Why you need them').fill('The invoice names no currency.')
    await officer.getByLabel('Last day of the answer').fill(dayIn('TH', 7))
    expect(await violations(officer)).toEqual([])
    await officer.getByRole('button', { name: 'Ask for the documents' }).click()
    await officer.getByRole('heading', { name: 'Documents asked for (1)' }).waitFor()

    await trader.reload()
    await trader.getByRole('region', { name: 'Action needed' }).getByText('customs asks for 1 document').waitFor()
    expect(await violations(trader)).toEqual([])
    await trader.getByRole('region', { name: 'Action needed' }).getByRole('link').first().click()
    await trader.getByRole('heading', { name: /^Customs waits for documents/ }).waitFor()
  })

  test('the trader sends it and writes a line; the officer reads both, accepts, and finds the papers in order', async () => {
    const request = trader.getByRole('region', { name: 'Request 1' })
    await request.locator('input[type=file]').setInputFiles(INVOICE)
    await request.getByText('Waits for customs').waitFor()
    await trader.getByLabel('Write to the customs office').fill('The invoice is the second page.')
    await trader.getByRole('button', { name: 'Send', exact: true }).click()
    await trader.getByText('The invoice is the second page.').last().waitFor()
    expect(await violations(trader)).toEqual([])

    await officer.reload()
    await officer.getByText('The invoice is the second page.').waitFor()
    const [file] = await Promise.all([officer.waitForEvent('download'), officer.getByRole('link', { name: 'hóa đơn.pdf' }).first().click()])
    expect(file.suggestedFilename()).toBe('hóa đơn.pdf')
    await officer.getByRole('button', { name: 'Accept', exact: true }).click()
    await officer.getByText('Settled').waitFor()
    await officer.getByRole('button', { name: 'In order' }).click()
    await officer.getByRole('button', { name: 'Record the outcome' }).click()
    await officer.getByRole('button', { name: 'Record the outcome' }).waitFor({ state: 'detached' })
    await trader.reload()
    expect(await trader.getByText('Liquor and tobacco').count()).toBe(0)
    await trader.getByText('Read by the other side').waitFor()
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a phone', 'th', 390],
    ['Thai on a desk', 'th', 1280],
  ])('case and declaration in %s fit their screens', async (_, language, width) => {
    for (const [name, page] of [
      ['case', officer],
      ['declaration', trader],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('heading', { level: 2 }).nth(2).waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `${name}-${language}-${width}`)
    }
  })
})

async function openFirst(visit: Visit, role: string): Promise<Page> {
  const page = await openFor(visit, 'TH', role)
  await page.getByRole('heading', { level: 1, name: role === 'trader' ? 'Declarations' : 'What waits for customs' }).waitFor()
  return page
}

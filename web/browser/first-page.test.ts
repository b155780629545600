import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLONE, type RunningRegion, startRegion } from './testing/region.ts'

const CHROMIUM = process.env.LINTAS_CHROMIUM ?? '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const APPAREL = join(CLONE, 'examples/vn-import-apparel-form-d.json')
const WITH_ERRORS = join(CLONE, 'examples/vn-import-with-errors.json')

describe.skipIf(!existsSync(CHROMIUM))(
  `the screens, in a browser${existsSync(CHROMIUM) ? '' : ' (skipped: there is no Chromium here)'}`,
  () => {
    let region: RunningRegion
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      region = await startRegion()
      await region.run('rates', 'load', '--state', 'VN', '--file', join(CLONE, 'examples/rates/vn.csv'))
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
      page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    }, 180_000)

    afterAll(async () => {
      await browser?.close()
      await region?.stop()
    }, 60_000)

    test('the door of the region leads to every state', async () => {
      await page.goto(region.url)
      await page.getByRole('link', { name: 'Viet Nam' }).click()
      await page.getByRole('link', { name: 'Sign in to see your declarations.' }).waitFor()
      expect(await violations(page)).toEqual([])
    })

    test('a wrong password is refused in words', async () => {
      await page.goto(`${region.url}/vn/sign-in`)
      await signIn(page, region.account('VN', 'trader').email, 'not the password')
      expect(await page.getByRole('alert').textContent()).toMatch(/\w+/)
      expect(new URL(page.url()).pathname).toBe('/vn/sign-in')
    })

    test('a trader signs in and finds the way to the first declaration', async () => {
      const { email, password } = region.account('VN', 'trader')
      await page.goto(`${region.url}/vn/sign-in`)
      await signIn(page, email, password)
      await page.getByText('No declarations yet.').waitFor()
      expect(await violations(page)).toEqual([])
    })

    test('a file with errors shows every one of them, and cannot be lodged', async () => {
      await page.goto(`${region.url}/vn/lodge`)
      await page.setInputFiles('input[type=file]', WITH_ERRORS)
      await page.getByText(/^To mend/).waitFor()
      expect(await page.getByRole('button', { name: 'Lodge', exact: true }).isDisabled()).toBe(true)
      expect(await violations(page)).toEqual([])
    })

    test('a declaration is lodged from a file, and its decision read with the law of each figure', async () => {
      await page.goto(`${region.url}/vn/lodge`)
      await page.setInputFiles('input[type=file]', APPAREL)
      await page.getByRole('button', { name: 'Lodge', exact: true }).click()
      await page.waitForURL(/\/vn\/declarations\/\w{18}$/)
      await page.getByRole('heading', { name: 'The bill' }).waitFor()
      await page
        .getByRole('button', { name: /Value added tax/ })
        .first()
        .click()
      await page
        .getByText(/VN-VAT-/)
        .first()
        .waitFor()
      await page.getByText('Duties and taxes assessed').waitFor()
      expect(await violations(page)).toEqual([])
    })

    test('whoever is not signed in sees nothing of a declaration', async () => {
      const path = new URL(page.url()).pathname
      const stranger = await browser.newPage({ locale: 'en-GB' })
      await stranger.goto(`${region.url}${path}`)
      await stranger.getByRole('alert').waitFor()
      expect(await stranger.getByRole('heading', { name: 'The bill' }).count()).toBe(0)
      await stranger.close()
    })

    test('the code on a release note leads anyone to a plain answer, also where the note is not true', async () => {
      const cleared = await region.clear('examples/vn-export-coffee.json')
      const note = await page.evaluate(
        async mrn => await fetch(`/vn/api/v1/declarations/${mrn}/release-note`).then(answer => answer.json()),
        cleared,
      )
      const guard = await browser.newPage({ locale: 'en-GB' })
      await guard.goto(note.verifyAt)
      await guard.getByRole('heading', { name: 'This release note is true' }).waitFor()
      await guard.getByText(cleared).waitFor()
      expect(await violations(guard)).toEqual([])
      await guard.goto(`${region.url}/vn/notes/AAAAAAAAAAAAAAAAAAAAAA`)
      await guard.getByText('This is no release note').waitFor()
      await guard.close()
    })

    test.each([
      ['Vietnamese on a phone', 'vi', 390, 'Bảng tính thuế'],
      ['Thai on a phone', 'th', 390, 'รายการคำนวณ'],
      ['Thai on a desk', 'th', 1280, 'รายการคำนวณ'],
    ])('the decision in %s fits its screen', async (_, language, width, heading) => {
      await page.evaluate(chosen => localStorage.setItem('lintas.language', chosen), language)
      await page.setViewportSize({ width, height: 844 })
      await page.reload()
      await page.getByRole('heading', { name: heading }).waitFor()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow).toBe(0)
      expect(await violations(page)).toEqual([])
    })
  },
)

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  const answered = page.waitForResponse(response => response.url().includes('/sign-in/email'))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await answered
}

/** What axe finds against WCAG 2.2 AA, as sentences. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join('; ')}`)
  })
}

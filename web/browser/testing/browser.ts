import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { openRegion, type RunningRegion } from './region.ts'

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

/** A browser with one page on the region all browser tests share: what its tests do to it, they do one after the other. */
export interface Visit {
  readonly region: RunningRegion
  readonly browser: Browser
  readonly page: Page
}

const VIEW = { locale: 'en-GB', viewport: { width: 1280, height: 900 } }

/** The browser that all files of a worker share; each closes its pages, with what they were signed in as. */
let launched: Browser | undefined

async function launchOnce(): Promise<Browser> {
  if (launched?.isConnected() !== true) launched = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  return launched
}

/** Describes what a browser shows of a region; skipped, and said so, where there is no Chromium. */
export function describeInBrowser(what: string, tests: (visit: Visit) => void): void {
  const isThere = existsSync(CHROMIUM)
  describe.skipIf(!isThere)(`${what}${isThere ? '' : ' (skipped: there is no Chromium here)'}`, () => {
    const visit: { -readonly [Part in keyof Visit]?: Visit[Part] } = {}
    beforeAll(async () => {
      visit.region = openRegion()
      visit.browser = await launchOnce()
      visit.page = await visit.browser.newPage(VIEW)
    }, 60_000)
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') console.error(await whatIsShown(visit.browser))
    })
    afterAll(async () => {
      for (const context of visit.browser?.contexts() ?? []) await context.close()
    }, 60_000)
    tests(visit as Visit) // complete before the first test runs
  })
}

/** What stands on the pages that are open, for whoever is to find out why a test failed. */
async function whatIsShown(browser: Browser | undefined): Promise<string> {
  const pages = (browser?.contexts() ?? []).flatMap(context => context.pages())
  const shown = pages.map(async page => `${page.url()}\n${(await page.locator('body').innerText({ timeout: 1_000 })).slice(0, 2_000)}`)
  return (await Promise.all(shown.map(each => each.catch(String)))).join('\n\n')
}

/** Shows a page of a state's node, the first unless another is named, to a demonstration account: signed in without the sign-in page, which has its own tests. */
export async function enter(page: Page, region: RunningRegion, state: string, role: string, path = ''): Promise<void> {
  const node = `${region.url}/${state.toLowerCase()}`
  const { email, password } = region.account(state, role)
  const answer = await page.request.post(`${node}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin: region.url } })
  if (!answer.ok()) throw new Error(`the ${role} of ${state} was answered ${answer.status()}: ${await answer.text()}`)
  await page.goto(`${node}${path}`)
}

/** The same on a page of its own, beside those of others. */
export async function openFor(
  { browser, region }: Pick<Visit, 'browser' | 'region'>,
  state: string,
  role: string,
  path = '',
): Promise<Page> {
  const page = await browser.newPage(VIEW)
  await enter(page, region, state, role, path)
  return page
}

/** Signs in on the sign-in page, whatever comes of it. */
export async function signIn(page: Page, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  const answered = page.waitForResponse(response => response.url().includes('/sign-in/email'))
  await page.locator('button[type=submit]').click()
  await answered
}

/** Shows the page anew in a language, on a screen of a width. */
export async function showIn(page: Page, language: string, width: number): Promise<void> {
  await page.evaluate(chosen => localStorage.setItem('lintas.language', chosen), language)
  await page.setViewportSize({ width, height: 900 })
  await page.reload()
}

/** How many pixels the page is wider than the screen: what nobody should have to scroll for. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Keeps a picture of the page for whoever asked for pictures, with a folder in `LINTAS_SCREENSHOTS`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.LINTAS_SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** What axe finds against WCAG 2.2 AA, as sentences. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join('; ')}`)
  })
}

import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, signIn, violations } from './testing/browser.ts'
import { CLONE } from './testing/region.ts'

const APPAREL = join(CLONE, 'examples/vn-import-apparel-form-d.json')
const WITH_ERRORS = join(CLONE, 'examples/vn-import-with-errors.json')

describeInBrowser('the first page and a declaration', visit => {
  beforeAll(async () => {
    await visit.region.run('rates', 'load', '--state', 'VN', '--file', join(CLONE, 'examples/rates/vn.csv'))
  }, 60_000)

  test('the door of the region leads to every state', async () => {
    const { page, region } = visit
    await page.goto(region.url)
    await page.getByRole('link', { name: 'Viet Nam' }).click()
    await page.getByRole('link', { name: 'Sign in to see your declarations.' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('a wrong password is refused in words', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/sign-in`)
    await signIn(page, { ...region.account('VN', 'trader'), password: 'not the password' })
    expect(await page.getByRole('alert').textContent()).toMatch(/\w+/)
    expect(new URL(page.url()).pathname).toBe('/vn/sign-in')
  })

  test('a trader signs in and finds the way to the first declaration', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/bn/sign-in`) // where no other test lodges anything
    await signIn(page, region.account('BN', 'trader'))
    await page.getByText('No declarations yet.').waitFor()
    expect(await violations(page)).toEqual([])
    await enter(page, region, 'VN', 'trader')
  })

  test('on a phone the pages come in groups that open by keyboard; that of the page shown is open, and all go with a choice or Escape', async () => {
    const { page, region } = visit
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${region.url}/vn/regimes`)
    const [menu, pages] = [page.getByRole('button', { name: 'Pages' }), page.getByRole('navigation', { name: 'Pages' })]
    await menu.click()
    await pages.getByRole('link', { name: 'Goods in regimes' }).waitFor()
    expect(await pages.getByRole('link', { name: 'Payments' }).count()).toBe(0)
    await pages.getByText('Money').focus()
    await page.keyboard.press('Enter')
    await pages.getByRole('link', { name: 'Payments' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await pages.waitFor({ state: 'detached' })
    expect(await menu.evaluate(button => button === document.activeElement)).toBe(true)
    await menu.click()
    await pages.getByRole('link', { name: 'Goods removed' }).click()
    await pages.waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/vn/removals')
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('a file with errors shows every one of them, and cannot be lodged', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/lodge`)
    await page.setInputFiles('input[type=file]', WITH_ERRORS)
    await page.getByText(/^To mend/).waitFor()
    expect(await page.getByRole('button', { name: 'Lodge', exact: true }).isDisabled()).toBe(true)
    expect(await violations(page)).toEqual([])
  })

  test('a declaration is lodged from a file, and its decision read with the law of each figure', async () => {
    const { page, region } = visit
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
    const { page, region, browser } = visit
    const path = new URL(page.url()).pathname
    const stranger = await browser.newPage({ locale: 'en-GB' })
    await stranger.goto(`${region.url}${path}`)
    await stranger.getByRole('alert').waitFor()
    expect(await stranger.getByRole('heading', { name: 'The bill' }).count()).toBe(0)
    await stranger.close()
  })

  test('the code on a release note leads anyone to a plain answer, also where the note is not true', async () => {
    const { page, region, browser } = visit
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
    const { page } = visit
    await page.evaluate(chosen => localStorage.setItem('lintas.language', chosen), language)
    await page.setViewportSize({ width, height: 844 })
    await page.reload()
    await page.getByRole('heading', { name: heading }).waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow).toBe(0)
    expect(await violations(page)).toEqual([])
  })
})

import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

const REASON = 'Resolution of the National Assembly on value added tax.'

describeInBrowser('the law', visit => {
  beforeAll(async () => {
    const { region, page } = visit
    const ask = (path: string, body?: object) =>
      fetch(`${region.url}/vn/api/v1${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'x-api-key': region.account('VN', 'administrator').apiKey, 'content-type': 'application/json' },
      }).then(answer => answer.json())
    const { items } = await ask('/law/rows?kind=duty-layer&limit=500&on=2027-06-01')
    const standing = items.find((each: { id: string }) => each.id === 'VN-VAT-10-2027')
    const row = {
      ...standing.row,
      id: 'VN-VAT-12-2030',
      validFrom: '2030-01-01',
      rate: { from: 'law', rate: { kind: 'ad-valorem', percent: '12' } },
    }
    await ask('/law/proposals', { kind: 'duty-layer', reason: REASON, rows: [row] })
    await enter(page, region, 'VN', 'checker')
  }, 90_000)

  test("an administrator's first page says what is decided where, and asks for nothing that is refused", async () => {
    const { page } = visit
    await page.getByRole('heading', { name: 'Administration' }).waitFor()
    const refused: string[] = []
    page.on('response', answer => answer.status() === 403 && refused.push(answer.url()))
    await page.reload()
    await page.getByRole('main').getByRole('link', { name: 'Law' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(refused).toEqual([])
    expect(await violations(page)).toEqual([])
    await page.getByRole('main').getByRole('link', { name: 'Law' }).click()
    await page.getByLabel('On this day').waitFor()
  })

  test('a row is found on its day, and its rate followed through time', async () => {
    const { page } = visit
    await page.getByLabel('Search').fill('beer')
    await page.getByLabel('On this day').fill('2027-06-01')
    await page.getByRole('button', { name: '70 %: show how it changes' }).click()
    const steps = page.getByRole('region', { name: /through time/ })
    await steps.getByText('55 %: from 1 Jan 2016 until before 1 Jan 2017').waitFor()
    expect(await steps.getByText('until before open').count()).toBe(0)
    expect(await steps.locator('svg rect').count()).toBeGreaterThan(5)
    const active = page.getByRole('navigation', { name: 'Pages' }).locator('a[aria-current=page], a[data-active]')
    expect(await active.allTextContents()).toEqual(['Law'])
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'law steps')
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Thay đổi đang chờ'],
    ['Vietnamese on a desk', 'vi', 1280, 'Thay đổi đang chờ'],
    ['Thai on a phone', 'th', 390, 'การเปลี่ยนแปลงที่รออยู่'],
    ['Thai on a desk', 'th', 1280, 'การเปลี่ยนแปลงที่รออยู่'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    await page.getByRole('article', { name: REASON }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `law ${name}`)
  })

  test('a second administrator reads what changes and approves it; then it waits no more', async () => {
    const { page } = visit
    await showIn(page, 'en', 1280)
    const change = page.getByRole('article', { name: REASON })
    await change.getByText('12 %').waitFor()
    await change.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('No change waits for a second person.').waitFor()
    await page.getByLabel('On this day').fill('2030-06-01')
    await page.getByLabel('Search').fill('VN-VAT-12-2030')
    await page.getByRole('button', { name: '12 %: show how it changes' }).waitFor()
  })
})

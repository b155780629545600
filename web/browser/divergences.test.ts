import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('divergences', visit => {
  beforeAll(async () => {
    // Read as it would be on a node that has some: what a night's comparison finds is tested where it is made.
    await visit.page.route('**/api/v1/divergences?*', route => route.fulfill({ json: { items: [DRONES] } }))
    await visit.page.goto(`${visit.region.url}/vn/divergences`)
  }, 60_000)

  test('anybody sees both sides, and what each rests on', async () => {
    const { page } = visit
    const card = page.getByRole('region', { name: 'drone camera' })
    await card.getByText('Singapore: 2 rulings').waitFor()
    await card.getByText('Viet Nam: 1 ruling, 4 traders checked').waitFor()
    expect(await card.getByRole('link', { name: '8806 22' }).getAttribute('href')).toContain('/vn/codes/880622')
    expect(await card.getByRole('button').count()).toBe(0)
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a desk', 'th', 1280],
  ])('in %s fits its screen', async (name, language, width) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('region', { name: 'drone camera' }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `divergences ${name}`)
  })
})

const DRONES = {
  number: 'VN-D-1',
  words: 'drone camera',
  standing: 'open',
  positions: [
    { state: 'SG', code: '852589', rulings: 2, listed: 0, checkedTraders: 0 },
    { state: 'VN', code: '880622', rulings: 1, listed: 0, checkedTraders: 4 },
  ],
  openedOn: '2026-11-20',
  seenOn: '2026-11-22',
}

import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('finding a code', visit => {
  beforeAll(async () => {
    await visit.region.ask('VN', 'trader', 'GET', '/classifications?q=pen') // its thread starts when first asked
    await visit.page.goto(`${visit.region.url}/vn`)
  }, 60_000)

  test('anybody asks in words on the first page, and opens what was found', async () => {
    const { page } = visit
    await page.getByLabel('What are the goods?').fill('bamboo toothbrush')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: '9603 21' }).first().waitFor()
    await page.getByRole('status').getByText('We are not sure').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: '9603 21' }).first().click()
    await page.getByRole('heading', { name: /^9603 21/ }).waitFor()
    await page.getByText('Section XX', { exact: false }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('a code that is typed opens itself, with the rates of the day', async () => {
    const { page } = visit
    await page.getByLabel('What are the goods?').fill('6109.10.10')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('row', { name: /^MFN/ }).waitFor()
    await page.getByLabel('On the day').fill('1999-01-01')
    await page.getByRole('alert').waitFor()
    expect(page.url()).toContain('on=1999-01-01')
  })

  test('what says too little is met with what is missing; a code that is none with what is near it', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/classify?q=various%20goods`)
    await page.getByText('Tell us more').waitFor()
    await page.goto(`${region.url}/vn/classify?q=61091077`)
    await page.getByText('6109 10 77 is in no schedule in force today').waitFor()
    expect(await page.getByRole('link', { name: '6109 10 10' }).count()).toBe(1)
  })

  test('the tree is browsed from its sections', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/codes`)
    await page.getByRole('button', { name: /^XI ·/ }).click()
    await page.getByRole('link', { name: /^61 ·/ }).click()
    await page.getByRole('link', { name: '6109' }).click()
    await page.getByRole('link', { name: '6109 10' }).click()
    await page.getByRole('link', { name: '6109 10 10' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('questions lead to a code; going back takes an answer back; the way is kept for whoever has its number', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/classify/guided?q=T-shirt`)
    await page.getByText(/^Question 1 of at most 7/).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'I do not know' }).click()
    await page.getByText(/^Question 2 of at most 7/).waitFor()
    await page.goBack()
    await page.getByText(/^Question 1 of at most 7/).waitFor()
    await page.goto(`${region.url}/vn/classify/guided?q=T-shirt&a=heading~6109*below@6109~610910*line@610910~61091020`)
    await page.getByText('One code is left').waitFor()
    await page.getByRole('button', { name: 'Keep as evidence' }).click()
    await page.locator('a[href*="/code-paths/"]').click()
    await page.getByText('the answers lead to the same codes').waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('a node that has learned nothing says so where it would say how often it was right', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/la/classify`)
    await page.getByRole('link', { name: 'How often it is right' }).click()
    await page.getByText('This node has learned nothing yet', { exact: false }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Vietnamese on a desk', 'vi', 1280],
    ['Thai on a phone', 'th', 390],
    ['Thai on a desk', 'th', 1280],
  ])('in %s fits its screen', async (name, language, width) => {
    const { page, region } = visit
    await showIn(page, language, width)
    for (const path of ['classify?q=bamboo%20toothbrush', 'codes/61091010', 'classify/guided?q=shirt']) {
      await page.goto(`${region.url}/vn/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('main a[href*="/codes/"], [aria-labelledby=question]').first().waitFor()
      expect(await overflow(page)).toBe(0)
      await keepPicture(page, `${path.replaceAll(/\W/g, ' ')} ${name}`)
    }
    expect(await violations(page)).toEqual([])
  })
})

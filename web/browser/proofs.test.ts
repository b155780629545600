import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

const EXAMPLE = new URL('../../examples/proofs/kh-form-d.json', import.meta.url).pathname

describeInBrowser('proofs of origin', visit => {
  test('an exporter applies for a Form D, an officer issues it, and both see where it stands', async () => {
    const { page, region } = visit
    await enter(page, region, 'KH', 'trader', '/proofs')
    await page.locator('input[type=file]').setInputFiles({
      name: 'form.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...(await readForm()), retroactiveReason: 'The clerk was ill.' })),
    })
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByRole('status').getByText('It was applied for.').waitFor()

    await enter(page, region, 'KH', 'officer', '/proofs')
    await page
      .getByRole('row', { name: /Phnom Penh Garments/ })
      .getByRole('button', { name: 'Show' })
      .click()
    await page.getByRole('button', { name: 'Issue', exact: true }).click()
    await page.getByRole('heading', { name: /^D-KH.*(issued|sent|received)$/ }).waitFor()
    await page.getByText('Issued retroactively').waitFor()
    expect(await violations(page)).toEqual([])

    const printed = await page.request.get(`${region.url}${await page.getByRole('link', { name: 'Form D (PDF)' }).getAttribute('href')}`)
    expect(printed.headers()['content-type']).toContain('application/pdf')
    const number = (await page.getByRole('heading', { name: /^D-KH/ }).innerText()).split(':')[0] ?? ''
    await page.context().clearCookies()
    await page.goto(`${region.url}/kh/proofs/check?number=${number}`)
    await page.getByRole('status').getByText('It holds').waitFor()
    await page.goto(`${region.url}/la/proofs/check?number=${number}`)
    await page.getByRole('status').waitFor()
    await enter(page, region, 'KH', 'officer', '/proofs')
  })

  test.each([
    ['vi', 390, 'Xem'],
    ['vi', 1280, 'Xem'],
    ['th', 390, 'ดู'],
    ['th', 1280, 'ดู'],
  ])('in %s it fits %i pixels', async (language, width, show) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('button', { name: show, exact: true }).click()
    await page.getByText('CTSH + 45%').waitFor()
    await keepPicture(page, `proofs-${language}-${width}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  })
})

async function readForm(): Promise<object> {
  return JSON.parse(await readFile(EXAMPLE, 'utf8'))
}

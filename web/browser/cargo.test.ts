import type { ManifestAnswer } from '@lintas/contract'
import { sampleManifest } from '@lintas/customs/cargo'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'

const HOUSES = 12
/** A tank that comes back with something left in it. */
const UNCLEANED = { id: 'CSQU3054383', type: '22T6', status: 'residue', residue: { massKg: '120.5', description: 'Palm oil' } }

describeInBrowser('manifests', visit => {
  let number = ''
  let house = ''

  beforeAll(async () => {
    const { region, page } = visit
    const today = dayIn('KH')
    const seed = Date.now() % 100_000
    const made = sampleManifest({
      seed,
      containers: 3,
      houses: HOUSES,
      office: 'KH-KOS',
      unloadingPlace: 'KHKOS',
      arrivalOn: today,
      consignees: [{ id: 'TRADER-KH', name: 'Sách Mekong' }],
    })
    const answer = await fetch(`${region.url}/kh/api/v1/manifests`, {
      method: 'POST',
      headers: { 'x-api-key': region.account('KH', 'carrier').apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ ...made, containers: [...(made.containers ?? []), UNCLEANED] }),
    })
    number = ((await answer.json()) as ManifestAnswer).number
    house = made.transportDocuments?.find(each => each.kind === 'house')?.number ?? ''
    await enter(page, region, 'KH', 'carrier')
  }, 90_000)

  test('a carrier finds its manifest on the first page and reports arrival, discharge with a shortage, and where the goods lie', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/kh/`)
    await page.getByRole('article', { name: number }).getByRole('link').click()
    await page.waitForURL(new RegExp(`/kh/manifests/${number}$`))
    await page.getByText('CSQU3054383 120.5 kg Palm oil').waitFor()
    await page.getByRole('button', { name: 'Report arrival today' }).click()
    await page.getByRole('button', { name: 'Add a difference' }).click()
    await page.getByRole('textbox', { name: 'Transport document', exact: true }).fill(house)
    await page.getByLabel('Packages landed').fill('1')
    await page.getByLabel('Gross mass landed (kg)').fill('12.5')
    await page.getByRole('button', { name: 'Report discharge with 1 difference' }).click()
    await page.getByLabel('Place of temporary storage').fill('KOS-CFS-1')
    await page.getByRole('button', { name: 'All goods lie here' }).click()
    await page.getByText('45 days left').first().waitFor()
    await page.getByText(`${HOUSES} in storage`).waitFor()
    const shortage = page.getByRole('article', { name: `Shortage ${house}` })
    await shortage.getByRole('textbox', { name: 'Explanation' }).fill('The rest was left in Laem Chabang.')
    await shortage.getByRole('button', { name: 'Explain' }).click()
    await shortage.getByText('Explanation: The rest was left in Laem Chabang.').waitFor()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['English on a desk', 'en', 1280, 'Transport documents'],
    ['Vietnamese on a phone', 'vi', 390, 'Chứng từ vận tải'],
    ['Thai on a desk', 'th', 1280, 'เอกสารขนส่ง'],
  ])('the manifest in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `manifest ${name}`)
  })

  test('an officer of the office sees it with its differences, and asks the carrier, who answers', { timeout: 90_000 }, async () => {
    const { page, region } = visit
    await showIn(page, 'en', 1280)
    const officer = await openFor(visit, 'KH', 'supervisor')
    await officer.getByRole('link', { name: 'Manifests' }).click()
    await officer.getByRole('heading', { name: 'Manifests' }).waitFor()
    await officer.getByRole('switch', { name: 'Only with differences' }).click()
    await officer.getByRole('article', { name: number }).getByRole('link').click()
    await officer.getByRole('textbox', { name: 'What the carrier reads' }).fill('Why did so little land?')
    await officer.getByRole('button', { name: 'Decide', exact: true }).click()
    await officer.getByText('Ask for information: the whole manifest').waitFor()
    expect(await violations(officer)).toEqual([])
    await keepPicture(officer, 'manifest for an officer')
    const shortage = officer.getByRole('article', { name: `Shortage ${house}` })
    await shortage.getByRole('textbox', { name: 'Reason' }).fill('The carrier showed the tally sheet of Laem Chabang.')
    await shortage.getByRole('button', { name: 'Settle' }).click()
    await shortage.getByText('Explanation accepted').waitFor()
    await officer.goto(`${region.url}/kh/manifests`)
    await officer.getByRole('heading', { name: 'Unclaimed goods' }).waitFor()
    expect(await violations(officer)).toEqual([])
    await keepPicture(officer, 'manifests for an officer')
    await officer.close()
    await page.reload()
    await page.getByRole('textbox', { name: 'Answer' }).fill('The rest was left in Laem Chabang.')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await page.getByText('Answer: The rest was left in Laem Chabang.').waitFor()
  })

  test('a transport document shows its amounts and who took of it', async () => {
    const { page, region } = visit
    await showIn(page, 'en', 1280)
    await page.goto(`${region.url}/kh/manifests/${number}`)
    await page.getByRole('link', { name: house }).first().click()
    await page.getByRole('heading', { name: house }).waitFor()
    await page.getByText('No declaration took of it yet.').waitFor()
    expect(await violations(page)).toEqual([])
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('heading', { name: house }).waitFor()
      expect(await overflow(page)).toBe(0)
      await keepPicture(page, `transport document ${language}`)
    }
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Bản lược khai hàng hóa'],
    ['Thai on a phone', 'th', 390, 'บัญชีสินค้า'],
  ])('the list in %s fits its screen', async (name, language, width, heading) => {
    const { page, region } = visit
    await page.goto(`${region.url}/kh/manifests`)
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `manifests ${name}`)
  })
})

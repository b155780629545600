import type { RegimeAuthorisation, RegimeLot } from '@lintas/contract'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, overflow, showIn, signIn, violations } from './testing/browser.ts'
import { shirtsOfTrader } from './testing/shirts.ts'

describeInBrowser('goods in regimes', visit => {
  let number = ''
  let waiting = ''

  beforeAll(async () => {
    const { region } = visit
    const ask = <Answer>(role: string, method: string, path: string, body?: object) => region.ask<Answer>('VN', role, method, path, body)
    const wish = {
      regime: 'warehouse',
      places: [{ id: 'WH-1', name: 'Kho 1' }],
      purpose: 'Garments stored until they are sold.',
      validFrom: '2026-01-01',
      validTo: '2030-01-01',
    }
    number = (await ask<RegimeAuthorisation>('trader', 'POST', '/regime-authorisations', wish)).number
    waiting = (await ask<RegimeAuthorisation>('trader', 'POST', '/regime-authorisations', wish)).number
    await ask('officer', 'POST', `/regime-authorisations/${number}/decision`, { decision: 'approved' })
    await ask('supervisor', 'POST', `/regime-authorisations/${number}/decision`, { decision: 'approved' })
    const entry = shirtsOfTrader('REGIME-SCREEN', {
      type: 'IM7',
      authorisation: number,
      warehouse: { id: 'WH-1' },
      additionalInformation: [{ code: 'SANDBOX', text: 'lane=green' }],
    })
    const { mrn } = await ask<{ mrn: string }>('trader', 'POST', '/declarations', entry)
    const deposit = await ask<{ id: string }>('trader', 'POST', `/declarations/${mrn}/deposits`, { reason: 'suspension' })
    await ask('trader', 'POST', `/payments/${deposit.id}/test-confirmation`, {})
    const lots = await ask<{ items: readonly RegimeLot[] }>('trader', 'GET', `/regime-lots?mrn=${mrn}`)
    const notice = { kind: 'loss', quantity: '400', reason: 'A fire in bay 3.' }
    await ask('trader', 'POST', `/regime-lots/${lots.items[0]?.id}/notices`, notice)
  }, 90_000)

  test('a holder reads what stands under an authorisation, what is suspended on it and until when', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/sign-in`)
    await signIn(page, region.account('VN', 'trader'))
    await page.goto(`${region.url}/vn/regimes/${number}`)
    const lot = page.getByRole('article', { name: /61091010/ })
    await lot.getByText('3600 of 4000 C62 are left').waitFor()
    await lot.getByText(/days left/).waitFor()
    await lot.getByText(/lost 400 C62, waiting/).waitFor()
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'regime of a holder')
  })

  test('an officer examines an application and judges what a holder tells of, with reason and law', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/sign-in`)
    await page.context().clearCookies()
    await page.goto(`${region.url}/vn/sign-in`)
    await signIn(page, region.account('VN', 'officer'))
    await page.goto(`${region.url}/vn/regimes`)
    const application = page.getByRole('region', { name: waiting })
    await application.getByRole('button', { name: 'It was examined: approve' }).click()
    await application.getByRole('button', { name: 'Grant it' }).waitFor()
    const loss = page.getByRole('region', { name: 'Loss 400' })
    await loss.getByRole('button', { name: 'Refuse' }).click()
    await loss
      .getByText(/needs its reasons/)
      .first()
      .waitFor()
    await loss.getByLabel('Reason').fill('Nobody reported a fire.')
    await loss.getByLabel('Legal basis').fill('Law on Customs 54/2014/QH13 art. 62')
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'regimes of an officer')
    await loss.getByRole('button', { name: 'Refuse' }).click()
    await loss.waitFor({ state: 'detached' })
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Hàng theo chế độ hải quan'],
    ['Thai on a desk', 'th', 1280, 'ของในพิธีการศุลกากร'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `regimes ${name}`)
  })
})

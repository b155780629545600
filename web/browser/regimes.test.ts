import type { RegimeAuthorisation, RegimeLot } from '@lintas/contract'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import { shirtsItem, shirtsOfTrader } from './testing/shirts.ts'

const green = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=green' }] }

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
      ...green,
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
    await enter(page, region, 'VN', 'trader', `/regimes/${number}`)
    const lot = page.getByRole('article', { name: /61091010/ })
    await lot.getByText('3600 of 4000 C62 are left').waitFor()
    await lot.getByText(/days left/).waitFor()
    await lot.getByText(/lost 400 C62, waiting/).waitFor()
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'regime of a holder')
  })

  test('a holder tells of a lot, asks for a longer term and takes stock; what he tells waits for an officer', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/regimes/${number}`)
    const lot = page.getByRole('article', { name: /61091010/ })
    await lot.getByLabel('Tell customs').selectOption('waste')
    await lot.getByLabel('Quantity, in C62').fill('3601')
    await lot.getByLabel('Why').fill('Moths.')
    await lot.getByRole('button', { name: 'Tell it' }).click()
    await lot
      .getByText(/are more than the 3600/)
      .first()
      .waitFor()
    await lot.getByLabel('Quantity, in C62').fill('100')
    await lot.getByRole('button', { name: 'Tell it' }).click()
    await lot.getByText('3500 of 4000 C62 are left').waitFor()
    await lot.getByLabel('Tell customs').selectOption('extension')
    await lot.getByLabel('Until').fill('2029-12-31')
    await lot.getByLabel('Why').fill('The season is late.')
    await lot.getByRole('button', { name: 'Tell it' }).click()
    const stock = page.getByRole('group', { name: 'Take stock' })
    await stock.getByLabel(/Counted of 61091010/).fill('3490')
    await stock.getByRole('button', { name: 'Tell it' }).click()
    await stock.getByText(/Differences that an officer judges: 1/).waitFor()
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'regime acts of a holder')
  })

  test('a holder reconciles a period; what is missing is due at once', async () => {
    const { page } = visit
    const period = page.getByRole('group', { name: 'Reconcile a period' })
    const today = await page.getByRole('group', { name: 'Take stock' }).getByLabel('Counted on').inputValue()
    await period.getByLabel('First day').fill('2026-01-01')
    await period.getByLabel('Last day').fill(today)
    await period.getByLabel(/Counted of 61091010/).fill('3480')
    await period.getByRole('button', { name: 'Reconcile a period' }).click()
    await page.getByRole('heading', { name: 'Reconciled periods' }).waitFor()
  })

  test('a holder applies for end use with its list, and reads what the application lacks', async () => {
    const { page, region } = visit
    await page.goto(`${region.url}/vn/regimes`)
    const form = page.getByRole('group', { name: 'Apply for an authorisation' })
    await form.getByLabel('Regime').selectOption('end-use')
    await form.getByLabel('From').fill('2026-01-01')
    await form.getByLabel('Ends on').fill('2030-01-01')
    await form.getByLabel('Use, as the row of law names it').fill('film-making')
    const line = form.getByRole('group', { name: 'List 1' })
    await line.getByLabel('Goods').fill('Washing machines')
    await line.getByLabel('Beginnings of codes').fill('8450')
    await line.getByLabel('Cap').fill('100')
    await line.getByLabel('Unit; blank for a value').fill('C62')
    await form.getByLabel('What for').fill('A hotel with incentives.')
    await form.getByRole('button', { name: 'Apply for an authorisation' }).click()
    await form
      .getByText(/No law of VN that relieves goods for film-making/)
      .first()
      .waitFor()
    await form.getByLabel('Use, as the row of law names it').fill('fixed-assets')
    expect(await violations(page)).toEqual([])
    await keepPicture(page, 'regime application')
    await form.getByRole('button', { name: 'Apply for an authorisation' }).click()
    await form.getByText(/was applied for/).waitFor()
  })

  test('who sends goods back as they came claims the duty on them with a click', async () => {
    const { page, region } = visit
    const lodge = (body: object) => region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', body)
    const imported = shirtsOfTrader('SENT-BACK-IN', { ...green, transportDocuments: [{ type: '705', id: 'BL-SENT-BACK-IN' }] })
    const { mrn } = await lodge(imported)
    const payment = await region.ask<{ id: string }>('VN', 'trader', 'POST', `/declarations/${mrn}/payments`, {})
    await region.ask('VN', 'trader', 'POST', `/payments/${payment.id}/test-confirmation`, {})
    const { importer: _, arrivalOn: __, ...same } = imported
    const out = await lodge({
      ...same,
      localReference: 'SENT-BACK-OUT',
      transportDocuments: [{ type: '705', id: 'BL-SENT-BACK-OUT' }],
      type: 'EX3',
      exporter: { id: 'TRADER-VN', name: 'Importer' },
      consignee: { name: 'Phnom Penh Garments', address: { country: 'KH' } },
      exportCountry: 'VN',
      destinationCountry: 'KH',
      tradeTerms: { incoterm: 'FOB', place: 'Cát Lái' },
      departedOn: dayIn('VN'),
      goodsItems: shirtsItem({ previousDocuments: [{ id: mrn }] }),
    })
    await page.goto(`${region.url}/vn/declarations/${out.mrn}`)
    const drawback = page.getByRole('region', { name: 'Drawback' })
    await keepPicture(page, 'drawback to be claimed')
    await drawback.getByRole('button', { name: 'Claim drawback' }).click()
    await page.getByText('It waits for an officer.').waitFor()
    expect(await violations(page)).toEqual([])
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('region', { name: out.mrn }).waitFor()
      expect(await overflow(page)).toBe(0)
      await keepPicture(page, `drawback-${language}-${width}`)
    }
    await showIn(page, 'en', 1280)
  })

  test('an officer examines an application and judges what a holder tells of, with reason and law', async () => {
    const { page, region } = visit
    await enter(page, region, 'VN', 'officer', '/regimes')
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

  test('a supervisor suspends an authorisation with reason and law, and restores it', async () => {
    const { page, region } = visit
    await enter(page, region, 'VN', 'supervisor', `/regimes/${number}`)
    const standing = page.getByRole('group', { name: 'Stands' })
    await standing.getByRole('button', { name: 'Suspend it' }).click()
    await standing
      .getByText(/needs its reasons/)
      .first()
      .waitFor()
    await standing.getByLabel('Reason').fill('Stock could not be shown.')
    await standing.getByLabel('Legal basis').fill('Law on Customs 54/2014/QH13')
    await standing.getByRole('button', { name: 'Suspend it' }).click()
    await standing.getByRole('button', { name: 'Restore it' }).click()
    await standing.getByRole('button', { name: 'Suspend it' }).waitFor()
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390, 'Hàng theo chế độ hải quan'],
    ['Thai on a desk', 'th', 1280, 'ของในพิธีการศุลกากร'],
  ])('in %s fits its screen', async (name, language, width, heading) => {
    const { page, region } = visit
    await enter(page, region, 'VN', 'officer', '/regimes')
    await showIn(page, language, width)
    await page.getByRole('heading', { name: heading }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `regimes ${name}`)
    await enter(page, region, 'VN', 'trader')
    for (const path of ['/vn/regimes', `/vn/regimes/${number}`]) {
      await page.goto(`${region.url}${path}`)
      await page.getByRole('group').first().waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `${path.replaceAll('/', ' ')} ${name}`)
    }
  })
})

import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { shirtsItem, shirtsOfTrader } from './testing/shirts.ts'

/** Shirts under a preference that an officer looks at. */
const document = (localReference: string) =>
  shirtsOfTrader(localReference, {
    additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }],
    goodsItems: shirtsItem({
      preference: {
        agreement: 'ATIGA',
        proof: { type: 'form-d', id: 'KH-RIGHTS', issuedOn: '2026-11-01', issuingCountry: 'KH', originCriterion: 'WO' },
      },
    }),
  })

describeInBrowser('a decision that can be questioned', visit => {
  let mrn = ''
  let page = ''

  test('an officer denies the preference on the case', async () => {
    const { page: tab, region } = visit
    mrn = (await region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', document('RIGHTS-ON-SCREEN'))).mrn
    await enter(tab, region, 'VN', 'officer', `/cases/${mrn}`)
    await tab.getByRole('button', { name: 'Deny a preference' }).click()
    await tab.getByRole('textbox', { name: 'What was found' }).fill('The certificate lists other marks than those on the cartons.')
    await tab
      .getByRole('textbox', { name: 'Reason, in words the declarant can answer' })
      .fill('The proof was issued for other goods than these.')
    await tab.getByRole('textbox', { name: 'Legal basis' }).fill('ATIGA annex 8, rule 13')
    expect(await violations(tab)).toEqual([])
    await tab.getByRole('button', { name: 'Deny a preference' }).click()
    await tab.getByRole('heading', { name: 'Tariff preference denied' }).waitFor()
    page = tab.url()
    await keepPicture(tab, 'rights-officer')
  })

  test('the declarant reads why and how long, and asks for a review', async () => {
    const tab = await openFor(visit, 'VN', 'trader', `/declarations/${mrn}`)
    await tab.getByRole('link', { name: 'Tariff preference denied' }).click()
    await tab.getByText('The proof was issued for other goods than these.').waitFor()
    await tab.getByText('days left').first().waitFor()
    expect(await violations(tab)).toEqual([])
    await keepPicture(tab, 'rights-trader')
    for (const [language, width] of [
      ['vi', 390],
      ['th', 390],
      ['vi', 1280],
    ] as const) {
      await showIn(tab, language, width)
      await tab.getByText('The proof was issued for other goods than these.').waitFor()
      expect(await overflow(tab)).toBe(0)
      expect(await violations(tab)).toEqual([])
      await keepPicture(tab, `rights-${language}-${width}`)
    }
    await showIn(tab, 'en', 1280)
    await tab.getByLabel('Why the decision is wrong').fill('The marks of the certificate are those of the cartons, see the photos.')
    await tab.getByRole('button', { name: 'Ask for a review' }).click()
    await tab.getByText('A review is asked for.').waitFor()
    await tab.getByRole('button', { name: 'Give security instead' }).waitFor()
    await tab.close()
  })

  test('a supervisor finds it in the queue and sets it aside', async () => {
    const tab = await openFor(visit, 'VN', 'supervisor', '/reviews')
    await tab.getByRole('link', { name: page.split('/').at(-1) ?? '' }).waitFor()
    expect(await violations(tab)).toEqual([])
    await keepPicture(tab, 'rights-queue')
    await tab.goto(page)
    await tab.getByLabel('The decision is set aside').check()
    await tab
      .getByRole('textbox', { name: 'Reason, in words the declarant can answer' })
      .fill('The issuing authority confirmed the proof in writing.')
    await tab.getByRole('textbox', { name: 'Legal basis' }).fill('ATIGA annex 8, rule 13(4)')
    await tab.getByRole('button', { name: 'Decide', exact: true }).click()
    await tab.getByText('The review set it aside.').waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.close()
  })

  test('a supervisor seizes goods on the case, and offers them to a store', async () => {
    const { region } = visit
    const { mrn: seized } = await region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', document('SEIZED-ON-SCREEN'))
    const tab = await openFor(visit, 'VN', 'supervisor', `/cases/${seized}`)
    await tab.getByRole('button', { name: 'Seize the goods' }).click()
    await tab.getByRole('textbox', { name: 'What is seized' }).fill('Twenty cartons with a foreign mark')
    await tab.getByRole('textbox', { name: 'Place' }).fill('Yard 4')
    await tab
      .getByRole('textbox', { name: 'Reason, in words the declarant can answer' })
      .fill('The mark on the goods is not the importer’s.')
    await tab.getByRole('textbox', { name: 'Legal basis' }).fill('Law on Customs, art. 1')
    await tab.getByRole('button', { name: 'Seize the goods' }).click()
    await tab.getByRole('heading', { name: 'Chain of custody' }).waitFor()
    await tab.getByRole('textbox', { name: 'To whom' }).fill('Evidence store')
    await tab.getByRole('textbox', { name: 'Place' }).fill('Store 2')
    await tab.getByRole('button', { name: 'Offer them' }).click()
    await tab.getByText('Nobody has taken them yet.').waitFor()
    expect(await violations(tab)).toEqual([])
    await keepPicture(tab, 'seizure')
    for (const language of ['vi', 'th']) {
      await showIn(tab, language, 390)
      await tab.getByText('Store 2').waitFor()
      expect(await overflow(tab)).toBe(0)
      expect(await violations(tab)).toEqual([])
      await keepPicture(tab, `seizure-${language}`)
    }
    await tab.close()
  })
})

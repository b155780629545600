import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { shirtsItem, shirtsOfTrader } from './testing/shirts.ts'

/** Shirts that came without a price, valued by a sale of the same ones. */
const { invoiceTotal: _, ...DOCUMENT } = shirtsOfTrader('VALUE-ON-SCREEN', {
  goodsItems: shirtsItem({
    invoiceAmount: undefined,
    valuationMethod: '2',
    customsValue: { amount: '80000000', currency: 'VND' },
    additionalInformation: [{ text: 'Sent free of charge in place of faulty ones.' }],
    valuationWorksheet: {
      quantity: { value: '4000', unit: 'C62' },
      transactionValue: { passedOver: 'The goods were not sold: they came free of charge in place of faulty ones.' },
      identicalGoods: {
        sales: [
          {
            reference: '26VN000000000000A1',
            value: { amount: '80000000', currency: 'VND' },
            quantity: '4000',
            exportedOn: '2026-02-20',
            atOrAboutSameTime: true,
            sameCountryOfProduction: true,
            sameProducer: true,
            sameCommercialLevel: true,
            sameQuantity: true,
          },
        ],
      },
    },
  }),
})

describeInBrowser('the value of goods', visit => {
  let page = ''

  test('the decision shows every method, which one applies, and why one was passed over', async () => {
    const { page: tab, region } = visit
    await enter(tab, region, 'VN', 'trader')
    const { mrn } = await region.ask<{ mrn: string }>('VN', 'trader', 'POST', '/declarations', DOCUMENT)
    page = `${region.url}/vn/declarations/${mrn}`
    await tab.goto(page)
    await tab.getByText('Goods item 1: method 2').waitFor()
    await tab.getByText('26VN000000000000A1 is taken').waitFor()
    await tab.getByRole('button', { name: /1\. Transaction value/ }).click()
    await tab.getByText('came free of charge').waitFor()
    expect(await violations(tab)).toEqual([])
    await keepPicture(tab, 'value-worksheet')
  })

  test('an officer asks, the declarant reads until when, answers, and asks for release on security', async () => {
    const { page: tab } = visit
    const asked = await openFor(visit, 'VN', 'supervisor')
    await asked.goto(page)
    await asked.getByRole('button', { name: 'Ask about the value' }).click()
    await asked.getByLabel('What it may be worth (VND)').fill('100000000')
    await asked.getByLabel('Why customs asks').fill('The value is far below that of like goods.')
    await asked.getByLabel('What to show').fill('The contract of sale of the goods replaced.')
    await asked.getByLabel('Answer due').fill('2099-12-31')
    await asked.getByRole('button', { name: 'Send the question' }).click()
    await asked.getByText('31 Dec 2099').waitFor()
    expect(await violations(asked)).toEqual([])
    await keepPicture(asked, 'value-question-officer')
    await asked.close()

    await tab.reload()
    await tab.getByText('31 Dec 2099').waitFor()
    await tab.getByLabel('Your answer').fill('The contract is attached to the case.')
    await tab.getByRole('button', { name: 'Answer', exact: true }).click()
    await tab.getByText('The contract is attached to the case.').first().waitFor()
    await tab.getByRole('button', { name: 'Ask for release on security' }).click()
    await tab.getByText('Security needed: VND').waitFor()
    expect(await violations(tab)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a phone', 'th', 390],
  ])('the page in %s fits its screen', async (_, language, width) => {
    const { page: tab } = visit
    await showIn(tab, language, width)
    await tab.getByText('26VN000000000000A1', { exact: false }).first().waitFor()
    expect(await overflow(tab)).toBe(0)
    expect(await violations(tab)).toEqual([])
    await keepPicture(tab, `value-${language}`)
  })
})

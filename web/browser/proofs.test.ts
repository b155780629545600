import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DeclarationAnswer, ProofAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import type { RunningRegion } from './testing/region.ts'
import { shirtsItem, shirtsOfTrader } from './testing/shirts.ts'

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

  const made: { checked?: Used; denied?: Used } = {}

  test('goods whose proof is checked go on security from the card of claims, and what drew before a denial is decided on from the page of the proof', async () => {
    const { page, region } = visit
    const checked = await useProof(region, 'CLOCKS-1')
    const denied = await useProof(region, 'CLOCKS-2')
    Object.assign(made, { checked, denied })
    await region.ask('VN', 'officer', 'POST', `/proofs/${checked.number}/check`, { text: 'The yarn looks foreign.', suspend: true })
    await until(region, 'VN', checked.number, proof => proof.consequences?.every(each => each.result !== undefined) === true)
    const reasons = [{ text: 'The books show foreign yarn.', legalBasis: 'ATIGA annex 8, rule 18' }]
    await region.ask('VN', 'officer', 'POST', `/proofs/${denied.number}/denial`, { reasons })

    await enter(page, region, 'VN', 'trader', `/declarations/${checked.mrn}`)
    await showIn(page, 'en', 1280)
    const card = page.getByRole('region', { name: 'Claims to preference' })
    await card.getByText('waits: charged without preference').waitFor()
    await card.getByRole('button', { name: 'Let the goods go on security for the difference' }).click()
    await card.getByText('at the rate claimed, on security').waitFor()

    await enter(page, region, 'VN', 'officer', '/proofs')
    await page.getByRole('row', { name: denied.number }).getByRole('button', { name: 'Show' }).click()
    const before = page.getByRole('region', { name: 'Declarations that drew before the denial' })
    await before.getByRole('checkbox', { name: `Decide on ${denied.mrn}` }).waitFor()
    await keepPicture(page, 'proof-denied-en-1280')
    expect(await violations(page)).toEqual([])
    await before.getByLabel('Reason, in words the declarant can answer').fill('The books show foreign yarn.')
    await before.getByLabel('Legal basis').fill('ATIGA annex 8, rule 18')
    await before.getByRole('button', { name: 'Deny preference to these' }).click()
    await before.waitFor({ state: 'detached' })
    await until(region, 'VN', denied.number, proof => proof.consequences?.some(each => each.result === 'denied') === true)
  })

  test.each([
    ['vi', 390, 'Xem', 'Đề nghị hưởng ưu đãi'],
    ['vi', 1280, 'Xem', 'Đề nghị hưởng ưu đãi'],
    ['th', 390, 'ดู', 'คำขอใช้สิทธิพิเศษทางภาษี'],
    ['th', 1280, 'ดู', 'คำขอใช้สิทธิพิเศษทางภาษี'],
  ])('in %s clocks that run, and claims, fit %i pixels', async (language, width, show, claims) => {
    const { page, region } = visit
    const { checked } = made
    if (checked === undefined) throw new Error('given no proof that is checked, needs the test before')
    await page.goto(`${region.url}/vn/proofs`)
    await showIn(page, language, width)
    await page.getByRole('row', { name: checked.number }).getByRole('button', { name: show, exact: true }).click()
    await page.getByRole('progressbar').first().waitFor()
    await keepPicture(page, `proof-clocks-${language}-${width}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.goto(`${region.url}/vn/declarations/${checked.mrn}`)
    await page.getByRole('region', { name: claims }).waitFor()
    await keepPicture(page, `claims-${language}-${width}`)
    expect(await overflow(page)).toBe(0)
  })
})

interface Used {
  readonly number: string
  readonly mrn: string
}

/** A proof from Cambodia that a declaration in Viet Nam draws of. */
async function useProof(region: RunningRegion, reference: string): Promise<Used> {
  const today = dayIn('KH')
  const form = {
    ...(await readForm()),
    transport: { departureOn: dayIn('KH', 1) },
  }
  const { id } = await region.ask<ProofAnswer>('KH', 'trader', 'POST', '/proofs', { form })
  const { number = '', form: printed } = await region.ask<ProofAnswer>('KH', 'officer', 'POST', `/proofs/${id}/issue`, {})
  await until(region, 'VN', number, proof => proof.status === 'received')
  const originCriterion = printed.items[0]?.originCriterion
  const proof = { type: 'e-form-d', id: number, issuedOn: today, issuingCountry: 'KH', originCriterion }
  const goodsItems = shirtsItem({ quantities: [{ value: '4000', unit: 'C62' }], preference: { agreement: 'atiga', proof } })
  const document = shirtsOfTrader(reference, { goodsItems })
  const { mrn } = await region.ask<DeclarationAnswer>('VN', 'trader', 'POST', '/declarations', document)
  return { number, mrn }
}

/** Until a proof stands as it should in a state; it may be on its way. */
async function until(region: RunningRegion, state: string, number: string, stands: (proof: ProofAnswer) => boolean): Promise<void> {
  for (let asked = 0; asked < 200; asked++) {
    const proof = await region.ask<ProofAnswer>(state, 'officer', 'GET', `/proofs/${number}`).catch(() => undefined)
    if (proof !== undefined && stands(proof)) return
    await sleep(100)
  }
  throw new Error(`the proof ${number} does not stand in ${state} as it should after twenty seconds`)
}

async function readForm(): Promise<object> {
  return JSON.parse(await readFile(EXAMPLE, 'utf8'))
}

import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, overflow, showIn, violations } from './testing/browser.ts'

describeInBrowser('passkeys', visit => {
  beforeAll(async () => {
    const devtools = await visit.page.context().newCDPSession(visit.page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  })

  test('a trader adds a passkey, signs out, and comes in again with nothing to type', async () => {
    const { page, region } = visit
    await enter(page, region, 'SG', 'trader', '/account')
    await page.getByText('You have none yet.').waitFor()
    await page.getByLabel('Name').fill('the office laptop')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('cell', { name: 'the office laptop', exact: true }).waitFor()
    expect(await violations(page)).toEqual([])

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(/\/sg\/?$/)
    await page.getByTitle('Your account').click()
    await page.getByRole('cell', { name: 'the office laptop', exact: true }).waitFor()
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a phone', 'th', 390],
  ])('the account page in %s fits its screen', async (_, language, width) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('cell', { name: 'the office laptop', exact: true }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `account-${language}`)
  })

  test('a passkey that was removed opens nothing', async () => {
    const { page } = visit
    await showIn(page, 'en', 1280)
    await page.getByRole('button', { name: 'Remove the office laptop' }).click()
    await page.getByText('You have none yet.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('alert').waitFor()
  })
})

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'

/** A bank's statement with one transfer that says nothing of use; in a state of its own. */
const STATEMENT = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>BROWSER-1</MsgId></GrpHdr><Stmt>
<Acct><Id><Othr><Id>SANDBOX-BN</Id></Othr></Id></Acct>
<Ntry><Amt Ccy="BND">1250.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-22</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Seria Trading</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>01-445-201</Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>for the goods</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`

describeInBrowser('the treasury', visit => {
  let page: Page

  beforeAll(async () => {
    page = await openFor(visit, 'BN', 'supervisor')
  }, 120_000)

  test('takes the bank’s file, and shows money that nobody knows with a place to say what it is for', async () => {
    await page.getByRole('link', { name: 'Treasury' }).click()
    await page.getByText('Everything that came is known.').waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'statement.xml', mimeType: 'application/xml', buffer: Buffer.from(STATEMENT) })
    await page.getByText('camt.053 BROWSER-1').waitFor()
    for (let looked = 0; looked < 20 && (await page.getByText('Seria Trading').count()) === 0; looked++) {
      await page.waitForTimeout(1_000)
      await page.reload()
      await page.getByText('camt.053 BROWSER-1').waitFor()
    }
    await page.getByLabel('It is for (payment, declaration or account)').fill('nothing we know')
    await page.getByLabel('How it was found out').fill('a guess')
    await page.getByRole('button', { name: 'Assign' }).click()
    await page.getByText("No payment, declaration or debtor's account is known by this reference.").first().waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('proposes to send it back to the account it came from, and lets nobody decide on his own proposal', async () => {
    await page.getByLabel('How it was found out').fill('The payer does not answer.')
    await page.getByRole('button', { name: 'Send it back' }).click()
    await page.getByRole('cell', { name: 'The payer does not answer.' }).waitFor()
    await page.getByRole('button', { name: 'Send back', exact: true }).click()
    await page.getByText('Whoever proposed to send money back does not decide on it.').first().waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('verifies the days of the ledger', async () => {
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByText(/\d+ days hold\./).waitFor()
  })

  test.each([
    ['vi', 390],
    ['th', 1280],
    ['en', 390],
  ])('in %s fits a screen of %i', async (language, width) => {
    await showIn(page, language, width)
    await page.getByText('camt.053 BROWSER-1').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `treasury-${language}-${width}`)
  })
})

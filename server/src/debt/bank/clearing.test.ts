import type { BankOrdered } from '@lintas/contract'
import { type Currency, makeMrn, money } from '@lintas/customs/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { childElements, parseXml, type XmlElement } from '../../platform/xml/index.ts'
import { register } from '../index.ts'
import { findPayout } from '../payout-store.ts'
import { orderPayout } from '../payouts.ts'
import { testProvider } from '../test-provider.ts'
import { camt, type ToldTransfer } from '../testing/camt.ts'
import { pacs002, pacs004 } from '../testing/clearing.ts'
import { officer, openDesk, supervisor, TODAY, trader } from '../testing/desk.ts'
import { importBankFile } from './import.ts'
import { children, descend, find } from './iso-read.ts'
import { postWaiting } from './post-entries.ts'

const provider = testProvider(Buffer.alloc(32, 7))
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const { db, ownerDb, node, declarations } = desk
const cashier = { node, provider, declarations }
const chief = supervisor('chief', 'VNSGN')
const administrator = { accountId: 'admin', role: 'administrator' as const, traderIds: [] }
const vnd = (minor: bigint) => money(minor, 'VND' as Currency)
const mrn = makeMrn({ on: TODAY, country: 'VN' as never, procedure: 'import', serial: 1n, secret: new Uint8Array(16) })

const payOut = (minor: bigint, debtor = 'VN-1') =>
  db.transaction(tx => orderPayout(tx, node, { purpose: 'refund', mrn, debtor, amount: vnd(minor) }, 'one'))
const order = async () => (await desk.call(chief, 'POST', '/bank/orders')).body as unknown as BankOrdered
const give = async (text: string) =>
  (await desk.call(chief, 'POST', '/bank/files', Buffer.from(text), { 'content-type': 'application/xml' })).body
const statusOf = async (id: string) => (await findPayout(db, id))?.status
const balance = async (account: string) =>
  BigInt(
    (await ownerDb.query<{ minor: string }>('SELECT coalesce(sum(minor), 0) AS minor FROM ledger_posting WHERE account = $1', [account]))[0]
      ?.minor ?? 0,
  )
const balances = async () => Promise.all(['payouts', 'clearing', 'expense/bank', 'bank', 'suspense'].map(balance))
const since = async (before: readonly bigint[]) => (await balances()).map((minor, index) => minor - (before[index] ?? 0n))
let message = 0
async function state(entries: readonly ToldTransfer[]) {
  await give(camt({ messageId: `STATEMENT-${++message}`, account: 'SBV-701', entries }))
  await postWaiting(cashier)
}
const endToEnd = (payout: string) => payout.replaceAll('-', '')

beforeAll(async () => {
  await desk.declare({ mrn })
  const treasury = { holder: 'Kho bạc Nhà nước', account: 'SBV-701', bic: 'KBNNVNVX', inClearing: true }
  expect((await desk.call(administrator, 'PUT', '/bank/treasury', treasury)).body).toEqual(treasury)
  for (const [name, bic] of [['VN-1', 'BFTVVNVX'], ['VN-2']] as const)
    await desk.call(trader(name), 'PUT', '/payee-account', { holder: `Hoa Sen ${name}`, account: `0071-${name}`, ...(bic && { bic }) })
})

describe('an order into the clearing', () => {
  test('is a credit transfer between banks, in the order the message wants; whoever said no BIC waits', async () => {
    const [one, other, without] = [await payOut(700n), await payOut(800n), await payOut(9n, 'VN-2')]
    const made = await order()
    expect(made.leftOut).toEqual([{ payout: without, debtor: 'VN-2', mrn, lacks: 'bic' }])
    expect(made.order).toMatchObject({ kind: 'pacs.008', count: 2, amount: '1500', currency: 'VND' })
    const document = parseXml((await desk.call(chief, 'GET', `/bank/orders/${made.order?.id}/xml`)).text)
    if (!document.ok) throw new Error(JSON.stringify(document.issues))
    const [transfer] = childElements(document.value)
    if (transfer === undefined) throw new Error('needs a transfer')
    expect([transfer.name, transfer.namespace]).toEqual(['FIToFICstmrCdtTrf', 'urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'])
    const header = descend(transfer, 'GrpHdr') as XmlElement
    expect(childElements(header).map(each => each.name)).toEqual([
      'MsgId',
      'CreDtTm',
      'NbOfTxs',
      'TtlIntrBkSttlmAmt',
      'IntrBkSttlmDt',
      'SttlmInf',
      'InstgAgt',
    ])
    expect([find(header, 'NbOfTxs'), find(header, 'TtlIntrBkSttlmAmt')]).toEqual(['2', '1500'])
    const transactions = children(transfer, 'CdtTrfTxInf')
    expect(transactions.map(each => find(each, 'PmtId', 'UETR'))).toEqual([one, other])
    expect(
      transactions.map(each =>
        childElements(each)
          .map(part => part.name)
          .join(' '),
      ),
    ).toEqual(Array(2).fill('PmtId IntrBkSttlmAmt ChrgBr Dbtr DbtrAcct DbtrAgt CdtrAgt Cdtr CdtrAcct RmtInf'))
    const names = transactions.map(each => [find(each, 'DbtrAgt', 'FinInstnId', 'BICFI'), find(each, 'CdtrAgt', 'FinInstnId', 'BICFI')])
    expect(names).toEqual(Array(2).fill(['KBNNVNVX', 'BFTVVNVX']))
  })

  test('needs the BIC of the treasury, and its account is set by an administrator', async () => {
    const lacks = { holder: 'Kho bac', account: 'SBV-701', inClearing: true }
    expect((await desk.call(administrator, 'PUT', '/bank/treasury', lacks)).body.code).toBe('debt.treasury-bic-missing')
    for (const caller of [chief, officer('one', 'VNSGN'), trader('VN-1')])
      expect((await desk.call(caller, 'PUT', '/bank/treasury', { ...lacks, bic: 'KBNNVNVX' })).status).toBe(403)
  })
})

describe('what the clearing says of payouts', () => {
  test('is carried out once: settled is paid, rejected is owed as before, the rest waits', async () => {
    const [paid, rejected, pending] = [await payOut(10n), await payOut(20n), await payOut(30n)]
    const before = await balances()
    const text = pacs002('STATUS-1', [
      { payout: paid, status: 'ACSC' },
      { payout: rejected, status: 'RJCT', reason: 'AC04' },
      { payout: pending, status: 'ACSP' },
    ])
    const given = await Promise.all([give(text), give(text), give(text)])
    expect(given.map(each => each.fresh).toSorted()).toEqual([0, 0, 2])
    expect(await Promise.all([paid, rejected, pending].map(statusOf))).toEqual(['paid', 'failed', 'ordered'])
    expect((await findPayout(db, rejected))?.reference).toBe('AC04')
    expect(await since(before)).toEqual([10n, -10n, 0n, 0n, 0n])
    expect((await give(pacs002('STATUS-1', [{ payout: pending, status: 'RJCT' }]))).code).toBe('debt.bank-file-differs')
    expect(await statusOf(pending)).toBe('ordered')
  })

  test('of a whole order holds for each payout in it', async () => {
    const payouts = [await payOut(1n), await payOut(2n)]
    const { order: made } = await order()
    const whole = pacs002('STATUS-2', []).replace(
      '</GrpHdr>',
      `</GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${made?.messageId}</OrgnlMsgId><GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts>`,
    )
    expect((await give(whole)).isNew).toBe(true)
    expect(await Promise.all(payouts.map(statusOf))).toEqual(['paid', 'paid'])
  })

  test('with something that cannot be is refused whole, with all of it named', async () => {
    const [ordered, failed] = [await payOut(5n), await payOut(6n)]
    await give(pacs002('STATUS-3', [{ payout: failed, status: 'RJCT' }]))
    const before = await balances()
    const stranger = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const unknown = await give(
      pacs002('STATUS-4', [
        { payout: ordered, status: 'ACSC' },
        { payout: stranger, status: 'ACSC' },
      ]),
    )
    expect(unknown.code).toBe('debt.payout-unknown')
    const impossible = pacs004('RETURN-0', [
      { payout: failed, amount: '6' },
      { payout: ordered, amount: '50' },
    ])
    expect((await give(impossible)).issues).toMatchObject([{ code: 'debt.payout-not-made' }, { code: 'debt.payout-returned-differs' }])
    expect([await statusOf(ordered), await since(before)]).toEqual(['ordered', [0n, 0n, 0n, 0n, 0n]])
  })

  test('leaves nothing half done where it dies in the middle', async () => {
    const payouts = await Promise.all([payOut(7n), payOut(8n)])
    const bytes = Buffer.from(
      pacs002(
        'STATUS-5',
        payouts.map(payout => ({ payout, status: 'ACSC' })),
      ),
    )
    const before = await balances()
    const append: typeof node.events.append = async () => {
      throw new Error('killed')
    }
    const dying = { ...cashier, node: { ...node, events: { ...node.events, append } } }
    await expect(importBankFile(dying, bytes, 'chief')).rejects.toThrow('killed')
    expect([await since(before), await statusOf(payouts[0] ?? '')]).toEqual([[0n, 0n, 0n, 0n, 0n], 'ordered'])
    expect(await importBankFile(cashier, bytes, 'chief')).toMatchObject({ ok: true, value: { isNew: true, entries: 2 } })
    expect(await since(before)).toEqual([15n, -15n, 0n, 0n, 0n])
  })
})

describe('a payout that came back', () => {
  test('is owed as before, less is a cost of the account; it can be ordered again, once', async () => {
    const payout = await payOut(1_000n)
    await give(pacs002('STATUS-6', [{ payout, status: 'ACSC' }]))
    const before = await balances()
    const text = pacs004('RETURN-1', [{ payout, amount: '990' }])
    const given = await Promise.all([give(text), give(text), give(pacs004('RETURN-2', [{ payout, amount: '990' }]))])
    expect(given.reduce((sum, each) => sum + Number(each.fresh), 0)).toBe(1)
    expect(await since(before)).toEqual([-1_000n, 990n, 10n, 0n, 0n])
    await state([
      { amount: '1000', endToEnd: endToEnd(payout), direction: 'DBIT' },
      { amount: '990', endToEnd: endToEnd(payout) },
    ])
    expect(await since(before)).toEqual([-1_000n, 1_000n, 10n, -10n, 0n])
    const again = await desk.call(chief, 'POST', `/payouts/${payout}/repetition`)
    expect([again.status, again.body]).toMatchObject([201, { status: 'ordered', amount: '1000' }])
    expect((await desk.call(chief, 'POST', `/payouts/${payout}/repetition`)).body.code).toBe('debt.payout-not-failed')
  })

  test('though nobody said it was made, was made', async () => {
    const payout = await payOut(40n)
    const before = await balances()
    expect((await give(pacs004('RETURN-3', [{ payout, amount: '40' }]))).fresh).toBe(1)
    expect([await statusOf(payout), await since(before)]).toEqual(['returned', [0n, 0n, 0n, 0n, 0n]])
  })

  test('is known by the statement alone, exactly; what only names a payout is for an officer', async () => {
    const payout = await payOut(60n)
    await give(pacs002('STATUS-7', [{ payout, status: 'ACSC' }]))
    const before = await balances()
    await state([{ amount: '59', endToEnd: endToEnd(payout), reference: 'LESS' }])
    expect([await statusOf(payout), (await since(before)).at(-1)]).toEqual(['paid', -59n])
    await state([{ amount: '60', endToEnd: endToEnd(payout), reference: 'ALL' }])
    await state([{ amount: '60', endToEnd: endToEnd(payout), reference: 'TWICE' }])
    expect([await statusOf(payout), await since(before)]).toEqual(['returned', [-60n, 0n, 0n, 179n, -119n]])
    expect((await give(pacs004('RETURN-4', [{ payout, amount: '60' }]))).fresh).toBe(0)
  })

  test('is balanced in the ledger, whatever came in whatever order', async () => {
    expect(await ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
  })
})

describe('a message', () => {
  const one = { payout: '0f8fad5b-d9cb-469f-a165-70867728950e', amount: '5' }
  test.each<[string, string, string]>([
    ['that names no payout', pacs004('R', [{ ...one, payout: 'of ours' }]), 'debt.bank-message-malformed'],
    ['in another currency', pacs004('R', [{ ...one, currency: 'USD' }]), 'debt.bank-currency'],
    ['of nothing', pacs004('R', [{ ...one, amount: '0' }]), 'debt.bank-amount'],
    ['that holds another number than it says', pacs004('R', [one], 2), 'debt.bank-message-malformed'],
    ['that holds nothing', pacs004('R', []), 'debt.bank-message-malformed'],
    ['that returns one payout twice', pacs004('R', [one, one]), 'debt.bank-entry-repeated'],
    ['whose namespace is of another', pacs004('R', [one]).replace('pacs.004.', 'pacs.008.'), 'debt.bank-message-malformed'],
    ['without a number', pacs004('', [one]), 'debt.bank-message-malformed'],
    ['that is only sent out', pacs004('R', [one]).replaceAll('PmtRtr', 'FIToFICstmrCdtTrf'), 'debt.bank-message-unknown'],
    ['with a document type', pacs004('R', [one]).replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document'), 'format.xml-doctype'],
  ])('%s is refused', async (_, text, code) => {
    expect((await give(text)).code).toBe(code)
  })

  test('cut or changed anywhere is read or refused, and never fails', async () => {
    const text = pacs004('R', [one])
    const place = fc.integer({ min: 0, max: text.length })
    await fc.assert(
      fc.asyncProperty(place, place, fc.string({ maxLength: 8 }), async (from, length, with_) => {
        const read = await importBankFile(cashier, Buffer.from(text.slice(0, from) + with_ + text.slice(from + length)), 'chief')
        expect(read.ok).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})

test('money whose sender’s bank is not said is not sent back: the clearing would never take the order', async () => {
  const entryOf = async (bic?: string) => {
    await state([{ amount: '60', words: 'for whom', from: 'VN-SENDER-1', ...(bic !== undefined && { bic }) }])
    return ((await desk.call(chief, 'GET', '/bank/entries?status=suspense')).body.items as readonly { id: string }[])[0]?.id ?? ''
  }
  const propose = (entry: string) => desk.call(chief, 'POST', `/bank/entries/${entry}/sending-back`, { note: 'The payer does not answer.' })
  const [without, within] = [await entryOf(''), await entryOf()]
  expect((await propose(without)).body.code).toBe('debt.bank-sender-bic-unknown')
  const { id } = (await propose(within)).body
  await ownerDb.query('UPDATE bank_entry SET party_bic = NULL WHERE id = $1', [within]) // proposed before the treasury took part in the clearing
  const decide = (decision: string) =>
    desk.call(supervisor('other', 'VNSGN'), 'POST', `/bank/sendings-back/${id}/decision`, { decision, note: 'Looked into.' })
  expect([(await decide('approved')).body.code, (await decide('refused')).body.status]).toEqual(['debt.bank-sender-bic-unknown', 'refused'])
})

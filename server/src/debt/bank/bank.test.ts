import type { BankEntryAnswer, BankFileAnswer, BankOrdered, ReconciliationAnswer } from '@lintas/contract'
import { chargeJournal, dueOf, overpaidOf } from '@lintas/customs/debt'
import { type Currency, makeMrn, money } from '@lintas/customs/kernel'
import { describe, expect, test } from 'vitest'
import { childElements, childText, parseXml, type XmlElement } from '../../platform/xml/index.ts'
import { findAccount, post, register } from '../index.ts'
import { requestPayment, takePayment } from '../pay.ts'
import { findPayout } from '../payout-store.ts'
import { orderPayout } from '../payouts.ts'
import { testProvider } from '../test-provider.ts'
import { camt, type ToldTransfer } from '../testing/camt.ts'
import { officer, openDesk, supervisor, TODAY, trader } from '../testing/desk.ts'
import { postWaiting } from './post-entries.ts'

const VND = 'VND' as Currency
const provider = testProvider(Buffer.alloc(32, 7))
const desk = await openDesk('VN', ({ node, declarations }) => register(node, declarations, provider))
const { db, ownerDb, node, declarations } = desk
const cashier = { node, provider, declarations }
const chief = supervisor('chief', 'VNSGN')
const importer = trader('VN-1')
const vnd = (minor: bigint) => money(minor, VND)

let serial = 0n
const nextMrn = () => makeMrn({ on: TODAY, country: 'VN' as never, procedure: 'import', serial: serial++, secret: new Uint8Array(16) })

/** A declaration that waits for its money. */
async function owing(minor: bigint): Promise<string> {
  const mrn = nextMrn()
  await desk.declare({ mrn })
  await db.transaction(async tx => {
    const charges = [{ kind: 'duty', amount: vnd(minor) }]
    const journal = chargeJournal({ mrn, debtor: 'VN-1', decision: '1', postedOn: TODAY }, charges, await findAccount(tx, mrn, VND))
    if (journal !== undefined) await post(tx, [journal])
  })
  return mrn
}

async function ask(mrn: string): Promise<string> {
  const asked = await requestPayment(cashier, { mrn }, 'account')
  if (!asked.ok) throw new Error(JSON.stringify(asked.issues))
  return asked.value.id
}

let message = 0
async function take(entries: readonly ToldTransfer[], messageId = `MSG-${++message}`, kind: 'camt.053' | 'camt.054' = 'camt.053') {
  const text = camt({ messageId, kind, entries })
  const answer = await desk.call(chief, 'POST', '/bank/files', Buffer.from(text), { 'content-type': 'application/xml' })
  await postWaiting(cashier)
  return answer
}

const balance = async (account: string) =>
  BigInt(
    (await ownerDb.query<{ minor: string }>('SELECT coalesce(sum(minor), 0) AS minor FROM ledger_posting WHERE account = $1', [account]))[0]
      ?.minor ?? 0,
  )
const suspense = async () => (await desk.call(chief, 'GET', '/bank/entries?status=suspense')).body.items as BankEntryAnswer[]
const unbalanced = () => ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')
const dueFor = async (mrn: string) => dueOf(await findAccount(db, mrn, VND)).minor

describe('a statement of the bank', () => {
  test('pays what its transfers name: a payment that was asked for, or a declaration', async () => {
    const [first, second] = [await owing(1_000n), await owing(2_000n)]
    const request = await ask(first)
    const before = await balance('bank')
    const taken = await take([
      { amount: '1000', endToEnd: request.replaceAll('-', '') },
      { amount: '2000', words: `duty of ${second}` },
    ])
    expect([taken.status, taken.body]).toMatchObject([202, { isNew: true, fresh: 2, entries: 2, kind: 'camt.053' }])
    expect([await dueFor(first), await dueFor(second)]).toEqual([0n, 0n])
    expect([await desk.statusOf(first), await desk.statusOf(second)]).toEqual(['released', 'released'])
    expect((await balance('bank')) - before).toBe(3_000n)
    expect(await balance('clearing')).toBe(0n)
    expect(await unbalanced()).toEqual([])
  })

  test('taken twice, at once or told of by two files, pays once', async () => {
    const mrn = await owing(500n)
    const entries = [{ amount: '500', words: mrn, reference: 'ONCE' }]
    const [one, other] = await Promise.all([take(entries, 'TWICE'), take(entries, 'TWICE')])
    expect([one.body.isNew, other.body.isNew].sort()).toEqual([false, true])
    expect((await take(entries, 'NOTIFIED', 'camt.054')).body).toMatchObject({ isNew: true, fresh: 0 })
    await Promise.all([postWaiting(cashier), postWaiting(cashier)])
    const account = await findAccount(db, mrn, VND)
    expect([account.paid, overpaidOf(account).minor]).toEqual([500n, 0n])
  })

  test('is read as one, whatever its transfers say', async () => {
    expect((await take([{ amount: '4', words: 'CstmrPmtStsRpt' }])).body).toMatchObject({ kind: 'camt.053', fresh: 1 })
  })

  test('with the number of one that was taken and other entries is refused', async () => {
    await take([{ amount: '1' }], 'SAME')
    expect((await take([{ amount: '2' }], 'SAME')).body.code).toBe('debt.bank-file-differs')
  })

  test('of money a provider took settles what the provider owes, and pays nothing again', async () => {
    const mrn = await owing(700n)
    const request = await ask(mrn)
    await takePayment(cashier, { about: 'payment', id: request, outcome: 'paid', amount: vnd(700n), reference: 'T' })
    const before = await balance('clearing')
    await take([{ amount: '700', endToEnd: request }])
    expect((await balance('clearing')) - before).toBe(-700n)
    expect((await findAccount(db, mrn, VND)).paid).toBe(700n)
  })

  test('of a debt paid twice stands in the debtor’s favour', async () => {
    const mrn = await owing(300n)
    const request = await ask(mrn)
    await take([{ amount: '300', endToEnd: request }])
    await take([{ amount: '300', endToEnd: request }])
    expect(overpaidOf(await findAccount(db, mrn, VND)).minor).toBe(300n)
  })

  test('of money nobody knows stands in suspense until an officer finds out what it is for', async () => {
    const mrn = await owing(900n)
    const before = await balance('suspense')
    await take([{ amount: '900', words: 'for the goods', reference: 'WHO' }])
    expect((await balance('suspense')) - before).toBe(-900n)
    const found = (await suspense()).find(each => each.amount === '900')
    const assign = (reference: string) =>
      desk.call(chief, 'POST', `/bank/entries/${found?.id}/assignment`, { reference, note: 'The payer wrote to us.' })
    expect((await assign('the goods')).body.code).toBe('debt.bank-reference-unknown')
    expect((await assign(mrn)).body).toMatchObject({ status: 'paid', note: 'The payer wrote to us.' })
    expect((await assign(mrn)).body.code).toBe('debt.bank-entry-not-so')
    expect([await dueFor(mrn), (await balance('suspense')) - before]).toEqual([0n, 0n])
    expect(await unbalanced()).toEqual([])
  })

  test('out of the account that is no payout of ours stands in suspense until it is settled with a note, once, as a cost', async () => {
    const [before, cost] = [await balance('suspense'), await balance('expense/bank')]
    await take([{ amount: '25', words: 'charges of the month', reference: 'FEE', direction: 'DBIT' }])
    expect((await balance('suspense')) - before).toBe(25n)
    const fee = (await suspense()).find(each => each.amount === '25')
    const settle = () => desk.call(chief, 'POST', `/bank/entries/${fee?.id}/settlement`, { note: 'The charges of November.' })
    const answers = await Promise.all([settle(), settle()])
    expect(answers.map(each => each.status).sort()).toEqual([200, 422])
    expect((await settle()).body.code).toBe('debt.bank-entry-not-so')
    expect([(await balance('suspense')) - before, (await balance('expense/bank')) - cost]).toEqual([0n, 25n])
    expect((await suspense()).some(each => each.id === fee?.id)).toBe(false)
    expect(await unbalanced()).toEqual([])
  })

  test('one entry that cannot be posted keeps no other from its turn', async () => {
    const [first, second] = [await owing(40n), await owing(50n)]
    const text = camt({
      messageId: 'FAILS',
      entries: [
        { amount: '40', words: first },
        { amount: '50', words: second },
      ],
    })
    await desk.call(chief, 'POST', '/bank/files', Buffer.from(text), { 'content-type': 'application/xml' })
    const hold: typeof declarations.hold = async (tx, mrn) => {
      if (mrn === first) throw new Error('the connection was lost')
      return await declarations.hold(tx, mrn)
    }
    await postWaiting({ ...cashier, declarations: { ...declarations, hold } })
    expect([await dueFor(first), await dueFor(second)]).toEqual([40n, 0n])
    await postWaiting(cashier)
    expect(await dueFor(first)).toBe(0n)
  })

  test('is for whoever answers for the money', async () => {
    for (const caller of [importer, officer('one', 'VNSGN')]) expect((await desk.call(caller, 'GET', '/bank/entries')).status).toBe(403)
    expect((await desk.call(importer, 'GET', '/bank/treasury')).body).toEqual({
      holder: 'Customs of Viet Nam, sandbox',
      account: 'SANDBOX-VN',
    })
  })

  test('is listed as CSV, and no cell of it is a formula', async () => {
    await take([{ amount: '3', words: '=1+1' }])
    const csv = (await desk.call(chief, 'GET', '/bank/entries/csv?status=suspense')).text
    expect(csv).toContain('NOTPROVIDED / =1+1')
    expect(csv).not.toMatch(/(^|,)=/m)
  })
})

describe('an order to the bank', () => {
  const payee = { holder: 'Công ty Sen & Partners', account: 'VN00LOTUS0001', bic: 'BFTVVNVX' }
  const order = async () => (await desk.call(chief, 'POST', '/bank/orders')).body as unknown as BankOrdered
  const xmlOf = async (id: string | undefined) => (await desk.call(chief, 'GET', `/bank/orders/${id}/xml`)).text
  const payOut = (mrn: string, minor: bigint) =>
    db.transaction(tx => orderPayout(tx, node, { purpose: 'refund', mrn, debtor: 'VN-1', amount: vnd(minor) }, 'one'))

  test('holds every payout once, counted and summed, and waits for those whose payee is unknown', async () => {
    const mrn = await owing(1n)
    const payouts = [await payOut(mrn, 700n), await payOut(mrn, 800n)]
    expect(await order()).toMatchObject({ leftOut: payouts.map(payout => ({ payout, debtor: 'VN-1' })) })
    expect((await desk.call(importer, 'PUT', '/payee-account', payee)).body).toEqual(payee)
    const orders = await Promise.all([order(), order(), order()])
    const written = orders.flatMap(each => (each.order === undefined ? [] : [each.order]))
    expect(written).toMatchObject([{ count: 2, amount: '1500', currency: 'VND' }])
    const document = parseXml(await xmlOf(written[0]?.id))
    if (!document.ok) throw new Error(JSON.stringify(document.issues))
    const [initiation] = childElements(document.value)
    const [header, payment] = initiation === undefined ? [] : childElements(initiation)
    if (header === undefined || payment === undefined) throw new Error('needs a header and a payment')
    for (const part of [header, payment]) expect([childText(part, 'NbOfTxs'), childText(part, 'CtrlSum')]).toEqual(['2', '1500'])
    const transfers = childElements(payment).filter(each => each.name === 'CdtTrfTxInf')
    expect(transfers.map(each => at(each, 'PmtId', 'EndToEndId'))).toEqual(payouts.map(id => id.replaceAll('-', '')))
    expect(transfers.map(each => at(each, 'Amt', 'InstdAmt'))).toEqual(['700', '800'])
    expect(at(transfers[0], 'Cdtr', 'Nm')).toBe('Cong ty Sen   Partners')
    expect(at(transfers[0], 'CdtrAcct', 'Id', 'IBAN')).toBe('VN00LOTUS0001')
  })

  test('is confirmed by the bank’s status or by its statement, once', async () => {
    const mrn = await owing(1n)
    const [paid, rejected, booked] = [await payOut(mrn, 10n), await payOut(mrn, 20n), await payOut(mrn, 30n)]
    await order()
    const status = (payout: string, code: string) =>
      `<TxInfAndSts><OrgnlEndToEndId>${payout.replaceAll('-', '')}</OrgnlEndToEndId><TxSts>${code}</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>`
    const report = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>STATUS-1</MsgId></GrpHdr><OrgnlPmtInfAndSts>${status(paid, 'ACSC')}${status(rejected, 'RJCT')}${status(booked, 'PDNG')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
    const send = () => desk.call(chief, 'POST', '/bank/files', Buffer.from(report), { 'content-type': 'application/xml' })
    expect((await send()).body).toMatchObject({ kind: 'pain.002', isNew: true, fresh: 2 })
    expect((await send()).body).toMatchObject({ isNew: false })
    await take([{ amount: '30', endToEnd: booked.replaceAll('-', ''), direction: 'DBIT' }])
    const statuses = await Promise.all([paid, rejected, booked].map(async id => (await findPayout(db, id))?.status))
    expect(statuses).toEqual(['paid', 'failed', 'paid'])
    const before = await balance('bank')
    await take([{ amount: '10', endToEnd: paid.replaceAll('-', ''), direction: 'DBIT' }])
    expect((await balance('bank')) - before).toBe(-10n)
    expect(
      (await ownerDb.query("SELECT FROM ledger_posting WHERE kind = 'payout' AND mrn = $1 AND account = 'payouts'", [mrn])).length,
    ).toBe(2)
    expect(await unbalanced()).toEqual([])
  })

  test('that the bank rejects whole fails each of its payouts, though the bank names none of them', async () => {
    const mrn = await owing(1n)
    const payouts = [await payOut(mrn, 40n), await payOut(mrn, 50n)]
    const written = (await order()).order?.messageId
    const report = (messageId: string, rejected: string | undefined, status: string) =>
      `<Document><CstmrPmtStsRpt><GrpHdr><MsgId>${messageId}</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${rejected}</OrgnlMsgId>${status}</CstmrPmtStsRpt></Document>`
    const send = async (text: string) =>
      (await desk.call(chief, 'POST', '/bank/files', Buffer.from(text), { 'content-type': 'application/xml' })).body
    const whole = '<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>'
    const payment = '</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts>'
    expect((await send(report('WHOLE-0', 'no-order-of-ours', whole))).code).toBe('debt.bank-order-unknown')
    expect(await send(report('WHOLE-1', written, whole))).toMatchObject({ isNew: true, fresh: 2 })
    expect(await send(report('WHOLE-2', written, payment))).toMatchObject({ isNew: true })
    expect(await Promise.all(payouts.map(async id => (await findPayout(db, id))?.status))).toEqual(['failed', 'failed'])
  })

  function at(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
    const [name = '', ...rest] = names
    if (element === undefined) return undefined
    return rest.length === 0
      ? childText(element, name)
      : at(
          childElements(element).find(each => each.name === name),
          ...rest,
        )
  }
})

describe('a provider’s books', () => {
  const compare = (csv: string) =>
    desk.call(chief, 'POST', `/reconciliations?provider=test&from=${TODAY}&to=${TODAY}`, Buffer.from(csv), { 'content-type': 'text/csv' })
  const settle = (id: string | undefined, body: object) => desk.call(chief, 'POST', `/reconciliation-cases/${id}/settlement`, body)

  test('are compared with our receipts; what we were never told is taken on the provider’s word, once', async () => {
    const mrns = [await owing(11n), await owing(12n), await owing(13n)]
    const [agrees = '', differs = '', unknown = ''] = await Promise.all(mrns.map(ask))
    for (const [id, minor] of [
      [agrees, 11n],
      [differs, 12n],
    ] as const)
      await takePayment(cashier, { about: 'payment', id, outcome: 'paid', amount: vnd(minor), reference: 'T' })
    const csv = `currency,amount,reference\r\nVND,11,${agrees}\r\nVND,10,${differs}\r\nVND,13,${unknown}\r\n`
    const made = (await compare(csv)).body as unknown as ReconciliationAnswer
    const own = made.cases.filter(each => [differs, unknown].includes(each.reference))
    expect(made.matched).toBe(1)
    expect(Object.fromEntries(own.map(each => [each.reference, `${each.kind} ${each.ours ?? '-'} ${each.theirs ?? '-'}`]))).toEqual({
      [differs]: 'amount-differs 12 10',
      [unknown]: 'missing-here - 13',
    })
    expect(((await compare(csv)).body as unknown as ReconciliationAnswer).id).toBe(made.id)
    const missing = own.find(each => each.reference === unknown)
    const other = own.find(each => each.reference === differs)
    expect((await settle(other?.id, { outcome: 'taken', note: 'take it' })).body.code).toBe('debt.case-not-to-take')
    expect((await settle(other?.id, { outcome: 'noted', note: 'The provider kept its fee.' })).body).toMatchObject({ status: 'settled' })
    expect((await settle(missing?.id, { outcome: 'taken', note: 'The callback was lost.' })).body).toMatchObject({ outcome: 'taken' })
    expect((await settle(missing?.id, { outcome: 'taken', note: 'again' })).body.code).toBe('debt.case-settled')
    expect(await dueFor(mrns[2] ?? '')).toBe(0n)
  })

  test.each([
    ['without its columns', 'id,sum\r\n'],
    ['with a line that is none', 'reference,amount,currency\r\nx,1,VND\r\n'],
    ['with an amount of nothing', `reference,amount,currency\r\n0f8fad5b-d9cb-469f-a165-70867728950e,0,VND\r\n`],
  ])('%s are refused', async (_, csv) => {
    expect((await compare(csv)).body.code).toBe('debt.books-malformed')
  })
})

test('files are listed with what became of their entries', async () => {
  const files = (await desk.call(chief, 'GET', '/bank/files?limit=500')).body.items as BankFileAnswer[]
  expect(files.length).toBeGreaterThan(5)
  expect(files.every(each => each.waiting === 0)).toBe(true)
})

import type { DeclarationAnswer, ProblemDocument, ValueQuestionAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { addDays } from '@lintas/customs/kernel'
import { describe, expect, test } from 'vitest'
import { broker, officer, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const stranger = trader('VN-0999')
const customs = officer('VN-SGN')
const elsewhere = officer('VN-HPH')

type Said = ValueQuestionAnswer & Pick<ProblemDocument, 'code' | 'issues'>
const ask = (mrn: string, change: object = {}) =>
  desk.call<Said>(customs, 'POST', `/declarations/${mrn}/value-questions`, {
    supposed: [{ sequence: 1, value: { amount: '100000000', currency: 'VND' } }],
    reason: 'The price is far below that of like goods of the same seller.',
    asked: 'The contract of sale and the proof of payment.',
    dueOn: addDays(TODAY, 20),
    ...change,
  })
const answer = (mrn: string) =>
  desk.call<Said>(importer, 'POST', `/declarations/${mrn}/value-questions/answers`, {
    words: 'The contract and the bank slip are attached to the case.',
    documents: ['Contract 2026-17', 'Bank slip of 2 March'],
  })
const settle = (mrn: string, body: object) => desk.call<Said>(customs, 'POST', `/declarations/${mrn}/value-questions/settlement`, body)
const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const account = async (mrn: string) =>
  (await desk.call<{ due: string; overpaid: string; paid: string }>(importer, 'GET', `/declarations/${mrn}/account`)).body

/** Pays, or gives as a deposit, what is asked. */
async function give(mrn: string, deposit?: object): Promise<void> {
  const asked = await desk.call<{ id: string }>(
    importer,
    'POST',
    `/declarations/${mrn}/${deposit === undefined ? 'payments' : 'deposits'}`,
    deposit,
  )
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)])
  expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
}

const other = { passedOver: 'No such goods were exported at or about the same time.' }
const determination = {
  outcome: 'determined',
  items: [
    {
      sequence: 1,
      worksheet: {
        quantity: { value: '4000', unit: 'C62' },
        transactionValue: { passedOver: 'The payment shown is another than the price declared.' },
        identicalGoods: {
          sales: [
            {
              reference: '26VN000000000000A1',
              value: { amount: '48000000', currency: 'VND' },
              quantity: '2000',
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
    },
  ],
  reasons: [
    {
      text: 'The proof of payment names another price than the invoice.',
      legalBasis: 'WTO Customs Valuation Agreement art. 2, Decision 6.1',
    },
  ],
}

const lodge = (reference: string, change: Partial<DeclarationInput> = {}) => desk.lodge(importer, shirts(reference, change))

describe('a value that customs asks about', () => {
  test('holds the goods until it is settled; accepted, they go on as they were declared', async () => {
    const { mrn, decision } = await lodge('ACCEPTED')
    const asked = await ask(mrn)
    expect([asked.status, asked.body]).toMatchObject([201, { number: 1, overdue: false, answers: [] }])
    const held = await see(mrn)
    expect(held.status).toBe('under-control')
    expect(held.missing.map(each => each.code)).toContain('release.value-open')
    expect(held.acts).toEqual(expect.arrayContaining(['answer-value', 'release-on-security']))
    expect((await ask(mrn)).body.code).toBe('declaration.value-questioned')

    expect((await answer(mrn)).body.answers).toMatchObject([{ documents: ['Contract 2026-17', 'Bank slip of 2 March'] }])
    const settled = await settle(mrn, { outcome: 'accepted' })
    expect(settled.body.settlement).toMatchObject({ outcome: 'accepted' })
    const after = await see(mrn)
    expect([after.status, after.decision.occasion]).toEqual(['payment-due', 'settle-value'])
    expect(after.decision.valuation).toEqual(decision.valuation)
    await give(mrn)
    expect((await see(mrn)).status).toBe('released')
    expect((await settle(mrn, { outcome: 'accepted' })).status).toBe(409)
  })

  test('is determined only after the answer or its day, by a worksheet, in writing; the difference is charged', async () => {
    const { mrn, decision } = await lodge('DETERMINED')
    await ask(mrn)
    const early = await settle(mrn, determination)
    expect([early.status, early.body.code]).toEqual([422, 'valuation.answer-awaited'])
    await answer(mrn)
    const settled = await settle(mrn, determination)
    expect(settled.body.settlement).toMatchObject({ outcome: 'determined', notice: { reasons: determination.reasons } })
    const after = await see(mrn)
    const [item] = after.decision.valuation.items
    expect(item).toMatchObject({ amount: '96000000', determined: true, worksheet: { method: '2' } })
    expect(item?.worksheet?.findings[1]?.why[0]?.message).toContain('26VN000000000000A1')
    expect(BigInt(after.decision.assessment.total)).toBeGreaterThan(BigInt(decision.assessment.total))
    const notices = await desk.call<{ items: unknown[] }>(importer, 'GET', `/declarations/${mrn}/notices`)
    expect(notices.body.items).toHaveLength(1)
    await give(mrn)
    expect((await see(mrn)).status).toBe('released')
    expect(await account(mrn)).toMatchObject({ due: '0', paid: after.decision.assessment.total })
    const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
    expect(replayed.body.identical).toBe(true)
  })

  test('stays determined when the declaration is amended', async () => {
    const { mrn } = await lodge('AMENDED')
    await ask(mrn)
    await answer(mrn)
    await settle(mrn, determination)
    const { revision } = await see(mrn)
    const amended = await desk.call(
      importer,
      'POST',
      `/declarations/${mrn}/amendment`,
      shirts('AMENDED', { totalPackages: 20, traderReference: 'PO-17' }),
      {
        'if-match': `"${revision}"`,
      },
    )
    expect([amended.status, amended.body.decision?.valuation.items[0]]).toMatchObject([200, { amount: '96000000', determined: true }])
  })

  test('the day passes without an answer: it is overdue, and may be determined', async () => {
    const { mrn } = await lodge('SILENT')
    await ask(mrn, { dueOn: addDays(TODAY, 1) })
    desk.moveTo(`${addDays(TODAY, 2)}T05:00:00Z`)
    const listed = await desk.call<{ items: ValueQuestionAnswer[] }>(importer, 'GET', `/declarations/${mrn}/value-questions`)
    expect(listed.body.items).toMatchObject([{ overdue: true }])
    expect((await settle(mrn, determination)).status).toBe(200)
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test('a price range is no value: a determination on one is refused, and nothing was done', async () => {
    const { mrn } = await lodge('REFERENCE')
    await ask(mrn)
    await answer(mrn)
    const worksheet = {
      quantity: { value: '4000', unit: 'C62' },
      transactionValue: other,
      identicalGoods: other,
      similarGoods: other,
      deductive: other,
      computed: other,
      fallBack: {
        basis: 'reference-price',
        words: 'The price range for knitted shirts.',
        parts: [{ words: '4000 at 30,000', effect: 'adds', amount: { amount: '120000000', currency: 'VND' } }],
      },
    }
    const refused = await settle(mrn, { ...determination, items: [{ sequence: 1, worksheet }] })
    const errors = refused.body.issues.filter(each => each.severity === 'error').map(each => `${each.code} ${each.path}`)
    expect([refused.status, errors]).toEqual([422, ['valuation.reference-price-no-value items[0].worksheet.fallBack.basis']])
    expect((await see(mrn)).status).toBe('under-control')
  })

  test('what is asked must be answerable: a later day, goods that are there, an import', async () => {
    const { mrn } = await lodge('WRONG')
    const wrong = await ask(mrn, { dueOn: TODAY, supposed: [{ sequence: 7, value: { amount: '1', currency: 'VND' } }] })
    expect(wrong.body.issues.map(each => each.code)).toEqual(['valuation.question-due-past', 'valuation.item-unknown'])
    expect((await answer(mrn)).body.code).toBe('declaration.value-not-questioned')
  })
})

describe('release on security', () => {
  test('asks for what the goods would be charged beyond; after the settlement security pays the difference and the rest goes back', async () => {
    const { mrn } = await lodge('SECURED')
    await ask(mrn)
    const asked = await desk.call<{ securities: { reason: string; amount: { amount: string } }[] }>(
      importer,
      'POST',
      `/declarations/${mrn}/value-questions/security`,
    )
    expect([asked.status, asked.body.securities.map(each => each.reason)]).toEqual([200, ['value-open']])
    const security = BigInt(asked.body.securities[0]?.amount.amount ?? '0')
    const charged = BigInt((await see(mrn)).decision.assessment.total)
    // Duty and tax are a share of the value: a quarter more value is a quarter more charges.
    expect(security * 4n).toBe(charged)
    await give(mrn)
    expect((await see(mrn)).missing.map(each => each.code)).toEqual(['release.security-outstanding'])
    await give(mrn, { reason: 'value-open' })
    const released = await see(mrn)
    expect([released.status, released.conditions.map(each => each.code)]).toEqual(['released', ['release.value-on-security']])

    await answer(mrn)
    expect((await settle(mrn, determination)).status).toBe(200)
    const after = await see(mrn)
    expect([after.status, after.payable]).toEqual(['released', []])
    const difference = BigInt(after.decision.assessment.total) - charged
    expect(difference * 5n).toBe(charged)
    const ledger = await desk.call<{ due: string; securities: { open: string }[]; payouts: { amount: string; purpose: string }[] }>(
      importer,
      'GET',
      `/declarations/${mrn}/account`,
    )
    expect(ledger.body).toMatchObject({
      due: '0',
      securities: [{ open: '0' }],
      payouts: [{ purpose: 'security', amount: String(security - difference) }],
    })
  })

  test('accepted after release, all of the security goes back', async () => {
    const { mrn } = await lodge('BACK')
    await ask(mrn)
    await desk.call(importer, 'POST', `/declarations/${mrn}/value-questions/security`)
    await give(mrn)
    await give(mrn, { reason: 'value-open' })
    await settle(mrn, { outcome: 'accepted' })
    const { body } = await desk.call<{ securities: { open: string; amount: string }[]; payouts: { amount: string }[] }>(
      importer,
      'GET',
      `/declarations/${mrn}/account`,
    )
    expect(body.securities).toMatchObject([{ open: '0' }])
    expect(body.payouts.map(each => each.amount)).toEqual(body.securities.map(each => each.amount))
  })
})

describe('a price that was declared as subject to adjustment', () => {
  const clause = { priceAdjustment: { clause: 'transfer-pricing' as const, reference: 'APA 2026' } }
  const adjust = (mrn: string, amount: string) =>
    desk.call<{ number: number } & Pick<ProblemDocument, 'code' | 'issues'>>(importer, 'POST', `/declarations/${mrn}/price-adjustments`, {
      items: [{ sequence: 1, price: { amount, currency: 'VND' } }],
      reason: 'The year-end adjustment between the parties.',
    })

  test('is adjusted within the time of the law: more is charged, less is a balance in favour', async () => {
    const { mrn } = await lodge('ADJUSTED', clause)
    await give(mrn)
    const before = await see(mrn)
    expect(before.acts).toContain('adjust-price')
    expect((await adjust(mrn, '90000000')).status).toBe(201)
    const more = await see(mrn)
    expect([more.status, more.decision.occasion, more.decision.valuation.items[0]?.steps[0]]).toMatchObject([
      'released',
      'adjust-price',
      { part: 'price', code: 'adjusted', amount: '90000000' },
    ])
    expect(more.payable).toEqual([
      { amount: String(BigInt(more.decision.assessment.total) - BigInt(before.decision.assessment.total)), currency: 'VND' },
    ])
    await give(mrn)
    expect((await see(mrn)).payable).toEqual([])
    await adjust(mrn, '70000000')
    expect(BigInt((await account(mrn)).overpaid)).toBeGreaterThan(0n)
    const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
    expect(replayed.body.identical).toBe(true)
    const listed = await desk.call<{ items: unknown[]; until: string }>(importer, 'GET', `/declarations/${mrn}/price-adjustments`)
    expect([listed.body.items.length, listed.body.until]).toEqual([2, addDays(TODAY, 60)])
  })

  test('after that time, undeclared, or of goods that are not there, it is refused by name', async () => {
    const { mrn } = await lodge('LATE', clause)
    await give(mrn)
    desk.moveTo(`${addDays(TODAY, 61)}T05:00:00Z`)
    expect((await adjust(mrn, '90000000')).body.issues.map(each => each.code)).toEqual(['valuation.adjustment-late'])
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const plain = await lodge('PLAIN')
    await give(plain.mrn)
    expect((await adjust(plain.mrn, '90000000')).body.code).toBe('valuation.adjustment-not-declared')
    const waiting = await lodge('WAITING', clause)
    expect((await adjust(waiting.mrn, '90000000')).status).toBe(409)
  })
})

test('who may: customs of the office asks and settles, whose declaration it is answers; to others it is not there', async () => {
  const { mrn } = await lodge('WHO')
  const body = {
    supposed: [{ sequence: 1, value: { amount: '1', currency: 'VND' } }],
    reason: 'reason enough',
    asked: 'show the contract',
    dueOn: addDays(TODAY, 2),
  }
  const path = `/declarations/${mrn}/value-questions`
  expect((await desk.call(importer, 'POST', path, body)).status).toBe(403)
  expect((await desk.call(elsewhere, 'POST', path, body)).status).toBe(404)
  expect((await desk.call(stranger, 'GET', path)).status).toBe(404)
  expect((await desk.call(customs, 'POST', `${path}/answers`, { words: 'we answer ourselves' })).status).toBe(403)
  expect((await desk.call(broker('VN-0777', 'VN-0101'), 'POST', `${path}/answers`, { words: 'it was not filed by us' })).status).toBe(404)
  expect((await desk.call(stranger, 'POST', `${path}/security`)).status).toBe(404)
  expect((await desk.call(importer, 'POST', `${path}/settlement`, { outcome: 'accepted' })).status).toBe(403)
})

import type { BegunDraft, DebtAccount, DeclarationAnswer, DrawbackClaim, Payment } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect, test } from 'vitest'
import { holdDeclaration } from './store.ts'
import { openLodgingDesk, supervisor, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const codes = ({ issues }: { readonly issues: readonly { readonly code: string; readonly severity: string }[] }) =>
  issues.filter(each => each.severity === 'error').map(each => each.code)
const hints = ({ decision }: DeclarationAnswer) => decision.issues.map(each => each.code)
const matching = ({ revision }: { readonly revision: number }) => ({ 'if-match': `"${revision}"` })

/** Shirts that go out of Viet Nam: sold, or back to where they came from. */
function outward(localReference: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  const { importer: _, arrivalOn: __, ...base } = shirts(localReference)
  return {
    ...base,
    type: 'EX1',
    exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
    consignee: { name: 'Phnom Penh Garments', address: { country: 'KH' } },
    exportCountry: 'VN',
    destinationCountry: 'KH',
    tradeTerms: { incoterm: 'FOB', place: 'Cát Lái' },
    departedOn: '2026-03-12',
    ...change,
  }
}

/** The shirts of a declaration, or some of them, by its number. */
function some(pieces: string, ...previousDocuments: readonly object[]): Partial<DeclarationInput> {
  const [item] = shirts('').goodsItems ?? []
  if (item === undefined) throw new Error('needs an item')
  return { goodsItems: [{ ...item, quantities: [{ value: pieces, unit: 'C62' }], previousDocuments: [...previousDocuments] }] }
}

async function imported(localReference: string): Promise<DeclarationAnswer> {
  const { mrn } = await desk.lodge(importer, shirts(localReference))
  const asked = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, {})
  await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`, {})
  const { body } = await desk.call(importer, 'GET', `/declarations/${mrn}`)
  expect(body.status).toBe('released')
  return body
}

const reExport = (localReference: string, pieces: string, mrn: string, change: Partial<DeclarationInput> = {}) =>
  outward(localReference, { type: 'EX3', ...some(pieces, { id: mrn }), ...change })
const lodge = (document: DeclarationInput) => desk.call(importer, 'POST', '/declarations', document)

test('imported goods go back out, as many as came, and no more', async () => {
  const { mrn } = await imported('PRE-1')
  const first = await desk.lodge(importer, reExport('PRE-1-X1', '3000', mrn))
  expect(hints(first)).toContain('duty.drawback-not-yet')
  const beyond = await lodge(reExport('PRE-1-X2', '1001', mrn))
  expect([beyond.status, codes(beyond.body)]).toEqual([422, ['declaration.previous-quantity-exceeded']])
  expect(beyond.body.issues[0]?.params).toMatchObject({ mrn, quantity: '1001', left: '1000', unit: 'C62' })
  const rest = await desk.lodge(importer, reExport('PRE-1-X2', '1000', mrn))
  const replayed = await desk.call<{ identical: boolean }>(supervisor, 'POST', `/declarations/${rest.mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
})

test('duty on what left as it came is drawn back: once, by its exporter, after another’s word', async () => {
  const { mrn } = await imported('PRE-DB')
  const out = await desk.lodge(importer, reExport('PRE-DB-X1', '1000', mrn))
  const claim = (caller: typeof importer, body: object = { exportMrn: out.mrn }) =>
    desk.call<DrawbackClaim & Pick<DeclarationAnswer['decision'], 'issues'>>(caller, 'POST', '/drawback-claims', body)
  expect(codes((await claim(trader('VN-0909'))).body)).toEqual(['regimes.drawback-re-export-unfit'])
  expect(codes((await claim(importer, { exportMrn: mrn })).body)).toEqual(['regimes.drawback-re-export-unfit'])
  expect(codes((await claim(importer, { exportMrn: out.mrn, imports: [mrn] })).body)).toEqual(['regimes.drawback-incomplete'])
  const account = () => desk.call<DebtAccount>(importer, 'GET', `/declarations/${mrn}/account`)
  const duty = BigInt((await account()).body.charged.find(({ kind }) => kind === 'customs-duty')?.amount ?? '0')
  const atOnce = await Promise.all(Array.from({ length: 4 }, () => claim(importer)))
  expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
  const claimed = atOnce.find(({ status }) => status === 201)?.body
  expect(claimed).toMatchObject({ amount: String(duty / 4n), lines: [{ mrn, item: 1, quantity: '1000' }], status: 'claimed' })
  expect(claimed).not.toHaveProperty('authorisation')
  const decision = `/drawback-claims/${claimed?.id}/decision`
  const refused = await desk.call(supervisor, 'POST', decision, {
    decision: 'refused',
    reasons: [{ text: 'They were worn.', legalBasis: 'Law 107/2016/QH13 art. 19' }],
  })
  expect(refused.body).toMatchObject({ status: 'refused' })
  expect(codes((await lodge(reExport('PRE-DB-X2', '3001', mrn))).body)).toEqual(['declaration.previous-quantity-exceeded'])
  const again = (await claim(importer)).body
  await desk.call(supervisor, 'POST', `/drawback-claims/${again.id}/decision`, { decision: 'approved' })
  const { charged, overpaid } = (await account()).body
  expect(charged.find(({ kind }) => kind === 'drawback-customs-duty')?.amount).toBe(`-${again.amount}`)
  expect(overpaid).toBe(again.amount)
})

test('of lodgings at once that want the same goods one has them', async () => {
  const { mrn } = await imported('PRE-2')
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => lodge(reExport(`PRE-2-X${index}`, '1500', mrn))))
  expect(answers.filter(each => each.status === 201)).toHaveLength(2)
  const refused = answers.filter(each => each.status !== 201)
  expect(new Set(refused.flatMap(each => codes(each.body)))).toEqual(new Set(['declaration.previous-quantity-exceeded']))
  const [row] = await desk.ownerDb.query<{ sum: string }>('SELECT sum(quantity)::text AS sum FROM declaration_link WHERE previous = $1', [
    mrn,
  ])
  expect(row?.sum).toBe('3000')
})

test('a cancelled declaration gives back what it took, and an amended one takes what it says now', async () => {
  const { mrn } = await imported('PRE-3')
  const script = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }
  const held = await desk.lodge(importer, reExport('PRE-3-X1', '4000', mrn, script))
  expect(held.status).toBe('under-control')
  expect((await lodge(reExport('PRE-3-X2', '1', mrn))).status).toBe(422)
  const amended = await desk.call(
    importer,
    'POST',
    `/declarations/${held.mrn}/amendment`,
    reExport('PRE-3-X1', '3500', mrn, script),
    matching(held),
  )
  expect([amended.status, codes({ issues: amended.body.issues ?? [] })]).toEqual([200, []])
  await desk.lodge(importer, reExport('PRE-3-X2', '500', mrn))
  const beyond = await desk.call(
    importer,
    'POST',
    `/declarations/${held.mrn}/amendment`,
    reExport('PRE-3-X1', '3501', mrn, script),
    matching(amended.body),
  )
  expect(codes(beyond.body)).toEqual(['declaration.previous-quantity-exceeded'])
  const cancelled = await desk.call(
    importer,
    'POST',
    `/declarations/${held.mrn}/cancellation`,
    { reason: 'sold here after all' },
    matching(amended.body),
  )
  expect(cancelled.status).toBe(200)
  await desk.lodge(importer, reExport('PRE-3-X3', '3500', mrn))
})

test('a re-export that customs refuses to release gives back what it took', async () => {
  const { mrn } = await imported('PRE-7')
  const script = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }
  const held = await desk.lodge(importer, reExport('PRE-7-X1', '4000', mrn, script))
  const reasons = [{ text: 'The goods are not those that came.', legalBasis: 'Law on Customs 54/2014/QH13' }]
  const refused = await desk.call(supervisor, 'POST', `/declarations/${held.mrn}/refusal`, { reasons }, matching(held))
  expect([refused.status, refused.text]).toEqual([200, expect.any(String)])
  await desk.lodge(importer, reExport('PRE-7-X2', '4000', mrn))
})

test('an import is not made final at less than went back out', async () => {
  const provisional = { reason: 'PRICE', text: 'The price follows the quotation of the day of unloading.', dueOn: '2026-03-30' }
  const { mrn } = await desk.lodge(importer, shirts('PRE-8', { mode: 'PROVISIONAL', provisional }))
  const asked = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/deposits`, { reason: 'provisional' })
  await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`, {})
  await desk.lodge(importer, reExport('PRE-8-X1', '3000', mrn))
  const released = (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
  const finalise = (pieces: string, item: object = {}) => {
    const [goods] = some(pieces).goodsItems ?? []
    const document = shirts('PRE-8', goods === undefined ? {} : { goodsItems: [{ ...goods, ...item }] })
    return desk.call(importer, 'POST', `/declarations/${mrn}/finalisation`, document, matching(released))
  }
  const less = await finalise('2999.5')
  expect([less.status, less.body.issues]).toMatchObject([
    422,
    [{ code: 'declaration.completion-below-taken', path: 'goodsItems[0].quantities', params: { item: 1, taken: '3000', unit: 'C62' } }],
  ])
  for (const other of [{ sequence: 2 }, { quantities: [{ value: '1000', unit: 'KGM' }] }]) {
    expect(codes((await finalise('4000', other)).body)).toEqual(['declaration.completion-below-taken'])
  }
  expect((await finalise('3000')).body).toMatchObject({ status: 'released', completion: { state: 'done' } })
  expect(codes((await lodge(reExport('PRE-8-X2', '1', mrn))).body)).toEqual(['declaration.previous-quantity-exceeded'])
})

test('what was never declared, is not released, is of others or of other goods is no previous declaration', async () => {
  const own = await imported('PRE-4')
  const unpaid = await desk.lodge(importer, shirts('PRE-4-UNPAID'))
  const theirs = await desk.lodge(trader('VN-0202'), shirts('PRE-4-THEIRS', { importer: { id: 'VN-0202' }, declarant: { id: 'VN-0202' } }))
  const refused = async (document: DeclarationInput) => codes((await lodge(document)).body)
  expect(await refused(outward('PRE-4-A', { type: 'EX3' }))).toEqual(['declaration.previous-missing'])
  expect(await refused(reExport('PRE-4-B', '1', theirs.mrn))).toEqual(['declaration.previous-unknown'])
  expect(await refused(reExport('PRE-4-C', '1', unpaid.mrn))).toEqual(['declaration.previous-not-released'])
  const sold = await desk.lodge(importer, outward('PRE-4-SOLD'))
  expect(sold.status).toBe('released')
  expect(await refused(reExport('PRE-4-D', '1', sold.mrn))).toEqual(['declaration.previous-of-other-type'])
  const [item] = some('1', { id: own.mrn }).goodsItems ?? []
  const others = item === undefined ? [] : [{ ...item, commodityCode: '22083090' }]
  expect(await refused(reExport('PRE-4-E', '1', own.mrn, { goodsItems: others }))).toContain('declaration.previous-goods-differ')
  expect(await refused(reExport('PRE-4-F', '1', own.mrn, { departedOn: '2026-03-09' }))).toEqual(['declaration.previous-later'])
})

test('a draft of a re-export holds what is left, for whoever may see the import, and is lodged once it is filled in', async () => {
  const { mrn } = await imported('PRE-6')
  await desk.lodge(importer, reExport('PRE-6-X1', '1000', mrn))
  const path = `/declarations/${mrn}/continuation`
  const { status, body } = await desk.call<BegunDraft>(importer, 'POST', path)
  expect([status, body.source]).toEqual([201, { mrn }])
  const [item] = body.document.goodsItems
  expect(item).toMatchObject({ quantities: [{ value: '3000', unit: 'C62' }], previousDocuments: [{ id: mrn, lineNumber: 1 }] })
  expect((await desk.call(trader('VN-0202'), 'POST', path)).status).toBe(404)
  expect((await desk.call(supervisor, 'POST', path)).status).toBe(403)
  const price = { amount: '60000000', currency: 'VND' }
  const filled = { localReference: 'PRE-6-X2', tradeTerms: { incoterm: 'FOB', place: 'Cát Lái' }, invoiceTotal: price }
  const lodged = await desk.lodge(importer, {
    ...body.document,
    ...filled,
    goodsItems: [{ ...(item ?? { sequence: 1 }), invoiceAmount: price }],
  })
  expect(lodged.status).toBe('released')
  const again = await desk.call(importer, 'POST', path)
  expect([again.status, codes(again.body)]).toEqual([422, ['declaration.nothing-left']])
})

test('exported goods come back without import duty where the law says so, and pay the other taxes', async () => {
  const { mrn } = await desk.lodge(importer, outward('PRE-5'))
  const back = shirts('PRE-5-BACK', { type: 'IM6', arrivalOn: '2026-03-10', ...some('4000', { id: mrn }) })
  const answer = await desk.lodge(importer, back)
  const ofDuty = answer.charged.find(each => each.kind === 'customs-duty')?.amount ?? '0'
  expect([ofDuty, answer.charged.find(each => each.kind === 'vat')?.amount]).toEqual(['0', '6400000'])
  expect(hints(answer)).toContain('duty.exempted')
})

test('whoever holds a re-export holds what it came with, too, so that nobody takes the two in another order', async () => {
  const { mrn } = await imported('PRE-9')
  const held = await desk.lodge(
    importer,
    reExport('PRE-9-X1', '10', mrn, { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }),
  )
  const isFree = async () =>
    (await desk.ownerDb.query('SELECT mrn FROM declaration WHERE mrn = $1 FOR NO KEY UPDATE SKIP LOCKED', [mrn])).length === 1
  await desk.node.db.transaction(async tx => {
    expect((await holdDeclaration(tx, held.mrn))?.mrn).toBe(held.mrn)
    expect(await isFree()).toBe(false)
  })
  expect(await isFree()).toBe(true)
})

import type {
  BankOrdered,
  DebtAccount,
  DrawbackClaim,
  ProblemDocument,
  RefundAnswer,
  RegimeAuthorisation,
  RegimeCase,
  RegimeLedger,
  RegimeLot,
  StockReconciliation,
} from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { describe, expect, test } from 'vitest'
import { administrator, checker, officer, openLodgingDesk, supervisor, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const holder = trader('VN-0101')
const other = trader('VN-9999')
const examiner = officer('VN-SGN')
const green = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=green' }] }

async function authorise(caller: Caller, body: object): Promise<string> {
  const application = { validFrom: '2026-01-01', validTo: '2027-01-01', purpose: 'Goods of our own trade.', ...body }
  const applied = await desk.call<RegimeAuthorisation>(caller, 'POST', '/regime-authorisations', application)
  expect(applied, applied.text).toMatchObject({ status: 201 })
  const path = `/regime-authorisations/${applied.body.number}/decision`
  expect((await desk.call<RegimeAuthorisation>(examiner, 'POST', path, { decision: 'approved' })).body.status).toBe('examined')
  expect((await desk.call<RegimeAuthorisation>(supervisor, 'POST', path, { decision: 'approved' })).body.status).toBe('granted')
  return applied.body.number
}

const warehouse = {
  regime: 'warehouse',
  places: [
    { id: 'WH-1', name: 'Kho 1' },
    { id: 'WH-2', name: 'Kho 2' },
  ],
  codes: ['61'],
}

function errorsOf(answer: { readonly body: Pick<ProblemDocument, 'issues'> }) {
  return answer.body.issues.filter(each => each.severity === 'error')
}

function entry(localReference: string, authorisation: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  return shirts(localReference, { type: 'IM7', authorisation, warehouse: { id: 'WH-1' }, ...green, ...change })
}

async function enter(document: DeclarationInput): Promise<{ mrn: string; lot: RegimeLot }> {
  const { mrn } = await desk.lodge(holder, document)
  const deposit = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${mrn}/deposits`, { reason: 'suspension' })
  await desk.call(holder, 'POST', `/payments/${deposit.body.id}/test-confirmation`, {})
  const [lot] = (await lotsOf(mrn)) ?? []
  if (lot === undefined) throw new Error(`no lot of ${mrn}`)
  return { mrn, lot }
}

async function lotsOf(mrn: string): Promise<readonly RegimeLot[]> {
  return (await desk.call<{ items: RegimeLot[] }>(holder, 'GET', `/regime-lots?mrn=${mrn}`)).body.items
}

function outOf(localReference: string, mrn: string, pieces: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  const like = shirts(localReference)
  const [item] = like.goodsItems ?? []
  const price = { amount: String(Number(pieces) * 20_000), currency: 'VND' }
  return {
    ...like,
    type: 'IM7-X',
    warehouse: { id: 'WH-1' },
    exportCountry: undefined,
    borderTransport: undefined,
    transportDocuments: [],
    arrivalOn: TODAY,
    invoiceTotal: price,
    goodsItems: [
      {
        ...item,
        sequence: 1,
        invoiceAmount: price,
        quantities: [{ value: pieces, unit: 'C62' }],
        previousDocuments: [{ id: mrn, lineNumber: 1 }],
      },
    ],
    ...green,
    ...change,
  }
}

/** Goods of a regime that leave the state. */
function leaving(localReference: string, mrn: string, pieces: string, departedOn: string = TODAY): DeclarationInput {
  return outOf(localReference, mrn, pieces, {
    type: 'EX3',
    exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
    importer: { name: 'Phnom Penh Garments' },
    exportCountry: 'VN',
    borderTransport: { mode: '1' },
    tradeTerms: { incoterm: 'FOB', place: 'Hồ Chí Minh' },
    destinationCountry: 'KH',
    arrivalOn: undefined,
    departedOn,
  })
}

/** The same goods with what they are known by, marks with commas between them. */
function marked(document: DeclarationInput, marks: string): DeclarationInput {
  const additionalInformation = [{ code: 'IDENTIFICATION', text: marks }]
  return { ...document, goodsItems: (document.goodsItems ?? []).map(item => ({ ...item, additionalInformation })) }
}

describe('an authorisation', () => {
  test('is examined by one officer and granted by a supervisor who is another', async () => {
    const applied = await desk.call<RegimeAuthorisation>(holder, 'POST', '/regime-authorisations', {
      ...warehouse,
      validFrom: '2026-01-01',
      validTo: '2027-01-01',
      purpose: 'Goods of our own trade.',
    })
    const path = `/regime-authorisations/${applied.body.number}/decision`
    await desk.call(supervisor, 'POST', path, { decision: 'approved' })
    const again = await desk.call(supervisor, 'POST', path, { decision: 'approved' })
    expect(again.body.issues).toMatchObject([{ code: 'regimes.same-officer' }])
    const mere = await desk.call(examiner, 'POST', path, { decision: 'approved' })
    expect(mere.body.issues).toMatchObject([{ code: 'regimes.supervisor-needed' }])
    const refused = await desk.call(examiner, 'POST', path, { decision: 'refused' })
    expect(refused.body.issues).toMatchObject([{ code: 'regimes.reasons-missing' }])
  })

  test('names everything an application lacks', async () => {
    const lacking = { regime: 'inward-processing', validFrom: '2026-02-01', validTo: '2026-01-01', purpose: 'Sewing shirts.' }
    const asked = await desk.call(holder, 'POST', '/regime-authorisations', lacking)
    expect(asked.body.issues.map(each => each.code)).toEqual(['regimes.validity', 'regimes.norms-needed'])
  })

  test('is there for its holder and customs, and for nobody else', async () => {
    const number = await authorise(holder, warehouse)
    for (const path of [
      `/regime-authorisations/${number}`,
      `/regime-authorisations/${number}/ledger`,
      `/regime-authorisations/${number}/ledger.csv`,
    ]) {
      expect((await desk.call(holder, 'GET', path)).status).toBe(200)
      expect((await desk.call(other, 'GET', path)).status).toBe(404)
    }
    expect((await desk.call(examiner, 'POST', `/regime-authorisations/${number}/standing`, { standing: 'revoked' })).status).toBe(403)
  })
})

describe('goods in a warehouse', () => {
  test('are released on security and charged nothing; each item becomes a lot with what is suspended on it', async () => {
    const number = await authorise(holder, warehouse)
    const lodged = await desk.lodge(holder, entry('WH-ENTRY', number))
    expect(lodged).toMatchObject({ status: 'payment-due', payable: [], suspended: true, unsecured: [{ reason: 'suspension' }] })
    const total = lodged.securities?.[0]?.amount.amount
    const deposit = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${lodged.mrn}/deposits`, { reason: 'suspension' })
    await desk.call(holder, 'POST', `/payments/${deposit.body.id}/test-confirmation`, {})
    const [lot] = await lotsOf(lodged.mrn)
    expect(lot).toMatchObject({
      left: '4000',
      place: 'WH-1',
      state: 'open',
      until: '2027-03-10',
      debt: { suspended: total, open: total, due: '0' },
    })
    const replayed = await desk.call<{ identical: boolean }>(holder, 'POST', `/declarations/${lodged.mrn}/replay`)
    expect(replayed.body.identical).toBe(true)
  })

  test.each([
    ['no authorisation', { authorisation: undefined }, ['declaration.field-missing', 'regimes.authorisation-missing']],
    ['one that is not there', { authorisation: 'VN-R-999999' }, ['regimes.authorisation-unknown']],
    ['another place', { warehouse: { id: 'WH-9' } }, ['regimes.place-not-covered']],
  ])('are refused under %s', async (_, change, codes) => {
    const number = await authorise(holder, warehouse)
    const refused = await desk.call(holder, 'POST', '/declarations', entry('WH-REFUSED', number, change as Partial<DeclarationInput>))
    expect(refused.status).toBe(422)
    expect(refused.body.issues.filter(each => each.severity === 'error').map(each => each.code)).toEqual(codes)
  })

  test('are refused under an authorisation that is suspended, of another holder, or for other goods', async () => {
    const number = await authorise(holder, { ...warehouse, codes: ['52'] })
    const goods = await desk.call(holder, 'POST', '/declarations', entry('WH-GOODS', number))
    expect(errorsOf(goods)).toMatchObject([{ code: 'regimes.goods-not-covered', path: 'goodsItems[0].commodityCode' }])
    const reasons = [{ text: 'The books were not kept.', legalBasis: 'Law on Customs, art. 62' }]
    await desk.call(supervisor, 'POST', `/regime-authorisations/${number}/standing`, { standing: 'suspended', reasons })
    const suspended = await desk.call(holder, 'POST', '/declarations', entry('WH-SUSPENDED', number))
    expect(suspended.body.issues.map(each => each.code)).toContain('regimes.authorisation-not-in-force')
    const theirs = await authorise(other, warehouse)
    const hidden = await desk.call(holder, 'POST', '/declarations', entry('WH-THEIRS', theirs))
    expect(errorsOf(hidden)).toMatchObject([{ code: 'regimes.authorisation-unknown' }])
  })

  test('leave for home use on a declaration that is charged; what they stood for is discharged and its security given back', async () => {
    const number = await authorise(holder, warehouse)
    const { mrn, lot } = await enter(entry('WH-HOME', number))
    const left = await desk.lodge(holder, outOf('WH-OUT', mrn, '1000'))
    expect(left.status).toBe('payment-due')
    const [promised] = await lotsOf(mrn)
    expect(promised).toMatchObject({
      left: '3000',
      debt: { open: lot.debt.suspended, discharged: '0' },
      movements: [{ status: 'pending', mrn: left.mrn }],
    })
    const payment = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${left.mrn}/payments`, {})
    await desk.call(holder, 'POST', `/payments/${payment.body.id}/test-confirmation`, {})
    const [after] = await lotsOf(mrn)
    const quarter = String(Number(lot.debt.suspended) / 4)
    expect(after).toMatchObject({
      left: '3000',
      debt: { discharged: quarter },
      movements: [{ status: 'done', fate: 'discharged', kind: 'home' }],
    })
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
    expect(account.body.securities).toMatchObject([{ open: String((Number(lot.debt.suspended) * 3) / 4) }])
  })

  test('never leave twice: of many declarations at once only as many as there are goods for', async () => {
    const number = await authorise(holder, warehouse)
    const { mrn } = await enter(entry('WH-RACE', number))
    const lodged = await Promise.all(
      Array.from({ length: 12 }, (_, index) => desk.call(holder, 'POST', '/declarations', outOf(`WH-RACE-${index}`, mrn, '700'))),
    )
    expect(lodged.filter(each => each.status === 201)).toHaveLength(5)
    const refusals = lodged.filter(each => each.status !== 201).flatMap(each => errorsOf(each).map(issue => issue.code))
    expect(new Set(refusals)).toEqual(new Set(['declaration.previous-quantity-exceeded']))
    expect(await lotsOf(mrn)).toMatchObject([{ left: '500' }])
  })

  test('come back into stock where the declaration that takes them out is cancelled, and leave the state with a re-export', async () => {
    const number = await authorise(holder, warehouse)
    const { mrn } = await enter(entry('WH-BACK', number))
    const left = await desk.lodge(holder, outOf('WH-BACK-OUT', mrn, '1000'))
    await desk.call(
      holder,
      'POST',
      `/declarations/${left.mrn}/cancellation`,
      { reason: 'The buyer withdrew.' },
      { 'if-match': `"${left.revision}"` },
    )
    expect(await lotsOf(mrn)).toMatchObject([{ left: '4000', movements: [{ status: 'undone' }] }])
    expect((await desk.lodge(holder, leaving('WH-RE-EXPORT', mrn, '4000'))).status).toBe('released')
    expect(await lotsOf(mrn)).toMatchObject([{ left: '0', state: 'discharged', debt: { open: '0', due: '0' } }])
  })

  test('that are lost or missing when stock is taken are judged by an officer: due, unless the reason is accepted', async () => {
    const number = await authorise(holder, warehouse)
    const { mrn, lot } = await enter(entry('WH-LOST', number))
    await desk.call(holder, 'POST', `/regime-lots/${lot.id}/notices`, { kind: 'loss', quantity: '400', reason: 'A fire in bay 3.' })
    const taken = await desk.call<{ cases: RegimeCase[] }>(holder, 'POST', `/regime-authorisations/${number}/stock-takes`, {
      takenOn: TODAY,
      counted: [{ lot: lot.id, quantity: '3200' }],
    })
    expect(taken.body.cases, taken.text).toMatchObject([{ kind: 'shortage', quantity: '400' }])
    const open = await desk.call<{ items: RegimeCase[] }>(examiner, 'GET', `/regime-cases?open=true&authorisation=${number}`)
    const [fire, missing] = open.body.items
    expect((await desk.call(other, 'GET', `/regime-cases?authorisation=${number}`)).body).toMatchObject({ items: [] })
    const judge = (id: string | undefined, body: object) => desk.call<RegimeCase>(examiner, 'POST', `/regime-cases/${id}/decision`, body)
    expect((await judge(fire?.id, { outcome: 'accepted' })).status).toBe(200)
    expect((await judge(fire?.id, { outcome: 'accepted' })).status).toBe(422)
    expect((await judge(missing?.id, { outcome: 'refused' })).body).toMatchObject({ issues: [{ code: 'regimes.reasons-missing' }] })
    const reasons = [{ text: 'Nothing explains it.', legalBasis: 'Law on Customs, art. 62' }]
    expect((await judge(missing?.id, { outcome: 'refused', reasons })).status).toBe(200)
    const tenth = String(Number(lot.debt.suspended) / 10)
    expect(await lotsOf(mrn)).toMatchObject([{ left: '3200', debt: { discharged: tenth, due: tenth } }])
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
    expect(account.body.due).toBe(tenth)
  })

  test('move to another place at once, and to another holder when he accepts them, with the debt that goes with them', async () => {
    const [number, theirs] = [await authorise(holder, warehouse), await authorise(other, warehouse)]
    const { mrn, lot } = await enter(entry('WH-MOVE', number))
    await desk.call(holder, 'POST', `/regime-lots/${lot.id}/transfers`, { quantity: '1000', place: 'WH-2' })
    const offered = await desk.call<RegimeLot>(holder, 'POST', `/regime-lots/${lot.id}/transfers`, {
      quantity: '1000',
      authorisation: theirs,
    })
    const movement = offered.body.movements.find(each => each.status === 'pending')
    expect((await desk.call(holder, 'POST', `/regime-movements/${movement?.id}/acceptance`, { decision: 'accepted' })).status).toBe(404)
    expect((await desk.call(other, 'POST', `/regime-movements/${movement?.id}/acceptance`, { decision: 'accepted' })).status).toBe(200)
    expect((await desk.call(other, 'POST', `/regime-movements/${movement?.id}/acceptance`, { decision: 'accepted' })).status).toBe(409)
    const all = (await desk.call<{ items: RegimeLot[] }>(examiner, 'GET', `/regime-lots?mrn=${mrn}`)).body.items
    expect(all.map(({ holder: whose, place, left }) => [whose, place, left])).toEqual([
      ['VN-0101', 'WH-1', '2000'],
      ['VN-0101', 'WH-2', '1000'],
      ['VN-9999', 'WH-1', '1000'],
    ])
    const theirLot = all[2]
    const sold = outOf('WH-MOVED-OUT', mrn, '1000', { importer: { id: 'VN-9999', name: 'Other' }, declarant: { id: 'VN-9999' } })
    expect((await desk.call(other, 'POST', '/declarations', sold)).status).toBe(201)
    expect((await desk.call<RegimeLot>(other, 'GET', `/regime-lots/${theirLot?.id}`)).body.left).toBe('0')
  })
})

describe('a term', () => {
  test('is warned of three times and then over: what is left is due, and the security is called', async () => {
    const until = '2026-04-10'
    const document = shirts('TA-OVERDUE', { type: 'IM5', temporaryAdmission: { purpose: 'exhibition', until }, ...green })
    const number = await authorise(holder, { regime: 'temporary-admission', places: [], codes: ['61'] })
    const { mrn, lot } = await enter({ ...document, authorisation: number })
    expect(lot).toMatchObject({ until, daysLeft: 31 })
    for (const day of ['2026-03-11', '2026-03-12', '2026-04-03', '2026-04-09', '2026-04-10', '2026-04-11', '2026-04-12']) {
      desk.moveTo(`${day}T05:00:00Z`)
      await Promise.all([desk.jobs.run('regimes-terms'), desk.jobs.run('regimes-terms')])
    }
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const events = await desk.db.query<{ act: string }>(
      "SELECT act FROM event WHERE subject = 'regime-lot' AND subject_id = $1 ORDER BY id",
      [lot.id],
    )
    expect(events.map(each => each.act)).toEqual(['enter', 'warn', 'warn', 'warn', 'move', 'call-security'])
    expect(await lotsOf(mrn)).toMatchObject([{ left: '0', state: 'due', movements: [{ kind: 'overdue', fate: 'due' }] }])
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
    expect(account.body).toMatchObject({ due: '0', securities: [{ open: '0' }] })
  })

  test('is longer where an officer says so', async () => {
    const number = await authorise(holder, warehouse)
    const { lot } = await enter(entry('WH-LONGER', number))
    const asked = await desk.call<RegimeCase>(holder, 'POST', `/regime-lots/${lot.id}/extensions`, {
      until: '2027-06-10',
      reason: 'The season was slow.',
    })
    const beyond = await desk.call(holder, 'POST', `/regime-lots/${lot.id}/extensions`, { until: '2028-03-11', reason: 'Slower still.' })
    expect(errorsOf(beyond)).toMatchObject([
      { code: 'regimes.term-beyond-law', params: { latest: '2028-03-10', lawRow: 'VN-REGIME-WAREHOUSE' } },
    ])
    expect((await desk.call(holder, 'POST', `/regime-cases/${asked.body.id}/decision`, { outcome: 'accepted' })).status).toBe(403)
    await desk.call(examiner, 'POST', `/regime-cases/${asked.body.id}/decision`, { outcome: 'accepted' })
    expect((await desk.call<RegimeLot>(holder, 'GET', `/regime-lots/${lot.id}`)).body).toMatchObject({
      until: '2027-06-10',
      state: 'extended',
    })
  })

  test('needs a purpose the law knows, and a carnet that is whole stands in for authorisation and security', async () => {
    const carnet = { type: '955', id: 'VN-2026-0001', name: 'May Sài Gòn', issuer: 'VCCI', validTo: '2026-06-01' }
    const admitted = (localReference: string, documents: readonly object[], purpose = 'exhibition') =>
      shirts(localReference, { type: 'IM5', temporaryAdmission: { purpose, until: '2026-05-01' }, documents: [...documents], ...green })
    const bad = await desk.call(
      holder,
      'POST',
      '/declarations',
      admitted('TA-BAD', [{ type: '955', id: 'X', validTo: '2026-04-01' }], 'sale'),
    )
    expect(errorsOf(bad).map(each => each.code)).toEqual([
      'regimes.purpose-not-in-law',
      'regimes.carnet-incomplete',
      'regimes.carnet-incomplete',
      'regimes.carnet-too-short',
    ])
    const good = await desk.lodge(holder, admitted('TA-CARNET', [carnet]))
    expect(good).toMatchObject({ status: 'released', suspended: true })
    expect(await lotsOf(good.mrn)).toMatchObject([{ until: '2026-05-01' }])
  })
})

test('the ledger of an authorisation adds up, and is had as JSON, CSV and a page', async () => {
  const number = await authorise(holder, warehouse)
  const { lot } = await enter(entry('WH-LEDGER', number))
  await desk.call(holder, 'POST', `/regime-lots/${lot.id}/notices`, { kind: 'diversion', quantity: '1000', reason: 'Sold at home.' })
  const { body } = await desk.call<RegimeLedger>(holder, 'GET', `/regime-authorisations/${number}/ledger`)
  expect(body).toMatchObject({ stock: [{ entered: '4000', left: '3000', moved: [{ kind: 'diversion', quantity: '1000' }] }], more: false })
  const { suspended, open, discharged, due, carried } = body.debt
  expect(Number(open) + Number(discharged) + Number(due) + Number(carried)).toBe(Number(suspended))
  const csv = await desk.call(holder, 'GET', `/regime-authorisations/${number}/ledger.csv`)
  expect(csv.text.split('\r\n')).toHaveLength(4)
  const page = await desk.call(holder, 'GET', `/regime-authorisations/${number}/ledger/page`)
  expect(page.text).toContain('Everything that happened')
})

describe('what is settled over a period and an export', () => {
  const norms = [
    {
      product: '61091010',
      name: 'T-shirt',
      unit: 'C62',
      materials: [{ code: '52081200', quantity: '0.25', unit: 'KGM', wastePercent: '2' }],
    },
  ]

  function fabric(localReference: string, change: Partial<DeclarationInput>): DeclarationInput {
    const like = shirts(localReference)
    const [item] = like.goodsItems ?? []
    const goods = { ...item, sequence: 1, commodityCode: '52081200', quantities: [{ value: '1000', unit: 'KGM' }] }
    return { ...like, goodsItems: [goods], ...green, ...change }
  }

  function shipped(localReference: string, pieces: string, change: Partial<DeclarationInput>): DeclarationInput {
    const like = shirts(localReference)
    const [item] = like.goodsItems ?? []
    return {
      ...like,
      type: 'EX3',
      exporter: { id: 'VN-0101', name: 'May Sài Gòn' },
      importer: { name: 'Phnom Penh Garments' },
      exportCountry: 'VN',
      destinationCountry: 'KH',
      tradeTerms: { incoterm: 'FOB', place: 'Hồ Chí Minh' },
      departedOn: TODAY,
      arrivalOn: TODAY,
      goodsItems: [{ ...item, sequence: 1, quantities: [{ value: pieces, unit: 'C62' }] }],
      ...green,
      ...change,
    }
  }

  test('products take their materials by the norm, once however many leave at the same time, and a shortfall falls due', async () => {
    const authorisation = await authorise(holder, { regime: 'inward-processing', codes: ['52'], norms })
    const { mrn, lot } = await enter(fabric('IP-IN', { type: 'IM5-P', authorisation }))
    const out = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        desk.call(holder, 'POST', '/declarations', shipped(`IP-OUT-${index}`, '1000', { authorisation })),
      ),
    )
    expect(out.filter(each => each.status === 201)).toHaveLength(3)
    expect(new Set(out.filter(each => each.status !== 201).flatMap(each => errorsOf(each).map(issue => issue.code)))).toEqual(
      new Set(['regimes.material-missing']),
    )
    const [used] = await lotsOf(mrn)
    expect(used).toMatchObject({ left: '235' })
    const path = `/regime-authorisations/${authorisation}/reconciliations`
    const counted = [{ code: '52081200', unit: 'KGM', quantity: '200' }]
    const filed = await desk.call<StockReconciliation>(holder, 'POST', path, { from: '2026-03-01', to: TODAY, counted })
    const due = (BigInt(lot.debt.suspended) * 35n) / 1000n
    expect(filed.body, filed.text).toMatchObject({ due: String(due), lines: [{ entered: '1000', expected: '235', difference: '-35' }] })
    expect((await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)).body.due).toBe(String(due))
    const again = await desk.call(holder, 'POST', path, { from: '2026-03-01', to: TODAY, counted })
    expect(again.body.issues).toMatchObject([{ code: 'regimes.period-reconciled' }])
    expect((await desk.call(holder, 'GET', `${path}/${filed.body.id}/page`)).text).toContain('Taken for products')
    expect((await desk.call(other, 'GET', `${path}/${filed.body.id}`)).status).toBe(404)
  })

  test('the duty of materials that left in a product is drawn back, on one export once, and never beyond what was imported', async () => {
    const authorisation = await authorise(holder, { regime: 'drawback', norms })
    const imported = await desk.lodge(holder, fabric('DB-IN', {}))
    const wish = (exportMrn: string) => ({ authorisation, exportMrn, imports: [imported.mrn] })
    const first = await desk.lodge(holder, shipped('DB-EX-1', '2000', { type: 'EX1' }))
    const unpaid = await desk.call(holder, 'POST', '/drawback-claims', wish(first.mrn))
    expect(unpaid.body.issues.map(each => each.code)).toEqual(['regimes.drawback-import-unfit'])
    const payment = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${imported.mrn}/payments`, {})
    await desk.call(holder, 'POST', `/payments/${payment.body.id}/test-confirmation`, {})
    const duty = BigInt(imported.charged.find(each => each.kind === 'customs-duty')?.amount ?? '0')
    const claimed = await desk.call<DrawbackClaim>(holder, 'POST', '/drawback-claims', wish(first.mrn))
    expect(claimed.body, claimed.text).toMatchObject({ amount: String((duty * 51n) / 100n), lines: [{ quantity: '510' }] })
    expect((await desk.call(holder, 'POST', '/drawback-claims', wish(first.mrn))).body.issues).toMatchObject([
      { code: 'regimes.drawback-claimed' },
    ])
    const second = await desk.lodge(holder, shipped('DB-EX-2', '4000', { type: 'EX1' }))
    const rest = await desk.call<DrawbackClaim>(holder, 'POST', '/drawback-claims', wish(second.mrn))
    expect(rest.body.lines).toMatchObject([{ quantity: '490' }])
    const refuse = { decision: 'refused', reasons: [{ text: 'The shirts are of other fabric.', legalBasis: 'Law 107/2016/QH13 art. 19' }] }
    await desk.call(examiner, 'POST', `/drawback-claims/${rest.body.id}/decision`, refuse)
    const once = await desk.call<DrawbackClaim>(examiner, 'POST', `/drawback-claims/${claimed.body.id}/decision`, { decision: 'approved' })
    expect(once.body).toMatchObject({ status: 'approved' })
    expect((await desk.call(examiner, 'POST', `/drawback-claims/${claimed.body.id}/decision`, { decision: 'approved' })).status).toBe(422)
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${imported.mrn}/account`)
    expect(account.body.overpaid).toBe(claimed.body.amount)
    expect(account.body.charged.find(each => each.kind === 'drawback-customs-duty')?.amount).toBe(`-${claimed.body.amount}`)
    const { revision } = (await desk.call(holder, 'GET', `/declarations/${imported.mrn}`)).body
    const corrected = fabric('DB-IN', { invoiceTotal: { amount: '88000000', currency: 'VND' } })
    const items = corrected.goodsItems?.map(each => ({ ...each, invoiceAmount: { amount: '88000000', currency: 'VND' } })) ?? []
    const path = `/declarations/${imported.mrn}/correction`
    const more = await desk.call(holder, 'POST', path, { ...corrected, goodsItems: items }, { 'if-match': `"${revision}"` })
    expect([more.status, more.text]).toEqual([200, expect.any(String)])
    const after = (await desk.call<DebtAccount>(holder, 'GET', `/declarations/${imported.mrn}/account`)).body
    expect(after.charged.find(each => each.kind === 'drawback-customs-duty')?.amount).toBe(`-${claimed.body.amount}`)
    expect((await desk.call(other, 'GET', `/drawback-claims/${claimed.body.id}`)).status).toBe(404)
  })

  test('what is drawn back is ordered to the bank as every refund, by two officers, paid once it says so, and stated to its debtor', async () => {
    const authorisation = await authorise(holder, { regime: 'drawback', norms })
    const imported = await desk.lodge(holder, fabric('DB-BANK-IN', {}))
    const payment = await desk.call<{ id: string }>(holder, 'POST', `/declarations/${imported.mrn}/payments`, {})
    await desk.call(holder, 'POST', `/payments/${payment.body.id}/test-confirmation`, {})
    const exported = await desk.lodge(holder, shipped('DB-BANK-EX', '2000', { type: 'EX1' }))
    const wish = { authorisation, exportMrn: exported.mrn, imports: [imported.mrn] }
    const claim = (await desk.call<DrawbackClaim>(holder, 'POST', '/drawback-claims', wish)).body
    await desk.call(examiner, 'POST', `/drawback-claims/${claim.id}/decision`, { decision: 'approved' })

    const { items: refunds } = (await desk.call<{ items: RefundAnswer[] }>(holder, 'GET', '/refunds?limit=500')).body
    const refund = refunds.find(each => each.mrn === imported.mrn)
    expect(refund).toMatchObject({ amount: claim.amount, status: 'claimed', proposed: true })
    for (const [caller, revision, status] of [
      [examiner, 1, 'approved-once'],
      [supervisor, 2, 'approved'],
    ] as const) {
      const path = `/refunds/${refund?.id}/decision`
      const decided = await desk.call<RefundAnswer>(caller, 'POST', path, { decision: 'approved' }, { 'if-match': `"${revision}"` })
      expect(decided.body, decided.text).toMatchObject({ status })
    }

    const account = { holder: 'May Sai Gon', account: 'VN00SAIGON0001', bic: 'BFTVVNVX' }
    expect((await desk.call(holder, 'PUT', '/payee-account', account)).status).toBe(200)
    const ordered = (await desk.call<BankOrdered>(supervisor, 'POST', '/bank/orders')).body
    const xml = (await desk.call(supervisor, 'GET', `/bank/orders/${ordered.order?.id}/xml`)).text
    const payouts = async () => (await desk.call<DebtAccount>(holder, 'GET', `/declarations/${imported.mrn}/account`)).body
    const [payout] = (await payouts()).payouts
    const endToEnd = payout?.id.replaceAll('-', '') ?? ''
    expect(xml).toContain(`<EndToEndId>${endToEnd}</EndToEndId>`)
    expect([payout?.amount, payout?.status, ordered.leftOut]).toEqual([claim.amount, 'ordered', []])

    const report =
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>DRAWBACK-1</MsgId></GrpHdr><OrgnlPmtInfAndSts>' +
      `<TxInfAndSts><OrgnlEndToEndId>${endToEnd}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
    const confirm = () => desk.call(supervisor, 'POST', '/bank/files', Buffer.from(report), { 'content-type': 'application/xml' })
    expect((await Promise.all([confirm(), confirm()])).map(each => each.status)).toEqual([202, 202])
    expect(await payouts()).toMatchObject({ overpaid: '0', due: '0', payouts: [{ status: 'paid', amount: claim.amount }] })
    const stands = await desk.ownerDb.query<{ account: string; minor: string }>(
      "SELECT account, sum(minor) AS minor FROM ledger_posting WHERE mrn = $1 AND account IN ('payouts', 'refunds-payable', 'receivable') GROUP BY account",
      [imported.mrn],
    )
    expect(stands.filter(each => each.minor !== '0')).toEqual([])
    expect(await desk.ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
    const { items: lines } = (await desk.call<{ items: { mrn: string; kind: string }[] }>(holder, 'GET', '/statement?limit=500')).body
    expect(lines.filter(each => each.mrn === imported.mrn).map(each => each.kind)).toContain('refund')
  })
})

describe('goods that leave a regime', () => {
  test('show what was taken down when they entered; where they do not, an officer judges, and what is refused falls due', async () => {
    const number = await authorise(holder, warehouse)
    const { mrn, lot } = await enter(marked(entry('WH-MARKS', number), 'SN-1, SN-2, SN-3'))
    expect(lot.identification).toEqual(['SN-1', 'SN-2', 'SN-3'])
    await desk.lodge(holder, marked(leaving('WH-MARKS-A', mrn, '1000'), 'SN-2'))
    const [other, none] = [
      await desk.lodge(holder, marked(leaving('WH-MARKS-B', mrn, '1000'), 'SN-3, SN-9')),
      await desk.lodge(holder, leaving('WH-MARKS-C', mrn, '1000')),
    ]
    expect([other.status, none.status]).toEqual(['released', 'released'])
    const { movements } = (await lotsOf(mrn))[0] ?? { movements: [] }
    expect(movements.map(each => each.fate ?? each.status)).toEqual(['discharged', 'pending', 'pending'])

    const cases = await desk.call<{ items: RegimeCase[] }>(examiner, 'GET', `/regime-cases?open=true&authorisation=${number}`)
    expect(cases.body.items).toMatchObject([
      { kind: 'identification', quantity: '1000', reason: 'On entry: SN-1, SN-2, SN-3. On leaving: SN-3, SN-9.' },
      { kind: 'identification', quantity: '1000', reason: 'On entry: SN-1, SN-2, SN-3. On leaving: nothing shown.' },
    ])
    const reasons = [{ text: 'The numbers are those of other goods.', legalBasis: 'Law on Customs 54/2014/QH13' }]
    const decide = (id: string | undefined, outcome: string) =>
      desk.call(examiner, 'POST', `/regime-cases/${id}/decision`, { outcome, reasons })
    expect((await decide(cases.body.items[0]?.id, 'refused')).status).toBe(200)
    expect((await decide(cases.body.items[1]?.id, 'accepted')).status).toBe(200)
    expect((await lotsOf(mrn))[0]).toMatchObject({
      left: '1000',
      movements: [{ fate: 'discharged' }, { fate: 'due' }, { fate: 'discharged' }],
    })
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
    expect(account.body.due).toBe((await lotsOf(mrn))[0]?.debt.due)
  })

  test('with a mark of each piece, never show one twice: the second waits for an officer, unless the first did not leave', async () => {
    const number = await authorise(holder, warehouse)
    const pieces = marked(entry('WH-SERIAL', number), 'M-1, M-2, M-3')
    const { mrn } = await enter({
      ...pieces,
      goodsItems: (pieces.goodsItems ?? []).map(item => ({ ...item, quantities: [{ value: '3', unit: 'C62' }] })),
    })
    const fates = async () => (await lotsOf(mrn))[0]?.movements.map(each => each.fate ?? each.status)
    const held = { additionalInformation: [{ code: 'SANDBOX', text: 'lane=red' }] }
    const kept = await desk.lodge(holder, { ...marked(leaving('WH-SERIAL-A', mrn, '1'), 'M-1'), ...held })
    const reason = { reason: 'The buyer withdrew.' }
    await desk.call(holder, 'POST', `/declarations/${kept.mrn}/cancellation`, reason, { 'if-match': `"${kept.revision}"` })
    await desk.lodge(holder, marked(leaving('WH-SERIAL-B', mrn, '1'), 'M-1'))
    expect(await fates()).toEqual(['undone', 'discharged'])
    await desk.lodge(holder, marked(leaving('WH-SERIAL-C', mrn, '1'), 'M-1'))
    await desk.lodge(holder, marked(leaving('WH-SERIAL-D', mrn, '1'), 'M-2'))
    expect(await fates()).toEqual(['undone', 'discharged', 'pending', 'discharged'])
    const { items } = (await desk.call<{ items: RegimeCase[] }>(examiner, 'GET', `/regime-cases?open=true&authorisation=${number}`)).body
    expect(items.map(each => each.reason)).toEqual(['On entry: M-1, M-2, M-3. On leaving: M-1. Shown before: M-1.'])
  })
})

describe('partial relief of temporary admission', () => {
  const admitted = (localReference: string, authorisation: string) =>
    shirts(localReference, {
      type: 'IM5',
      authorisation,
      temporaryAdmission: { purpose: 'production', until: '2026-12-31', relief: 'partial' },
      ...green,
    })

  test('is refused by name where no row says the share, and by one that does is charged by the month, never more than the duty', async () => {
    const number = await authorise(holder, { regime: 'temporary-admission', places: [], codes: ['61'] })
    const refused = await desk.call(holder, 'POST', '/declarations', admitted('TA-PART-0', number))
    expect(errorsOf(refused).map(each => each.code)).toContain('regimes.partial-relief-not-on-file')

    // Made for this test: no share of Viet Nam is known.
    const row = {
      id: 'VN-TEST-PARTIAL',
      state: 'VN',
      validFrom: '2026-03-11',
      validTo: '2026-03-12',
      knownSince: '2026-03-10',
      legalRef: 'made for a test',
      source: 'made for a test',
      confidence: 'assumed',
      percentPerMonth: '3',
    }
    const proposal = { reason: 'A share made for this test.', kind: 'partial-relief', rows: [row] }
    const proposed = await desk.call<{ id: string }>(administrator, 'POST', '/law/proposals', proposal)
    expect(proposed.status, proposed.text).toBe(201)
    const approved = await desk.call(checker, 'POST', `/law/proposals/${proposed.body.id}/approval`, { decision: 'approved' })
    expect(approved.status, approved.text).toBe(200)

    desk.moveTo('2026-03-11T05:00:00Z')
    const { mrn, lot } = await enter(admitted('TA-PART-1', number))
    const known = await enter(marked(admitted('TA-PART-2', number), 'SN-1'))
    expect(lot.partialRelief).toEqual({ percentPerMonth: '3', lawRow: 'VN-TEST-PARTIAL', legalRef: 'made for a test' })
    desk.moveTo('2026-06-12T05:00:00Z')
    expect((await desk.lodge(holder, leaving('TA-PART-OUT', mrn, '3000', '2026-06-12'))).status).toBe('released')

    const [left] = await lotsOf(mrn)
    const [movement] = left?.movements ?? []
    const charged = movement?.charged
    expect(charged).toMatchObject({ from: '2026-03-11', to: '2026-06-12', months: 4, percent: '12', lawRow: 'VN-TEST-PARTIAL' })
    const twelfth = Number(movement?.charges) * 0.12
    expect(Math.abs(Number(charged?.amount) - twelfth)).toBeLessThanOrEqual(charged?.parts.length ?? 0)
    expect(left?.debt.due).toBe(charged?.amount)
    expect(BigInt(left?.debt.open ?? 0) + BigInt(left?.debt.discharged ?? 0) + BigInt(left?.debt.due ?? 0)).toBe(BigInt(lot.debt.suspended))
    const account = await desk.call<DebtAccount>(holder, 'GET', `/declarations/${mrn}/account`)
    expect(account.body.due).toBe(charged?.amount)

    // Goods that show nothing wait for an officer, and are charged for the time they were here, not for his.
    await desk.lodge(holder, leaving('TA-PART-OUT-2', known.mrn, '4000', '2026-06-12'))
    const waiting = await desk.call<{ items: RegimeCase[] }>(examiner, 'GET', `/regime-cases?open=true&authorisation=${number}`)
    desk.moveTo('2026-09-14T05:00:00Z')
    const judged = await desk.call(examiner, 'POST', `/regime-cases/${waiting.body.items[0]?.id}/decision`, { outcome: 'accepted' })
    expect(judged.status, judged.text).toBe(200)
    expect((await lotsOf(known.mrn))[0]?.movements).toMatchObject([{ fate: 'discharged', charged: { to: '2026-06-12', months: 4 } }])
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })
})

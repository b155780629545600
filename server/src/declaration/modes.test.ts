import type { ActionNeeded, DeclarationAnswer, ProblemDocument } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { addDays } from '@lintas/customs/kernel'
import { describe, expect, test } from 'vitest'
import { officer, openLodgingDesk, TODAY, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const stranger = trader('VN-0999')
const customs = officer('VN-SGN')

const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const account = async (mrn: string) =>
  (await desk.call<{ due: string; overpaid: string; paid: string }>(importer, 'GET', `/declarations/${mrn}/account`)).body
const isReplayed = async (mrn: string) =>
  (await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical
const told = async (mrn: string) => {
  const { items } = (
    await desk.call<{ items: readonly { act: string; facts: object }[] }>(importer, 'GET', `/declarations/${mrn}/timeline`)
  ).body
  return items.filter(({ act }) => act === 'remind-completion' || act === 'fall-overdue')
}
const needed = async (mrn: string) => {
  const { items } = (await desk.call<{ items: ActionNeeded[] }>(importer, 'GET', '/action-needed')).body
  return items.filter(each => each.mrn === mrn && each.kind === 'completion')
}
const caseOf = async (mrn: string) =>
  (await desk.call<{ closedAt?: string; summary: { reason: string } }>(customs, 'GET', `/cases/${mrn}`)).body

async function complete(mrn: string, act: 'supplement' | 'finalisation', document: DeclarationInput, headers: Record<string, string> = {}) {
  const { revision } = await see(mrn)
  return await desk.call<DeclarationAnswer & Pick<ProblemDocument, 'code' | 'issues'>>(
    importer,
    'POST',
    `/declarations/${mrn}/${act}`,
    document,
    {
      'if-match': `"${revision}"`,
      ...headers,
    },
  )
}

async function give(mrn: string, deposit?: object): Promise<void> {
  const way = deposit === undefined ? 'payments' : 'deposits'
  const asked = await desk.call<{ id: string }>(importer, 'POST', `/declarations/${mrn}/${way}`, deposit)
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)])
  expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
}

/** What the daily job does, on the day and at the hour it does it. */
async function look(daysLater: number): Promise<void> {
  desk.moveTo(`${addDays(TODAY, daysLater)}T05:00:00Z`)
  await Promise.all([desk.jobs.run('modes-remind'), desk.jobs.run('modes-remind')])
}

const [item] = shirts('any').goodsItems ?? []
const priced = (price: string): Partial<DeclarationInput> => {
  const amount = { amount: price, currency: 'VND' }
  return { invoiceTotal: amount, goodsItems: [{ ...item, sequence: 1, invoiceAmount: amount }] }
}
const provisional = {
  mode: 'PROVISIONAL',
  provisional: { reason: 'PRICE', text: 'The price follows the quotation of the day of unloading.', dueOn: addDays(TODAY, 20) },
}

describe('a simplified declaration', () => {
  const { originCountry: _, ...withoutOrigin } = item ?? { sequence: 1 }
  const reduced: Partial<DeclarationInput> = { mode: 'SIMPLIFIED', transportDocuments: [], goodsItems: [withoutOrigin] }
  const { exportCountry: __, ...first } = shirts('SIMPLE', reduced)

  test('goes on reduced data, what is open secured; reminded, late, and before an officer, it is still completed', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const lodged = await desk.lodge(importer, first)
    const { mrn, decision } = lodged
    expect(lodged).toMatchObject({ mode: 'SIMPLIFIED', completion: { kind: 'supplement', dueOn: addDays(TODAY, 10), state: 'open' } })
    expect(lodged.securities).toEqual([
      { reason: 'provisional', amount: { amount: decision.assessment.total, currency: 'VND' }, until: addDays(TODAY, 10) },
    ])
    await give(mrn)
    await give(mrn, { reason: 'provisional' })
    expect((await see(mrn)).status).toBe('released')
    expect(await isReplayed(mrn)).toBe(true)

    await look(2)
    expect(await told(mrn)).toEqual([])
    for (const days of [3, 4, 9, 10]) await look(days)
    expect(await told(mrn)).toMatchObject([
      { act: 'remind-completion', facts: { daysBefore: 7, dueOn: addDays(TODAY, 10) } },
      { act: 'remind-completion', facts: { daysBefore: 1 } },
    ])
    expect(await needed(mrn)).toMatchObject([{ dueOn: addDays(TODAY, 10), overdue: false }])
    desk.moveTo(`${addDays(TODAY, 11)}T01:00:00Z`)
    expect((await see(mrn)).completion?.state).toBe('overdue')
    await look(11)
    await look(12)
    expect((await told(mrn)).map(({ act }) => act)).toEqual(['remind-completion', 'remind-completion', 'fall-overdue'])
    expect(await needed(mrn)).toMatchObject([{ overdue: true }])
    expect(await caseOf(mrn)).toMatchObject({ summary: { reason: 'completion-overdue' } })
    expect((await caseOf(mrn)).closedAt).toBeUndefined()
    const queued = await desk.call<{ items: { mrn: string }[] }>(customs, 'GET', '/cases')
    expect(queued.body.items.map(each => each.mrn)).toContain(mrn)
    expect((await see(mrn)).charged).toEqual(lodged.charged) // late costs nothing of itself

    const whole = shirts('SIMPLE', { mode: 'SUPPLEMENTARY', ...priced('90000000') })
    const before = (await see(mrn)).revision
    const done = await complete(mrn, 'supplement', whole, { 'idempotency-key': 'supplement-once' })
    expect([done.status, done.body.completion?.state, done.body.version]).toEqual([200, 'done', 2])
    expect(BigInt(done.body.decision.assessment.total)).toBeGreaterThan(BigInt(decision.assessment.total))
    const again = await complete(mrn, 'supplement', whole, { 'idempotency-key': 'supplement-once', 'if-match': `"${before}"` })
    expect([again.status, again.text]).toEqual([200, done.text])
    const held = await desk.call<{ items: unknown[] }>(importer, 'GET', `/declarations/${mrn}/account`)
    expect(held.body).toMatchObject({ due: '0', overpaid: '0', paid: done.body.decision.assessment.total })
    expect(await needed(mrn)).toEqual([])
    expect((await caseOf(mrn)).closedAt).toBeDefined()
    expect((await complete(mrn, 'supplement', whole)).body.code).toBe('declaration.nothing-to-complete')
    expect(await isReplayed(mrn)).toBe(true)
  })

  test('is completed by the whole document of its mode, by whom it belongs to, and not lodged as a supplement', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const { mrn } = await desk.lodge(importer, {
      ...first,
      localReference: 'SIMPLE-2',
      transportDocuments: [],
      invoice: { id: 'INV-2' },
      goodsItems: [{ ...withoutOrigin, description: 'Cotton T-shirts for women, knitted, long sleeves' }],
    })
    const wrong = await complete(mrn, 'supplement', { ...first, localReference: 'SIMPLE-2' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'declaration.completion-mode'])
    const partial = await complete(mrn, 'supplement', shirts('SIMPLE-2', { mode: 'SUPPLEMENTARY', goodsItems: [withoutOrigin] }))
    expect(partial.body.issues.map(each => each.code)).toContain('declaration.origin-missing')
    const other = await complete(mrn, 'finalisation', shirts('SIMPLE-2'))
    expect([other.status, other.body.code]).toEqual([409, 'declaration.nothing-to-complete'])
    const theirs = await desk.call(stranger, 'POST', `/declarations/${mrn}/supplement`, shirts('SIMPLE-2'), { 'if-match': '"1"' })
    expect(theirs.status).toBe(404)
    expect((await desk.call(customs, 'POST', `/declarations/${mrn}/supplement`, shirts('SIMPLE-2'))).status).toBe(403)
    const lone = await desk.call(importer, 'POST', '/declarations', shirts('LONE', { mode: 'SUPPLEMENTARY' }))
    expect([lone.status, lone.body.issues.map(each => each.code)]).toEqual([422, expect.arrayContaining(['declaration.mode-not-offered'])])
  })
})

describe('a provisional declaration', () => {
  test.each([
    ['less than was secured', '60000000'],
    ['more than was secured', '120000000'],
  ])('is released on security for all of its charges; final at %s, the security pays and the rest goes back', async (_, price) => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const reference = `PROV-${price}`
    const lodged = await desk.lodge(
      importer,
      shirts(reference, { ...provisional, invoice: { id: reference }, transportDocuments: [{ type: 'N705', id: reference }] }),
    )
    const { mrn, decision } = lodged
    const provisionally = BigInt(decision.assessment.total)
    expect(lodged).toMatchObject({
      suspended: true,
      payable: [],
      completion: { kind: 'finalisation', dueOn: addDays(TODAY, 20), state: 'open' },
    })
    expect(lodged.securities).toMatchObject([{ reason: 'provisional', amount: { amount: decision.assessment.total } }])
    await give(mrn, { reason: 'provisional' })
    expect((await see(mrn)).status).toBe('released')
    expect(await account(mrn)).toMatchObject({ due: '0', paid: '0' })
    expect(await isReplayed(mrn)).toBe(true)

    const done = await complete(
      mrn,
      'finalisation',
      shirts(reference, { ...priced(price), transportDocuments: [{ type: 'N705', id: reference }] }),
    )
    expect([done.status, done.text]).toEqual([200, expect.any(String)])
    expect(done.body).toMatchObject({ status: 'released', completion: { state: 'done' } })
    expect(done.body.suspended).toBeUndefined()
    const final = BigInt(done.body.decision.assessment.total)
    const drawn = final < provisionally ? final : provisionally
    const after = await account(mrn)
    expect([BigInt(after.paid), BigInt(after.due), BigInt(after.overpaid)]).toEqual([drawn, final - drawn, 0n])
    const payable = final > drawn ? [{ amount: String(final - drawn), currency: 'VND' }] : []
    expect(done.body.payable).toEqual(payable)
    expect(await isReplayed(mrn)).toBe(true)
    if (payable.length > 0) await give(mrn)
    expect((await see(mrn)).payable).toEqual([])
  })

  test('says why and by when, and states no less security than its charges', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const bare = await desk.call(importer, 'POST', '/declarations', shirts('BARE', { mode: 'PROVISIONAL' }))
    expect(bare.body.issues.filter(each => each.severity === 'error').map(each => each.path)).toEqual([
      'provisional.reason',
      'provisional.text',
      'provisional.dueOn',
    ])
    const stated = (amount: string) => shirts('STATED', { ...provisional, guarantees: [{ amount: { amount, currency: 'VND' } }] })
    const low = await desk.call(importer, 'POST', '/declarations', stated('1'))
    expect(low.body.issues.map(each => each.code)).toContain('debt.security-below-charges')
    const lodged = await desk.lodge(importer, stated('900000000'))
    expect(lodged.securities).toMatchObject([{ amount: { amount: '900000000', currency: 'VND' } }])
    const { mrn, revision } = lodged
    const later = { ...stated('900000000'), provisional: { ...provisional.provisional, dueOn: addDays(TODAY, 40) } }
    const amended = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, later, { 'if-match': `"${revision}"` })
    expect(amended.body.issues.map(each => each.code)).toContain('declaration.amendment-of-fixed-field')
  })
})

import type { ActionNeeded, DebtorAccountAnswer, DeclarationAnswer, Payment, RemovalPeriod, RemovalSummary } from '@lintas/contract'
import { type DeclarationInput, foldActs } from '@lintas/customs/declaration'
import { beforeAll, describe, expect, test } from 'vitest'
import { listEventsAbout } from '../platform/events/index.ts'
import { recordOf } from './act-events.ts'
import { findDeclaration } from './store.ts'
import { administrator, broker, checker, giveTier, officer, openLodgingDesk, supervisor, TODAY, trader } from './testing/lodging-desk.ts'
import { shirts, whisky } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const stranger = trader('VN-0999')
const here = officer('VN-SGN')
const APRIL = '2026-04-02T05:00:00Z'
let account = ''

async function open(limit: string, more: object = {}): Promise<string> {
  const terms = { kind: 'deferred-payment', trader: 'VN-0101', validFrom: '2026-01-01', term: { kind: 'day-of-month', day: 10 } }
  const { body } = await desk.call<DebtorAccountAnswer>(administrator, 'POST', '/debtor-accounts', { ...terms, limit, ...more })
  const match = { 'if-match': `"${body.revision}"` }
  expect((await desk.call(checker, 'POST', `/debtor-accounts/${body.number}/decision`, { decision: 'open' }, match)).status).toBe(200)
  return body.number
}

const read = async (number: string) => (await desk.call<DebtorAccountAnswer>(importer, 'GET', `/debtor-accounts/${number}`)).body
const see = async (mrn: string) => (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
const codes = ({ issues = [] }: { readonly issues?: readonly { readonly code: string; readonly severity: string }[] }) =>
  issues.filter(each => each.severity === 'error').map(each => each.code)
const sum = (amounts: readonly (string | undefined)[]) => amounts.reduce((total, each) => total + BigInt(each ?? '0'), 0n)
const secured = ({ securities = [] }: DeclarationAnswer) => securities.map(each => each.amount.amount)[0]

function goods(reference: string, change: Partial<DeclarationInput> = {}): DeclarationInput {
  return shirts(reference, { mode: 'REMOVAL', guarantees: [{ reference: account }], ...change })
}

async function remove(document: DeclarationInput, caller = importer) {
  const { mode: _, ...rest } = document
  return await desk.call(caller, 'POST', '/declarations/removals', rest)
}

async function removed(document: DeclarationInput, caller = importer): Promise<DeclarationAnswer> {
  const { status, body, text } = await remove(document, caller)
  expect([status, text]).toEqual([201, expect.any(String)])
  return body
}

const period = async (caller = importer, query = '') =>
  (await desk.call<RemovalPeriod>(caller, 'GET', `/declarations/removals/period?month=2026-03${query}`)).body
const list = async (query = '', caller = importer) =>
  (await desk.call<{ items: RemovalSummary[] }>(caller, 'GET', `/declarations/removals?month=2026-03&limit=500${query}`)).body.items

async function expectBalanced() {
  const wrong = await desk.ownerDb.query(
    `SELECT number FROM debtor_account a WHERE used_minor <>
       (SELECT coalesce(sum(minor), 0) FROM ledger_posting WHERE account IN ('deferred/' || a.id, 'pledged/' || a.id))`,
  )
  expect(wrong).toEqual([])
  expect(await desk.ownerDb.query('SELECT journal FROM ledger_posting GROUP BY journal, currency HAVING sum(minor) <> 0')).toEqual([])
}

async function expectFolded(mrn: string) {
  const events = await listEventsAbout(desk.node.db, 'declaration', mrn)
  expect(foldActs(events.map(recordOf))).toEqual({ ok: true, value: (await findDeclaration(desk.node.db, mrn))?.standing })
  const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
  expect(replayed.body.identical).toBe(true)
}

beforeAll(async () => {
  expect(await giveTier(desk, 'VN-0101', 2)).toMatchObject({ tier: 2, status: 'approved' })
  account = await open('900000000')
})

describe('a removal', () => {
  test('lets the goods go at once, what it may be charged reserved on the account it names', async () => {
    const before = BigInt((await read(account)).used)
    const answer = await removed(goods('REM-1'))
    expect(answer).toMatchObject({
      mode: 'REMOVAL',
      status: 'released',
      suspended: true,
      completion: { kind: 'period', dueOn: '2026-04-10', state: 'open' },
      securities: [{ reason: 'periodic', amount: { amount: answer.decision.assessment.total, currency: 'VND' }, until: '2026-04-10' }],
      unsecured: [],
    })
    expect(BigInt((await read(account)).used) - before).toBe(BigInt(answer.decision.assessment.total))
    expect((await remove(goods('REM-1'))).status).toBe(200)
    expect(BigInt((await read(account)).used) - before).toBe(BigInt(answer.decision.assessment.total))
    await expectFolded(answer.mrn)
    await expectBalanced()
  })

  test('that customs wants to look at is held first, and refused or cancelled gives back what was reserved', async () => {
    const before = (await read(account)).used
    const refused = await removed({ ...whisky('REM-HELD'), guarantees: [{ reference: account }] })
    const cancelled = await removed({ ...whisky('REM-BACK'), guarantees: [{ reference: account }] })
    expect([refused.status, cancelled.status]).toEqual(['under-control', 'under-control'])
    expect((await read(account)).used).not.toBe(before)
    expect((await list('&undeclared=true')).find(each => each.mrn === refused.mrn)?.declaring).toBe('waiting')
    const reasons = [{ text: 'The bottles are not those declared.', legalBasis: 'Law on Customs 54/2014/QH13' }]
    const match = (each: DeclarationAnswer) => ({ 'if-match': `"${each.revision}"` })
    expect((await desk.call(supervisor, 'POST', `/declarations/${refused.mrn}/refusal`, { reasons }, match(refused))).status).toBe(200)
    const path = `/declarations/${cancelled.mrn}/cancellation`
    expect((await desk.call(importer, 'POST', path, { reason: 'not needed' }, match(cancelled))).status).toBe(200)
    expect((await read(account)).used).toBe(before)
    expect((await list()).filter(each => [refused.mrn, cancelled.mrn].includes(each.mrn)).map(each => each.declaring)).toEqual([
      'ended',
      'ended',
    ])
    await expectFolded(cancelled.mrn)
    await expectBalanced()
  })

  test('of who is not trusted with it, without an account, on another’s or beyond its limit is refused with nothing done', async () => {
    const count = async () => (await desk.ownerDb.query("SELECT FROM declaration WHERE mode = 'REMOVAL'")).length
    const before = await count()
    const small = await open('1000')
    const theirs = await open('900000000', { trader: 'VN-0999' })
    const asked = [
      [
        await remove(goods('REM-NO-1', { importer: { id: 'VN-0999' }, declarant: { id: 'VN-0999' } }), stranger),
        'declaration.removal-tier',
      ],
      [await remove(goods('REM-NO-2', { guarantees: [] })), 'declaration.removal-account-missing'],
      [await remove(goods('REM-NO-3', { guarantees: [{ reference: theirs }] })), 'declaration.removal-account-missing'],
      [await remove(goods('REM-NO-4', { guarantees: [{ reference: small }] })), 'debt.limit-exceeded'],
      [await remove(goods('REM-NO-5'), broker('VN-BRK')), 'trust.mandate-missing'],
    ] as const
    for (const [answer, code] of asked) expect([answer.status, codes(answer.body)]).toEqual([422, expect.arrayContaining([code])])
    const other = await desk.call(importer, 'POST', '/declarations/removals', shirts('REM-NO-6', { mode: 'NORMAL' }))
    expect([other.status, codes(other.body)]).toEqual([422, ['declaration.removal-mode']])
    expect(await count()).toBe(before)
  })

  test('never takes an account beyond its limit, however many are asked for at once', async () => {
    const one = BigInt(secured(await see((await removed(goods('REM-LIMIT'))).mrn)) ?? '0')
    const narrow = await open(String(one * 3n + 1n), { kind: 'comprehensive-guarantee', term: undefined, guarantor: 'Bank of the South' })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, each) => remove(goods(`REM-LIMIT-${each}`, { guarantees: [{ reference: narrow }] }))),
    )
    expect(answers.map(each => each.status).sort()).toEqual([201, 201, 201, 422, 422, 422, 422, 422])
    expect(BigInt((await read(narrow)).used)).toBe(one * 3n)
    await expectBalanced()
  })

  test('is nobody else’s to see, and stays with the office it came to', async () => {
    expect(await list('', stranger)).toEqual([])
    expect(await list('', officer('VN-HPH'))).toEqual([])
    expect((await list('', here)).length).toBeGreaterThan(0)
    const file = await desk.call(importer, 'GET', '/declarations/removals.csv?month=2026-03&undeclared=true')
    expect(file.headers['content-type']).toContain('text/csv')
    const lines = file.text.trim().split('\r\n')
    expect([lines[0]?.startsWith('mrn,'), lines.length - 1]).toEqual([true, (await list('&undeclared=true')).length])
    expect((await desk.call(stranger, 'GET', '/declarations/removals.csv')).text.trim().split('\r\n')).toHaveLength(1)
    expect((await desk.call(here, 'GET', '/declarations/removals?office=VN-HPH')).status).toBe(403)
    expect((await desk.call(stranger, 'GET', '/declarations/removals/period?month=2026-03&principal=VN-0101')).status).toBe(404)
    expect((await desk.call(here, 'POST', '/declarations/removals', goods('REM-OFFICER'))).status).toBe(403)
  })
})

describe('a month of removals', () => {
  test('is offered ready-made, declared once, and what was reserved is owed for it from then on', async () => {
    desk.moveTo(APRIL)
    const used = (await read(account)).used
    const offered = await period(broker('VN-BRK', 'VN-0101'), '&principal=VN-0101&office=VN-SGN')
    expect(offered).toMatchObject({ month: '2026-03', principal: 'VN-0101', dueOn: '2026-04-10', waiting: 0 })
    const [declaration] = offered.declarations
    if (declaration === undefined) throw new Error('nothing is offered')
    const { removals, document } = declaration
    const each = await Promise.all(removals.map(see))
    expect(document.goodsItems).toHaveLength(1)
    expect(document.goodsItems[0]?.quantities).toEqual([{ value: String(4000 * removals.length), unit: 'C62' }])

    const [item] = document.goodsItems
    const less = { ...document, localReference: 'LESS', goodsItems: [{ ...item, netMassKg: '1' }] }
    const refused = await desk.call(importer, 'POST', '/declarations', less)
    expect([refused.status, codes(refused.body)]).toEqual([422, ['declaration.period-lines-differ']])
    const others = await desk.call(stranger, 'POST', '/declarations', { ...document, localReference: 'OTHERS' })
    expect([others.status, others.text.includes('4000')]).toEqual([422, false])

    const answers = await Promise.all([
      desk.call(importer, 'POST', '/declarations', document),
      desk.call(importer, 'POST', '/declarations', { ...document, localReference: 'AT-ONCE' }),
      desk.call(importer, 'POST', '/declarations', document),
    ])
    const lodged = answers.filter(answer => answer.status === 201)
    expect(lodged).toHaveLength(1)
    const [{ body }] = lodged as [(typeof answers)[number]]
    const lost = answers.filter(answer => answer.status === 422)
    expect(lost.every(answer => codes(answer.body).includes('declaration.period-nothing-removed'))).toBe(true)

    // Of a guarantee what was reserved stays reserved until it is paid; the rest is deferred.
    expect(sum(each.map(secured))).toBe(BigInt(body.decision.assessment.total))
    expect((await read(account)).used).toBe(used)
    for (const removal of await Promise.all(removals.map(see)))
      expect(removal).toMatchObject({ status: 'released', completion: { state: 'done' } })
    expect((await list()).filter(({ mrn }) => removals.includes(mrn)).every(removal => removal.declaredIn === body.mrn)).toBe(true)
    expect(await period()).toMatchObject({ declarations: [], waiting: 0 })
    await expectFolded(body.mrn)
    await expectFolded(removals[0] ?? '')
    await expectBalanced()

    expect(body).toMatchObject({ mode: 'PERIODIC', status: 'payment-due', lane: 'green', controls: [] })
    const paying = await desk.call<Payment>(importer, 'POST', `/declarations/${body.mrn}/payments`)
    await desk.call(importer, 'POST', `/payments/${paying.body.id}/test-confirmation`, {})
    expect(await see(body.mrn)).toMatchObject({ status: 'released', payable: [] })
    const held = await desk.ownerDb.query("SELECT FROM security WHERE reason = 'periodic' AND open_minor > 0")
    expect(held).toEqual([])
    await expectBalanced()
  })

  test('is deferred whole where all of it was reserved on one deferred account, and nothing is left to do', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const own = await open('900000000')
    const first = await removed(goods('DEF-1', { tradeTerms: { incoterm: 'DAP', place: 'Hồ Chí Minh' }, guarantees: [{ reference: own }] }))
    await removed(goods('DEF-2', { tradeTerms: { incoterm: 'DAP', place: 'Biên Hòa' }, guarantees: [{ reference: own }] }))
    desk.moveTo(APRIL)
    const [offered] = (await period()).declarations
    const { status, body } = await desk.call(importer, 'POST', '/declarations', offered?.document)
    expect([status, body.status, body.payable]).toEqual([201, 'released', []])
    expect(await read(own)).toMatchObject({ used: String(BigInt(secured(first) ?? '0') * 2n) })
    expect(await desk.ownerDb.query('SELECT FROM deferral_wanted')).toEqual([])
    const ledger = await desk.call<{ due: string; issues: unknown[] }>(importer, 'GET', `/declarations/${body.mrn}/account`)
    expect(ledger.body).toMatchObject({ due: '0', issues: [] })
    const cancelling = await desk.call(
      importer,
      'POST',
      `/declarations/${body.mrn}/cancellation`,
      { reason: 'a mistake' },
      { 'if-match': `"${body.revision}"` },
    )
    expect(codes(cancelling.body)).toEqual(['declaration.period-binding'])
    await expectFolded(body.mrn)
    await expectBalanced()
  })

  test('is charged at the rates of its own registration: what they come to beyond the reservations is due, and what is less is free again', async () => {
    const publish = async (currency: string, rate: string, validFrom: string) => {
      const answer = await desk.call(administrator, 'POST', '/exchange-rates?source=a%20notice', { rates: [{ currency, rate, validFrom }] })
      expect([answer.status < 300, answer.text]).toEqual([true, expect.any(String)])
    }
    const priced = (reference: string, own: string, incoterm: string, currency: string) => {
      const like = goods(reference, { tradeTerms: { incoterm, place: 'Hồ Chí Minh' }, guarantees: [{ reference: own }] })
      const amount = { amount: '3200', currency }
      return { ...like, invoiceTotal: amount, goodsItems: like.goodsItems?.map(item => ({ ...item, invoiceAmount: amount })) ?? [] }
    }
    for (const [incoterm, currency, before, after] of [
      ['CIP', 'USD', '25000', '26000'],
      ['DPU', 'EUR', '26000', '25000'],
    ] as const) {
      desk.moveTo(`${TODAY}T05:00:00Z`)
      await publish(currency, before, '2026-03-01')
      const own = await open('900000000')
      const reserved = BigInt(secured(await removed(priced(`RATE-${incoterm}`, own, incoterm, currency))) ?? '0')
      desk.moveTo(APRIL)
      await publish(currency, after, '2026-04-01')
      const [offered] = (await period()).declarations
      const { status, body } = await desk.call(importer, 'POST', '/declarations', offered?.document)
      expect([status, body.mode]).toEqual([201, 'PERIODIC'])
      const total = BigInt(body.decision.assessment.total)
      const isMore = total > reserved
      expect([isMore, body.status]).toEqual([after > before, isMore ? 'payment-due' : 'released'])
      expect(body.payable).toEqual(isMore ? [{ amount: String(total - reserved), currency: 'VND' }] : [])
      expect(BigInt((await read(own)).used)).toBe(isMore ? reserved : total)
      await expectFolded(body.mrn)
      await expectBalanced()
    }
  })

  test('where the lodging fails after it was decided nothing is declared, and what was reserved stays', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const { mrn } = await removed(goods('KILL-1'))
    desk.moveTo(APRIL)
    const used = (await read(account)).used
    const [offered] = (await period()).declarations
    await desk.ownerDb.query("ALTER TABLE ledger_posting ADD CONSTRAINT no_deferral CHECK (kind <> 'deferral') NOT VALID")
    try {
      expect((await desk.call(importer, 'POST', '/declarations', offered?.document)).status).toBe(500)
    } finally {
      await desk.ownerDb.query('ALTER TABLE ledger_posting DROP CONSTRAINT no_deferral')
    }
    expect([await see(mrn), (await read(account)).used]).toMatchObject([{ completion: { state: 'open' } }, used])
    expect((await desk.call(importer, 'POST', '/declarations', offered?.document)).status).toBe(201)
    expect([await see(mrn), (await read(account)).used]).toMatchObject([{ completion: { state: 'done' } }, used])
    await expectBalanced()
  })

  test('is told of once for all removals, a week and a day before its last day, and then an officer has it', async () => {
    desk.moveTo(`${TODAY}T05:00:00Z`)
    const mrns = [(await removed(goods('TOLD-1'))).mrn, (await removed(goods('TOLD-2'))).mrn]
    const told = async () =>
      (await Promise.all(mrns.map(mrn => listEventsAbout(desk.node.db, 'declaration', mrn)))).flatMap(events =>
        events.filter(({ act }) => act === 'remind-completion' || act === 'fall-overdue').map(({ act, facts }) => [act, facts.daysBefore]),
      )
    for (const day of ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-09', '2026-04-11', '2026-04-12']) {
      desk.moveTo(`${day}T05:00:00Z`)
      await Promise.all([desk.jobs.run('modes-remind'), desk.jobs.run('modes-remind')])
    }
    expect(await told()).toEqual([
      ['remind-completion', 7],
      ['remind-completion', 1],
      ['fall-overdue', undefined],
    ])
    expect((await list('&undeclared=true')).map(each => each.declaring)).toEqual(['overdue', 'overdue'])
    const needed = (await desk.call<{ items: ActionNeeded[] }>(importer, 'GET', '/action-needed')).body.items
    expect(needed.filter(({ kind }) => kind === 'removals' || kind === 'completion')).toMatchObject([
      { kind: 'removals', count: 2, dueOn: '2026-04-10', overdue: true },
    ])
    const [offered] = (await period()).declarations
    expect((await desk.call(importer, 'POST', '/declarations', offered?.document)).status).toBe(201)
    const told2 = await Promise.all(
      mrns.map(async mrn => (await desk.call<{ closedAt?: string }>(here, 'GET', `/cases/${mrn}`)).body.closedAt),
    )
    expect(told2.some(each => each !== undefined)).toBe(true)
    await expectBalanced()
  })
})

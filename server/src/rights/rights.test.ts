import type {
  AdverseDecisionAnswer,
  CorrectionAnswer,
  DeclarationAnswer,
  DisposalBatchAnswer,
  HearingAnswer,
  ProblemDocument,
  RefundAnswer,
  ServiceLevels,
} from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { describe, expect, test } from 'vitest'
import { officer, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const stranger = trader('VN-0999')
const customs = officer('VN-SGN')
const elsewhere = officer('VN-HPH')
const reviewer: Caller = { accountId: 'the reviewing officer', role: 'officer', office: 'VN-SGN', traderIds: [] }
const higher: Caller = { accountId: 'the head office', role: 'supervisor', office: 'VN-HAN', traderIds: [] }
const second: Caller = { accountId: 'a second officer', role: 'officer', office: 'VN-SGN', traderIds: [] }

type Said = AdverseDecisionAnswer & Pick<ProblemDocument, 'code' | 'issues'>

const REASONS = [{ text: 'The proof was issued for other goods than these.', legalBasis: 'ATIGA annex 8, rule 13' }]
const GROUNDS = 'The proof names the very invoice of these goods; a copy is attached.'

/** Shirts from Cambodia with a proof of origin that holds in its form: they are charged at the ATIGA rate. */
function preferred(localReference: string): DeclarationInput {
  const like = shirts(localReference)
  const [item] = like.goodsItems ?? []
  const proof = { type: 'form-d', id: `KH-${localReference}`, issuedOn: '2026-03-01', issuingCountry: 'KH', originCriterion: 'WO' }
  return { ...like, goodsItems: [{ ...item, sequence: 1, preference: { agreement: 'ATIGA', proof } }] }
}

const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const account = async (mrn: string) =>
  (await desk.call<{ due: string; overpaid: string; paid: string }>(importer, 'GET', `/declarations/${mrn}/account`)).body

async function pay(mrn: string, deposit?: object): Promise<void> {
  const path = `/declarations/${mrn}/${deposit === undefined ? 'payments' : 'deposits'}`
  const asked = await desk.call<{ id: string }>(importer, 'POST', path, deposit)
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)])
  expect((await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
}

async function decide(mrn: string, body: object, by = customs) {
  const { revision } = await see(mrn)
  return await desk.call<Said>(by, 'POST', `/declarations/${mrn}/adverse-decisions`, { reasons: REASONS, ...body }, match(revision))
}

const deny = (mrn: string) => decide(mrn, { kind: 'denial-of-preference', items: [1] })
const match = (revision: number) => ({ 'if-match': `"${revision}"` })

async function act(by: Caller, number: string, what: string, body?: object) {
  const { revision } = (await desk.call<Said>(customs, 'GET', `/adverse-decisions/${number}`)).body
  return await desk.call<Said>(by, 'POST', `/adverse-decisions/${number}/${what}`, body, match(revision))
}

const outcome = (given: 'upheld' | 'changed', more: object = {}) => ({
  outcome: given,
  reasons: [{ text: 'The issuing authority confirmed the proof in writing.', legalBasis: 'ATIGA annex 8, rule 13(4)' }],
  ...more,
})

async function letterOf(number: string, query = '') {
  return await desk.call(importer, 'GET', `/adverse-decisions/${number}/letter${query}`)
}

describe('a denied preference', () => {
  let [mrn, number] = ['', '']

  test('costs the difference to the MFN rate, says why, and until when it may be questioned', async () => {
    mrn = (await desk.lodge(importer, preferred('DENIED'))).mrn
    const before = await see(mrn)
    const { status, body } = await deny(mrn)
    expect([status, body.code]).toEqual([201, undefined])
    number = body.number
    expect(body).toMatchObject({ kind: 'denial-of-preference', status: 'decided', mrn, items: [1], reasons: REASONS })
    expect(body.remedies.map(({ remedy, until }) => [remedy, until])).toEqual([
      ['review', '2026-06-08'],
      ['appeal', undefined],
    ])
    const after = await see(mrn)
    expect(Number(after.decision.assessment.total) - Number(before.decision.assessment.total)).toBe(Number(body.amount?.amount))
    expect(after.decision.issues.map(each => each.code)).toContain('tariff.preference-denied')
    expect(after.conditions.map(each => each.code)).not.toContain('release.preference-pending')
  })

  test('can be decided on again byte for byte', async () => {
    const replayed = await desk.call<{ same: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
    expect(replayed.text).toContain('true')
  })

  test('is paid under protest, and the goods are released', async () => {
    const protested = await act(importer, number, 'protest')
    expect([protested.status, protested.body.steps?.map(each => each.step)]).toEqual([200, ['protest']])
    expect((await act(importer, number, 'protest')).body.code).toBe('rights.protested')
    await pay(mrn)
    expect((await see(mrn)).status).toBe('released')
  })

  test('goes to review: not by who decided, and the answer has its day', async () => {
    const asked = await act(importer, number, 'review-request', { grounds: GROUNDS })
    expect(asked.body).toMatchObject({ status: 'review-requested', answerBy: '2026-04-09' })
    expect((await act(importer, number, 'review-request', { grounds: GROUNDS })).body.code).toBe('rights.remedy-not-open')
    expect((await act(customs, number, 'review-outcome', outcome('upheld'))).body.code).toBe('rights.same-officer')
    expect((await act(higher, number, 'appeal-outcome', outcome('upheld'))).body.code).toBe('rights.remedy-not-open')
    const upheld = await act(reviewer, number, 'review-outcome', outcome('upheld'))
    expect(upheld.body).toMatchObject({ status: 'upheld', carriedOut: false })
    expect(upheld.body.remedies.map(each => each.remedy)).toEqual(['appeal'])
  })

  test('goes to appeal, is reversed, and what was overpaid is given back without a claim, by two officers', async () => {
    expect((await act(importer, number, 'appeal', { grounds: GROUNDS })).body.status).toBe('appealed')
    const changed = await act(higher, number, 'appeal-outcome', outcome('changed', { reference: 'HQ-17/2026' }))
    expect([changed.status, changed.body.status]).toEqual([200, 'changed-on-appeal'])
    const refund = changed.body.steps.at(-1)?.refund
    const charged = (await desk.call<Said>(importer, 'GET', `/adverse-decisions/${number}`)).body.amount
    expect(refund?.amount).toBe(charged?.amount)
    if (refund?.status === 'approved-once') {
      const { body } = await desk.call<RefundAnswer>(second, 'GET', `/refunds/${refund.id}`)
      const approved = { decision: 'approved', reasons: [] }
      expect((await desk.call(second, 'POST', `/refunds/${refund.id}/decision`, approved, match(body.revision))).status).toBe(200)
    }
    const done = (await desk.call<Said>(importer, 'GET', `/adverse-decisions/${number}`)).body
    expect(done).toMatchObject({ carriedOut: true, acts: [], remedies: [] })
    expect((await account(mrn)).overpaid).toBe('0')
    expect((await see(mrn)).decision.issues.map(each => each.code)).not.toContain('tariff.preference-denied')
  })

  test('has a letter of the decision and of each outcome', async () => {
    for (const query of ['', '?step=3', '?step=5', '?language=en', '?language=th']) {
      const letter = await letterOf(number, query)
      expect([query, letter.status, letter.text.slice(0, 5)]).toEqual([query, 200, '%PDF-'])
    }
    expect((await letterOf(number, '?step=2')).status).toBe(404)
    expect((await letterOf(number, '?language=fr')).status).toBe(404)
  })

  test('waited no longer than the service levels say', async () => {
    const { remedies } = (await desk.call<ServiceLevels>(customs, 'GET', '/service-levels/detail?by=office')).body
    const asked = { month: '2026-03-01', group: 'VN-SGN', asked: 1, answered: 1, withdrawn: 0 }
    expect(remedies).toContainEqual(expect.objectContaining({ ...asked, remedy: 'review', inTime: 1, counted: 1, overdue: 0 }))
    expect(remedies).toContainEqual(expect.objectContaining({ ...asked, remedy: 'appeal' }))
    expect((await desk.call<ServiceLevels>(importer, 'GET', '/service-levels')).body.remedies).toEqual([])
  })

  test('is nobody else’s business', async () => {
    for (const caller of [stranger, elsewhere]) {
      expect((await desk.call(caller, 'GET', `/adverse-decisions/${number}`)).status).toBe(404)
      expect((await desk.call(caller, 'GET', `/adverse-decisions/${number}/letter`)).status).toBe(404)
      expect((await desk.call<{ items: unknown[] }>(caller, 'GET', '/adverse-decisions')).body.items).toEqual([])
    }
    expect((await desk.call(stranger, 'POST', `/adverse-decisions/${number}/appeal`, { grounds: GROUNDS }, match(1))).status).toBe(404)
  })
})

describe('what is contested', () => {
  test('may be secured instead of paid: the goods go, and the security comes back when the decision does not stand', async () => {
    const { mrn } = await desk.lodge(importer, preferred('SECURED'))
    const { number } = (await deny(mrn)).body
    expect((await act(importer, number, 'security')).body.code).toBe('rights.not-contested')
    await act(importer, number, 'review-request', { grounds: GROUNDS })
    const asked = await desk.call<{ securities: { reason: string }[] }>(importer, 'POST', `/adverse-decisions/${number}/security`)
    expect(asked.body.securities.map(each => each.reason)).toEqual(['under-review'])
    await pay(mrn, { reason: 'under-review' })
    if ((await account(mrn)).due !== '0') await pay(mrn)
    expect((await see(mrn)).status).toBe('released')
    const changed = await act(reviewer, number, 'review-outcome', outcome('changed'))
    expect(changed.body).toMatchObject({ status: 'changed', carriedOut: true, onSecurity: false })
    const held = await desk.call<{ items: { open: string; status: string }[] }>(importer, 'GET', `/declarations/${mrn}/account`)
    expect(held.text).not.toContain('"under-review","amount"')
  })

  test('is charged and paid from the security when the decision stands', async () => {
    const { mrn } = await desk.lodge(importer, preferred('STANDS'))
    const { number, amount } = (await deny(mrn)).body
    await act(importer, number, 'review-request', { grounds: GROUNDS })
    await act(importer, number, 'security')
    await pay(mrn, { reason: 'under-review' })
    if ((await account(mrn)).due !== '0') await pay(mrn)
    const paidBefore = Number((await account(mrn)).paid)
    const upheld = await act(reviewer, number, 'review-outcome', outcome('upheld'))
    expect([upheld.body.status, upheld.body.onSecurity]).toEqual(['upheld', false])
    const after = await account(mrn)
    expect([Number(after.paid) - paidBefore, after.due, after.overpaid]).toEqual([Number(amount?.amount), '0', '0'])
  })
})

describe('other decisions', () => {
  test('goods are classified otherwise, and as declared again where that does not stand', async () => {
    const { mrn } = await desk.lodge(importer, shirts('RECLASSED'))
    const before = (await see(mrn)).decision.assessment.items[0]?.code
    const wrong = await decide(mrn, { kind: 'reclassification', items: [{ sequence: 7, commodityCode: '62052010' }] })
    expect(wrong.body.issues.map(each => each.code)).toEqual(['rights.item-unknown'])
    const { body } = await decide(mrn, { kind: 'reclassification', items: [{ sequence: 1, commodityCode: '61091020' }] })
    expect([body.code, body.kind]).toEqual([undefined, 'reclassification'])
    expect((await see(mrn)).decision.assessment.items[0]?.code).toBe('61091020')
    await act(importer, body.number, 'review-request', { grounds: GROUNDS })
    expect((await act(reviewer, body.number, 'review-outcome', outcome('changed'))).body.status).toBe('changed')
    expect((await see(mrn)).decision.assessment.items[0]?.code).toBe(before)
  })

  test('goods that are held are not released before the hold is lifted', async () => {
    const { mrn } = await desk.lodge(importer, shirts('HELD'))
    const { body } = await decide(mrn, { kind: 'hold' })
    expect([body.kind, (await see(mrn)).status]).toEqual(['hold', 'under-control'])
    await pay(mrn)
    expect((await see(mrn)).missing.map(each => each.code)).toEqual(['release.held'])
    expect((await decide(mrn, { kind: 'hold' })).body.code).toBe('declaration.held')
    expect((await act(customs, body.number, 'lifting')).status).toBe(200)
    expect((await see(mrn)).status).toBe('released')
  })

  test('a refusal that does not stand lets the goods go on', async () => {
    const { mrn } = await desk.lodge(importer, shirts('REFUSED', { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }))
    const { revision } = await see(mrn)
    const refused = await desk.call<{ number: string }>(
      higher,
      'POST',
      `/declarations/${mrn}/refusal`,
      { reasons: REASONS },
      match(revision),
    )
    expect((await see(mrn)).status).toBe('release-refused')
    const { number } = refused.body
    await act(importer, number, 'review-request', { grounds: GROUNDS })
    expect((await act(higher, number, 'review-outcome', outcome('changed'))).body.code).toBe('rights.same-officer')
    expect((await act(reviewer, number, 'review-outcome', outcome('changed'))).body.status).toBe('changed')
    expect((await see(mrn)).status).toBe('under-control')
  })

  test('a request may be withdrawn, and made again', async () => {
    const { mrn } = await desk.lodge(importer, preferred('WITHDRAWN'))
    const { number } = (await deny(mrn)).body
    await act(importer, number, 'review-request', { grounds: GROUNDS })
    expect((await act(importer, number, 'withdrawal')).body.status).toBe('decided')
    expect((await act(importer, number, 'review-request', { grounds: GROUNDS })).body.status).toBe('review-requested')

    desk.moveTo('2026-06-09T05:00:00Z')
    const { remedies } = (await desk.call<ServiceLevels>(customs, 'GET', '/service-levels/detail?weeks=26')).body
    expect(remedies.find(each => each.remedy === 'review')).toMatchObject({ withdrawn: 1, overdue: 1 })
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test('a request after the last day is refused', async () => {
    const { mrn } = await desk.lodge(importer, preferred('LATE'))
    const { number } = (await deny(mrn)).body
    desk.moveTo('2026-06-09T05:00:00Z')
    expect((await act(importer, number, 'review-request', { grounds: GROUNDS })).body.code).toBe('rights.request-late')
    desk.moveTo(`${TODAY}T05:00:00Z`)
  })

  test('only what is claimed can be denied', async () => {
    const { mrn } = await desk.lodge(importer, shirts('UNCLAIMED'))
    expect((await deny(mrn)).body.issues.map(each => each.code)).toEqual(['rights.nothing-claimed'])
  })
})

describe('seized goods', () => {
  const SEIZURE = {
    description: 'Twenty cartons of shirts with a mark that is not the importer’s',
    packages: 20,
    place: 'Yard 4',
    seal: 'VN-1001',
    reasons: REASONS,
  }

  async function seize(localReference: string): Promise<{ mrn: string; number: string }> {
    const { mrn } = await desk.lodge(
      importer,
      shirts(localReference, { additionalInformation: [{ code: 'SANDBOX', text: 'lane=yellow' }] }),
    )
    const { revision } = await see(mrn)
    const { status, body } = await desk.call<{ number: string; code?: string }>(
      higher,
      'POST',
      `/declarations/${mrn}/seizures`,
      SEIZURE,
      match(revision),
    )
    expect([status, body.code]).toEqual([201, undefined])
    return { mrn, number: body.number }
  }
  type Chain = { chain: { holder: string; takenBy?: string }[]; state: string; code?: string; acts: string[] }
  const on = (by: Caller, number: string, what: string, body?: object) => desk.call<Chain>(by, 'POST', `/seizures/${number}/${what}`, body)

  test('go from hand to hand under two signatures, and are restored by a review', async () => {
    const { mrn, number } = await seize('SEIZED')
    expect((await see(mrn)).status).toBe('seized')
    const wish = { holder: 'Evidence store', place: 'Store 2', seal: 'VN-1001' }
    expect((await on(customs, number, 'handovers', wish)).body.code).toBe('rights.not-the-holder')
    expect((await on(higher, number, 'handovers', wish)).status).toBe(200)
    expect((await on(higher, number, 'receipt')).body.code).toBe('rights.handover-to-oneself')
    expect((await on(customs, number, 'receipt')).body.chain.map(each => each.takenBy)).toEqual([higher.accountId, customs.accountId])
    await act(importer, number, 'review-request', { grounds: GROUNDS })
    expect((await act(reviewer, number, 'review-outcome', outcome('changed'))).body).toMatchObject({ kind: 'seizure', status: 'changed' })
    expect((await see(mrn)).status).toBe('under-control')
    expect((await on(importer, number, 'receipt')).body.code).toBe('rights.no-handover')
    expect((await on(customs, number, 'handovers', { holder: 'May Sài Gòn', place: 'Gate 1' })).status).toBe(200)
    const back = await on(importer, number, 'receipt')
    expect([back.status, back.body.state, back.body.chain.length, back.body.chain.some(each => each.takenBy !== undefined)]).toEqual([
      200,
      'restored',
      3,
      false,
    ])
  })

  test('are no longer forfeited before the time to question the seizure is over, and never by who seized', async () => {
    const { mrn, number } = await seize('FORFEITED')
    const wish = { reasons: REASONS }
    expect((await on(reviewer, number, 'forfeiture', wish)).status).toBe(403)
    const another: Caller = { ...higher, accountId: 'another supervisor' }
    expect((await on(another, number, 'forfeiture', wish)).body.code).toBe('rights.time-open')
    await act(importer, number, 'appeal', { grounds: GROUNDS })
    await act(another, number, 'appeal-outcome', outcome('upheld'))
    expect((await on(higher, number, 'forfeiture', wish)).body.code).toBe('rights.same-officer')
    const third: Caller = { ...higher, accountId: 'a third supervisor' }
    const forfeited = await desk.call<Said>(third, 'POST', `/seizures/${number}/forfeiture`, wish)
    expect([forfeited.status, forfeited.body.kind, (await see(mrn)).status]).toEqual([201, 'forfeiture', 'forfeited'])
    expect((await account(mrn)).due).toBe('0')
    await act(importer, forfeited.body.number, 'appeal', { grounds: GROUNDS })
    await act(higher, forfeited.body.number, 'appeal-outcome', outcome('changed'))
    expect((await see(mrn)).status).toBe('under-control')
    expect(Number((await account(mrn)).due)).toBeGreaterThan(0)
  })

  test('are nobody else’s business', async () => {
    const { number } = await seize('SEIZED-SECRET')
    for (const caller of [stranger, elsewhere]) {
      expect((await desk.call(caller, 'GET', `/seizures/${number}`)).status).toBe(404)
      expect((await desk.call<{ items: unknown[] }>(caller, 'GET', '/seizures')).body.items).toEqual([])
    }
    expect((await desk.call(importer, 'GET', `/seizures/${number}`)).text).not.toContain('head office')
  })
})

describe('what is found after release', () => {
  type Heard = HearingAnswer & Pick<ProblemDocument, 'code' | 'issues'>
  const FINDING = { finding: { kind: 'denial-of-preference', items: [1], reasons: REASONS }, hearUntil: '2026-03-25' }
  const hearings = (by: Caller, mrn: string, path = '', body?: object) =>
    desk.call<Heard>(by, 'POST', `/declarations/${mrn}/hearings${path}`, body)

  async function released(document: DeclarationInput): Promise<string> {
    const { mrn } = await desk.lodge(importer, document)
    if ((await account(mrn)).due !== '0') await pay(mrn)
    expect((await see(mrn)).status).toBe('released')
    return mrn
  }

  test('is charged once the declarant was heard, with a penalty the law names, and both can be questioned', async () => {
    const mrn = await released(preferred('ADDITIONAL'))
    expect((await hearings(customs, mrn, '', { ...FINDING, hearUntil: undefined })).body.issues.map(each => each.code)).toEqual([
      'rights.hearing-day-missing',
    ])
    const { status, body: hearing } = await hearings(customs, mrn, '', FINDING)
    expect([status, hearing.acts]).toEqual([201, []])
    expect((await hearings(customs, mrn, '', FINDING)).body.code).toBe('rights.hearing-exists')
    const charge = { outcome: 'assessed', reasons: REASONS, breach: 'under-declaration' }
    expect((await hearings(customs, mrn, `/${hearing.id}/decision`, charge)).body.code).toBe('rights.hearing-open')
    expect((await hearings(importer, mrn, `/${hearing.id}/answer`, { words: 'The marks are those of the cartons.' })).status).toBe(200)
    expect((await hearings(importer, mrn, `/${hearing.id}/answer`, { words: 'Once more, the marks.' })).body.code).toBe(
      'rights.hearing-answered',
    )
    const decided = await hearings(customs, mrn, `/${hearing.id}/decision`, charge)
    expect([decided.body.outcome, decided.body.decisions.length]).toEqual(['assessed', 2])
    const [assessment = '', penalty = ''] = decided.body.decisions
    const [more, fine] = await Promise.all(
      [assessment, penalty].map(async number =>
        Number((await desk.call<Said>(importer, 'GET', `/adverse-decisions/${number}`)).body.amount?.amount),
      ),
    )
    expect(fine).toBe(Math.round((more ?? 0) * 0.2))
    expect(Number((await account(mrn)).due)).toBe((more ?? 0) + (fine ?? 0))
    expect((await see(mrn)).status).toBe('released')

    await act(importer, penalty, 'review-request', { grounds: GROUNDS })
    expect((await act(reviewer, penalty, 'review-outcome', outcome('changed'))).body.status).toBe('changed')
    expect(Number((await account(mrn)).due)).toBe(more)
    await act(importer, assessment, 'review-request', { grounds: GROUNDS })
    await act(reviewer, assessment, 'review-outcome', outcome('changed'))
    expect(await account(mrn)).toMatchObject({ due: '0', overpaid: '0' })
  })

  test('is dropped where there is nothing in it', async () => {
    const mrn = await released(preferred('DROPPED'))
    const { body } = await hearings(customs, mrn, '', FINDING)
    await hearings(importer, mrn, `/${body.id}/answer`, { words: 'The marks are those of the cartons.' })
    const dropped = await hearings(customs, mrn, `/${body.id}/decision`, { outcome: 'dropped' })
    expect(dropped.body).toMatchObject({ outcome: 'dropped', decisions: [], acts: [] })
    expect((await account(mrn)).due).toBe('0')
  })

  function dearer(document: DeclarationInput): DeclarationInput {
    const price = { amount: '90000000', currency: 'VND' }
    const [item] = document.goodsItems ?? []
    return { ...document, invoiceTotal: price, goodsItems: [{ ...item, sequence: 1, invoiceAmount: price }] }
  }
  const correct = async (mrn: string, document: DeclarationInput, by = importer) => {
    const { revision } = await see(mrn)
    return await desk.call<CorrectionAnswer & Pick<ProblemDocument, 'code'>>(
      by,
      'POST',
      `/declarations/${mrn}/correction`,
      document,
      match(revision),
    )
  }

  test('and disclosed by the declarant first costs the reduced penalty; after customs found it, the whole', async () => {
    const shares: number[] = []
    for (const found of [false, true]) {
      const document = preferred(`DISCLOSED-${found}`)
      const mrn = await released(document)
      if (found) await hearings(customs, mrn, '', FINDING)
      const before = Number((await see(mrn)).decision.assessment.total)
      const { status, body } = await correct(mrn, dearer(document))
      expect([status, body.code, body.voluntary, body.declaration.version]).toEqual([200, undefined, !found, 2])
      const after = await see(mrn)
      const penalty = (await desk.call<Said>(importer, 'GET', `/adverse-decisions/${body.penalty}`)).body.amount
      shares.push(Number(penalty?.amount) / (Number(after.decision.assessment.total) - before))
      expect(after.status).toBe('released')
    }
    expect(shares).toEqual([0.1, 0.2])
  })

  test('a correction leaves what makes the declaration this one, and changes something', async () => {
    const document = preferred('CORRECTED-WRONGLY')
    const mrn = await released(document)
    expect((await correct(mrn, document)).body.code).toBe('declaration.amendment-empty')
    expect((await correct(mrn, { ...document, office: 'VN-HPH' })).body.code).toBe('declaration.amendment-of-fixed-field')
    expect((await correct(mrn, dearer(document), stranger)).status).toBe(404)
  })
})

test('abandoned goods are disposed of by batch: published, objected to, approved by two, certified', async () => {
  type Batch = DisposalBatchAnswer & Pick<ProblemDocument, 'code' | 'issues'>
  const { mrn } = await desk.lodge(importer, shirts('ABANDONED'))
  const waiver = { waiver: 'We leave these goods to the state and ask for nothing.' }
  const { revision } = await see(mrn)
  const line = { mrn, description: 'Shirts, twenty cartons' }
  const wish = { way: 'destruction', lines: [line] }
  const unknown = { transportDocument: 'BL-NOBODY', description: 'Broken chairs' }
  const open = await desk.call<Batch>(customs, 'POST', '/disposal-batches', { ...wish, lines: [line, unknown] })
  expect(open.body.issues.map(each => each.code)).toEqual(['rights.batch-not-the-states', 'rights.batch-not-unclaimed'])
  const left = await desk.call<{ status: string }>(importer, 'POST', `/declarations/${mrn}/abandonment`, waiver, match(revision))
  expect([left.status, left.body.status, (await account(mrn)).due]).toEqual([200, 'abandoned', '0'])
  const { status, body } = await desk.call<Batch>(customs, 'POST', '/disposal-batches', wish)
  expect([status, body.status]).toEqual([201, 'draft'])
  expect((await desk.call<Batch>(customs, 'POST', '/disposal-batches', wish)).body.code).toBe('rights.batch-line-elsewhere')
  const on = (by: Caller, what: string, given?: object) => desk.call<Batch>(by, 'POST', `/disposal-batches/${body.id}/${what}`, given)
  expect((await on(customs, 'publication')).body.approvableFrom).toBe('2026-03-17')
  const listed = await desk.call(importer, 'GET', '/disposal-list')
  expect([listed.text.includes('Shirts, twenty cartons'), listed.text.includes('approvals')]).toEqual([true, false])
  expect((await on(customs, 'approval')).body.code).toBe('rights.batch-listed')
  await on(customs, 'lines/1/objection', { objection: 'The shirts are mine.' })
  desk.moveTo('2026-03-17T05:00:00Z')
  expect((await on(customs, 'approval')).body.code).toBe('rights.batch-objected')
  await on(customs, 'lines/1/objection', {})
  expect((await on(customs, 'approval')).body.approvals).toBe(1)
  expect((await on(customs, 'approval')).body.code).toBe('rights.batch-same-officer')
  expect((await on(second, 'approval')).body.status).toBe('approved')
  const certificate = { place: 'Kiln 2', method: 'Burnt', witness: 'The port authority', costs: '500000', proceeds: '0' }
  expect((await on(second, 'certificate', certificate)).body).toMatchObject({ status: 'certified', certificate: { net: '-500000' } })
  expect((await see(mrn)).status).toBe('disposed')
  const pdf = await desk.call(customs, 'GET', `/disposal-batches/${body.id}/certificate`)
  expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
  expect((await desk.call(elsewhere, 'GET', `/disposal-batches/${body.id}`)).status).toBe(404)
  desk.moveTo(`${TODAY}T05:00:00Z`)
})

test('customs sets its own decision aside, by another than who took it', async () => {
  const { mrn } = await desk.lodge(importer, preferred('REVOKED'))
  const { number } = (await deny(mrn)).body
  const why = { reasons: REASONS }
  expect((await act(customs, number, 'revocation', why)).body.code).toBe('rights.same-officer')
  const revoked = await act(reviewer, number, 'revocation', why)
  expect(revoked.body).toMatchObject({ status: 'changed', steps: [{ step: 'outcome', remedy: 'revocation' }] })
  expect((await act(reviewer, number, 'revocation', why)).body.code).toBe('rights.not-to-revoke')
  expect((await letterOf(number, '?step=1')).status).toBe(200)
})

test('no answer to the declarant, and no letter, holds a word of risk', async () => {
  const { mrn } = await desk.lodge(importer, whisky('SECRET'))
  const { number } = (await decide(mrn, { kind: 'hold' })).body
  const found = await desk.call(customs, 'GET', `/cases/${mrn}`)
  expect(found.text).toContain('liquor-and-tobacco')
  const said = (await desk.call(importer, 'GET', `/adverse-decisions/${number}`)).text
  const { rows } = { rows: await desk.db.query<{ body: object }>('SELECT body FROM adverse_decision WHERE number = $1', [number]) }
  for (const text of [said, JSON.stringify(rows)])
    for (const word of ['liquor-and-tobacco', 'profile', 'score', '"lot"', 'lane', 'screening', 'hits']) expect(text).not.toContain(word)
})

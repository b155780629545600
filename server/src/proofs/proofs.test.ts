import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LawProposalAnswer, PreferencesAnswer, ProblemDocument, ProofAnswer, ProofHead } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import type { FormDInput } from '@lintas/customs/proofs'
import { beforeAll, expect, test } from 'vitest'
import {
  administrator,
  checker,
  type LodgingDesk,
  openLodgingDesk,
  supervisor,
  TODAY,
  trader,
} from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { directNeighbours } from '../platform/neighbours.ts'
import type { Caller } from '../platform/node.ts'
import { checkAddress } from './check-address.ts'
import { formD } from './testing/form-d.ts'

const neighbours = directNeighbours()
const kh = await openLodgingDesk('KH', neighbours)
const vn = await openLodgingDesk('VN', neighbours)
const th = await openLodgingDesk('TH', neighbours)

const maker = trader('KH-0303')
const importer = trader('VN-0101')
const officer: Caller = { accountId: 'an officer of origin', role: 'officer', office: 'KH-PNH', traderIds: [] }
const another: Caller = { ...officer, accountId: 'another officer of origin', role: 'supervisor' }

/** From Cambodia to Viet Nam. */
const toVietNam = (change: Partial<FormDInput> = {}, item: Partial<FormDInput['items'][number]> = {}) =>
  formD(
    {
      exporter: { id: 'KH-0303', name: 'Phnom Penh Garments', address: 'Street 271, Phnom Penh', country: 'KH' },
      consignee: { id: 'VN-0101', name: 'May Sài Gòn', address: '1 Lê Lợi, Hồ Chí Minh', country: 'VN' },
      producedIn: 'KH',
      importingCountry: 'VN',
      ...change,
    },
    { originCriterion: 'CC', ...item },
  )

async function must(desk: LodgingDesk, caller: Caller, path: string, body?: unknown): Promise<ProofAnswer> {
  const { status, body: answer, text } = await desk.call<ProofAnswer>(caller, 'POST', path, body)
  if (status >= 300) throw new Error(`${path} was answered ${status}: ${text}`)
  return answer
}

/** Applied for, issued, and received by the importing state. */
async function issued(form: FormDInput): Promise<ProofAnswer & { readonly number: string }> {
  const applied = await must(kh, maker, '/proofs', { form })
  const proof = await must(kh, officer, `/proofs/${applied.id}/issue`, {})
  await kh.jobs.run('proofs.deliver')
  return { ...proof, number: proof.number ?? '' }
}

async function readAt(desk: LodgingDesk, number: string): Promise<ProofAnswer> {
  const { body } = await desk.call<{ items: readonly ProofHead[] }>(officer, 'GET', '/proofs?limit=500')
  const id = body.items.find(each => each.number === number)?.id
  return (await desk.call<ProofAnswer>(officer, 'GET', `/proofs/${id}`)).body
}

function claiming(localReference: string, number: string, count: string, change: object = {}): DeclarationInput {
  const plain = shirts(localReference)
  const proof = { type: 'e-form-d', id: number, issuedOn: TODAY, issuingCountry: 'KH', originCriterion: 'CC' }
  const goodsItems = (plain.goodsItems ?? []).map(item => ({
    ...item,
    quantities: [{ value: count, unit: 'C62' }],
    preference: { agreement: 'atiga', proof },
    ...change,
  }))
  return { ...plain, goodsItems }
}

/** Lodges in Viet Nam: what was charged as duty, what was drawn, and what was said of the proof. */
async function use(localReference: string, number: string, count: string, change: object = {}) {
  const { mrn, charged, decision } = await vn.lodge(importer, claiming(localReference, number, count, change))
  const codes = decision.issues.map(each => each.code).filter(code => code.startsWith('proofs.'))
  return {
    mrn,
    duty: charged.find(each => each.kind === 'customs-duty')?.amount ?? '0',
    drawn: decision.proofs?.map(each => each.value),
    codes,
  }
}

async function replayed(mrn: string): Promise<boolean> {
  return (await vn.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical
}

beforeAll(async () => {
  const row = {
    id: 'VN-PROOF-USE-TEST',
    state: 'VN',
    validFrom: '2026-01-01',
    knownSince: TODAY,
    legalRef: 'a circular made up for this test',
    source: 'this test',
    confidence: 'assumed',
    agreement: 'atiga',
    severalDeclarations: true,
  }
  const proposal = { reason: 'Several declarations may use one proof.', kind: 'proof-use', rows: [row], end: [] }
  const { body } = await vn.call<LawProposalAnswer>(administrator, 'POST', '/law/proposals', proposal)
  const approved = await vn.call(checker, 'POST', `/law/proposals/${body.id}/approval`, { decision: 'approved' })
  expect(approved.body).toMatchObject({ status: 'approved' })
})

test('a proof lives from application to its last piece, and is refused the third time', async () => {
  const proof = await issued(toVietNam({}, { originCriterion: 'rvc 45% + ctsh', fob: { amount: '24000', currency: 'USD' } }))
  expect(proof).toMatchObject({ issuedOn: TODAY, validTo: '2027-03-10', ticks: [], edition: '2021' })
  expect(proof.form.items[0]?.originCriterion).toBe('CTSH + 45%')
  expect(await readAt(kh, proof.number)).toMatchObject({ status: 'received', side: 'issuing' })
  expect(await readAt(vn, proof.number)).toMatchObject({ status: 'received', side: 'importing', issuingState: 'KH' })

  const said = { type: 'e-form-d', id: proof.number.toLowerCase(), issuedOn: TODAY, issuingCountry: 'KH', originCriterion: 'CTSH + 45%' }
  const first = await use('LIFE-1', proof.number, '5000', { preference: { agreement: 'atiga', proof: said } })
  expect(first).toMatchObject({ duty: '0', drawn: ['5000'], codes: [] })
  const second = await use('LIFE-2', proof.number, '3000')
  expect(second).toMatchObject({ duty: '0', drawn: ['3000'], codes: ['proofs.minor-discrepancy'] })
  const third = await use('LIFE-3', proof.number, '1')
  expect(third).toMatchObject({ duty: '16000000', drawn: undefined, codes: ['proofs.used-up'] })
  for (const { mrn } of [first, second, third]) expect(await replayed(mrn)).toBe(true)

  await vn.jobs.run('proofs.deliver')
  const known = await readAt(kh, proof.number)
  expect(known).toMatchObject({ status: 'used', ledger: [{ quantity: '8000', used: '8000', left: '0' }] })
})

test('the form is printed with all its boxes, as long as it takes', async () => {
  const items = Array.from({ length: 12 }, (_, index) => ({ ...toVietNam().items[0], sequence: index + 1 })) as FormDInput['items']
  const proof = await issued({ ...toVietNam({ marks: ['de-minimis'] }), items })
  const { status, headers, text } = await kh.call(maker, 'GET', `/proofs/${proof.number}/form.pdf`)
  expect([status, headers['content-type'], text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(3)
  if (process.env.LINTAS_SCREENSHOTS !== undefined) {
    const { inject } = kh
    const { rawPayload } = await inject({
      method: 'GET',
      url: `/kh/api/v1/proofs/${proof.number}/form.pdf`,
      headers: { 'x-test-caller': maker.accountId },
    })
    await writeFile(join(process.env.LINTAS_SCREENSHOTS, 'form-d.pdf'), rawPayload)
  }
})

test('what is more than is left draws nothing; what is cancelled is there again', async () => {
  const { number } = await issued(toVietNam())
  const first = await use('LEFT-1', number, '6000')
  expect((await use('LEFT-2', number, '3000')).codes).toEqual(['proofs.quantity-exceeded'])
  const { revision } = (await vn.call(importer, 'GET', `/declarations/${first.mrn}`)).body
  const body = { reason: 'The goods were sent back.' }
  const cancelled = await vn.call(importer, 'POST', `/declarations/${first.mrn}/cancellation`, body, { 'if-match': `"${revision}"` })
  expect(cancelled.body).toMatchObject({ status: 'cancelled' })
  expect((await readAt(vn, number)).ledger).toMatchObject([{ used: '0' }])
  expect((await use('LEFT-3', number, '3000')).drawn).toEqual(['3000'])
})

test('a cancelled proof is refused, and what it gave before stays given', async () => {
  const proof = await issued(toVietNam())
  const before = await use('ENDED-1', proof.number, '1000')
  expect(before.duty).toBe('0')
  await must(kh, officer, `/proofs/${proof.id}/cancellation`, { reason: 'The cost statement was wrong.' })
  await kh.jobs.run('proofs.deliver')
  expect(await use('ENDED-2', proof.number, '1000')).toMatchObject({ duty: '16000000', codes: ['proofs.cancelled'] })
  expect(await use('ENDED-3', 'D-KH26-0000-0000-0000-0000', '1')).toMatchObject({ codes: ['proofs.not-received'] })
  expect(await replayed(before.mrn)).toBe(true)
})

test('twenty declarations at once draw what there is and no more', async () => {
  const { number } = await issued(toVietNam())
  const all = await Promise.all(Array.from({ length: 20 }, (_, index) => use(`CROWD-${index}`, number, '600')))
  expect(all.filter(each => each.drawn !== undefined)).toHaveLength(13)
  expect((await readAt(vn, number)).ledger).toMatchObject([{ used: '7800', left: '200' }])
  await vn.jobs.run('proofs.deliver')
  expect(await readAt(kh, number)).toMatchObject({ status: 'used-partly', ledger: [{ used: '7800' }] })
}, 60_000)

test('goods classified otherwise keep their quantity and pay MFN, without refusal of the rest', async () => {
  const { number } = await issued(toVietNam({}, { commodityCode: '61099010' }))
  expect(await use('CODE-1', number, '1000')).toMatchObject({ duty: '16000000', drawn: ['1000'], codes: ['proofs.code-differs'] })
})

test('a back-to-back chain is conserved under fifty uses at once', async () => {
  const original = await issued(toVietNam())
  const apply = (count: string) =>
    must(vn, importer, '/proofs', {
      form: formD(
        { producedIn: 'KH' },
        {
          originCriterion: 'CC',
          quantity: { value: count, unit: 'C62' },
          originals: [{ number: original.number, item: 1, quantity: { value: count, unit: 'C62' } }],
        },
      ),
    })
  const applied = await Promise.all(Array.from({ length: 35 }, () => apply('400')))
  const issue = (id: string) => vn.call<ProofAnswer>(supervisor, 'POST', `/proofs/${id}/issue`, {})
  const both = await Promise.all([
    ...applied.map(async each => ({ issue: await issue(each.id) })),
    ...Array.from({ length: 15 }, async (_, index) => ({ use: await use(`CHAIN-${index}`, original.number, '400') })),
  ])
  const issuedOn = both.flatMap(each => ('issue' in each && each.issue.status === 200 ? [each.issue.body] : []))
  const usedHere = both.flatMap(each => ('use' in each && each.use.drawn !== undefined ? [each.use] : []))
  expect(issuedOn.length + usedHere.length).toBe(20)
  expect(new Set(issuedOn.map(each => each.validTo))).toEqual(new Set(['2027-03-10']))
  expect(issuedOn[0]?.ticks).toEqual(['back-to-back'])
  expect((await readAt(vn, original.number)).ledger).toMatchObject([{ used: '8000', left: '0' }])
  const refused = both.flatMap(each => ('issue' in each && each.issue.status !== 200 ? [each.issue.text] : []))
  expect(refused.every(text => text.includes('proofs.original-exceeded') || text.includes('proofs.taken-meanwhile'))).toBe(true)

  await vn.jobs.run('proofs.deliver')
  const passedOn = (await th.call<{ items: readonly ProofHead[] }>(officer, 'GET', '/proofs?limit=500')).body.items
  expect(passedOn).toHaveLength(issuedOn.length)
  await vn.jobs.run('proofs.deliver')
  expect(await readAt(kh, original.number)).toMatchObject({ status: 'used' })

  const [first, second] = issuedOn
  const again = await must(vn, importer, '/proofs', { form: first?.form, replaces: first?.number })
  expect((await issue(again.id)).body).toMatchObject({ status: 'issued', ticks: ['back-to-back'] })
  expect((await readAt(vn, original.number)).ledger).toMatchObject([{ used: '8000', left: '0' }])
  await must(vn, officer, `/proofs/${second?.id}/cancellation`, { reason: 'The goods stayed here.' })
  expect((await readAt(vn, original.number)).ledger).toMatchObject([{ used: '7600', left: '400' }])
}, 90_000)

test('a paper that was lost is copied within the year, is the same proof, and is never drawn of twice', async () => {
  const paper = toVietNam({ type: 'form-d', paperReason: 'The exchange was down.' })
  const proof = await issued(paper)
  const at = (caller: Caller, path: string, body: object) => kh.call(caller, 'POST', `/proofs/${proof.number}/${path}`, body)
  expect((await at(officer, 'copy', {})).body).toMatchObject({ code: 'proofs.copy-not-its-turn' })
  expect((await kh.call(maker, 'GET', `/proofs/${proof.number}/copy.pdf`)).status).toBe(404)
  expect((await at(trader('KH-0999'), 'copy/request', { reason: 'Mine.' })).status).toBe(404)
  const asked = await must(kh, maker, `/proofs/${proof.number}/copy/request`, { reason: 'The courier lost it.' })
  expect(asked.permitted).toEqual(expect.arrayContaining(['copy', 'refuse-copy']))
  expect(asked.permitted).not.toContain('ask-copy')
  expect((await use('COPY-1', proof.number, '5000')).drawn).toEqual(['5000'])
  const copied = await must(kh, officer, `/proofs/${proof.number}/copy`, {})
  expect(copied).toMatchObject({ number: proof.number, issuedOn: TODAY, validTo: proof.validTo })
  expect(copied.acts.at(-1)).toMatchObject({ act: 'copy', copiedOn: TODAY })
  expect((await kh.call(maker, 'GET', `/proofs/${proof.number}/copy.pdf`)).text.slice(0, 5)).toBe('%PDF-')
  expect(await use('COPY-2', proof.number, '5000')).toMatchObject({ drawn: undefined, codes: ['proofs.quantity-exceeded'] })

  const electronic = await issued(toVietNam())
  expect((await kh.call(maker, 'POST', `/proofs/${electronic.number}/copy/request`, { reason: 'Gone.' })).body).toMatchObject({
    code: 'proofs.copy-electronic',
  })
})

test('whoever scans the picture of a proof is told in plain words how it stands', async () => {
  const { number } = await issued(toVietNam())
  const answers = async (desk: LodgingDesk, asked: string) => {
    const { text, body } = await desk.call(officer, 'GET', `/proofs/check?number=${asked}`)
    expect(text).not.toMatch(/Garments|VN-0101|T-shirts/)
    return (body as unknown as { readonly answer: string }).answer
  }
  expect(checkAddress({ baseUrl: 'https://kh.example/kh' }, number)).toBe(`https://kh.example/kh/proofs/check?number=${number}`)
  expect(await answers(kh, number.toLowerCase())).toBe('valid')
  expect(await answers(vn, number)).toBe('valid')
  expect(await answers(th, number)).toBe('not-yet-received')
  expect(await answers(kh, 'D-KH26-0000-0000-0000-0000')).toBe('unknown')
  await use('SCAN-1', number, '8000')
  expect(await answers(vn, number)).toBe('used')
  expect(await answers(kh, number)).toBe('valid') // not told yet
  await vn.jobs.run('proofs.deliver')
  expect(await answers(kh, number)).toBe('used')
  const other = await issued(toVietNam())
  await must(kh, officer, `/proofs/${other.id}/cancellation`, { reason: 'The goods stayed.' })
  expect([await answers(kh, other.number), await answers(vn, other.number)]).toEqual(['revoked', 'valid'])
  await kh.jobs.run('proofs.deliver')
  expect(await answers(vn, other.number)).toBe('revoked')
})

test('an officer asks and refuses, and somebody else reviews', async () => {
  const { id } = await must(kh, maker, '/proofs', { form: toVietNam() })
  await must(kh, officer, `/proofs/${id}/query`, { text: 'Which mill spun the yarn?' })
  expect(
    await must(kh, maker, `/proofs/${id}/answer`, { text: 'The mill in Kandal.', form: toVietNam({}, { marks: 'PPG 1-40' }) }),
  ).toMatchObject({
    status: 'applied',
    form: { items: [{ marks: 'PPG 1-40' }] },
  })
  const reasons = [{ text: 'No yarn was spun there.', legalBasis: 'ATIGA Annex 8, rule 5' }]
  expect(await must(kh, officer, `/proofs/${id}/refusal`, { reasons })).toMatchObject({ status: 'refused' })
  await must(kh, maker, `/proofs/${id}/review`, { grounds: 'The mill’s books are enclosed.' })
  expect((await kh.call(officer, 'POST', `/proofs/${id}/issue`, {})).body).toMatchObject({ code: 'proofs.same-person' })
  expect(await must(kh, another, `/proofs/${id}/issue`, {})).toMatchObject({ status: 'issued' })
  expect((await kh.call(trader('KH-0999'), 'GET', `/proofs/${id}`)).status).toBe(404)
  expect((await kh.call(trader('KH-0999'), 'POST', '/proofs', { form: toVietNam() })).status).toBe(404)
})

test('what is wrong with an application is told at once', async () => {
  const form = toVietNam(
    { consignee: { name: 'X', address: 'Y', country: 'SG' }, transport: { departureOn: '2026-03-01' }, producedIn: 'CN' },
    { originCriterion: 'PSR', quantity: { value: '0', unit: 'C62' } },
  )
  const { status, body } = await kh.call(maker, 'POST', '/proofs', { form })
  expect([status, body.issues.map(each => each.code)]).toEqual([
    422,
    [
      'proofs.produced-elsewhere',
      'proofs.consignee-elsewhere',
      'proofs.retroactive-reason-missing',
      'proofs.criterion-malformed',
      'proofs.quantity-malformed',
    ],
  ])
})

test('a message that comes twice is done once, and one that was not taken waits', async () => {
  const { id } = await must(kh, maker, '/proofs', {
    form: toVietNam({ importingCountry: 'SG', consignee: { name: 'Lim', address: 'Bukit', country: 'SG' } }),
  })
  const { number = '' } = await must(kh, officer, `/proofs/${id}/issue`, {})
  await kh.jobs.run('proofs.deliver') // nobody is there for Singapore
  expect(await readAt(kh, number)).toMatchObject({ status: 'sent' })
  const seen: string[] = []
  neighbours.receive('SG', 'proofs', async message => {
    seen.push(message.id)
    if (seen.length === 1) throw new Error('the line broke after it was taken')
    return { id: message.id, by: 'SG', at: '2026-03-10T05:00:00.000Z', sha256: '' }
  })
  await kh.jobs.run('proofs.deliver')
  await kh.jobs.run('proofs.deliver')
  expect([seen.length, new Set(seen).size]).toEqual([2, 1])
  expect(await readAt(kh, number)).toMatchObject({ status: 'received' })
})

test('a proof is checked by its issuer, denied, clarified and taken up again, and both states know', async () => {
  const { number } = await issued(toVietNam())
  const at = (desk: LodgingDesk, caller: Caller, path: string, body: object) => must(desk, caller, `/proofs/${number}/${path}`, body)
  const asked = await at(vn, supervisor, 'check', { text: 'The yarn looks Chinese.' })
  expect(asked.acts.at(-1)).toMatchObject({ act: 'request-check', dueOn: '2026-06-08', endsOn: '2026-09-06' })
  await vn.jobs.run('proofs.deliver')
  expect((await readAt(kh, number)).acts.find(each => each.act === 'request-check')).toMatchObject({
    dueOn: '2026-06-08',
    text: 'The yarn looks Chinese.',
  })
  await at(kh, officer, 'check/reply', { text: 'Its invoice is from Kandal.' })
  expect((await kh.call(officer, 'POST', `/proofs/${number}/denial`, { reasons: [{ text: 'x', legalBasis: 'y' }] })).status).toBe(409)
  await kh.jobs.run('proofs.deliver')

  await at(vn, supervisor, 'denial', { reasons: [{ text: 'The invoice is of another year.', legalBasis: 'ATIGA Annex 8, rule 18' }] })
  expect(await use('DENIED-1', number, '1000')).toMatchObject({ duty: '16000000', codes: ['proofs.denied'] })
  await vn.jobs.run('proofs.deliver')
  expect(await readAt(kh, number)).toMatchObject({ status: 'denied' })
  await at(kh, officer, 'clarification', { text: 'Here is that of this year.' })
  await kh.jobs.run('proofs.deliver')
  expect((await readAt(vn, number)).acts.at(-1)).toMatchObject({ act: 'clarify' })
  await at(vn, supervisor, 'reinstatement', { text: 'It bears the proof out.' })
  expect(await use('DENIED-2', number, '1000')).toMatchObject({ duty: '0', drawn: ['1000'] })
  await vn.jobs.run('proofs.deliver')
  expect(await readAt(kh, number)).toMatchObject({ status: 'used-partly' })
})

test('a state is heard about its own proofs only', async () => {
  const { number } = await issued(toVietNam())
  const message = (kind: string, more: object) => ({
    id: crypto.randomUUID(),
    from: 'TH' as const,
    subject: 'proofs',
    body: { kind, number, ...more },
  })
  await neighbours.deliver('VN', message('end', { status: 'cancelled' }))
  await neighbours.deliver('KH', message('use', { report: 9, status: 'used', items: [{ item: 1, used: '8000' }] }))
  expect(await readAt(vn, number)).toMatchObject({ status: 'received' })
  expect(await readAt(kh, number)).toMatchObject({ status: 'received', ledger: [{ used: '0' }] })
  await neighbours.deliver(
    'VN',
    message('proof', { number: `${number}X`, form: toVietNam(), ticks: [], edition: '2021', issuedOn: TODAY, validTo: TODAY }),
  )
  expect((await vn.call(officer, 'GET', `/proofs/${number}X`)).status).toBe(404)
})

/** An officer of the office that the goods came to. */
const atSaigon: Caller = { accountId: 'an officer of VN-SGN', role: 'officer', office: 'VN-SGN', traderIds: [] }
const secondAtSaigon: Caller = { ...atSaigon, accountId: 'a second officer of VN-SGN' }

async function claims(caller: Caller, mrn: string, path: string, body: object) {
  return await vn.call<PreferencesAnswer & Pick<ProblemDocument, 'code' | 'issues'>>(
    caller,
    'POST',
    `/declarations/${mrn}/preferences/${path}`,
    body,
  )
}

/** Pays what is due, or gives money as security; the goods go once nothing is missing. */
async function pay(mrn: string, deposit?: object): Promise<void> {
  const path = `/declarations/${mrn}/${deposit === undefined ? 'payments' : 'deposits'}`
  const asked = await vn.call<{ id: string }>(importer, 'POST', path, deposit)
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)])
  expect((await vn.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)).status).toBe(200)
}

const moneyOf = async (mrn: string) =>
  (await vn.call<{ due: string; overpaid: string; paid: string }>(importer, 'GET', `/declarations/${mrn}/account`)).body
const statusOf = async (mrn: string) => (await vn.call(importer, 'GET', `/declarations/${mrn}`)).body.status

test('goods go at the rate claimed while their proof is on its way, and the security goes back when it comes', async () => {
  const applied = await must(kh, maker, '/proofs', { form: toVietNam() })
  const { number = '' } = await must(kh, officer, `/proofs/${applied.id}/issue`, {})
  const { mrn, duty } = await use('AWAITED', number, '1000')
  expect(duty).toBe('16000000')
  const secured = await claims(importer, mrn, 'security', { items: [1] })
  expect(secured.body).toMatchObject({ items: [{ standing: 'on-security', why: expect.arrayContaining(['proofs.not-received']) }] })
  expect(secured.body.items[0]?.deposits).toMatchObject([{ sequence: 1, until: '2027-03-10' }])
  expect(secured.body.securities).toEqual([{ reason: 'origin-open', amount: { amount: expect.any(String), currency: 'VND' } }])
  expect((await claims(importer, mrn, 'security', { items: [1] })).body.code).toBe('proofs.claim-holds')
  await pay(mrn, { reason: 'origin-open' })
  if ((await moneyOf(mrn)).due !== '0') await pay(mrn)
  expect(await statusOf(mrn)).toBe('released')
  expect((await claims(atSaigon, mrn, 'settlement', { outcome: 'granted', items: [{ sequence: 1 }] })).body.issues[0]?.code).toBe(
    'proofs.claim-unproven',
  )
  await kh.jobs.run('proofs.deliver')
  await vn.jobs.run('preferences.judge-awaited')
  const { body } = await vn.call<PreferencesAnswer>(importer, 'GET', `/declarations/${mrn}/preferences`)
  expect(body).toMatchObject({ items: [{ standing: 'granted', deposits: [{ outcome: 'granted' }] }], securities: [] })
  expect((await readAt(vn, number)).ledger).toMatchObject([{ used: '1000' }])
  expect(await moneyOf(mrn)).toMatchObject({ due: '0', overpaid: '0' })
  expect(await replayed(mrn)).toBe(true)
})

test('a preference is claimed after release, and what was paid without it goes back by the word of officers', async () => {
  const { number } = await issued(toVietNam())
  const { mrn } = await vn.lodge(importer, shirts('LATE-1'))
  const proof = { type: 'e-form-d', id: number, issuedOn: TODAY, issuingCountry: 'KH', originCriterion: 'CC' }
  const claim = { claims: [{ sequence: 1, preference: { agreement: 'atiga', proof } }] }
  expect((await claims(importer, mrn, 'claims', claim)).body.code).toBe('preferences.not-released')
  await pay(mrn)
  const paid = Number((await moneyOf(mrn)).paid)
  const done = await claims(importer, mrn, 'claims', claim)
  expect([done.status, done.body.items[0]?.standing]).toEqual([200, 'granted'])
  expect(Number(done.body.refund?.amount)).toBeGreaterThanOrEqual(16_000_000)
  expect(Number(done.body.refund?.amount)).toBeLessThan(paid)
  expect((await readAt(vn, number)).ledger).toMatchObject([{ used: '4000' }])
  const { body: refund } = await vn.call<{ status: string }>(atSaigon, 'GET', `/refunds/${done.body.refund?.refund}`)
  expect(refund.status).toBe('claimed')
  expect(await replayed(mrn)).toBe(true)
})

test('which code is right is settled by an officer, and what was paid too much goes back', async () => {
  const { number } = await issued(toVietNam({}, { commodityCode: '61099010' }))
  const { mrn, duty } = await use('SETTLED-1', number, '1000')
  expect(duty).toBe('16000000')
  await pay(mrn)
  const { body } = await vn.call<PreferencesAnswer>(atSaigon, 'GET', `/declarations/${mrn}/preferences`)
  expect(body).toMatchObject({
    items: [{ standing: 'waiting', codes: { declared: '61091010', certified: '61099010' } }],
    acts: ['settle'],
  })
  const settled = await claims(atSaigon, mrn, 'settlement', { outcome: 'granted', items: [{ sequence: 1, commodityCode: '61091010' }] })
  expect(settled.body).toMatchObject({ items: [{ standing: 'granted' }], refund: { currency: 'VND' } })
  expect(settled.body.decision).toBeUndefined()
  expect(await replayed(mrn)).toBe(true)
})

test('goods on security are denied their preference with reasons, and the security pays', async () => {
  const { mrn } = await use('REFUSED-1', 'D-KH26-0000-0000-0000-0001', '1000')
  await claims(importer, mrn, 'security', { items: [1] })
  await pay(mrn, { reason: 'origin-open' })
  if ((await moneyOf(mrn)).due !== '0') await pay(mrn)
  const items = [{ sequence: 1 }]
  expect((await claims(atSaigon, mrn, 'settlement', { outcome: 'denied', items })).body.issues[0]?.code).toBe('preferences.reasons-missing')
  const reasons = [{ text: 'No such proof was ever issued.', legalBasis: 'ATIGA Annex 8, rule 13' }]
  const denied = await claims(secondAtSaigon, mrn, 'settlement', { outcome: 'denied', items, reasons })
  expect(denied.body).toMatchObject({ items: [{ standing: 'denied' }], decision: expect.stringMatching(/^VN-2026-/), securities: [] })
  expect(await moneyOf(mrn)).toMatchObject({ due: '0', overpaid: '0' })
  const again = await claims(atSaigon, mrn, 'settlement', { outcome: 'denied', items, reasons })
  expect(again.body.code).toBe('preferences.hear-first')
})

const WHY = [{ text: 'The books show yarn of another origin.', legalBasis: 'ATIGA Annex 8, rule 18' }]
const at = (desk: LodgingDesk, caller: Caller, number: string, path: string, body: object) =>
  must(desk, caller, `/proofs/${number}/${path}`, body)
const told = async () => {
  await vn.jobs.run('proofs.deliver')
  await kh.jobs.run('proofs.deliver')
  await vn.jobs.run('proofs.carry-out')
}

test('a check with preference suspended lets goods go on deposit, and gives it back when the goods originate', async () => {
  const { number } = await issued(toVietNam())
  const waiting = await use('CHECK-1', number, '1000')
  expect(waiting.duty).toBe('0')
  const asked = await at(vn, supervisor, number, 'check', { text: 'The yarn looks foreign.', suspend: true })
  expect(asked).toMatchObject({
    suspended: true,
    clockOn: '2026-06-08',
    verification: { stage: 'checking', clocks: [{ clock: 'reply' }, { clock: 'check', dueOn: '2026-09-06' }] },
    consequences: [{ mrn: waiting.mrn, kind: 'suspend' }],
  })
  await told()
  const charged = await vn.call(importer, 'GET', `/declarations/${waiting.mrn}`)
  expect(charged.body.charged.find(each => each.kind === 'customs-duty')?.amount).toBe('16000000')
  const later = await use('CHECK-2', number, '1000')
  expect(later).toMatchObject({ duty: '16000000', drawn: ['1000'], codes: ['proofs.suspended'] })
  for (const { mrn } of [waiting, later]) {
    const secured = await claims(importer, mrn, 'security', { items: [1] })
    expect(secured.body.items[0]?.deposits[0]?.until).toBeUndefined()
    await pay(mrn, { reason: 'origin-open' })
    if ((await moneyOf(mrn)).due !== '0') await pay(mrn)
    expect(await statusOf(mrn)).toBe('released')
  }
  const early = await vn.call(supervisor, 'POST', `/proofs/${number}/determination`, { originating: true, reasons: WHY })
  expect([early.status, early.body.code]).toEqual([409, 'proofs.not-its-turn'])
  await at(kh, officer, number, 'check/reply', { text: 'The books bear it out.' })
  await told()
  const determined = await at(vn, supervisor, number, 'determination', { originating: true, reasons: WHY })
  expect(determined).toMatchObject({ status: 'used-partly', verification: { stage: 'ended' } })
  expect(determined.suspended).toBeUndefined()
  await told()
  const { consequences } = await readAt(vn, number)
  expect(consequences?.map(each => [each.kind, each.result])).toEqual([
    ['suspend', 'suspended'],
    ['grant', 'granted'],
    ['grant', 'granted'],
  ])
  for (const { mrn } of [waiting, later]) {
    expect(await moneyOf(mrn)).toMatchObject({ due: '0', overpaid: '0' })
    const { body } = await vn.call<PreferencesAnswer>(importer, 'GET', `/declarations/${mrn}/preferences`)
    expect(body).toMatchObject({ items: [{ standing: 'granted' }], securities: [] })
    expect(await replayed(mrn)).toBe(true)
  }
})

test('a visit runs by its clocks to a final denial: security pays, who went without is heard, the issuer has it in time, the case is referred', async () => {
  const { number } = await issued(toVietNam())
  const gone = await use('VISIT-1', number, '1000')
  if ((await moneyOf(gone.mrn)).due !== '0') await pay(gone.mrn)
  expect(await statusOf(gone.mrn)).toBe('released')
  await at(vn, supervisor, number, 'check', { suspend: true })
  const secured = await use('VISITED-B', number, '1000')
  await claims(importer, secured.mrn, 'security', { items: [1] })
  await pay(secured.mrn, { reason: 'origin-open' })
  if ((await moneyOf(secured.mrn)).due !== '0') await pay(secured.mrn)
  expect(await statusOf(secured.mrn)).toBe('released')
  await told()
  vn.moveTo('2026-06-09T05:00:00Z')
  await vn.jobs.run('proofs.watch-clocks')
  await vn.jobs.run('proofs.watch-clocks')
  const late = await readAt(vn, number)
  expect(late.acts.filter(each => each.act === 'fall-late').map(each => each.late)).toEqual(['reply'])
  const { body: list } = await vn.call<{ items: readonly ProofHead[] }>(officer, 'GET', '/proofs?late=true')
  expect(list.items.map(each => each.number)).toContain(number)

  const visit = { exporter: 'Phnom Penh Garments', proposedOn: '2026-07-01', coverage: 'Shirts of this proof.', officials: ['Trần Bình'] }
  const notified = await at(vn, supervisor, number, 'visit', visit)
  await vn.jobs.run('proofs.carry-out')
  const informed = (await readAt(vn, number)).consequences?.filter(each => each.kind === 'tell-visit')
  expect(informed?.map(each => each.result)).toEqual(['told', 'told'])
  expect(notified.verification?.clocks.filter(each => !each.isMet)).toMatchObject([
    { clock: 'consent', dueOn: '2026-07-09' },
    { clock: 'visit', dueOn: '2026-08-08' },
    { clock: 'visit-whole', dueOn: '2026-12-06' },
  ])
  await vn.jobs.run('proofs.deliver')
  kh.moveTo('2026-06-10T05:00:00Z')
  const postponed = { until: '2026-09-01', text: 'The mill is closed.' }
  expect((await kh.call(officer, 'POST', `/proofs/${number}/visit/postponement`, postponed)).body.code).toBe(
    'proofs.visit-postponed-too-far',
  )
  await at(kh, officer, number, 'visit/consent', { consents: true, text: 'The mill consents in writing.' })
  await kh.jobs.run('proofs.deliver')
  await at(vn, supervisor, number, 'visit/report', { text: 'No looms were there.' })
  const first = await at(vn, supervisor, number, 'determination', { originating: false, reasons: WHY })
  expect(first).toMatchObject({ verification: { stage: 'determined' }, status: 'used-partly', suspended: true })
  await vn.jobs.run('proofs.deliver')
  await at(kh, officer, number, 'determination/comments', { text: 'The yarn was bought at home.' })
  await kh.jobs.run('proofs.deliver')
  const final = await at(vn, supervisor, number, 'determination/final', { originating: false, reasons: WHY, hearUntil: '2026-07-20' })
  expect(final).toMatchObject({ status: 'denied', verification: { stage: 'ended' }, clockOn: '2026-12-06' })
  await told()
  const denied = await readAt(vn, number)
  expect(denied.clockOn).toBeUndefined()
  expect(denied.verification?.clocks.find(each => each.clock === 'visit-whole')).toMatchObject({ isMet: true, metOn: '2026-06-10' })
  expect(
    denied.consequences
      ?.filter(each => each.kind === 'deny')
      .map(each => each.result)
      .sort(),
  ).toEqual(['denied', 'hearing'])
  expect(await readAt(kh, number)).toMatchObject({ status: 'denied', verification: { stage: 'ended' } })
  expect(await moneyOf(secured.mrn)).toMatchObject({ due: '0', overpaid: '0' })
  const { body: hearings } = await vn.call<{ items: readonly object[] }>(atSaigon, 'GET', `/declarations/${gone.mrn}/hearings`)
  expect(hearings.items).toMatchObject([{ hearUntil: '2026-07-20', finding: { kind: 'denial-of-preference', items: [1] } }])

  expect((await vn.call(atSaigon, 'POST', `/proofs/${number}/referral`, { text: 'The states disagree.' })).status).toBe(403)
  await at(vn, supervisor, number, 'referral', { text: 'The states disagree.' })
  const { body: bundle } = await vn.call<{ referred: boolean; sha256: string; record: object }>(atSaigon, 'GET', `/proofs/${number}/record`)
  expect(bundle).toMatchObject({
    referred: true,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    record: { proof: { number, status: 'denied' } },
  })
  for (const { mrn } of [gone, secured]) expect(await replayed(mrn)).toBe(true)
  vn.moveTo(`${TODAY}T05:00:00Z`)
  kh.moveTo(`${TODAY}T05:00:00Z`)
})

test('clocks count from the receipt, on both sides alike, and say what is assumed until it is known', async () => {
  const { number } = await issued(toVietNam())
  const clocksAt = async (desk: LodgingDesk) =>
    (await readAt(desk, number)).verification?.clocks.map(each => [each.clock, each.from, each.dueOn, each.assumed])
  await at(vn, supervisor, number, 'check', { text: 'The yarn looks foreign.' })
  expect(await clocksAt(vn)).toEqual([
    ['reply', TODAY, '2026-06-08', 'sent'],
    ['check', TODAY, '2026-09-06', 'silent'],
  ])
  kh.moveTo('2026-03-14T05:00:00Z')
  await told()
  for (const desk of [vn, kh]) {
    expect(await clocksAt(desk)).toEqual([
      ['reply', '2026-03-14', '2026-06-12', undefined],
      ['check', TODAY, '2026-09-06', 'silent'],
    ])
  }
  await at(kh, officer, number, 'check/reply', { text: 'The books bear it out.' })
  await told()
  const visit = { exporter: 'Phnom Penh Garments', proposedOn: '2026-04-01', coverage: 'The shirts.', officials: ['Trần Bình'] }
  vn.moveTo('2026-03-14T05:00:00Z')
  await at(vn, supervisor, number, 'visit', visit)
  kh.moveTo('2026-03-16T05:00:00Z')
  await told()
  expect((await readAt(kh, number)).verification?.clocks.find(each => each.clock === 'consent')).toMatchObject({
    from: '2026-03-16',
    assumed: 'authority',
  })
  const note = (on: string) => kh.call(officer, 'POST', `/proofs/${number}/receipt`, { on, text: 'The slip of the courier.' })
  expect((await note('2026-03-13')).body.code).toBe('proofs.receipt-before')
  expect((await note('2026-03-17')).body.code).toBe('proofs.day-to-come')
  expect((await kh.call(maker, 'POST', `/proofs/${number}/receipt`, { on: '2026-03-15', text: 'Mine.' })).status).toBe(403)
  expect((await note('2026-03-15')).status).toBe(200)
  await told()
  for (const desk of [vn, kh]) {
    const { verification } = await readAt(desk, number)
    expect(verification?.clocks.filter(each => !each.isMet).map(each => [each.clock, each.from, each.dueOn])).toEqual([
      ['consent', '2026-03-15', '2026-04-14'],
      ['visit', '2026-03-16', '2026-05-15'],
      ['visit-whole', '2026-03-14', '2026-09-10'],
    ])
  }
  for (const desk of [vn, kh]) desk.moveTo(`${TODAY}T05:00:00Z`)
})

test('an electronic form is rejected within sixty days of its receipt, and one that is late says so until its issuer has it', async () => {
  const { number } = await issued(toVietNam())
  for (const desk of [vn, kh]) desk.moveTo('2026-05-20T05:00:00Z')
  const denied = await at(vn, supervisor, number, 'denial', { reasons: WHY })
  expect(denied.verification?.clocks).toMatchObject([{ clock: 'denial', from: TODAY, dueOn: '2026-05-09', isLate: true }])
  await told()
  expect((await readAt(vn, number)).verification?.clocks).toMatchObject([{ clock: 'denial', isMet: true, metOn: '2026-05-20' }])
  for (const desk of [vn, kh]) desk.moveTo(`${TODAY}T05:00:00Z`)
})

test('a rejected paper goes back to its issuer, which says that it has it; nothing is drawn of it, and it may be taken up again', async () => {
  const { number } = await issued(toVietNam({ type: 'form-d', paperReason: 'The exchange was down.' }))
  const back = { text: 'By registered mail 77.', on: TODAY }
  await at(vn, supervisor, number, 'denial', { reasons: WHY })
  const running = (await readAt(vn, number)).verification?.clocks.filter(each => !each.isMet)
  expect(running).toMatchObject([
    { clock: 'denial', assumed: 'silent' },
    { clock: 'return', dueOn: '2026-05-09', assumed: 'silent' },
  ])
  await told()
  expect((await vn.call(importer, 'POST', `/proofs/${number}/return`, back)).status).toBe(403)
  expect((await kh.call(officer, 'POST', `/proofs/${number}/return`, back)).status).toBe(409)
  expect((await kh.call(maker, 'POST', `/proofs/${number}/return/receipt`, back)).status).toBe(403)
  const returned = await at(vn, supervisor, number, 'return', back)
  expect(returned).toMatchObject({ status: 'returned', permitted: expect.arrayContaining(['reinstate']) })
  expect(returned.verification?.clocks.every(each => each.isMet)).toBe(true)
  await told()
  expect(await readAt(kh, number)).toMatchObject({ status: 'returned', permitted: expect.arrayContaining(['take-back', 'clarify']) })
  await at(kh, officer, number, 'return/receipt', { text: 'It came with all its copies.' })
  expect((await kh.call(officer, 'POST', `/proofs/${number}/return/receipt`, { text: 'Again.' })).status).toBe(409)
  for (const desk of [vn, kh]) {
    const { body } = await desk.call(officer, 'GET', `/proofs/check?number=${number}`)
    expect((body as unknown as { readonly answer: string }).answer).toBe('returned')
  }
  expect(await use('RETURNED-1', number, '1000')).toMatchObject({ drawn: undefined, codes: ['proofs.returned'] })
  await at(kh, officer, number, 'clarification', { text: 'The invoice is enclosed.' })
  await told()
  expect(await at(vn, supervisor, number, 'reinstatement', { text: 'It is here again.' })).toMatchObject({ status: 'received' })
  expect((await use('RETURNED-2', number, '1000')).drawn).toEqual(['1000'])
})

test('an unused proof is handed back, its issuer cancels it, and what it drew of its original is there again', async () => {
  const original = await issued(toVietNam())
  const form = formD(
    { producedIn: 'KH' },
    {
      originCriterion: 'CC',
      quantity: { value: '400', unit: 'C62' },
      originals: [{ number: original.number, item: 1, quantity: { value: '400', unit: 'C62' } }],
    },
  )
  const applied = await must(vn, importer, '/proofs', { form })
  const { number = '', id } = await must(vn, supervisor, `/proofs/${applied.id}/issue`, {})
  await vn.jobs.run('proofs.deliver')
  await must(th, supervisor, `/proofs/${number}/return`, { text: 'The goods were not shipped.' })
  await th.jobs.run('proofs.deliver')
  expect((await readAt(vn, original.number)).ledger).toMatchObject([{ used: '400' }])
  await must(vn, supervisor, `/proofs/${id}/cancellation`, { reason: 'It came back unused.' })
  expect((await readAt(vn, original.number)).ledger).toMatchObject([{ used: '0' }])
})

test('a denial while preference is suspended, once it is taken up again, gives the preference back that waited', async () => {
  const { number } = await issued(toVietNam())
  const { mrn } = await use('SUSPENDED-1', number, '1000')
  await at(vn, supervisor, number, 'check', { suspend: true })
  await at(vn, supervisor, number, 'denial', { reasons: WHY })
  await told()
  const standing = async () =>
    (await vn.call<PreferencesAnswer>(importer, 'GET', `/declarations/${mrn}/preferences`)).body.items[0]?.standing
  expect(await standing()).toBe('waiting')
  const again = await at(vn, supervisor, number, 'reinstatement', { text: 'The invoice bears it out.' })
  expect(again.suspended).toBeUndefined()
  await told()
  expect(await standing()).toBe('granted')
  expect((await use('SUSPENDED-2', number, '1000')).duty).toBe('0')
  expect(await replayed(mrn)).toBe(true)
})

test('a plain denial tells declarants, lists what drew before, and one act decides on it; one that cannot be carried out keeps no other waiting', async () => {
  const { number } = await issued(toVietNam())
  const drew = [await use('DREW-1', number, '1000'), await use('DREW-2', number, '1000'), await use('DREW-3', number, '1000')]
  const [blocked, gone, waiting] = drew.map(each => each.mrn) as [string, string, string]
  for (const mrn of [blocked, gone]) if ((await moneyOf(mrn)).due !== '0') await pay(mrn)
  // A hearing on something else is open: a second cannot be opened before it is decided.
  const finding = { kind: 'reclassification', items: [{ sequence: 1, commodityCode: '61099010' }], reasons: WHY, facts: 'Not of cotton.' }
  const opened = await vn.call<{ id: string }>(atSaigon, 'POST', `/declarations/${blocked}/hearings`, { finding, hearUntil: '2026-04-01' })
  expect([opened.status, opened.text]).toEqual([201, expect.any(String)])

  const denied = await at(vn, supervisor, number, 'denial', { reasons: WHY })
  expect(denied.undecided?.map(each => each.mrn)).toEqual([blocked, gone, waiting].sort())
  await told()
  expect((await readAt(vn, number)).consequences?.map(each => [each.kind, each.result])).toEqual(drew.map(() => ['tell', 'told']))
  for (const mrn of [blocked, gone, waiting]) {
    const { body } = await vn.call<PreferencesAnswer>(importer, 'GET', `/declarations/${mrn}/preferences`)
    expect(body.items).toMatchObject([{ standing: 'granted' }])
  }
  const decide = (caller: Caller, body: object) =>
    vn.call<ProofAnswer & Pick<ProblemDocument, 'code' | 'issues'>>(caller, 'POST', `/proofs/${number}/denial/declarations`, body)
  expect((await decide(importer, { reasons: WHY })).status).toBe(403)
  expect((await decide(supervisor, { reasons: WHY, declarations: [waiting, 'NONE'] })).body.issues).toMatchObject([
    { code: 'proofs.declaration-not-concerned', path: 'declarations[1]' },
  ])
  const decided = await decide(supervisor, { reasons: WHY, hearUntil: '2026-04-20' })
  expect(decided.body).toMatchObject({ permitted: expect.not.arrayContaining(['deny-drawn']) })
  expect((await decide(supervisor, { reasons: WHY })).body.code).toBe('proofs.none-concerned')
  await told()
  const resultOf = async (mrn: string) => (await readAt(vn, number)).consequences?.find(each => each.mrn === mrn && each.kind === 'deny')
  expect(await resultOf(blocked)).toMatchObject({ problem: 'rights.hearing-exists' })
  expect(await resultOf(gone)).toMatchObject({ result: 'hearing' })
  expect(await resultOf(waiting)).toMatchObject({ result: 'denied' })

  vn.moveTo('2026-04-02T05:00:00Z')
  const dropped = { outcome: 'dropped' }
  const end = await vn.call(atSaigon, 'POST', `/declarations/${blocked}/hearings/${opened.body.id}/decision`, dropped)
  expect([end.status, end.text]).toEqual([200, expect.any(String)])
  await told()
  expect(await resultOf(blocked)).toMatchObject({ result: 'hearing' })
  expect((await resultOf(blocked))?.problem).toBeUndefined()
  for (const mrn of [blocked, gone, waiting]) expect(await replayed(mrn)).toBe(true)
  vn.moveTo(`${TODAY}T05:00:00Z`)
})

test('a proof that does not come in time is denied, once, and the security pays', async () => {
  const { mrn } = await use('LAPSED-1', 'D-KH26-0000-0000-0000-0002', '1000')
  await claims(importer, mrn, 'security', { items: [1] })
  await pay(mrn, { reason: 'origin-open' })
  if ((await moneyOf(mrn)).due !== '0') await pay(mrn)
  const before = Number((await moneyOf(mrn)).paid)
  vn.moveTo('2027-03-11T05:00:00Z')
  await vn.jobs.run('preferences.judge-awaited')
  await vn.jobs.run('preferences.judge-awaited')
  const { body } = await vn.call<PreferencesAnswer>(importer, 'GET', `/declarations/${mrn}/preferences`)
  expect(body).toMatchObject({ items: [{ standing: 'denied', deposits: [{ outcome: 'lapsed' }] }], securities: [] })
  const { due, overpaid, paid } = await moneyOf(mrn)
  expect([due, overpaid]).toEqual(['0', '0'])
  expect(Number(paid) - before).toBeGreaterThanOrEqual(16_000_000)
  const proof = { type: 'form-d', id: 'KH-LATE', issuedOn: '2026-03-01', issuingCountry: 'KH', originCriterion: 'CC' }
  const late = await claims(importer, mrn, 'claims', { claims: [{ sequence: 1, preference: { agreement: 'atiga', proof } }] })
  expect(late.body.issues[0]).toMatchObject({ code: 'proofs.late-over' })
  expect(await replayed(mrn)).toBe(true)
})

test('a proof that is presented after its last day is accepted on the grounds of the text alone, with reasons', async () => {
  const { number } = await issued(toVietNam())
  vn.moveTo('2027-03-12T05:00:00Z')
  const late = (mrn: string, ground: string, reasons = WHY, outcome = 'granted') =>
    claims(atSaigon, mrn, 'settlement', { outcome, items: [{ sequence: 1, late: ground }], reasons })
  const inTime = await use('LATE-14C', number, '1000')
  expect(inTime).toMatchObject({ duty: '16000000', drawn: undefined, codes: ['proofs.expired'] })
  const { body: waiting } = await vn.call<PreferencesAnswer>(atSaigon, 'GET', `/declarations/${inTime.mrn}/preferences`)
  expect(waiting.items).toMatchObject([{ standing: 'waiting', lateSince: '2027-03-10' }])
  expect((await late(inTime.mrn, 'imported-in-time', [])).body.issues[0]?.code).toBe('preferences.reasons-missing')
  expect((await late(inTime.mrn, 'force-majeure', WHY, 'denied')).body.issues[0]?.code).toBe('preferences.late-denied')
  expect(
    (await claims(importer, inTime.mrn, 'settlement', { outcome: 'granted', items: [{ sequence: 1, late: 'force-majeure' }] })).status,
  ).toBe(403)
  const accepted = await late(inTime.mrn, 'imported-in-time')
  expect(accepted.body.items).toMatchObject([{ standing: 'granted', acceptedLate: 'imported-in-time' }])
  expect((await readAt(vn, number)).ledger).toMatchObject([{ used: '1000' }])

  const { mrn } = await vn.lodge(importer, { ...claiming('LATE-14B', number, '1000'), arrivalOn: '2027-03-11' })
  expect((await late(mrn, 'imported-in-time')).body.issues[0]).toMatchObject({ code: 'proofs.imported-after', path: 'items[0].late' })
  expect((await late(mrn, 'beyond-control')).body.items).toMatchObject([{ standing: 'granted', acceptedLate: 'beyond-control' }])
  expect((await late(mrn, 'beyond-control')).body).toMatchObject({ issues: [{ code: 'proofs.not-late' }] })
  for (const each of [inTime.mrn, mrn]) expect(await replayed(each)).toBe(true)
})

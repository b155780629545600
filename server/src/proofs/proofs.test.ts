import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LawProposalAnswer, ProofAnswer, ProofHead } from '@lintas/contract'
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
  expect((await readAt(kh, number)).acts.at(-1)).toMatchObject({
    act: 'request-check',
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

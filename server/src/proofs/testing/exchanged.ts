import { setTimeout as sleep } from 'node:timers/promises'
import type { DeclarationAnswer, ProofAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { addDays } from '@lintas/customs/kernel'
import type { FormDInput } from '@lintas/customs/proofs'
import pg from 'pg'
import { expect } from 'vitest'
import { shirts } from '../../declaration/testing/shirts.ts'
import { clockOf } from '../../platform/clock.ts'
import type { Killable } from '../../testing/killable.ts'
import { formD } from './form-d.ts'

const CLIENTS = 4
const COUNT = '8000'

/** A proof that was acknowledged as issued, and what was acknowledged of it afterwards. */
export interface Exchanged {
  readonly number: string
  /** One declaration uses it; two want to at once; it is denied. */
  readonly fate: 'used' | 'wanted-twice' | 'denied'
  /** What each declaration on it was told it draws. */
  readonly drawn: readonly (string | undefined)[]
}

interface Exchange {
  readonly done: Promise<readonly Exchanged[]>
  countDone(): number
}

/** Has proofs issued in Cambodia, and each used or denied in Viet Nam once it is there, by clients that ask until they are answered. */
export function exchangeProofs(killable: Killable, count: number): Exchange {
  const finished: Exchanged[] = []
  let next = 0
  const client = async () => {
    while (next < count) finished.push(await live(killable, next++))
  }
  const done = Promise.all(Array.from({ length: CLIENTS }, client)).then(() => finished)
  return { done, countDone: () => finished.length }
}

const FATES = ['used', 'wanted-twice', 'denied'] as const

async function live(killable: Killable, index: number): Promise<Exchanged> {
  const number = await issue(killable, `proof-${index}`)
  await untilReceived(killable, number)
  const fate = FATES[index % FATES.length] ?? 'used'
  if (fate === 'denied') {
    const apiKey = killable.apiKeyOf('officer')
    const reasons = [{ text: 'The books show yarn of another origin.', legalBasis: 'ATIGA Annex 8, rule 13' }]
    await killable.insist({ key: `deny-${index}`, path: `/proofs/${number}/denial`, body: { reasons }, apiKey })
    return { number, fate, drawn: [] }
  }
  const declare = async (reference: string) => {
    const apiKey = killable.apiKeyOf('trader')
    const body = claiming(reference, number)
    const { decision } = await killable.insist<DeclarationAnswer>({ key: reference, path: '/declarations', body, apiKey })
    return decision.proofs?.[0]?.value
  }
  const references = fate === 'used' ? [`use-${index}`] : [`one-${index}`, `other-${index}`]
  return { number, fate, drawn: await Promise.all(references.map(declare)) }
}

async function issue({ insist, apiKeyOf }: Killable, key: string): Promise<string> {
  const state = 'KH'
  const applied = await insist<ProofAnswer>({
    key,
    path: '/proofs',
    body: { form: formOfToday() },
    apiKey: apiKeyOf('trader', state),
    state,
  })
  const path = `/proofs/${applied.id}/issue`
  const issued = await insist<ProofAnswer>({ key: `${key}-issue`, path, apiKey: apiKeyOf('officer', state), state })
  return issued.number ?? ''
}

let nudges = 0

/** A job that died with its process is taken again after minutes; the job of the next act hands over all that waits. */
async function nudge(killable: Killable): Promise<void> {
  nudges += 1
  await issue(killable, `nudge-${nudges}`)
}

async function untilReceived(killable: Killable, number: string): Promise<void> {
  const call = { path: `/proofs/${number}`, apiKey: killable.apiKeyOf('officer') }
  for (let waited = 1; (await killable.read(call)) === undefined; waited++) {
    if (waited % 40 === 0) await nudge(killable)
    await sleep(50)
  }
}

/** From Cambodia to Viet Nam, as the demonstration traders of both make it out today. */
function formOfToday(): FormDInput {
  const today = clockOf('KH').today()
  return formD(
    {
      exporter: { id: 'TRADER-KH', name: 'Phnom Penh Garments', address: 'Street 271, Phnom Penh', country: 'KH' },
      consignee: { id: 'TRADER-VN', name: 'May Sài Gòn', address: '1 Lê Lợi, Hồ Chí Minh', country: 'VN' },
      transport: { departureOn: addDays(today, 1) },
      producedIn: 'KH',
      importingCountry: 'VN',
    },
    { originCriterion: 'CC', quantity: { value: COUNT, unit: 'C62' }, invoices: [{ id: 'INV-1', issuedOn: today }] },
  )
}

function claiming(reference: string, number: string): DeclarationInput {
  const today = clockOf('VN').today()
  const parties = { importer: { id: 'TRADER-VN' }, declarant: { id: 'TRADER-VN' }, arrivalOn: today }
  const plain = shirts(reference, parties)
  const proof = { type: 'e-form-d', id: number, issuedOn: today, issuingCountry: 'KH', originCriterion: 'CC' }
  const goodsItems = (plain.goodsItems ?? []).map(item => ({
    ...item,
    quantities: [{ value: COUNT, unit: 'C62' }],
    preference: { agreement: 'atiga', proof },
  }))
  return { ...plain, goodsItems }
}

/** Both states know of each proof what was acknowledged and nothing else: the same standing, the same use, each act once, no message on its way. */
export async function expectAgreed(killable: Killable, exchanged: readonly Exchanged[]): Promise<void> {
  await untilTold(killable)
  for (const { number, fate, drawn } of exchanged) {
    const [issuing, importing] = await Promise.all([readAt(killable, 'KH', number), readAt(killable, 'VN', number)])
    const status = fate === 'denied' ? 'denied' : 'used'
    const used = fate === 'denied' ? '0' : COUNT
    for (const side of [issuing, importing]) expect([number, side?.status, side?.ledger[0]?.used]).toEqual([number, status, used])
    expect([number, drawn.filter(each => each !== undefined)]).toEqual([number, fate === 'denied' ? [] : [COUNT]])
    const times = (side: ProofAnswer | undefined, act: string) => side?.acts.filter(each => each.act === act).length
    const once = fate === 'denied' ? 1 : 0
    expect([number, times(issuing, 'issue'), times(importing, 'receive')]).toEqual([number, 1, 1])
    expect([number, times(issuing, 'deny'), times(importing, 'deny')]).toEqual([number, once, once])
  }
  const uses = await ask(killable, 'VN', 'SELECT proof FROM proof_use WHERE NOT given_back GROUP BY proof HAVING sum(amount) <> 8000')
  expect(uses).toEqual([])
  const drawn = await ask(killable, 'VN', 'SELECT id FROM proof_use WHERE NOT given_back')
  expect(drawn).toHaveLength(exchanged.filter(each => each.fate !== 'denied').length)
}

async function readAt({ read, apiKeyOf }: Killable, state: 'KH' | 'VN', number: string): Promise<ProofAnswer | undefined> {
  return await read<ProofAnswer>({ path: `/proofs/${number}`, apiKey: apiKeyOf('officer', state), state })
}

/** Until neither state has anything to tell the other. What waits in Viet Nam is handed over with the next of its own acts. */
async function untilTold(killable: Killable): Promise<void> {
  const waiting = 'SELECT id FROM proof_message WHERE received_at IS NULL'
  for (let waited = 1; ; waited++) {
    const left = await Promise.all((['KH', 'VN'] as const).map(state => ask(killable, state, waiting)))
    if (left.every(each => each.length === 0)) return
    if (waited % 5 === 0) {
      const number = await issue(killable, `last-${waited}`)
      await untilReceived(killable, number)
      const check = { key: `check-${waited}`, path: `/proofs/${number}/check`, apiKey: killable.apiKeyOf('officer') }
      await killable.insist(check)
    }
    await sleep(200)
  }
}

async function ask(killable: Killable, state: 'KH' | 'VN', sql: string): Promise<readonly object[]> {
  const owner = new pg.Client(await urlOf(killable, state))
  await owner.connect()
  const { rows } = await owner.query<object>(sql)
  await owner.end()
  return rows
}

const urls = new Map<string, string>()

async function urlOf(killable: Killable, state: string): Promise<string> {
  const known = urls.get(state) ?? (await killable.ask('database-url', '--state', state))
  urls.set(state, known)
  return known
}

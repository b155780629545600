import type { DeclarationAnswer, ProblemDocument, TierAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { addDays, day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { commitmentTo } from '@lintas/customs/risk'
import type { TierLevel } from '@lintas/customs/trust'
import type { MovableClock } from '../../platform/clock.ts'
import { PUBLIC } from '../../platform/http/index.ts'
import type { Neighbours } from '../../platform/neighbours.ts'
import type { Caller } from '../../platform/node.ts'
import type { TestDatabase } from '../../platform/testing/database.ts'
import { type TestNode, testNode } from '../../platform/testing/node.ts'

/** The day of these tests. Law and profiles are on file for it, and the lots of the month from it are drawn with a secret that is known. */
export const TODAY = day('2026-03-10')
const SECRET = '5f'.repeat(32)

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** A whole node of a sandbox, asked by callers of the test's own making. */
export interface LodgingDesk extends TestNode {
  call<Body = DeclarationAnswer & Pick<ProblemDocument, 'code' | 'issues'>>(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>>
  /** Lodges, and throws what was answered where it was not registered. */
  lodge(caller: Caller, document: DeclarationInput): Promise<DeclarationAnswer>
  moveTo(instant: string): void
}

export async function openLodgingDesk(state: State, neighbours?: Neighbours): Promise<LodgingDesk> {
  const test = await testNode(state, true, undefined, neighbours)
  await knowSecrets(test)
  const clock = test.node.clock as MovableClock // a sandbox has one
  const moveTo = (instant: string) => clock.moveTo(new Date(instant))
  moveTo(`${TODAY}T05:00:00Z`)

  const callers = new Map<string, Caller>()
  test.node.http.identify = request => callers.get(String(request.headers['x-test-caller'])) ?? PUBLIC
  const prefix = `/${state.toLowerCase()}/api/v1`

  async function call<Body>(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    callers.set(caller.accountId, caller)
    const type = body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' }
    const payload = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const answer = await test.inject({
      method,
      url: `${prefix}${path}`,
      headers: { 'x-test-caller': caller.accountId, ...type, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, headers: answer.headers, text: answer.body } as Answer<Body>
  }

  async function lodge(caller: Caller, document: DeclarationInput): Promise<DeclarationAnswer> {
    const { status, body, text } = await call<DeclarationAnswer>(caller, 'POST', '/declarations', document)
    if (status !== 201) throw new Error(`lodging was answered ${status}: ${text}`)
    return body
  }

  return { ...test, call, lodge, moveTo }
}

async function knowSecrets({ ownerDb }: TestDatabase): Promise<void> {
  for (let ahead = 0; ahead < 31; ahead++) {
    const on = addDays(TODAY, ahead)
    const commitment = commitmentTo({ day: on, secret: SECRET })
    await ownerDb.query('INSERT INTO random_day (day, secret, commitment) VALUES ($1, $2, $3)', [on, SECRET, commitment])
  }
}

export function trader(traderId: string): Caller {
  return { accountId: `trader of ${traderId}`, role: 'trader', organisation: organisation(traderId), traderIds: [traderId] }
}

export function broker(traderId: string, ...principals: readonly string[]): Caller {
  return { accountId: `broker of ${traderId}`, role: 'broker', organisation: organisation(traderId), traderIds: [traderId, ...principals] }
}

export function officer(office: string): Caller {
  return { accountId: `officer at ${office}`, role: 'officer', office, traderIds: [] }
}

export const supervisor: Caller = { accountId: 'the supervisor', role: 'supervisor', office: 'VN-SGN', traderIds: [] }
export const administrator: Caller = { accountId: 'the administrator', role: 'administrator', traderIds: [] }
export const checker: Caller = { accountId: 'the checker', role: 'checker', traderIds: [] }

/** Gives an operator a tier of trust for 2026, on the word of two. */
export async function giveTier({ call }: Pick<LodgingDesk, 'call'>, traderId: string, tier: TierLevel): Promise<TierAnswer> {
  const path = `/operators/${traderId}/tiers`
  const proposal = { tier, validFrom: '2026-01-01', validTo: '2027-01-01', reason: 'Books and warehouse were looked at in 2025.' }
  const { body } = await call<TierAnswer>(administrator, 'POST', path, proposal)
  return (await call<TierAnswer>(checker, 'POST', `${path}/${body.id}/approval`, { decision: 'approved' })).body
}

function organisation(traderId: string) {
  return { id: `organisation ${traderId}`, name: traderId, traderId }
}

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { State } from '@lintas/customs/reference'
import { afterAll } from 'vitest'
import { type DemonstrationAccount, ensureDemonstration } from '../platform/access/index.ts'
import type { MovableClock } from '../platform/clock.ts'
import { type TestNode, testNode } from '../platform/testing/node.ts'
import { bodyOf, bytesOf, type HostileInput, type HostileStep } from './hostile-corpus.ts'
import { ask, tell, type WireAnswer } from './wire.ts'

/** A whole node at a port of its own, with an account of every role, a trader of another organisation, and records to reach for. */
export interface GuardedNode extends TestNode {
  readonly port: number
  readonly prefix: string
  /** Secrets by role: what no answer may ever hold. */
  readonly keys: ReadonlyMap<string, string>
  /** `{mrn}` and its like, in a path or a body: the trader's own records, and those of others. */
  readonly names: ReadonlyMap<string, string>
  /** Sends a hostile input as it is written, what comes before it first. */
  send(input: HostileInput): Promise<WireAnswer>
  call(as: string, request: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<WireAnswer>
}

/** The day of these tests: law and exchange rates are on file for it. */
const NOW = new Date('2026-03-10T05:00:00Z')

export async function openGuardedNode(state: State): Promise<GuardedNode> {
  const test = await testNode(state)
  await ensureDemonstration(test.home, [test.node])
  ;(test.node.clock as MovableClock).moveTo(NOW) // a sandbox has one
  const port = await listen(test)
  const accounts = JSON.parse(await readFile(join(test.home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
  const keys = new Map(accounts.map(({ role, apiKey }) => [role as string, apiKey]))
  const prefix = `/${state.toLowerCase()}`

  const call = (as: string, request: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = '', path = ''] = request.split(' ')
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const type = sent === undefined ? [] : [['content-type', 'application/json'] as const]
    return ask(port, {
      method,
      path: `${prefix}${path}`,
      headers: [...keyOf(as), ...type, ...Object.entries(headers)],
      ...(sent && { body: sent }),
    })
  }
  const keyOf = (as: string) => {
    const key = keys.get(as)
    return key === undefined ? [] : [['x-api-key', key] as const]
  }

  keys.set('stranger', await employStranger(call))
  const names = await makeRecords(call)
  const named = (text: string) => [...names].reduce((inner, [name, value]) => inner.replaceAll(`{${name}}`, value), text)
  const namedIn = (bytes: Buffer) => (bytes.length < 100_000 ? Buffer.from(named(bytes.toString('latin1')), 'latin1') : bytes)

  const step = (as: string, given: HostileStep | HostileInput, name: string) => {
    const body = bodyOf(given, name)
    const [method = '', ...path] = given.request.split(' ')
    const headers = given.headers.map(([header, value]) => [header, namedIn(bytesOf(value))] as const)
    const isTyped = headers.some(([header]) => header.toLowerCase() === 'content-type')
    const type = body === undefined || isTyped ? [] : [['content-type', 'application/json'] as const]
    const length = 'contentLength' in given && given.contentLength !== undefined ? { contentLength: given.contentLength } : {}
    return ask(port, {
      method,
      path: `${prefix}${named(path.join(' '))}`,
      headers: [...keyOf(as), ...type, ...headers],
      ...(body && { body: namedIn(body) }),
      ...length,
    })
  }
  let count = 0
  return {
    ...test,
    port,
    prefix,
    keys,
    names,
    call,
    async send(input) {
      const name = `H-${(count++).toString(36)}`
      for (const before of input.after) {
        const { status, body } = await step(input.as, before, name)
        if (status >= 300) throw new Error(`${before.request}, before "${input.name}", was answered ${status}: ${body}`)
      }
      if (input.wire !== undefined) return await tell(port, [Buffer.from(namedIn(bytesOf(input.wire)))])
      return await step(input.as, input, name)
    },
  }
}

async function listen({ node }: TestNode): Promise<number> {
  const { server } = node.http
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  afterAll(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('given no port, needs one')
  return address.port
}

type Call = GuardedNode['call']

async function answerOf<Body>(answering: Promise<WireAnswer>): Promise<Body> {
  const { status, body } = await answering
  if (status >= 300) throw new Error(`answered ${status}: ${body}`)
  return JSON.parse(body) as Body
}

/** A trader of an organisation that nobody gave a mandate; answers its key. */
async function employStranger(call: Call): Promise<string> {
  const admin = (path: string, body: unknown) => answerOf<Record<string, string>>(call('administrator', `POST /api/v1${path}`, body))
  const { id: organisationId } = await admin('/organisations', { kind: 'trader', name: 'Somebody else', traderId: 'STRANGER-VN' })
  const account = { email: 'stranger@vn.lintas.example', name: 'A stranger', assignment: { role: 'trader', organisationId } }
  const { id } = await admin('/accounts', account)
  const { key } = await admin(`/accounts/${id}/api-keys`, { name: 'stranger' })
  return key ?? ''
}

/** Records of the trader, and of the stranger whom it has nothing to do with: declarations, drafts, payments, receipts. */
async function makeRecords(call: Call): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>([['nobody', randomUUID()]])
  for (const [as, prefix] of [
    ['trader', ''],
    ['stranger', 'others-'],
  ] as const) {
    const post = (path: string, body?: unknown) => answerOf<Record<string, string>>(call(as, `POST /api/v1${path}`, body))
    const id = as === 'trader' ? 'TRADER-VN' : 'STRANGER-VN'
    const document = (name: string) => ({ ...exampleOf(name), importer: { id, name: 'Garments' }, declarant: { id } })
    const { mrn = '' } = await post('/declarations', document(`${prefix}lodged`))
    const { mrn: due = '' } = await post('/declarations', document(`${prefix}due`))
    const { id: draft = '' } = await post('/drafts', document(`${prefix}draft`))
    const { id: payment = '' } = await post(`/declarations/${due}/payments`)
    const { mrn: paid = '' } = await post('/declarations', document(`${prefix}paid`))
    const asked = await post(`/declarations/${paid}/payments`)
    const { receipt = '' } = await post(`/payments/${asked.id}/test-confirmation`)
    for (const [name, value] of Object.entries({ mrn, due, draft, payment, paid, receipt })) names.set(prefix + name, value)
  }
  return names
}

function exampleOf(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(bodyOf({ document: { set: {}, without: [], swap: [] } }, name)?.toString() ?? '{}')
}

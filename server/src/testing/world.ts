import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeclarationAnswer } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { shirts } from '../declaration/testing/shirts.ts'
import { type DemonstrationAccount, ensureDemonstration } from '../platform/access/index.ts'
import type { MovableClock } from '../platform/clock.ts'
import { type TestNode, testNode } from '../platform/testing/node.ts'

/** Who asks: those whose record it is, those of the same roles elsewhere, and the roles that have no records of their own. */
export const CALLERS = {
  'the trader': { role: 'trader', stands: 'inside' },
  'its broker': { role: 'broker', stands: 'inside' },
  'the carrier': { role: 'carrier', stands: 'inside' },
  'an officer of the office': { role: 'officer', stands: 'inside' },
  'the supervisor': { role: 'supervisor', stands: 'inside' },
  'the administrator': { role: 'administrator', stands: 'inside' },
  'the checker': { role: 'checker', stands: 'inside' },
  'another trader': { role: 'trader', stands: 'outside' },
  'another broker': { role: 'broker', stands: 'outside' },
  'another carrier': { role: 'carrier', stands: 'outside' },
  'an officer of another office': { role: 'officer', stands: 'outside' },
  'the public': { role: 'public', stands: 'outside' },
} as const
export type CallerName = keyof typeof CALLERS

/** A node with a trader, a broker on its mandate, an office; and another of each, who have nothing to do with the records of the first. */
export interface World extends TestNode {
  ask(caller: CallerName, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** The same, where the test stands or falls with it: throws what was answered when it was refused. */
  must<Body = Record<string, string>>(
    caller: CallerName,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Body>
  /** Shirts the broker lodges for the trader at the office, under a script of the sandbox. */
  lodge(localReference: string, script: string, change?: Partial<DeclarationInput>): Promise<DeclarationAnswer>
  readonly office: string
  readonly otherOffice: string
  readonly accountOf: Readonly<Record<CallerName, string>>
}

export interface Answered {
  readonly status: number
  readonly text: string
  readonly code: string | undefined
}

export async function openWorld(): Promise<World> {
  const test = await testNode('VN')
  const { node, home, inject } = test
  const clock = node.clock as MovableClock // a sandbox has one
  clock.moveTo(new Date('2026-03-10T05:00:00Z'))
  await ensureDemonstration(home, [node])
  const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]
  const keys = new Map<CallerName, string>()
  for (const [name, { role, stands }] of Object.entries(CALLERS)) {
    const account = stands === 'inside' ? accounts.find(each => each.role === role) : undefined
    if (account !== undefined) keys.set(name as CallerName, account.apiKey)
  }

  async function ask(caller: CallerName, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const key = keys.get(caller)
    const answer = await inject({
      method: method as 'GET',
      url: path.startsWith('/vn/') ? path : `/vn/api/v1${path}`,
      headers: {
        ...(key === undefined ? {} : { 'x-api-key': key }),
        ...(body instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== ''
    return { status: answer.statusCode, text: answer.body, code: isJson ? (answer.json().code as string | undefined) : undefined }
  }

  async function must<Body>(
    caller: CallerName,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Body> {
    const answer = await ask(caller, method, path, body, headers)
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`)
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Body
  }

  const officer = accounts.find(each => each.role === 'officer')
  const office = officer?.office ?? ''
  const otherOffice = office === 'VN-HPH' ? 'VN-SGN' : 'VN-HPH'
  const accountOf: Partial<Record<CallerName, string>> = {}
  await makeOthers()
  for (const name of keys.keys()) accountOf[name] = (await must<{ accountId: string }>(name, 'GET', '/me')).accountId

  async function makeOthers(): Promise<void> {
    for (const kind of ['trader', 'broker', 'carrier'] as const) {
      const traderId = `OTHER-${kind.toUpperCase()}`
      const organisation = await must<{ id: string }>('the administrator', 'POST', '/organisations', {
        kind,
        name: `Other ${kind}`,
        traderId,
      })
      await makeAccount(`another ${kind}`, { role: kind, organisationId: organisation.id })
    }
    await makeAccount('an officer of another office', { role: 'officer', office: otherOffice })
  }

  async function makeAccount(name: CallerName, assignment: object): Promise<void> {
    const email = `${name.replaceAll(' ', '-')}@other.example`
    const made = await must<{ id: string }>('the administrator', 'POST', '/accounts', { email, name, assignment })
    const { key } = await must<{ key: string }>('the administrator', 'POST', `/accounts/${made.id}/api-keys`, { name: 'test' })
    keys.set(name, key)
  }

  return {
    ...test,
    ask,
    must,
    lodge(localReference, script, change = {}) {
      const document = shirts(localReference, {
        office,
        importer: { id: 'TRADER-VN', name: 'May Sài Gòn' },
        declarant: { id: 'BROKER-VN' },
        additionalInformation: [{ code: 'SANDBOX', text: script }],
        ...change,
      })
      return must<DeclarationAnswer>('its broker', 'POST', '/declarations', document)
    },
    office,
    otherOffice,
    accountOf: accountOf as Record<CallerName, string>,
  }
}

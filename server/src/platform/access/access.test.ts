import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@lintas/contract'
import { OFFICES, openLawBook } from '@lintas/customs/reference'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { movableClockOf } from '../clock.ts'
import { createApp, routes } from '../http/index.ts'
import { directNeighbours } from '../neighbours.ts'
import type { NewEvent, Node } from '../node.ts'
import { SILENT, testDatabase } from '../testing/database.ts'
import { type DemonstrationAccount, ensureDemonstration, mayActFor, register, require } from './index.ts'

const { db, ownerDb } = await testDatabase()
const home = await mkdtemp(join(tmpdir(), 'lintas-access-'))
afterAll(() => rm(home, { recursive: true }))

const events: NewEvent[] = []
const law = openLawBook([OFFICES], [{ file: 'offices.json', kind: 'office', rows: ['HPH', 'SGN'].map(officeRow) }], 'test')
if (!law.ok) throw new Error(JSON.stringify(law.issues))
const { value: lawBook } = law

function officeRow(place: string): object {
  return {
    id: place,
    state: 'VN',
    validFrom: '2020-01-01',
    knownSince: '2020-01-01',
    source: 'a test',
    legalRef: 'none',
    confidence: 'assumed',
    code: `VN-${place}`,
    name: place,
    place: 'seaport',
    modes: ['1'],
    procedures: ['import'],
  }
}

const clock = movableClockOf('VN')

/** One process of the node; two of them share the database. */
async function startProcess(sandbox = true) {
  const app = createApp({ log: SILENT })
  afterAll(() => app.close())
  const nodes: Node[] = []
  await app.register(
    async http => {
      const node: Node = {
        state: 'VN',
        baseUrl: 'http://localhost:3000/vn',
        db,
        law: lawBook,
        clock,
        events: {
          append: async (_, given) => {
            events.push(...given)
            return given.map(() => '1')
          },
          prepare: () => [],
        },
        jobs: { every: () => undefined, work: () => undefined, send: async () => undefined, startDaily: async () => [] },
        neighbours: directNeighbours(),
        secrets: { keep: async (_, make) => (secret ??= make()), replace: async (_, change) => (secret = await change(secret ?? '')) },
        log: SILENT,
        http,
        sandbox,
      }
      await register(node)
      routes(http, 'test', api => {
        api.post('/parcels/:traderId', { config: { who: ['trader', 'broker', 'officer'] } }, async request => {
          const { traderId } = request.params as { traderId: string }
          return { by: require(request, { actFor: traderId, scope: 'import' }).accountId }
        })
      })
      nodes.push(node)
    },
    { prefix: '/vn' },
  )
  await app.ready()
  const [node] = nodes
  if (node === undefined) throw new Error('the node was not composed')
  return { node, inject: app.inject.bind(app) }
}

let secret: string | undefined
const here = await startProcess()
const there = await startProcess()
const outside = await startProcess(false)
await ensureDemonstration(home, [here.node])
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as DemonstrationAccount[]

function account(role: Role): DemonstrationAccount {
  const found = accounts.find(each => each.role === role)
  if (found === undefined) throw new Error(`no demonstration ${role}`)
  return found
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

function as(role: Role, method: Method, path: string, payload?: object, headers: Record<string, string> = {}, process = here) {
  return process.inject({
    method,
    url: `/vn/api/v1${path}`,
    headers: { 'x-api-key': account(role).apiKey, ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
}

function signIn(email: string, password: string, headers: Record<string, string> = {}, process = here, remoteAddress = '127.0.0.1') {
  return process.inject({ method: 'POST', url: '/vn/api/auth/sign-in/email', payload: { email, password }, headers, remoteAddress })
}

async function cookieOf(role: Role): Promise<string> {
  const answer = await signIn(account(role).email, account(role).password)
  expect(answer.statusCode).toBe(200)
  return answer.cookies.map(cookie => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ')
}

async function newTrader(): Promise<{ id: string; email: string; password: string; traderId: string }> {
  const traderId = `NEW-${Math.random().toString(36).slice(2)}`
  const email = `${traderId.toLowerCase()}@traders.example`
  const organisation = await as('administrator', 'POST', '/organisations', { kind: 'trader', name: 'Mekong Rice', traderId })
  const assignment = { role: 'trader', organisationId: organisation.json().id }
  const made = await as('administrator', 'POST', '/accounts', { email, name: 'Lan', assignment })
  expect(made.statusCode).toBe(201)
  return { ...made.json(), email, traderId }
}

async function keyFor(id: string): Promise<{ id: string; key: string }> {
  const made = await as('administrator', 'POST', `/accounts/${id}/api-keys`, { name: 'warehouse system' })
  expect(made.statusCode).toBe(201)
  return made.json()
}

beforeEach(() => {
  events.length = 0
})
beforeAll(() => clock.moveTo(undefined))

test('the file of demonstration accounts is for its owner only and holds one account a role, and a second supervisor', async () => {
  expect((await stat(join(home, 'accounts.json'))).mode & 0o777).toBe(0o600)
  expect(accounts.map(each => each.role)).toEqual([
    'trader',
    'broker',
    'carrier',
    'officer',
    'supervisor',
    'administrator',
    'checker',
    'supervisor',
  ])
  expect(new Set(accounts.flatMap(each => [each.password, each.apiKey])).size).toBe(16)
})

test('asking for the demonstration accounts again changes nothing; a database that lost them gets them back', async () => {
  await ensureDemonstration(home, [here.node])
  expect(JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8'))).toEqual(accounts)
  await ownerDb.query(`DELETE FROM auth.apikey`)
  await ensureDemonstration(home, [here.node])
  expect((await as('trader', 'GET', '/me')).statusCode).toBe(200)
})

test('a demonstration account is let in by a sandbox and by nothing else', async () => {
  expect((await as('administrator', 'GET', '/me', undefined, {}, outside)).statusCode).toBe(401)
  const { email, password } = account('administrator')
  const answer = await signIn(email, password, {}, outside)
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'access.sign-in-failed'])
})

test.each([
  ['x-api-key', (key: string) => ({ 'x-api-key': key })],
  ['a bearer token', (key: string) => ({ authorization: `Bearer ${key}` })],
])('an API key in %s says who is calling', async (_, headers) => {
  const answer = await here.inject({ url: '/vn/api/v1/me', headers: headers(account('broker').apiKey) })
  expect(answer.json()).toMatchObject({
    role: 'broker',
    email: 'broker@vn.lintas.example',
    organisation: { traderId: 'BROKER-VN' },
    traderIds: ['BROKER-VN', 'TRADER-VN'],
    permissions: expect.arrayContaining(['access.read-own']),
  })
})

test.each([
  ['one that was never given', { 'x-api-key': 'lintas_vn_invented' }],
  ['one of another kind', { authorization: 'Basic YTpi' }],
  ['an empty one', { authorization: 'Bearer ' }],
])('a key is refused: %s', async (_, headers) => {
  const answer = await here.inject({ url: '/vn/api/v1/me', headers })
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'access.key-invalid'])
})

test('who guesses keys is refused before they are looked up; a key that stopped to hold is one guess, and other addresses call on', async () => {
  const show = (key: string, remoteAddress: string) => here.inject({ url: '/vn/api/v1/me', headers: { 'x-api-key': key }, remoteAddress })
  const [guesser, neighbour] = ['2001:db8:1:1::1', '2001:db8:1:2::1']
  for (let each = 0; each < 40; each++) expect((await show('lintas_vn_stale', guesser)).statusCode).toBe(401)
  const answers = []
  for (let each = 0; each < 40; each++) answers.push(await show(`lintas_vn_guessed_${each}`, `2001:db8:1:1::${each + 2}`))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array(29).fill(401), ...Array(11).fill(429)])
  expect(answers.at(-1)?.json()).toMatchObject({ code: 'request.too-many' })
  expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)

  const query = db.query
  db.query = async () => {
    throw new Error('a guess was looked up')
  }
  try {
    expect((await show('lintas_vn_one_more', guesser)).statusCode).toBe(429)
  } finally {
    db.query = query
  }
  expect((await show('lintas_vn_guessed_0', neighbour)).statusCode).toBe(401)
  expect((await show(account('trader').apiKey, neighbour)).statusCode).toBe(200)
})

test('signing in sets a cookie for this node alone, out of reach of scripts, and says who one is', async () => {
  const { email, password } = account('officer')
  const answer = await signIn(` ${email.toUpperCase()} `, password)
  expect(answer.json()).toMatchObject({ role: 'officer', office: 'VN-HPH', traderIds: [] })
  expect(answer.body).not.toContain('token')
  expect(answer.cookies).toMatchObject([{ name: 'lintas-vn.session_token', path: '/vn', httpOnly: true, sameSite: 'Lax' }])
  const rows = await ownerDb.query('SELECT 1 FROM auth.session WHERE "ipAddress" <> \'\' OR "userAgent" <> \'\'')
  expect(rows).toEqual([])
})

test('every failed sign-in is answered the same', async () => {
  const fresh = await newTrader()
  await as('administrator', 'POST', `/accounts/${fresh.id}/suspension`)
  const answers = await Promise.all([
    signIn('nobody@nowhere.example', 'a password of some length'),
    signIn(account('trader').email, 'a password of some length'),
    signIn(fresh.email, fresh.password),
    signIn('not an address', ''),
  ])
  const said = answers.map(answer => ({ ...answer.json(), instance: '' }))
  expect(new Set(said.map(each => JSON.stringify(each))).size).toBe(1)
  expect(said[0]).toMatchObject({ status: 401, code: 'access.sign-in-failed' })
  expect(answers.flatMap(answer => answer.cookies)).toEqual([])
})

test('after ten failures of one account from one address no password is looked at, not even the right one', async () => {
  const fresh = await newTrader()
  const address = '192.0.2.7'
  const wrong = await Promise.all(Array.from({ length: 10 }, () => signIn(fresh.email, 'wrong', {}, here, address)))
  expect(wrong.map(answer => answer.statusCode)).toEqual(Array(10).fill(401))
  const right = await signIn(fresh.email, fresh.password, {}, there, address)
  expect([right.statusCode, right.json().code, right.headers['retry-after']]).toEqual([429, 'request.too-many', '900'])
  expect((await signIn(fresh.email, fresh.password, {}, here, '192.0.2.8')).statusCode).toBe(200)
})

test('a cookie reads from anywhere, and changes things only from the pages of its node', async () => {
  const cookie = await cookieOf('trader')
  const post = (headers: Record<string, string>) =>
    here.inject({ method: 'POST', url: '/vn/api/v1/parcels/TRADER-VN', headers: { cookie, ...headers } })
  expect((await here.inject({ url: '/vn/api/v1/me', headers: { cookie, origin: 'https://evil.example' } })).statusCode).toBe(200)
  expect((await post({ origin: 'http://localhost:3000' })).statusCode).toBe(200)
  expect((await post({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).statusCode).toBe(200)
  for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }]) {
    const answer = await post(headers as Record<string, string>)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.origin-refused'])
  }
})

test('another site cannot sign a visitor in', async () => {
  const { email, password } = account('trader')
  const answer = await signIn(email, password, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.origin-refused'])
})

test('signing out ends the session in every process', async () => {
  const cookie = await cookieOf('supervisor')
  const me = (process: typeof here) => process.inject({ url: '/vn/api/v1/me', headers: { cookie } })
  expect([(await me(here)).statusCode, (await me(there)).statusCode]).toEqual([200, 200])
  const out = await here.inject({ method: 'POST', url: '/vn/api/auth/sign-out', headers: { cookie, origin: 'http://localhost:3000' } })
  expect(out.statusCode).toBe(204)
  expect((await me(here)).statusCode).toBe(401)
  await expect.poll(async () => (await me(there)).statusCode).toBe(401)
})

test('changing the own password needs the present one, and ends other sessions', async () => {
  const fresh = await newTrader()
  const cookieFrom = (answer: Awaited<ReturnType<typeof signIn>>) =>
    answer.cookies.map(cookie => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ')
  const [first, second] = [cookieFrom(await signIn(fresh.email, fresh.password)), cookieFrom(await signIn(fresh.email, fresh.password))]
  const change = (currentPassword: string, newPassword: string) =>
    here.inject({
      method: 'POST',
      url: '/vn/api/auth/change-password',
      headers: { cookie: first, origin: 'http://localhost:3000' },
      payload: { currentPassword, newPassword },
    })
  expect((await change('wrong', 'correct horse battery')).statusCode).toBe(422)
  expect((await change(fresh.password, 'short')).statusCode).toBe(400)
  expect((await change(fresh.password, 'correct horse battery')).statusCode).toBe(204)
  expect((await here.inject({ url: '/vn/api/v1/me', headers: { cookie: second } })).statusCode).toBe(401)
  expect((await signIn(fresh.email, fresh.password)).statusCode).toBe(401)
  expect((await signIn(fresh.email, 'correct horse battery')).statusCode).toBe(200)
})

test('a key works until it is revoked, and from then on in no process', async () => {
  const fresh = await newTrader()
  const { id, key } = await keyFor(fresh.id)
  const me = (process: typeof here) => process.inject({ url: '/vn/api/v1/me', headers: { 'x-api-key': key } })
  expect([(await me(here)).statusCode, (await me(there)).statusCode]).toEqual([200, 200])
  const list = await as('administrator', 'GET', `/accounts/${fresh.id}/api-keys`)
  expect(list.json()).toEqual({ items: [{ id, name: 'warehouse system', start: key.slice(0, 14) }] })
  expect((await as('administrator', 'DELETE', `/api-keys/${id}`)).statusCode).toBe(204)
  expect((await me(here)).statusCode).toBe(401)
  await expect.poll(async () => (await me(there)).statusCode).toBe(401)
  expect((await as('administrator', 'DELETE', `/api-keys/${id}`)).statusCode).toBe(404)
})

test('a new sign-in secret ends every session in every process, and no key; the event says who changed it', async () => {
  const cookie = await cookieOf('trader')
  const me = (process = here, header: Record<string, string> = { cookie }) =>
    process.inject({ method: 'GET', url: '/vn/api/v1/me', headers: header })
  expect([(await me()).statusCode, (await me(there)).statusCode]).toEqual([200, 200])

  expect((await as('administrator', 'POST', '/sign-in-secret')).statusCode).toBe(204)
  expect(events).toMatchObject([{ subject: 'node', subjectId: 'sign-in-secret', act: 'rotate' }])
  expect((await me()).statusCode).toBe(401)
  await expect.poll(async () => (await me(there)).statusCode).toBe(401)

  const fresh = await cookieOf('trader')
  expect((await me(here, { cookie: fresh })).statusCode).toBe(200)
  await expect.poll(async () => (await me(there, { cookie: fresh })).statusCode).toBe(200)
  expect((await as('trader', 'GET', '/me')).statusCode).toBe(200)
  expect((await as('supervisor', 'POST', '/sign-in-secret')).statusCode).toBe(403)
})

test('a sign-in secret whose change could not be written down is not changed', async () => {
  const cookie = await cookieOf('trader')
  const before = secret
  await ownerDb.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no commit'; END $$`)
  await ownerDb.query(
    'CREATE CONSTRAINT TRIGGER no_commit AFTER DELETE ON auth.session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()',
  )
  try {
    expect((await as('administrator', 'POST', '/sign-in-secret')).statusCode).toBe(500)
  } finally {
    await ownerDb.query('DROP TRIGGER no_commit ON auth.session')
  }
  expect(secret).toBe(before)
  expect((await here.inject({ url: '/vn/api/v1/me', headers: { cookie } })).statusCode).toBe(200)
})

test('a known caller costs no round trip to the database', async () => {
  const ask = () => as('trader', 'POST', '/parcels/TRADER-VN')
  await ask()
  const query = db.query
  const asked: string[] = []
  db.query = async text => {
    asked.push(text)
    throw new Error('no database')
  }
  try {
    expect((await ask()).statusCode).toBe(200)
    expect(asked).toEqual([])
  } finally {
    db.query = query
  }
})

test('a lost database is a failure, never a refusal', async () => {
  const query = db.query
  db.query = async () => {
    throw new Error('no database')
  }
  try {
    const answer = await here.inject({ url: '/vn/api/v1/me', headers: { 'x-api-key': 'lintas_vn_not_seen_before' } })
    expect(answer.statusCode).toBe(500)
  } finally {
    db.query = query
  }
})

test('an account is made with its role and a password said once; the event names nobody', async () => {
  const fresh = await newTrader()
  expect(events.map(event => [event.subject, event.act])).toEqual([
    ['organisation', 'register'],
    ['account', 'create'],
  ])
  expect(JSON.stringify(events.map(event => event.facts))).not.toContain('traders.example')
  const again = await as('administrator', 'POST', '/accounts', {
    email: fresh.email,
    name: 'Other',
    assignment: { role: 'officer', office: 'VN-HPH' },
  })
  expect([again.statusCode, again.json().code, again.json().issues[0].path]).toEqual([409, 'access.email-taken', 'email'])
})

test.each([
  ['an office for a trader', { role: 'trader', office: 'VNSGN' }, 400],
  ['a role that does not exist', { role: 'king' }, 400],
  ['an office that does not exist', { role: 'officer', office: 'VN-MOON' }, 422],
  ['an office of another state', { role: 'officer', office: 'SG-SIN' }, 422],
  ['an organisation that does not exist', { role: 'trader', organisationId: '00000000-0000-4000-8000-000000000000' }, 422],
])('an account is refused: %s', async (_, assignment, status) => {
  const answer = await as('administrator', 'POST', '/accounts', { email: 'x@y.example', name: 'X', assignment })
  expect(answer.statusCode).toBe(status)
})

test("a broker's account cannot act for a trader's organisation", async () => {
  const [trader] = (await as('administrator', 'GET', '/organisations'))
    .json()
    .items.filter((each: { kind: string }) => each.kind === 'trader')
  const assignment = { role: 'broker', organisationId: trader.id }
  const answer = await as('administrator', 'POST', '/accounts', { email: 'x@y.example', name: 'X', assignment })
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'access.organisation-kind'])
})

test('a role changes only with its newest version in view, and takes effect at once', async () => {
  const fresh = await newTrader()
  const { key } = await keyFor(fresh.id)
  const me = () => here.inject({ url: '/vn/api/v1/me', headers: { 'x-api-key': key } })
  expect((await me()).json().role).toBe('trader')
  const assign = (headers: Record<string, string>) =>
    as('administrator', 'PUT', `/accounts/${fresh.id}/assignment`, { role: 'officer', office: 'VN-HPH' }, headers)
  expect((await assign({})).statusCode).toBe(428)
  expect((await assign({ 'if-match': '"7"' })).statusCode).toBe(412)
  const done = await assign({ 'if-match': '"1"' })
  expect(done.json()).toMatchObject({ role: 'officer', office: 'VN-HPH', version: 2 })
  expect((await me()).json()).toMatchObject({ role: 'officer', office: 'VN-HPH', traderIds: [] })
})

test('a suspended account is out at once, its sessions and keys with it, and comes back when restored', async () => {
  const fresh = await newTrader()
  const { key } = await keyFor(fresh.id)
  const me = async () => (await here.inject({ url: '/vn/api/v1/me', headers: { 'x-api-key': key } })).statusCode
  expect(await me()).toBe(200)
  expect((await as('checker', 'POST', `/accounts/${fresh.id}/suspension`)).json()).toMatchObject({ suspended: true })
  expect(await me()).toBe(401)
  expect((await as('checker', 'DELETE', `/accounts/${fresh.id}/suspension`)).json()).toMatchObject({ suspended: false })
  expect(await me()).toBe(200)
})

test('nobody administers their own account', async () => {
  const me = (await as('administrator', 'GET', '/me')).json()
  for (const [method, path] of [
    ['POST', 'suspension'],
    ['POST', 'password'],
    ['POST', 'api-keys'],
  ] as const) {
    const answer = await as('administrator', method, `/accounts/${me.accountId}/${path}`, path === 'api-keys' ? { name: 'x' } : undefined)
    expect([path, answer.statusCode, answer.json().code]).toEqual([path, 409, 'access.own-account'])
  }
})

test('neither line of administration comes by an account of the other', async () => {
  const checker = (await as('checker', 'GET', '/me')).json().accountId
  const keys = (await as('checker', 'GET', `/accounts/${checker}/api-keys`)).json().items
  const assignment = { role: 'checker' }
  const attempts = [
    await as('administrator', 'POST', '/accounts', { email: 'second@checkers.example', name: 'S', assignment }),
    await as('administrator', 'POST', `/accounts/${checker}/password`),
    await as('administrator', 'POST', `/accounts/${checker}/api-keys`, { name: 'x' }),
    await as('administrator', 'POST', `/accounts/${checker}/suspension`),
    await as('administrator', 'DELETE', `/api-keys/${keys[0].id}`),
  ]
  expect(attempts.map(answer => [answer.statusCode, answer.json().code])).toEqual(Array(5).fill([403, 'access.other-line']))
  expect((await as('checker', 'GET', '/me')).statusCode).toBe(200)
  const fresh = await newTrader()
  const raised = await as('administrator', 'PUT', `/accounts/${fresh.id}/assignment`, assignment, { 'if-match': '"1"' })
  expect([raised.statusCode, raised.json().code]).toEqual([409, 'access.line-fixed'])
  const made = await as('checker', 'POST', '/accounts', { email: 'second@checkers.example', name: 'S', assignment })
  expect(made.statusCode).toBe(201)
})

test('a list goes on where its cursor points, to the last row and no further', async () => {
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const answer = await as('administrator', 'GET', `/accounts?limit=4${cursor === undefined ? '' : `&cursor=${cursor}`}`)
    const { items, next } = answer.json()
    expect(items.length).toBeLessThanOrEqual(4)
    seen.push(...items.map((item: { email: string }) => item.email))
    if (next === undefined) break
    cursor = next
  }
  expect(seen).toEqual([...new Set(seen)].sort())
  expect(seen).toEqual(expect.arrayContaining(accounts.map(each => each.email)))
  for (const query of ['limit=501', 'limit=0', 'cursor=bm9uc2Vuc2U'])
    expect((await as('administrator', 'GET', `/accounts?${query}`)).statusCode).toBe(400)
})

test('a broker acts for a trader from the first day of its mandate to the day before its last, and in its scope', async () => {
  const fresh = await newTrader()
  const { key } = await keyFor(fresh.id)
  const asTrader = (method: Method, path: string, payload?: object) =>
    here.inject({ method, url: `/vn/api/v1${path}`, headers: { 'x-api-key': key }, ...(payload === undefined ? {} : { payload }) })
  const act = async () => (await as('broker', 'POST', `/parcels/${fresh.traderId}`)).statusCode
  expect(await act()).toBe(404)

  const given = await asTrader('POST', '/mandates', {
    agentTraderId: 'BROKER-VN',
    scopes: ['import'],
    validFrom: '2030-01-01',
    validTo: '2030-02-01',
  })
  expect(given.statusCode).toBe(201)
  const days = [
    ['2029-12-31', 404],
    ['2030-01-01', 200],
    ['2030-01-31', 200],
    ['2030-02-01', 404],
  ] as const
  for (const [date, status] of days) {
    clock.moveTo(new Date(`${date}T05:00:00Z`))
    expect([date, await act()]).toEqual([date, status])
  }
  clock.moveTo(new Date('2030-01-15T05:00:00Z'))
  expect(await act()).toBe(200)
  const revoked = await asTrader('POST', `/mandates/${given.json().id}/revocation`)
  expect(revoked.json()).toMatchObject({ revokedAt: expect.any(String) })
  expect(await act()).toBe(404)
  expect((await asTrader('POST', `/mandates/${given.json().id}/revocation`)).statusCode).toBe(409)
  clock.moveTo(undefined)
})

test('a mandate is seen by the two it binds, and revoked by nobody but who gave it', async () => {
  const fresh = await newTrader()
  const { key } = await keyFor(fresh.id)
  const own = (await as('trader', 'GET', '/mandates')).json().items
  expect(own).toMatchObject([{ principal: { traderId: 'TRADER-VN' }, agent: { traderId: 'BROKER-VN' } }])
  expect((await as('broker', 'GET', '/mandates')).json().items).toEqual(expect.arrayContaining(own))
  const strange = { headers: { 'x-api-key': key } }
  expect((await here.inject({ url: '/vn/api/v1/mandates', ...strange })).json().items).toEqual([])
  const attempt = await here.inject({ method: 'POST', url: `/vn/api/v1/mandates/${own[0].id}/revocation`, ...strange })
  expect([attempt.statusCode, attempt.json().code]).toEqual([404, 'access.mandate-unknown'])
  expect((await as('broker', 'POST', `/mandates/${own[0].id}/revocation`)).statusCode).toBe(403)
})

test('a mandate is refused for every reason at once', async () => {
  const answer = await as('trader', 'POST', '/mandates', { agentTraderId: 'NOBODY', validFrom: '2026-02-01', validTo: '2026-01-01' })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().issues.map((issue: { code: string; path: string }) => [issue.code, issue.path])).toEqual([
    ['access.agent-unknown', 'agentTraderId'],
    ['access.mandate-period', 'validTo'],
  ])
})

test('an act under an Idempotency-Key is done once, however often and at once it is asked for', async () => {
  const body = { agentTraderId: 'BROKER-VN', validFrom: '2031-01-01' }
  const give = (payload: object) => as('trader', 'POST', '/mandates', payload, { 'idempotency-key': 'mandate-2031' })
  const answers = await Promise.all([give(body), give(body), give({ validFrom: '2031-01-01', agentTraderId: 'BROKER-VN' }), give(body)])
  expect(new Set(answers.map(answer => answer.statusCode))).toEqual(new Set([201]))
  expect(new Set(answers.map(answer => answer.body)).size).toBe(1)
  const rows = await ownerDb.query("SELECT 1 FROM mandate WHERE valid_from = '2031-01-01'")
  expect(rows).toHaveLength(1)

  const again = await give(body)
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([answers[0]?.body, 'true'])
  const other = await give({ ...body, validFrom: '2032-01-01' })
  expect([other.statusCode, other.json().code]).toEqual([409, 'request.idempotency-conflict'])
})

test('the same key of another caller is another key', async () => {
  const fresh = await newTrader()
  const { key } = await keyFor(fresh.id)
  const headers = { 'idempotency-key': 'mandate-2031', 'x-api-key': key }
  const payload = { agentTraderId: 'BROKER-VN', validFrom: '2031-01-01' }
  const answer = await here.inject({ method: 'POST', url: '/vn/api/v1/mandates', headers, payload })
  expect([answer.statusCode, answer.json().principal.traderId]).toEqual([201, fresh.traderId])
})

test.each(['', 'with space', 'x'.repeat(256)])("an Idempotency-Key is refused: '%s'", async key => {
  const answer = await as('trader', 'POST', '/mandates', {}, { 'idempotency-key': key })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.idempotency-key-malformed'])
})

test.each([
  ['public', undefined, false],
  ['trader', 'TRADER-VN', true],
  ['trader', 'OTHER', false],
  ['officer', 'OTHER', true],
] as const)('%s asking to act for %s', (role, traderId, allowed) => {
  const organisation = { id: '1', name: 'x', traderId: 'TRADER-VN' }
  const caller = { accountId: '1', role, traderIds: ['TRADER-VN'], ...(role === 'trader' ? { organisation } : {}) }
  expect(mayActFor(caller, traderId ?? 'TRADER-VN')).toBe(allowed)
})

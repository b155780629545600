import { readFileSync } from 'node:fs'
import { problemSchema, type TariffVersion } from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { type LawBook, openLawBook } from '@lintas/customs/reference'
import { TARIFF_LAW } from '@lintas/customs/tariff'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { movableClockOf } from '../platform/clock.ts'
import { createApp, listRoutes } from '../platform/http/index.ts'
import { directNeighbours } from '../platform/neighbours.ts'
import type { Caller, Database, NewEvent, Node } from '../platform/node.ts'
import { SILENT, testDatabase } from '../platform/testing/database.ts'
import { register, scheduleOn, schedulesOf } from './index.ts'

const database = await testDatabase()
const administrator = account('administrator')
const checker = account('checker')
const officer = account('officer')
const trader = account('trader')

const events: NewEvent[] = []
let process: Awaited<ReturnType<typeof startProcess>>
/** A second process of the same node, on the same database. */
let other: typeof process

beforeEach(async () => {
  await database.ownerDb.query('TRUNCATE tariff_version, tariff_line, tariff_heading, tariff_problem, tariff_decision, tariff_fault')
  process = await startProcess(database.db)
  other = await startProcess(database.db)
  events.length = 0
})

const FIRST = 'code,description_en,mfn,atiga\n0101,Horses,,\n01012100,Bred,0,0\n01012900,Other,5,0\n01019000,Asses,11*),0\n'
const SECOND = 'code,description_en,mfn,atiga\n0101,Horses,,\n01012100,Bred,0,*\n01012900,Other,"7,5",0\n01013010,Ponies,3,0\n'

test('a schedule takes effect when a second person has approved it, and not before', async () => {
  const proposed = await load(FIRST)
  expect(proposed).toMatchObject({ id: 'VN-2023-07-15-1', standing: 'proposed', lines: 3, headings: 1, rows: 4, problems: 1 })
  expect(await scheduleOn(process.node, day('2025-01-01'))).toBeUndefined()

  expect((await decide(proposed.id, administrator)).code).toBe('tariff.loader-may-not-approve')
  const approved = await decide(proposed.id, checker)
  expect(approved).toMatchObject({ standing: 'approved', decidedBy: checker.accountId })

  const schedule = await scheduleOn(process.node, day('2023-07-15'))
  expect(schedule?.version).toEqual({
    id: 'VN-2023-07-15-1',
    state: 'VN',
    validFrom: '2023-07-15',
    source: 'a gazette',
    confidence: 'official',
  })
  expect(schedule?.findLine('01012900')).toMatchObject({ row: 3, rates: { mfn: { kind: 'ad-valorem', percent: '5' } } })
  expect(schedule?.findLine('01019000')?.rates.mfn).toEqual({ kind: 'unknown', cell: '11*)' })
  expect(await scheduleOn(process.node, day('2023-07-14'))).toBeUndefined()
})

test('what was decided about a version is not decided again', async () => {
  const { id } = await load(FIRST)
  await decide(id, checker, 'rejected', 'the wrong gazette')
  expect((await decide(id, checker)).code).toBe('tariff.version-decided')
  expect(await get(`/tariff/versions/${id}`)).toMatchObject({ standing: 'rejected', reason: 'the wrong gazette' })
  expect(await scheduleOn(process.node, day('2025-01-01'))).toBeUndefined()
})

test('of two who approve at the same time one does, and one is told', async () => {
  const { id } = await load(FIRST)
  const answers = await Promise.all([decide(id, checker), decide(id, account('checker'))])
  expect(answers.map(answer => answer.standing ?? answer.code).sort()).toEqual(['approved', 'tariff.version-decided'])
  expect(events.filter(event => event.act === 'approve')).toHaveLength(1)
})

test('on a day the version that begins last is in force; of two that begin together, the one approved last', async () => {
  const [first, second, later] = [await load(FIRST), await load(SECOND), await load(SECOND, '2024-01-01')]
  expect([first.id, second.id, later.id]).toEqual(['VN-2023-07-15-1', 'VN-2023-07-15-2', 'VN-2024-01-01-1'])
  for (const { id } of [later, second, first]) await decide(id, checker)
  const on = async (text: string) => (await schedulesOf(process.node).versionOn(day(text)))?.id
  expect([await on('2023-12-31'), await on('2024-01-01'), await on('2030-01-01')]).toEqual([first.id, later.id, later.id])
})

test('versions that are loaded at the same time get numbers of their own', async () => {
  const loaded = await Promise.all(Array.from({ length: 5 }, () => load(FIRST)))
  expect(loaded.map(version => version.id).sort()).toEqual([1, 2, 3, 4, 5].map(number => `VN-2023-07-15-${number}`))
})

test('a new version shows what it changes in the one in force, as JSON and as CSV', async () => {
  await decide((await load(FIRST)).id, checker)
  const second = await load(SECOND, '2024-01-01')
  expect(second.changes).toEqual({ base: 'VN-2023-07-15-1', added: 1, removed: 1, changed: 2, unchanged: 0 })

  const page = await get(`/tariff/versions/${second.id}/diff?limit=3`)
  const rest = await get(`/tariff/versions/${second.id}/diff?limit=3&cursor=${page.next}`)
  expect([...page.items, ...rest.items].map(({ kind, code }: { kind: string; code: string }) => `${kind} ${code}`)).toEqual([
    'changed 01012100',
    'changed 01012900',
    'added 01013010',
    'removed 01019000',
  ])
  expect(rest.next).toBeUndefined()

  const csv = await request('GET', `/tariff/versions/${second.id}/diff.csv`, officer)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.body.split('\r\n')).toEqual([
    'change,code,column,from,to',
    'changed,01012100,atiga,0 %,*',
    'changed,01012900,mfn,5 %,7.5 %',
    'added,01013010,mfn,,3 %',
    'added,01013010,atiga,,0 %',
    'removed,01019000,mfn,? (11*)),',
    'removed,01019000,atiga,0 %,',
    '',
  ])
})

test('a cell that a spreadsheet would run as a formula is told as text', async () => {
  const { id } = await load('code,mfn\n01012100,=HYPERLINK(1)\n01012900,-\n')
  const { items } = await get(`/tariff/versions/${id}/problems`)
  expect(items).toEqual([
    {
      row: 1,
      column: 'mfn',
      cell: '=HYPERLINK(1)',
      code: 'tariff.cell-unreadable',
      message: 'This cell is no rate. The rate stays unknown.',
      commodityCode: '01012100',
    },
  ])
  const csv = await request('GET', `/tariff/versions/${id}/diff.csv`, officer)
  expect(csv.body).toContain("added,01012900,mfn,,'-")
})

test('problems are listed by row, a page at a time', async () => {
  const { id } = await load(`code,mfn\n01012100,0\n${Array.from({ length: 5 }, (_, index) => `0101290${index},x${index}`).join('\n')}\n`)
  const page = await get(`/tariff/versions/${id}/problems?limit=3`)
  const rest = await get(`/tariff/versions/${id}/problems?limit=3&cursor=${page.next}`)
  expect([...page.items, ...rest.items].map(({ row }: { row: number }) => row)).toEqual([2, 3, 4, 5, 6])
})

test('anyone may look up a line on a day, with who says so', async () => {
  await decide((await load(FIRST)).id, checker)
  const answer = await request('GET', '/tariff/lines/0101.29.00?on=2025-01-01', undefined)
  expect(answer.json()).toMatchObject({
    code: '01012900',
    on: '2025-01-01',
    version: { id: 'VN-2023-07-15-1', source: 'a gazette', confidence: 'official', sample: false },
    row: 3,
    headings: [{ code: '0101', description: { en: 'Horses' } }],
    description: { en: 'Other' },
    words: { mfn: '5 %', atiga: '0 %' },
  })
  const refused = async (path: string) => problemSchema.parse((await request('GET', path, undefined)).json())
  expect(await refused('/tariff/lines/01012900?on=2020-01-01')).toMatchObject({ status: 404, code: 'tariff.schedule-missing' })
  expect(await refused('/tariff/lines/010129?on=2025-01-01')).toMatchObject({ status: 404, code: 'tariff.code-incomplete' })
  expect(await refused('/tariff/lines/99999999?on=2025-01-01')).toMatchObject({ status: 404, code: 'tariff.code-unknown' })
  expect(await refused('/tariff/lines/01012900?on=2025-02-30')).toMatchObject({ status: 400 })
})

test('a code that ended is told apart from one that never was', async () => {
  await decide((await load(FIRST)).id, checker)
  await decide((await load(SECOND, '2024-01-01')).id, checker)
  const answer = await request('GET', '/tariff/lines/01019000?on=2025-01-01', undefined)
  expect(problemSchema.parse(answer.json())).toMatchObject({
    code: 'tariff.code-not-valid-on-day',
    issues: [{ params: { other: 'VN-2023-07-15-1' } }],
  })
})

test('an approval reaches every process of the node', async () => {
  expect(await scheduleOn(other.node, day('2025-01-01'))).toBeUndefined()
  await decide((await load(FIRST)).id, checker)
  await expect.poll(async () => (await scheduleOn(other.node, day('2025-01-01')))?.version.id).toBe('VN-2023-07-15-1')
})

test('loading and deciding are events, with the digest of the file and its counts', async () => {
  const { id, sha256 } = await load(FIRST)
  await decide(id, checker)
  expect(events.map(({ subject, subjectId, act, by }) => [subject, subjectId, act, by])).toEqual([
    ['tariff', id, 'load', administrator.accountId],
    ['tariff', id, 'approve', checker.accountId],
  ])
  expect(events[0]?.facts).toMatchObject({ version: id, sha256, lines: 3, problems: 1 })
})

test('the same request under the same key loads once', async () => {
  const headers = { 'idempotency-key': 'load-1' }
  const first = await upload(FIRST, '2023-07-15', headers)
  const again = await upload(FIRST, '2023-07-15', headers)
  expect(again.json()).toEqual(first.json())
  const { items } = await get('/tariff/versions')
  expect(items).toHaveLength(1)
  expect((await upload(SECOND, '2023-07-15', headers)).statusCode).toBe(409)
})

test.each([
  ['a table of something else', 'name,age\nAn,7\n', 422, 'tariff.file-without-codes'],
  ['a quote that never closes', 'code,mfn\n01012100,"5\n', 422, 'tariff.file-malformed'],
  ['an empty file', '', 422, 'tariff.file-without-lines'],
])('%s is refused whole, and nothing of it is kept', async (_, csv, status, code) => {
  const answer = await upload(csv, '2023-07-15')
  expect([answer.statusCode, problemSchema.parse(answer.json()).code]).toEqual([status, code])
  expect((await get('/tariff/versions')).items).toEqual([])
})

test('what is no CSV is refused by its kind, and a day that does not exist by its field', async () => {
  const json = await process.app.inject({
    method: 'POST',
    url: '/vn/api/v1/tariff/versions?validFrom=2023-07-15',
    payload: {},
    headers: as(administrator),
  })
  expect(json.statusCode).toBe(415)
  expect((await upload(FIRST, '2023-02-30')).statusCode).toBe(400)
})

test.each([
  ['POST', '/tariff/versions?validFrom=2023-07-15', 'officer', 403],
  ['POST', '/tariff/versions?validFrom=2023-07-15', 'trader', 403],
  ['POST', '/tariff/versions/VN-2023-07-15-1/approval', 'officer', 403],
  ['GET', '/tariff/versions', 'trader', 403],
  ['GET', '/tariff/versions', 'officer', 200],
  ['GET', '/tariff/versions/none', 'officer', 404],
  ['GET', '/tariff/versions/none/diff', 'officer', 404],
  ['GET', '/tariff/versions/none/problems', 'officer', 404],
])('%s %s by the %s is answered %i', async (method, path, role, status) => {
  expect((await request(method, path, role === 'trader' ? trader : officer)).statusCode).toBe(status)
})

test('every route says who may call it', () => {
  const mine = listRoutes(process.app).filter(route => route.path.includes('/tariff/'))
  expect(mine.length).toBeGreaterThan(0)
  expect(mine.every(route => route.who.length > 0)).toBe(true)
})

test('the running node may not change a version once it is loaded', async () => {
  const { id } = await load(FIRST)
  await expect(database.db.query('UPDATE tariff_line SET row = 0 WHERE version = $1', [id])).rejects.toThrow(/permission denied/)
  await expect(database.db.query('DELETE FROM tariff_version WHERE id = $1', [id])).rejects.toThrow(/permission denied/)
})

test('descriptions with tabs, line breaks and backslashes come back as they were', async () => {
  const { id } = await load('code,description_en,mfn\n01012100,"a\tb\nc\\N \\. d",0\n')
  expect((await schedulesOf(process.node).find(id))?.findLine('01012100')?.description).toEqual({ en: 'a\tb\nc\\N \\. d' })
})

test('a sample comes with the node, once, and gives way to any schedule that was approved', async () => {
  const [first, second] = await Promise.all([startProcess(database.db, sampleLaw()), startProcess(database.db, sampleLaw())])
  const { items } = await get('/tariff/versions')
  expect(items.map((version: TariffVersion) => [version.id, version.sample, version.standing, version.confidence])).toEqual([
    ['VN-2023-07-15-sample', true, 'approved', 'assumed'],
  ])
  const sample = await scheduleOn(first.node, day('2025-01-01'))
  expect(sample?.version).toMatchObject({ sample: true, confidence: 'assumed' })
  expect(sample?.findLine('61091010')).toBeDefined()

  await decide((await load(FIRST, '2022-12-30')).id, checker)
  await expect.poll(async () => (await scheduleOn(second.node, day('2025-01-01')))?.version.id).toBe('VN-2022-12-30-1')
  expect((await scheduleOn(second.node, day('2022-12-29')))?.version.id).toBeUndefined()
})

function account(role: Caller['role']): Caller {
  return { accountId: `${role}-${Math.random().toString(36).slice(2)}`, role, traderIds: [] }
}

/** A process of Viet Nam's node; who calls is said in a header. */
async function startProcess(db: Database, law: LawBook = openLaw([])) {
  const app = createApp({ log: SILENT })
  afterAll(() => app.close())
  const callers = new Map([administrator, checker, officer, trader].map(each => [each.accountId, each]))
  app.identify = request => {
    const id = String(request.headers['x-caller'] ?? '')
    return callers.get(id) ?? { accountId: id, role: id.startsWith('checker') ? 'checker' : 'public', traderIds: [] }
  }
  const nodes: Node[] = []
  await app.register(
    async http => {
      const node: Node = {
        state: 'VN',
        baseUrl: 'http://localhost:3000/vn',
        db,
        law,
        clock: movableClockOf('VN'),
        events: {
          append: async (_, given) => {
            events.push(...given)
            return given.map(() => '1')
          },
          prepare: () => {
            throw new Error('given events to prepare, needs none here')
          },
        },
        jobs: { every: () => undefined, work: () => undefined, send: async () => undefined, startDaily: async () => [] },
        neighbours: directNeighbours(),
        secrets: { keep: async (_, make) => make(), replace: async (_, change) => await change('') },
        log: SILENT,
        http,
        sandbox: true,
      }
      await register(node)
      nodes.push(node)
    },
    { prefix: '/vn' },
  )
  await app.ready()
  const [node] = nodes
  if (node === undefined) throw new Error('the node was not composed')
  return { app, node }
}

function openLaw(tables: Parameters<typeof openLawBook>[1]): LawBook {
  const law = openLawBook(TARIFF_LAW, tables, 'test')
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  return law.value
}

function sampleLaw(): LawBook {
  const file = new URL('../../../law/vn/schedule-sample.json', import.meta.url)
  return openLaw([{ file: 'schedule-sample.json', ...JSON.parse(readFileSync(file, 'utf8')) }])
}

function as(caller: Caller | undefined): Record<string, string> {
  return caller === undefined ? {} : { 'x-caller': caller.accountId }
}

async function request(method: string, path: string, caller: Caller | undefined) {
  return await process.app.inject({ method: method as 'GET', url: `/vn/api/v1${path}`, headers: as(caller) })
}

async function get(path: string) {
  return (await request('GET', path, officer)).json()
}

async function upload(csv: string, validFrom: string, headers: Record<string, string> = {}) {
  return await process.app.inject({
    method: 'POST',
    url: `/vn/api/v1/tariff/versions?validFrom=${validFrom}&source=a+gazette&confidence=official`,
    payload: csv,
    headers: { ...as(administrator), 'content-type': 'text/csv', ...headers },
  })
}

async function load(csv: string, validFrom = '2023-07-15'): Promise<TariffVersion> {
  const answer = await upload(csv, validFrom)
  expect(answer.statusCode).toBe(201)
  return answer.json()
}

async function decide(id: string, by: Caller, decision = 'approved', reason?: string) {
  const answer = await process.app.inject({
    method: 'POST',
    url: `/vn/api/v1/tariff/versions/${id}/approval`,
    payload: { decision, ...(reason === undefined ? {} : { reason }) },
    headers: as(by),
  })
  return answer.json()
}

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findSentence, problemSchema } from '@lintas/contract'
import { parseDeclaration } from '@lintas/customs/declaration'
import { decide } from '@lintas/customs/journey'
import { argumentsFor } from '@lintas/customs/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFile as readDocument } from './declaration/formats/read-file.ts'
import { listRoutes, type RouteEntry } from './platform/http/index.ts'
import { anyBaitText, anyFitting, anyLike, anyTextLike } from './testing/any-hostile.ts'
import { openGuardedNode } from './testing/guarded-node.ts'
import { bodyOf, CORPUS } from './testing/hostile-corpus.ts'

const root = resolve(import.meta.dirname, '../..')
const node = await openGuardedNode('VN')

/** How long each property is tried, in seconds; with `LINTAS_FUZZ_SECONDS=600` for a night, with `LINTAS_FUZZ_SEED` for what was seen before. */
const SECONDS = Number(process.env.LINTAS_FUZZ_SECONDS ?? 12)
const SEED = Number(process.env.LINTAS_FUZZ_SEED ?? Date.now() & 0x7fffffff)
const bounds = { seed: SEED, numRuns: SECONDS * 1000, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false }
const timeout = SECONDS * 3000 + 60_000
console.info(`fuzz: LINTAS_FUZZ_SEED=${SEED}, ${SECONDS} s a property`)

const document: unknown = JSON.parse(bodyOf({ document: { set: {}, without: [], swap: [] } }, 'FUZZ')?.toString() ?? '')
const xml = readFileSync(join(root, 'examples/vn-import-screws-form-d.xml'), 'utf8')
const csv = readFileSync(join(root, 'examples/th-import-item-lines.csv'), 'utf8')
const words = [...node.names.values(), 'VN', 'KH', 'USD', 'VND', 'VN-SGN', 'TRADER-VN', 'BROKER-VN', '61091010', 'atiga', 'document-check']

test('whatever bytes a file holds, they are read or refused', { timeout }, () => {
  const anyFile = fc.oneof(
    anyTextLike(xml).map(text => Buffer.from(text)),
    anyTextLike(csv).map(text => Buffer.from(text)),
    anyLike(document).map(value => Buffer.from(JSON.stringify(value) ?? '')),
    anyTextLike(xml).map(text => Buffer.from(text, 'utf16le')),
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  )
  fc.assert(
    fc.property(anyFile, bytes => {
      const { problems } = readDocument(bytes)
      expect(problems.filter(({ code }) => findSentence(code) === undefined)).toEqual([])
    }),
    bounds,
  )
})

/** The shirts of the journey's vectors, into three states, with the rate their schedule has. */
const CONSIGNMENTS = [
  { state: 'VN', document: 'shirts-into-viet-nam', schedule: { '61091010': { mfn: '20' } } },
  { state: 'SG', document: 'shirts-into-singapore', schedule: { '61091010': { mfn: '0' } } },
  { state: 'TH', document: 'shirts-into-thailand', schedule: { '61091010': { mfn: '30' } } },
] as const

test('whatever a declaration says, it is decided or refused with codes that have their sentences', { timeout }, () => {
  const cases = CONSIGNMENTS.map(each => argumentsFor({ ...each, registeredOn: '2026-03-10' }))
  const anyCase = fc.constantFrom(...cases).chain(each => anyLike(each.document).map(changed => ({ ...each, changed })))
  fc.assert(
    fc.property(anyCase, ({ changed, given, books }) => {
      const parsed = parseDeclaration(changed)
      const decided = parsed.ok ? decide(parsed.value, given, books) : parsed
      const issues = decided.ok ? decided.value.issues : decided.issues
      if (!decided.ok) expect(issues.filter(issue => issue.severity === 'error')).not.toEqual([])
      expect(issues.filter(({ code }) => findSentence(code) === undefined)).toEqual([])
    }),
    bounds,
  )
})

interface Shot {
  readonly route: RouteEntry
  readonly as: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | undefined
}

/** Moving the clock or ending the own session is no attack on anything; streams do not end. */
const LEFT_OUT = /\/sandbox\/clock|\/sign-out|\/stream|^GET \/vn\/\*$/

test('whatever is asked of whichever route, the answer is no failure of ours, and every refusal has a code', { timeout }, async () => {
  const routes = listRoutes(node.node.http).filter(({ method, path }) => method !== 'HEAD' && !LEFT_OUT.test(`${method} ${path}`))
  await fc.assert(
    fc
      .asyncProperty(fc.constantFrom(...routes).chain(anyShot), async shot => {
        const { status, contentType, body } = await fire(shot)
        expect(status, body).toBeLessThan(500)
        for (const key of node.keys.values()) expect(body).not.toContain(key)
        if (status < 400) return
        expect(contentType).toMatch(/^application\/problem\+json/)
        const { code, issues } = problemSchema.parse(JSON.parse(body))
        expect([code, ...issues.map(issue => issue.code)].filter(each => findSentence(each) === undefined)).toEqual([])
      })
      .afterEach(() => undefined),
    { ...bounds, reporter: report },
  )
})

/** Says what failed; with `LINTAS_FUZZ_KEEP=1` it becomes an input of the corpus, whose code somebody names once it is mended. */
function report(run: fc.RunDetails<[Shot]>): void {
  if (!run.failed) return
  const [shot] = run.counterexample ?? []
  if (shot !== undefined && process.env.LINTAS_FUZZ_KEEP === '1') keep(shot)
  throw new Error(fc.defaultReportMessage(run) ?? `failed with seed ${run.seed}`)
}

function keep({ route, as, path, headers, body }: Shot): void {
  const plain = [...node.names].reduce((text, [name, value]) => text.replaceAll(value, `{${name}}`), path.slice(node.prefix.length))
  const digest = createHash('sha256')
    .update(JSON.stringify([route.method, path, headers, body]))
    .digest('hex')
    .slice(0, 8)
  const input = {
    name: `found ${digest}: ${route.method} ${route.path}`,
    as,
    request: `${route.method} ${plain}`,
    headers,
    ...(body === undefined ? {} : { body }),
    expect: { status: 400, code: 'request.failed' },
  }
  mkdirSync(join(CORPUS, 'found'), { recursive: true })
  writeFileSync(
    join(CORPUS, 'found', `${digest}.json`),
    `${JSON.stringify({ about: 'Found by the fuzzer.', inputs: [input] }, undefined, 2)}\n`,
  )
}

function anyShot(route: RouteEntry): fc.Arbitrary<Shot> {
  return fc.record({
    route: fc.constant(route),
    as: fc.constantFrom(
      ...(route.who.includes('public') ? ['public', 'trader'] : [...route.who, ...route.who, ...route.who, 'stranger', 'public']),
    ),
    path: anyPath(route),
    headers: anyHeaders(),
    body: ['GET', 'DELETE'].includes(route.method) ? fc.constant(undefined) : anyBody(route),
  })
}

function anyPath({ path }: RouteEntry): fc.Arbitrary<string> {
  const anyParameter = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...node.names.values(), '1', '2', '61091010', '2026-03-10', 'withdraw') },
    { weight: 1, arbitrary: anyBaitText },
  )
  const names = [
    'limit',
    'cursor',
    'status',
    'office',
    'lane',
    'version',
    'on',
    'currency',
    'debtor',
    'localReference',
    'scope',
    'validFrom',
    'after',
  ]
  const anyQuery = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(anyBaitText, anyCursor)), { maxLength: 2 })
  const count = path.split(/:\w+|\*/).length - 1
  return fc.tuple(fc.array(anyParameter, { minLength: count, maxLength: count }), anyQuery).map(([parameters, query]) => {
    let next = 0
    const filled = path.replaceAll(/:\w+|\*/g, () => encoded(parameters[next++] ?? ''))
    return query.length === 0 ? filled : `${filled}?${query.map(([name, value]) => `${name}=${encoded(value)}`).join('&')}`
  })
}

const anyCursor = fc.jsonValue({ maxDepth: 1 }).map(value => Buffer.from(JSON.stringify(value)).toString('base64url'))

/** Half a surrogate pair cannot be written in an address; what stands for it can. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function anyHeaders(): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const plain = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 300)
  const names = [
    'if-match',
    'if-none-match',
    'idempotency-key',
    'accept-language',
    'accept',
    'range',
    'x-request-id',
    'cookie',
    'origin',
    'last-event-id',
  ]
  return fc.array(
    fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom('*', '"1"', '"2"', 'vi, th;q=0.5', 'same-key'), anyBaitText.map(plain))),
    { maxLength: 2 },
  )
}

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Record<string, unknown> }>> } }
        >
      >
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, Record<string, unknown>>> }
}
const description: Description = JSON.parse(readFileSync(join(root, 'contract/openapi.json'), 'utf8'))

function anyBody({ method, path }: RouteEntry): fc.Arbitrary<string | undefined> {
  const described = description.paths[path.slice(node.prefix.length).replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  const schema = described?.requestBody?.content['application/json']?.schema
  const find = (reference: string) => description.components.schemas[reference.split('/').at(-1) ?? ''] ?? {}
  const text = (value: unknown) => JSON.stringify(value) ?? ''
  const takesDocument = /\/(declarations|amendment|check|reading|drafts)$/.test(path)
  return fc.oneof(
    { weight: takesDocument ? 8 : 1, arbitrary: anyLike(document).map(text) },
    { weight: takesDocument ? 1 : 8, arbitrary: schema === undefined ? fc.constant(undefined) : anyFitting(schema, find, words).map(text) },
    {
      weight: schema === undefined || takesDocument ? 0 : 4,
      arbitrary: schema === undefined ? fc.constant('') : anyFitting(schema, find, words).chain(anyLike).map(text),
    },
    { weight: 1, arbitrary: fc.oneof(anyTextLike(xml), anyTextLike(csv)) },
  )
}

/** Sends without a port; what the address or a header cannot be there, a client could not have sent either. */
async function fire({ route, as, path, headers, body }: Shot) {
  const key = node.keys.get(as)
  const start = body?.trimStart() ?? ''
  const type = start.startsWith('<') ? 'application/xml' : /^[{["\d-]|^(true|false|null)$/.test(start) ? 'application/json' : 'text/csv'
  const answer = await node.inject({
    method: route.method as 'GET',
    url: path,
    headers: {
      ...(key === undefined ? {} : { 'x-api-key': key }),
      ...(body === undefined ? {} : { 'content-type': type }),
      ...Object.fromEntries(headers),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, contentType: String(answer.headers['content-type']), body: answer.body }
}

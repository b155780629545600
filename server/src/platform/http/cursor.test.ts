import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DemonstrationAccount, ensureDemonstration } from '../access/index.ts'
import { testNode } from '../testing/node.ts'

const { node, home, inject } = await testNode('VN')
await ensureDemonstration(home, [node])
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly 'x-roles': readonly string[]
}
const { paths } = (await inject({ url: '/vn/api/v1/openapi.json' })).json() as { paths: Record<string, Record<string, Operation>> }
const lists = Object.entries(paths).flatMap(([path, { get }]) =>
  get?.parameters?.some(each => each.name === 'cursor')
    ? [{ path: path.replaceAll(/\{\w+\}/g, '1'), role: get['x-roles'].at(-1) ?? '' }]
    : [],
)

async function statusOf(path: string, role: string, cursor: string): Promise<readonly [number, string]> {
  const apiKey = accounts.find(account => account.role === role)?.apiKey
  const url = `/vn${path}?cursor=${encodeURIComponent(cursor)}`
  const answer = await inject({ url, headers: apiKey === undefined ? {} : { 'x-api-key': apiKey } })
  return [answer.statusCode, answer.statusCode < 400 ? '' : answer.json().code]
}

const encode = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')

test('there are lists to ask', () => {
  expect(lists.length).toBeGreaterThan(10)
})

test.each(lists)('$path refuses a cursor that nobody wrote', async ({ path, role }) => {
  for (const cursor of [
    'x',
    '%%%',
    encode({}),
    encode(null),
    encode([]),
    encode([{}]),
    encode(['\0']),
    encode([-1, -1, -1]),
    encode([1e300]),
  ])
    expect([cursor, ...(await statusOf(path, role, cursor))]).toEqual([cursor, expect.toSatisfy(isRefusal), expect.stringMatching(/\./)])
})

test.each(lists)('$path fails at no cursor, whatever stands in it', async ({ path, role }) => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.integer(),
    fc.double(),
    fc.constantFrom('2026-02-30', '0000-01-01', '9999-99-99T00:00:00Z', '2026-01-01 00:00:00+00', '9'.repeat(18), 'USD', ''),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), async key => {
      const [status] = await statusOf(path, role, encode(key))
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 30 },
  )
})

function isRefusal(status: number): boolean {
  return status === 400 || status === 404 // a list below something that is not there
}

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CLONE } from '../config.ts'
import { testNode } from '../testing/node.ts'
import { documentSchemas } from './openapi.ts'

const { inject } = await testNode('VN')
const contract = join(CLONE, 'contract')
const written = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`

interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security: object[]; readonly responses: object }>>>>
}

async function describe(): Promise<Description> {
  const answer = await inject({ url: '/vn/api/v1/openapi.json' })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('the committed description of the API is the one that the routes give (npm run openapi writes it)', async () => {
  await expect(written(await describe())).toMatchFileSnapshot(join(contract, 'openapi.json'))
})

test.each(Object.entries(documentSchemas()))(
  'the committed JSON Schema of the %s is the one that its zod schema gives',
  async (name, schema) => {
    await expect(written(schema)).toMatchFileSnapshot(join(contract, 'schemas', `${name}.schema.json`))
  },
)

test('every operation says who may call it and how it refuses, in OpenAPI 3.1', async () => {
  const { openapi, paths } = await describe()
  expect(openapi).toBe('3.1.0')
  const operations = Object.values(paths).flatMap(path => Object.values(path))
  expect(operations.length).toBeGreaterThan(10)
  for (const operation of operations) {
    expect(operation).toMatchObject({
      security: expect.any(Array),
      responses: { default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    })
  }
})

test('every reference leads somewhere', async () => {
  const description = await describe()
  const text = JSON.stringify(description)
  for (const [, path] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = (path ?? '').split('/').reduce<unknown>((inner, step) => (inner as Record<string, unknown>)?.[step], description)
    expect([path, typeof found]).toEqual([path, 'object'])
  }
})

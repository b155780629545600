import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createApp } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { SILENT } from '../platform/testing/database.ts'
import { type CheckedIn, checkReading } from './check.ts'
import { registerCheck } from './check-routes.ts'
import { readFile } from './formats/read-file.ts'

const samplesFolder = fileURLToPath(new URL('../../../../shared/data/samples/wco-dec/', import.meta.url))
const samplesAreHere = existsSync(samplesFolder)
const whereSamples = samplesAreHere ? '' : ' (skipped: ../shared/data/samples is not here)'
const samples = samplesAreHere ? readdirSync(samplesFolder).filter(name => name.endsWith('.xml')) : []

const DEC = 'urn:wco:datamodel:WCO:DEC-DMS:2'
const message = (inner: string) => Buffer.from(`<Declaration xmlns="${DEC}">\n${inner}\n</Declaration>`)

test('a file is told what it is, how much is in it, and everything that is wrong, each with its sentence and its line', () => {
  const checked = checkFile(
    message(
      '<TypeCode>IMA</TypeCode>\n<GoodsItemQuantity>2</GoodsItemQuantity>\n<GoodsShipment>\n<Destination><CountryCode>ZG</CountryCode></Destination>\n</GoodsShipment>',
    ),
    undefined,
  )
  expect(checked).toEqual({
    format: 'wco-dec',
    version: null,
    items: 0,
    problems: [
      {
        code: 'declaration.country-unknown',
        severity: 'error',
        path: 'destinationCountry',
        message: 'There is no country ZG in ISO 3166-1. Give its code of two letters.',
        line: 5,
        column: null,
      },
      {
        code: 'declaration.item-count-differs',
        severity: 'error',
        path: 'declaredItemCount',
        message: 'There are 0 goods items, and 2 are declared.',
        line: 3,
        column: null,
      },
    ],
    summary: { errors: 2, warnings: 0, hints: 0 },
  })
})

test('of more problems than anybody mends at once, a thousand are told and all are counted', () => {
  const items = Array.from({ length: 1200 }, (_, index) => `{"sequence":${index},"originCountry":"ZN"}`)
  const { problems, summary } = checkFile(Buffer.from(`{"goodsItems":[${items.join(',')}]}`))
  expect(problems).toHaveLength(1001)
  expect(problems.at(-1)).toMatchObject({ code: 'format.more-problems', severity: 'hint' })
  expect(summary).toEqual({ errors: 1200, warnings: 0, hints: 1 })
})

test('in JSON a problem has its line and column', () => {
  const checked = checkFile(Buffer.from('{\n  "destinationCountry": "ZG"\n}'))
  expect(checked.problems).toMatchObject([{ code: 'declaration.country-unknown', line: 2, column: 3 }])
})

test.each([
  ['JSON', '{}'],
  ['XML', '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><!-- nothing --></Declaration>'],
])('a declaration with nothing in it is refused, in %s', (_, text) => {
  expect(checkFile(Buffer.from(text))).toMatchObject({ items: 0, problems: [{ code: 'format.declaration-empty', line: 1 }] })
})

test.each([
  ['JSON', '{"goodsItems":[{"sequence":1},{"sequence":2,"originCountry":704}]}'],
  ['CSV', 'commodity_code,amount,currency\n61091010,10.00,USD\n61091020,"1,5",USD\n'],
])('the goods items of a file are counted where no document could be made of it, in %s', (_, text) => {
  const { items, summary } = checkFile(Buffer.from(text))
  expect(items).toBe(2)
  expect(summary.errors).toBeGreaterThan(0)
})

describe('what others wrote for another customs', () => {
  /** What a rule that holds everywhere finds wrong in the samples: invented countries, mistyped check digits, sums that do not add up. */
  const TRUE_EVERYWHERE = [
    'declaration.country-unknown',
    'declaration.container-check-digit',
    'declaration.packages-differ',
    'format.xml-malformed',
  ]

  test.skipIf(!samplesAreHere)(`has no error but those of rules that hold everywhere${whereSamples}`, () => {
    const checked = samples.map(name => ({ name, ...checkFile(readFileSync(join(samplesFolder, name))) }))
    const errors = checked.flatMap(({ name, problems }) =>
      problems.filter(({ severity }) => severity === 'error').map(({ code }) => ({ name, code })),
    )
    expect(errors.filter(({ code }) => !TRUE_EVERYWHERE.includes(code))).toEqual([])
    expect(new Set(errors.map(({ name }) => name)).size).toBeLessThan(samples.length / 4)
    expect(checked.filter(({ summary }) => summary.errors === 0).length).toBeGreaterThan(0)
  })

  test.skipIf(!samplesAreHere)(
    `is read in full: each names its version and its items, and two are refused with line and column${whereSamples}`,
    () => {
      const checked = samples.map(name => checkFile(readFileSync(join(samplesFolder, name))))
      const malformed = checked.filter(({ problems }) => problems.some(({ code }) => code === 'format.xml-malformed'))
      expect(malformed).toHaveLength(2)
      for (const { format, problems } of malformed) {
        expect(format).toBe('wco-dec')
        expect(problems).toEqual([expect.objectContaining({ line: expect.any(Number), column: expect.any(Number) })])
      }
      expect(checked.every(({ format, version }) => format === 'wco-dec' && (version === '3.6' || version === '3.7'))).toBe(true)
      expect(checked.filter(({ items }) => items > 0).length).toBeGreaterThan(150)
    },
  )
})

describe('over HTTP', () => {
  async function post(body: Buffer | string, headers: Record<string, string>, query = '') {
    const app = createApp({ log: SILENT })
    await app.register(async http => registerCheck({ http } as unknown as Node), { prefix: '/vn' })
    const answer = await app.inject({ method: 'POST', url: `/vn/api/v1/declarations/check${query}`, payload: body, headers })
    await app.close()
    return answer
  }

  test.each([
    ['application/json', '{"type":"IM4",}', 'lintas-json', 'format.json-malformed'],
    ['application/xml', '<a>', 'unknown', 'format.xml-malformed'],
    ['text/csv', 'commodity_code,description\n', 'csv', 'format.record-missing'],
    ['application/octet-stream', '', 'unknown', 'format.empty'],
    ['image/png', 'PK\u0003\u0004', 'unknown', 'format.archive'],
  ])('a body sent as %s is judged by what is in it', async (type, body, format, code) => {
    const answer = await post(body, { 'content-type': type })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ format, problems: [{ code }], summary: { errors: 1 } })
  })

  test('more than ten megabytes are refused before they are read', async () => {
    const answer = await post(Buffer.alloc(10 * 1024 * 1024 + 1, 0x20), { 'content-type': 'application/octet-stream' })
    expect(answer.statusCode).toBe(413)
  })

  test('anybody may ask, but only for a scope there is', async () => {
    const answer = await post('{}', { 'content-type': 'application/json' }, '?scope=galaxy')
    expect(answer.statusCode).toBe(400)
  })
})

function checkFile(bytes: Uint8Array, checkedIn?: CheckedIn) {
  return checkReading(readFile(bytes), checkedIn)
}

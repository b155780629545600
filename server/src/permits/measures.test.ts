import type { MeasuresAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../platform/testing/node.ts'

const singapore = await testNode('SG')
const ask = (query: string) => singapore.inject({ url: `/sg/api/v1/measures${query}` })

test('anybody asks what goods need: each measure with its document, its law, and that others may apply', async () => {
  const answer = await ask('?code=290371&on=2026-11-22')
  expect(answer.statusCode).toBe(200)
  const { known, measures }: MeasuresAnswer = answer.json()
  expect(known).toBe('some')
  expect(measures).toMatchObject([
    {
      kind: 'restriction',
      concerns: 'all',
      severity: 'error',
      document: { name: 'import licence', types: ['911'] },
      confidence: 'assumed',
    },
  ])
})

test('before any row is in force nothing is on file, and that is said', async () => {
  const { known, measures }: MeasuresAnswer = (await ask('?code=290371&on=1999-01-01')).json()
  expect({ known, measures }).toEqual({ known: 'none', measures: [] })
})

test('origin and destination narrow what is asked', async () => {
  const kinds = async (query: string) => ((await ask(query)).json() as MeasuresAnswer).measures.map(each => each.kind)
  expect(await kinds('?code=84713020&on=2026-11-22&origin=KP')).toEqual(['prohibition'])
  expect(await kinds('?code=84713020&on=2026-11-22&origin=VN')).toEqual([])
  expect(await kinds('?code=28121100&on=2026-11-22&direction=export&destination=EG')).toEqual(['control-list'])
})

test('the file has a line for each measure', async () => {
  const answer = await ask('.csv?code=29&on=2026-11-22')
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  const lines = answer.body.trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^state,on,known,id,kind,name,direction,concerns,/)
  expect(lines.filter(line => line.startsWith('SG,2026-11-22,some,SG-MEASURE-')).length).toBe(2)
})

test.each([
  ['?code=2903x', 'request.field-format'],
  ['?code=2', 'request.field-format'],
  ['', 'request.field-missing'],
  ['?code=2903&direction=transit', 'request.field-value'],
  ['?code=2903&on=2026-02-30', 'request.field-format'],
])('%s is refused', async (query, code) => {
  const answer = await ask(query)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().issues[0].code).toBe(code)
})

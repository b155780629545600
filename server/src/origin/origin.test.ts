import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OriginCoverage, OriginDetermination, OriginRuleAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { CLONE } from '../platform/config.ts'
import { testNode } from '../platform/testing/node.ts'

const { inject } = await testNode('VN')
const EXAMPLES = join(CLONE, 'examples/origin')
const read = (file: string): object => JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8'))
const determine = (payload: object) => inject({ method: 'POST', url: '/vn/api/v1/origin/determinations', payload })

test('anyone asks whether a good originates; every step says what it rests on, in whole sentences', async () => {
  for (const file of globSync('*.json', { cwd: EXAMPLES })) {
    const answer = await determine(read(file))
    expect([file, answer.statusCode]).toEqual([file, 200])
    const { trace, toQualify } = answer.json<OriginDetermination>()
    expect([file, trace.filter(each => each.source === '')]).toEqual([file, []])
    const broken = [...trace, ...toQualify].filter(({ message }) => /[{}]|^origin\.|undefined/.test(message))
    expect([file, broken]).toEqual([file, []])
  }
})

test('two materials that do not change heading are named, with what is tolerated and what would help', async () => {
  const answer = (await determine(read('de-minimis-exceeded.json'))).json<OriginDetermination>()
  expect(answer).toMatchObject({ status: 'not-originating', rvc: { method: 'indirect', percent: '28.70' } })
  expect(answer.toQualify.map(each => each.message)).toContain(
    '2 lines (1, 2) do not make the change CTH; together 11.30 % of FOB, and 10.00 % is tolerated. Buy lines of them worth at least USD 13.00 as originating, or from materials classified elsewhere.',
  )
})

test('what cannot be determined is refused with every reason and where it stands', async () => {
  const question = { ...read('content-of-forty.json'), materialsHsVersion: '2017', productRule: { rule: 'RVC of 40', source: 'x' } }
  const answer = await determine(question)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().issues.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual([
    ['origin.hs-version-differs', 'materialsHsVersion'],
    ['origin.rule-malformed', 'productRule.rule'],
  ])
  expect((await determine({ ...question, exporter: 'CN' })).statusCode).toBe(400)
})

test('a rule is told in words with its source; one that is not on file is told to be missing', async () => {
  const explain = async (code: string) => (await inject({ url: `/vn/api/v1/origin/rules/${code}` })).json<OriginRuleAnswer>()
  const shirt = await explain('61091010')
  expect(shirt).toMatchObject({ kind: 'product', whole: false, rules: [{ ref: 'C 76', code: '610910', rule: 'PROCESS apparel' }] })
  expect(shirt.rules[0]?.words).toEqual(['Apparel and tents (list C): cutting and assembly, from raw, unbleached or finished fabric'])
  expect(shirt.rules[0]?.legalRef).toBe('ATIGA art. 28.2; Annex 3, Attachment 1')
  expect(await explain('84138119')).toMatchObject({ kind: 'not-loaded', rules: [] })
  expect((await inject({ url: '/vn/api/v1/origin/rules/779900' })).statusCode).toBe(404)
})

test('the coverage names each chapter', async () => {
  const { chapters } = (await inject({ url: '/vn/api/v1/origin/coverage' })).json<OriginCoverage>()
  expect(chapters).toHaveLength(96)
  expect(chapters.filter(each => each.coverage === 'none')).toHaveLength(69)
})

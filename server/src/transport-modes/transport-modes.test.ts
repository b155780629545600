import type { ModeComparisonAnswer, ModePackAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../platform/testing/node.ts'

const thailand = await testNode('TH')
const ask = (path: string) => thailand.inject({ url: `/th/api/v1${path}` })

test('anybody compares two modes: what differs comes first, each with its sentence and its law', async () => {
  const answer = await ask('/modes/differences?from=air&to=land&on=2026-11-22')
  expect(answer.statusCode).toBe(200)
  const { state, on, differing, subjects }: ModeComparisonAnswer = answer.json()
  expect({ state, on, differing }).toEqual({ state: 'TH', on: '2026-11-22', differing: 4 })
  expect(subjects.map(each => each.same)).toEqual([...subjects.map(each => each.same)].sort())
  const document = subjects.find(each => each.subject === 'transport-document')
  expect(document).toMatchObject({
    subject: 'transport-document',
    from: [{ message: 'An import names its transport document.', basis: { by: 'rule', id: 'V15' }, modes: ['4'] }],
    to: [{ message: 'An import may be declared without a transport document.', modes: ['2', '3'] }],
  })
  for (const { from, to } of subjects) {
    for (const { message, basis } of [...from, ...to]) {
      expect(message).not.toContain('{')
      expect([basis.legalRef, basis.source]).not.toContain('')
    }
  }
})

test('the pack of a mode of several says which of them a provision is for, and risk is not spoken of', async () => {
  const pack: ModePackAnswer = (await ask('/modes/land?on=2026-11-22')).json()
  expect(pack.modes).toEqual(['2', '3'])
  const offices = pack.subjects.find(each => each.subject === 'office')?.provisions ?? []
  expect(offices.find(each => each.params.office === 'TH-MSO')?.modes).toEqual(['3'])
  expect(pack.alike.map(each => each.kind)).toContain('service-target')
  expect(JSON.stringify(pack)).not.toContain('risk')
})

test('the law of the day that is named is told', async () => {
  const freight = async (on: string) => {
    const { subjects }: ModePackAnswer = (await ask(`/modes/sea?on=${on}`)).json()
    return subjects.find(each => each.about === 'freight')?.provisions.map(each => each.basis.id)
  }
  expect(await freight('2017-11-12')).toBeUndefined()
  expect(await freight('2017-11-13')).toEqual(['TH-DEEMED-FREIGHT-SEA'])
})

test('the file has a line for each provision, and one where a side says nothing', async () => {
  const answer = await ask('/modes/differences.csv?from=air&to=maritime&on=2026-11-22')
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  const lines = answer.body.trimEnd().split('\r\n')
  expect(lines[0]).toBe('state,subject,about,same,mode,says,scope,express,modes,by,id,legal_ref,source,confidence')
  expect(lines).toContain('TH,deemed-charge,freight,different,air,,,,,,,,,')
  expect(lines.find(line => line.includes('TH-DEEMED-FREIGHT-SEA'))).toMatch(/^TH,deemed-charge,freight,different,maritime,.*,assumed$/)
})

test.each([
  ['/modes/differences?from=air&to=air', 400, 'transport-modes.pair-equal'],
  ['/modes/differences?from=air&to=moon', 400, 'request.field-value'],
  ['/modes/differences?from=air', 400, 'request.field-missing'],
  ['/modes/moon', 400, 'request.field-value'],
  ['/modes/air?on=2026-02-30', 400, 'request.field-format'],
])('%s is refused', async (path, status, code) => {
  const answer = await ask(path)
  expect(answer.statusCode).toBe(status)
  expect(answer.json().issues[0].code).toBe(code)
})

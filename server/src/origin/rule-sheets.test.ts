import type { LoadedRuleSheet, LoadedRuleSheetDetail, OriginCoverage, OriginDetermination, OriginRuleAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, officer, openLodgingDesk, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { SHEET_HEAD as head, SHEET_ROWS as rows } from './testing/made-up-sheet.ts'

const desk = await openLodgingDesk('VN')
const load = (change: object = {}, caller = administrator) =>
  desk.call<LoadedRuleSheetDetail>(caller, 'POST', '/origin/rule-sheets', { head, rows, reason: 'As the gazette prints it.', ...change })
const decide = (id: string, body: object = { decision: 'activated' }, caller = checker) =>
  desk.call<LoadedRuleSheet>(caller, 'POST', `/origin/rule-sheets/${id}/decision`, body)
const ruleOf = async (code: string, on: string = TODAY) =>
  (await desk.call<OriginRuleAnswer>(trader('VN-0101'), 'GET', `/origin/rules/${code}?on=${on}`)).body
const coverageOf = async (chapter: string) =>
  (await desk.call<OriginCoverage>(trader('VN-0101'), 'GET', `/origin/coverage?on=${TODAY}`)).body.chapters.find(
    each => each.chapter === chapter,
  )?.coverage
const pump = {
  exporter: 'VN',
  importer: 'TH',
  on: TODAY,
  good: { code: '84137011', fob: { amount: '100', currency: 'USD' }, concession: 'granted', exporterRatePercent: '0' },
  materials: [
    { line: '1', code: '84139190', value: { amount: '70', currency: 'USD' }, origin: { status: 'non-originating', country: 'CN' } },
  ],
}
const determined = async () => (await desk.call<OriginDetermination>(trader('VN-0101'), 'POST', '/origin/determinations', pump)).body.status

test('a sheet one person loads counts once another activates it, changes the coverage, and is withdrawn at once', async () => {
  expect([await determined(), await coverageOf('84'), (await ruleOf('84137011')).kind]).toEqual(['provisional', 'none', 'not-loaded'])
  const loaded = await load()
  expect(loaded.body).toMatchObject({
    status: 'loaded',
    rows: 1,
    changes: [{ chapter: '84', before: 'none', after: 'whole', rowsAfter: 1 }],
  })
  const { id } = loaded.body
  expect(await coverageOf('84')).toBe('none')
  expect((await decide(id, undefined, administrator)).body).toMatchObject({ code: 'origin.sheet-yourself' })
  expect((await decide(id)).body.status).toBe('current')
  expect([await determined(), await coverageOf('84')]).toEqual(['originating', 'whole'])
  expect(await ruleOf('84137011')).toMatchObject({ kind: 'product', whole: true, rules: [{ ref: 'M 1' }] })
  expect((await ruleOf('84151010')).kind).toBe('general')
  expect((await ruleOf('84137011', '2025-12-31')).kind).toBe('not-loaded')

  const next = await load({ rows: 'code,ex,rule,ref\n8413,,WO,M 1\n' })
  expect((await decide(next.body.id)).body.status).toBe('current')
  expect(await determined()).toBe('not-originating')
  const list = await desk.call<{ items: readonly LoadedRuleSheet[] }>(officer('VN-SGN'), 'GET', '/origin/rule-sheets')
  expect(list.body.items.map(each => each.status)).toEqual(['current', 'replaced'])
  expect((await desk.call(officer('VN-SGN'), 'GET', `/origin/rule-sheets/${id}/rows.csv`)).text).toBe(rows)

  const reason = { reason: 'Misread: the annex prints another rule.' }
  const withdraw = (sheet: string) => desk.call<LoadedRuleSheet>(administrator, 'POST', `/origin/rule-sheets/${sheet}/withdrawal`, reason)
  expect((await withdraw(id)).body).toMatchObject({ code: 'origin.sheet-not-current' })
  expect((await withdraw(next.body.id)).body.status).toBe('withdrawn')
  expect([await determined(), await coverageOf('84')]).toEqual(['provisional', 'none'])
})

test('rows that do not read are told each by its place, and only administrators load', async () => {
  const wrong = await load({ rows: 'code,ex,rule,ref\n8413,,RVC,M 1\n84x,,CTH,M 1\n' })
  expect(wrong.status).toBe(422)
  expect(
    (wrong.body as unknown as { issues: readonly { code: string; path: string }[] }).issues.map(each => `${each.code} ${each.path}`),
  ).toEqual(['origin.rule-malformed row 2', 'origin.rule-code-malformed row 3'])
  expect((await load({}, officer('VN-SGN'))).status).toBe(403)
  const { id } = (await load()).body
  expect((await decide(id, { decision: 'refused', reason: 'The source is missing.' })).body.status).toBe('refused')
  expect((await decide(id)).body).toMatchObject({ code: 'origin.sheet-decided' })
  expect(await coverageOf('84')).toBe('none')
})

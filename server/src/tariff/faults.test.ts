import type { TariffFault, TariffReport, TariffVersion } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, checker, officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { PUBLIC } from '../platform/http/index.ts'

const desk = await openLodgingDesk('VN')
const customs = officer('VN-SGN')
const told = { code: '61091010', field: 'rate', column: 'mfn', text: 'The decree says 18 %. I am An, 0901 234 567.' }

const tell = (body: object) => desk.call<TariffFault & { code: string }>(PUBLIC, 'POST', '/tariff/faults', body)
const list = async (query = '') => (await desk.call<{ items: TariffFault[] }>(PUBLIC, 'GET', `/tariff/faults${query}`)).body.items
const judge = (number: string, act: string, words = 'It is 18 % since January.') =>
  desk.call<TariffReport & { code: string }>(customs, 'POST', `/tariff/faults/${number}/decision`, { act, words })

test('anybody tells of a fault, once; everybody reads that it was told, customs alone what was written; then what customs says', async () => {
  const { status, body } = await tell(told)
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ standing: 'reported', code: '61091010', version: 'VN-2023-07-15-sample' }),
  ])
  expect((await tell(told)).body.number).toBe(body.number)
  const seen = await desk.inject({ url: '/vn/api/v1/tariff/faults' })
  const csv = await desk.inject({ url: '/vn/api/v1/tariff/faults.csv' })
  expect(`${seen.body}${csv.body}`).not.toContain('0901')
  expect((await list('?code=6109')).map(each => each.number)).toEqual([body.number])
  expect(await list('?code=62')).toEqual([])

  const reports = await desk.call<{ items: TariffReport[] }>(customs, 'GET', '/tariff/fault-reports')
  expect(reports.body.items).toMatchObject([{ report: told.text, acts: ['confirm', 'mend', 'reject'] }])
  expect((await judge(body.number, 'confirm')).body).toMatchObject({ standing: 'confirmed', acts: ['mend', 'reject'] })
  expect((await judge(body.number, 'confirm')).body.code).toBe('tariff.fault-decided')
  desk.moveTo('2026-03-20T05:00:00Z')
  await judge(body.number, 'mend', '=Mended by the second annex.')
  expect(await list('?standing=mended')).toMatchObject([
    { what: '=Mended by the second annex.', knownSince: '2026-03-10', mendedOn: '2026-03-20' },
  ])
  expect((await desk.inject({ url: '/vn/api/v1/tariff/faults.csv' })).body).toContain(",'=Mended by the second annex.,2026-03-10,")
  expect((await judge('VN-F-999', 'reject')).status).toBe(404)
  expect((await judge(body.number.replace('VN', 'TH'), 'reject')).status).toBe(404)
})

test('what a file has wrong is on the list when its version is approved, and mended by the version that has it no more', async () => {
  const approve = async (csv: string, from: string) => {
    const loaded = await desk.call<TariffVersion>(administrator, 'POST', `/tariff/versions?validFrom=${from}`, csv, {
      'content-type': 'text/csv',
    })
    const decided = await desk.call(checker, 'POST', `/tariff/versions/${loaded.body.id}/approval`, { decision: 'approved' })
    expect(decided.status).toBe(200)
    return loaded.body.id
  }
  const files = async () =>
    (await list()).filter(each => each.foundBy === 'file').map(({ code, column, standing, mendedIn }) => [code, column, standing, mendedIn])
  await approve('code,mfn\n01012100,x5\n01012900,y5\n', '2025-01-01')
  expect((await files()).toSorted()).toEqual([
    ['01012100', 'mfn', 'confirmed', undefined],
    ['01012900', 'mfn', 'confirmed', undefined],
  ])
  const second = await approve('code,mfn\n01012100,5\n01012900,y5\n', '2026-01-01')
  await approve('code,mfn\n01012100,z5\n01012900,5\n', '2024-01-01')
  expect((await files()).toSorted()).toEqual([
    ['01012100', 'mfn', 'mended', second],
    ['01012900', 'mfn', 'confirmed', undefined],
  ])
})

test.each([
  ['no words', { ...told, text: '  ' }],
  ['control characters', { ...told, text: 'a\u0000b\u001b[2J' }],
  ['a code that is none', { ...told, code: "1'; DROP TABLE tariff_fault" }],
  ['a column that is none', { ...told, column: '=HYPERLINK(1)' }],
  ['a book', { ...told, text: 'x'.repeat(1_001) }],
  ['a name', { ...told, name: 'An' }],
])('a report with %s is refused', async (_, body) => {
  expect((await tell(body)).status).toBe(400)
})

test('a flood of reports is stopped', async () => {
  await desk.ownerDb.query(
    `INSERT INTO tariff_fault (found_by, standing, field, report, report_sha256, known_since, reported_at)
     SELECT 'report', 'reported', 'other', 'flood', sha256(n::text::bytea), '2026-03-10', now() FROM generate_series(1, 1000) n`,
  )
  expect((await tell({ ...told, text: 'one more' })).body.code).toBe('tariff.faults-waiting')
  await desk.ownerDb.query("DELETE FROM tariff_fault WHERE report = 'flood'")
})

test('who is not of customs reads no report and decides nothing', async () => {
  expect((await desk.call(trader('VN-0101'), 'GET', '/tariff/fault-reports')).status).toBe(403)
  const decision = { act: 'reject', words: 'No, it is right.' }
  expect((await desk.call(trader('VN-0101'), 'POST', '/tariff/faults/VN-F-1/decision', decision)).status).toBe(403)
})

import { expect, test } from 'vitest'
import { officer, openLodgingDesk, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')

interface Draft {
  readonly id: string
  readonly revision: number
  readonly document: ReturnType<typeof shirts>
}

const begin = async (reference: string) => (await desk.call<Draft>(importer, 'POST', '/drafts', shirts(reference))).body
const matching = (revision: number) => ({ 'if-match': `"${revision}"` })

test('a draft is written, edited field by field, and lodged; then it is a draft no more', async () => {
  const { id, revision } = await begin('DRAFT-1')
  const edit = { totalPackages: 20, invoice: null, importer: { name: 'May Sài Gòn JSC' } }
  expect((await desk.call(importer, 'PATCH', `/drafts/${id}`, edit)).status).toBe(428)
  const edited = await desk.call<Draft>(importer, 'PATCH', `/drafts/${id}`, edit, matching(revision))
  expect(edited.body.document.importer).toEqual({ id: 'VN-0101', name: 'May Sài Gòn JSC' })
  expect(edited.body.document.invoice).toBeUndefined()
  expect((await desk.call(importer, 'PATCH', `/drafts/${id}`, edit, matching(revision))).status).toBe(412)

  const lodged = await desk.call(importer, 'POST', `/drafts/${id}/lodging`, undefined, matching(edited.body.revision))
  expect([lodged.status, lodged.body.status]).toEqual([201, 'payment-due'])
  expect((await desk.call(importer, 'GET', `/drafts/${id}`)).status).toBe(404)
})

test('a draft says which version it is, when it is begun, read and edited', async () => {
  const begun = await desk.call<Draft>(importer, 'POST', '/drafts', { localReference: 'DRAFT-5' })
  const path = `/drafts/${begun.body.id}`
  const read = await desk.call<Draft>(importer, 'GET', path)
  const edited = await desk.call<Draft>(importer, 'PATCH', path, { type: 'IM4' }, { 'if-match': String(read.headers.etag) })
  expect(edited.status).toBe(200)
  for (const { headers, body } of [begun, read, edited]) expect(headers.etag).toBe(`"${body.revision}"`)
  const known = await desk.call(importer, 'GET', path, undefined, { 'if-none-match': String(edited.headers.etag) })
  expect([known.status, known.text]).toEqual([304, ''])
  expect((await desk.call(importer, 'GET', path, undefined, { 'if-none-match': String(read.headers.etag) })).status).toBe(200)
})

test('a draft that is not ready is refused with everything it lacks, and stays', async () => {
  const { id, revision } = (await desk.call<Draft>(importer, 'POST', '/drafts', { localReference: 'DRAFT-2', type: 'IM4' })).body
  const refused = await desk.call(importer, 'POST', `/drafts/${id}/lodging`, undefined, matching(revision))
  expect(refused.status).toBe(422)
  expect(refused.body.issues.length).toBeGreaterThan(5)
  expect((await desk.call(importer, 'GET', `/drafts/${id}`)).status).toBe(200)
})

test('an edit that breaks the form of the document is refused by path', async () => {
  const { id, revision } = await begin('DRAFT-3')
  const refused = await desk.call(importer, 'PATCH', `/drafts/${id}`, { totalPackages: 'twenty' }, matching(revision))
  expect([refused.status, refused.body.issues.map(each => each.path)]).toEqual([422, ['totalPackages']])
})

test('a draft is seen and discarded by the organisation that wrote it, and by nobody else', async () => {
  const { id, revision } = await begin('DRAFT-4')
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const body = method === 'PATCH' ? {} : undefined
    expect((await desk.call(trader('VN-0999'), method, `/drafts/${id}`, body, matching(revision))).status).toBe(404)
  }
  expect((await desk.call(trader('VN-0999'), 'POST', `/drafts/${id}/lodging`, undefined, matching(revision))).status).toBe(404)
  expect((await desk.call(officer('VN-SGN'), 'GET', `/drafts/${id}`)).status).toBe(403)
  const listed = await desk.call<{ items: Draft[] }>(importer, 'GET', '/drafts?limit=1')
  expect(listed.body.items.map(each => each.id)).toEqual([id])
  expect((await desk.call(importer, 'DELETE', `/drafts/${id}`, undefined, matching(revision))).status).toBe(204)
  expect((await desk.call(importer, 'GET', `/drafts/${id}`)).status).toBe(404)
})

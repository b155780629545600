import type { BegunDraft, TemplateAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { broker, officer, openLodgingDesk, trader } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')

test('a declaration is copied into a draft that says what was carried over and what is to be filled in, and can be lodged then', async () => {
  const { mrn } = await desk.lodge(importer, shirts('COPY-1'))
  const { status, body, headers } = await desk.call<BegunDraft>(importer, 'POST', `/declarations/${mrn}/copy`)
  expect(status).toBe(201)
  expect(body.source).toEqual({ mrn })
  expect(body.carried).toEqual(expect.arrayContaining(['importer', 'tradeTerms', 'goodsItems[0]']))
  expect(body.emptied).toEqual(expect.arrayContaining(['localReference', 'invoice', 'transportDocuments', 'arrivalOn']))
  expect(body.document.localReference).toBeUndefined()

  const edit = {
    localReference: 'COPY-2',
    invoice: { id: 'INV-COPY-2', issuedOn: '2026-03-05' },
    transportDocuments: [{ type: 'N705', id: 'BL-COPY-2' }],
    arrivalOn: '2026-03-09',
    borderTransport: { id: '9321483' },
  }
  const edited = await desk.call<BegunDraft>(importer, 'PATCH', `/drafts/${body.id}`, edit, { 'if-match': String(headers.etag) })
  const lodged = await desk.call(importer, 'POST', `/drafts/${body.id}/lodging`, undefined, { 'if-match': String(edited.headers.etag) })
  expect(lodged.status).toBe(201)
})

test('nobody copies what is not their own', async () => {
  const { mrn } = await desk.lodge(importer, shirts('COPY-3'))
  const strangers = [trader('VN-0909'), broker('VN-B', 'VN-0909')]
  for (const stranger of strangers) {
    expect((await desk.call(stranger, 'POST', `/declarations/${mrn}/copy`)).status).toBe(404)
    expect((await desk.call(stranger, 'POST', '/templates', { name: 'Stolen', mrn })).status).toBe(404)
  }
  expect((await desk.call(officer('VN-SGN'), 'POST', `/declarations/${mrn}/copy`)).status).toBe(403)
})

test('a template is saved, listed, used and deleted by its organisation, and by no other', async () => {
  const { mrn } = await desk.lodge(importer, shirts('COPY-4'))
  const saved = await desk.call<TemplateAnswer>(importer, 'POST', '/templates', { name: 'Shirts from Phnom Penh', mrn })
  expect([saved.status, saved.body.mrn]).toEqual([201, mrn])
  const again = await desk.call<TemplateAnswer>(importer, 'POST', '/templates', { name: 'Shirts from Phnom Penh', mrn })
  expect(again.body.id).toBe(saved.body.id)
  const list = await desk.call<{ items: TemplateAnswer[] }>(importer, 'GET', '/templates')
  expect(list.body.items.map(each => each.name)).toEqual(['Shirts from Phnom Penh'])

  const begun = await desk.call<BegunDraft>(importer, 'POST', `/templates/${saved.body.id}/draft`)
  expect([begun.status, begun.body.source]).toEqual([201, { template: 'Shirts from Phnom Penh', mrn }])
  expect(begun.body.document.goodsItems).toHaveLength(1)

  const other = trader('VN-0909')
  expect((await desk.call(other, 'POST', `/templates/${saved.body.id}/draft`)).status).toBe(404)
  expect((await desk.call(other, 'DELETE', `/templates/${saved.body.id}`)).status).toBe(404)
  expect((await desk.call(importer, 'DELETE', `/templates/${saved.body.id}`)).status).toBe(204)
  expect((await desk.call(importer, 'POST', `/templates/${saved.body.id}/draft`)).status).toBe(404)
})

import { expect, test } from 'vitest'
import { broker, openLodgingDesk } from './testing/lodging-desk.ts'
import { shirts } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const agent = broker('VN-B')

test('a broker declares for somebody on no register, by a document of identity, and owes what is charged', async () => {
  const person = { mode: 'OCCASIONAL', importer: { name: 'Nguyễn Thị Hoa' }, declarant: { id: 'VN-B' } }
  const passport = { identityDocument: { type: 'passport', id: 'C1234567', country: 'VN' } }
  const refused = await desk.call(agent, 'POST', '/declarations', shirts('OCC-1', person))
  expect([refused.status, refused.body.issues.filter(each => each.severity === 'error').map(each => each.path)]).toEqual([
    422,
    ['identityDocument.type', 'identityDocument.id'],
  ])
  const lodged = await desk.lodge(agent, shirts('OCC-1', { ...person, ...passport }))
  expect(lodged).toMatchObject({ mode: 'OCCASIONAL', principal: 'VN-B', status: 'payment-due' })
})

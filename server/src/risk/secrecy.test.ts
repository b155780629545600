import type { DeclarationAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { broker, officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { listRoutes } from '../platform/http/index.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const agent = broker('VN-0909', 'VN-0101')
const customs = officer('VN-SGN')

// Shirts claimed to be Cambodian under ATIGA, sent from Hong Kong: a profile picks them.
const [item] = shirts('PICKED').goodsItems ?? []
const picked = await desk.lodge(
  importer,
  shirts('PICKED', { exportCountry: 'HK', goodsItems: item === undefined ? [] : [{ ...item, preference: { agreement: 'atiga' } }] }),
)

/** What only officers may read: the profile's name, its words and its expression, and that anything was asked at all. */
const WORDS = ['by-way-of', "agreement's rate is claimed", 'Look for the through transport', 'item.agreement']
const SHAPES = ['"hits"', '"asked"', '"lot"', '"screening"']

/** What of it a text tells; of the API's own description only the words count. */
function told(text: string): readonly string[] {
  return [...WORDS, ...(text.startsWith('{"openapi"') ? [] : SHAPES)].filter(reason => text.includes(reason))
}

test('the consignment was picked, and an officer of its office reads why', async () => {
  expect(picked).toMatchObject({
    lane: 'yellow',
    status: 'under-control',
    controls: [{ control: 'document-check', outcome: 'outstanding' }],
  })
  const { text } = await desk.call(customs, 'GET', `/cases/${picked.mrn}`)
  expect(told(text)).toEqual(['by-way-of', "agreement's rate is claimed", 'Look for the through transport', '"hits"', '"lot"'])
})

test('no route that a trader may read says why', async () => {
  const readable = listRoutes(desk.node.http as Parameters<typeof listRoutes>[0]).filter(
    ({ method, who }) => method === 'GET' && who.some(role => role === 'trader' || role === 'public'),
  )
  expect(readable.length).toBeGreaterThan(10)
  for (const { path } of readable) {
    const below = path
      .replace(/^\/vn(\/api\/v1)?/, '')
      .replace(':mrn', picked.mrn)
      .replace(/:(number|version|decision)/, '1')
      .replace(/:day/, '2026-03-10')
    for (const caller of [importer, agent]) {
      const { text } = await desk.call(caller, 'GET', below)
      expect({ path, told: told(text) }).toEqual({ path, told: [] })
    }
  }
})

test('nor does what a trader does to it', async () => {
  const answers = [
    await desk.call<DeclarationAnswer>(importer, 'POST', '/declarations', shirts('PICKED', { totalPackages: 19 })),
    await desk.call(importer, 'POST', `/declarations/${picked.mrn}/payments`),
    await desk.call(importer, 'POST', `/declarations/${picked.mrn}/controls/document-check/outcome`, { outcome: 'clean' }),
    await desk.call(importer, 'POST', '/declarations/check', shirts('PICKED', { exportCountry: 'HK' })),
  ]
  expect(answers.flatMap(({ text }) => told(text))).toEqual([])
})

test('the events of the declaration, which its declarant may read, hold the lane and the controls and no reason', async () => {
  const rows = await desk.ownerDb.query<{ facts: object }>('SELECT facts FROM event WHERE subject_id = $1', [picked.mrn])
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.flatMap(({ facts }) => told(JSON.stringify(facts)))).toEqual([])
})

test('once the officer found the documents in order, the declaration waits for its payment alone, and paid it is released', async () => {
  const outcome = await desk.call<{ status: string }>(customs, 'POST', `/declarations/${picked.mrn}/controls/document-check/outcome`, {
    outcome: 'clean',
  })
  expect(outcome.body.status).toBe('payment-due')
  const asked = await desk.call<{ id: string; amount: string }>(importer, 'POST', `/declarations/${picked.mrn}/payments`)
  expect(asked.status).toBe(201)
  const paid = await desk.call<{ status: string; receipt: string }>(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`)
  expect(paid.body).toMatchObject({ status: 'paid' })
  expect((await desk.call(importer, 'GET', `/declarations/${picked.mrn}`)).body).toMatchObject({ status: 'released', payable: [] })
  expect((await desk.call(customs, 'GET', `/cases/${picked.mrn}`)).text).toContain('closedAt')
})

import type { AdverseDecisionAnswer, ClassificationMemory, DeclarationAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { administrator, officer, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const customs = officer('VN-SGN')

const memory = async () =>
  (await desk.call<{ waiting: number; memory?: ClassificationMemory }>(importer, 'GET', '/classification-memory')).body
const waiting = async () => (await memory()).waiting
const see = async (mrn: string) => (await desk.call<DeclarationAnswer>(importer, 'GET', `/declarations/${mrn}`)).body
const match = (revision: number) => ({ 'if-match': `"${revision}"` })

test('what officers looked at is learned by itself, once, and taken back when a decision falls; what nobody looked at never is', async () => {
  const unseen = await Promise.all(['ONE', 'TWO', 'THREE'].map(reference => desk.lodge(importer, shirts(reference))))
  await desk.jobs.run('classification-feed')
  expect(await waiting()).toBe(0)

  const { mrn: seen } = await desk.lodge(importer, whisky('SEEN'))
  const answered = await desk.call(customs, 'POST', `/declarations/${seen}/controls/document-check/outcome`, { outcome: 'clean' })
  expect([answered.status, answered.text]).toEqual([200, expect.any(String)])
  await desk.jobs.run('classification-feed')
  await desk.jobs.run('classification-feed')
  expect(await waiting()).toBe(1)

  const mrn = unseen[0]?.mrn ?? ''
  const reasons = [{ text: 'They are knitted.', legalBasis: 'General rule 1' }]
  const body = { kind: 'reclassification', items: [{ sequence: 1, commodityCode: '61091020' }], reasons }
  const { body: decided } = await desk.call<AdverseDecisionAnswer>(
    customs,
    'POST',
    `/declarations/${mrn}/adverse-decisions`,
    body,
    match((await see(mrn)).revision),
  )
  await desk.jobs.run('classification-feed')
  expect(await waiting()).toBe(2)

  const ruling = Buffer.from('description,hs8,kind\nUmbrella,66019900,ruling\n')
  await desk.call(administrator, 'POST', '/classification-evidence', ruling, { 'content-type': 'text/csv' })
  await desk.jobs.run('classification-learn')
  expect(await memory()).toMatchObject({ waiting: 0, memory: { examples: 3 } })

  const asked = await desk.call(
    importer,
    'POST',
    `/adverse-decisions/${decided.number}/review-request`,
    { grounds: 'They are woven; a sample is with the office.' },
    match(decided.revision),
  )
  expect([asked.status, asked.text]).toEqual([200, expect.any(String)])
  await desk.jobs.run('classification-feed')
  await desk.jobs.run('classification-learn')
  expect(await memory()).toMatchObject({ waiting: 0, memory: { examples: 2 } })
})

import type { DeclarationAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, TODAY, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const SHARE = 5

/** Two profiles that pick the same shirts: one has a share of five a day, the other of eight. */
for (const [id, maxHitsPerDay] of [
  ['a-few-shirts', SHARE],
  ['more-shirts', 8],
] as const) {
  const proposed = await desk.call(officer('VN-SGN'), 'POST', '/risk/profiles', {
    id,
    owner: 'Risk unit',
    objective: 'revenue',
    reason: 'Shirts from a source under review.',
    expression: 'item.chapter == "61"',
    controls: [id === 'a-few-shirts' ? 'document-check' : 'after-release-check'],
    mitigable: true,
    validFrom: TODAY,
    validTo: '2026-05-01',
    maxHitsPerDay,
  })
  expect(proposed.status).toBe(201)
  expect((await desk.call(supervisor, 'POST', `/risk/profiles/${id}/versions/1/approval`)).status).toBe(200)
}

const picked = async (profile: string) => {
  const [row] = await desk.ownerDb.query<{ uncapped: number; capped: number }>(
    `SELECT count(*) FILTER (WHERE NOT capped)::integer AS uncapped, count(*) FILTER (WHERE capped)::integer AS capped FROM risk_hit WHERE profile = $1`,
    [profile],
  )
  return row
}
const asking = ({ controls }: Pick<DeclarationAnswer, 'controls'>, control: string) => controls.some(each => each.control === control)

test('of many lodged at once, a profile with a daily share picks as many as its share, and no more', async () => {
  await expect.poll(async () => (await desk.lodge(importer, shirts(`FIRST-${Math.random()}`))).lane).toBe('yellow')
  const before = await picked('a-few-shirts')
  const lodged = await Promise.all(Array.from({ length: 40 }, (_, nth) => desk.lodge(importer, shirts(`AT-ONCE-${nth}`))))

  const left = SHARE - (before?.uncapped ?? 0)
  expect(left).toBeGreaterThan(0)
  expect(lodged.filter(each => asking(each, 'document-check'))).toHaveLength(left)
  expect(await picked('a-few-shirts')).toEqual({ uncapped: SHARE, capped: 40 - left })
  expect(await picked('more-shirts')).toMatchObject({ uncapped: 8 })
  const first = lodged.find(each => asking(each, 'document-check'))
  const last = lodged.find(each => !asking(each, 'document-check'))
  for (const { mrn } of [first, last].filter(each => each !== undefined)) {
    expect((await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)).body.identical).toBe(true)
  }
})

test('what is amended on its day keeps its place in the share, and takes no second', async () => {
  desk.moveTo('2026-03-11T05:00:00Z')
  const document = shirts('AMENDED')
  const { mrn, revision } = await desk.lodge(importer, document)
  const amendment = {
    ...document,
    goodsItems: document.goodsItems?.map(item => ({ ...item, description: 'Cotton T-shirts for women, knitted, short sleeves' })),
  }
  const amended = await desk.call(importer, 'POST', `/declarations/${mrn}/amendment`, amendment, { 'if-match': `"${revision}"` })
  expect([amended.status, amended.body.issues]).toEqual([200, undefined])
  const lodged = await Promise.all(Array.from({ length: 10 }, (_, nth) => desk.lodge(importer, shirts(`NEXT-DAY-${nth}`))))
  expect(lodged.filter(each => asking(each, 'document-check'))).toHaveLength(SHARE - 1)
})

test('the database itself keeps a profile to its share, whoever counts', async () => {
  const more = desk.ownerDb.query("UPDATE risk_profile_share SET taken = taken + 1 WHERE profile = 'a-few-shirts'")
  await expect(more).rejects.toThrow('risk_profile_share_kept')
})

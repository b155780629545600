import type { Classification, ClassificationMemory, LoadedEvidence, NomenclatureChapters, NomenclatureEntry } from '@lintas/contract'
import { expect, test, vi } from 'vitest'
import { administrator, openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'
import { openClassifier } from './classifier.ts'

const desk = await openLodgingDesk('KH')
const seller = trader('KH-0101')

const anyone: Caller = { accountId: 'anyone', role: 'public', traderIds: [] }
const CSV = { 'content-type': 'text/csv' }
interface Learned {
  readonly waiting: number
  readonly memory?: ClassificationMemory
}

test('anyone finds a code by words, with reasons; what says too little is met with what is missing', async () => {
  const found = await desk.call<Classification>(anyone, 'GET', '/classifications?q=bamboo%20toothbrush&top=3&scope=harmonized')
  expect(found.status).toBe(200)
  expect(found.body).toMatchObject({
    row: 1,
    sure: false,
    vague: false,
    abstained: false,
    candidates: [{ code: '960321', why: [{ kind: 'words' }] }, {}, {}],
  })
  const many = await desk.call<{ rows: readonly Classification[] }>(anyone, 'POST', '/classifications', {
    descriptions: ['various goods', 'umbrella'],
    scope: 'harmonized',
  })
  expect(many.body.rows.map(each => [each.row, each.vague])).toEqual([
    [1, true],
    [2, false],
  ])
})

test('what is asked has limits', async () => {
  expect((await desk.call(anyone, 'GET', '/classifications?q=')).status).toBe(400)
  expect((await desk.call(anyone, 'GET', `/classifications?q=${'x'.repeat(2_001)}`)).status).toBe(400)
  expect((await desk.call(anyone, 'GET', '/classifications?q=pen&top=21')).status).toBe(400)
  expect((await desk.call(anyone, 'POST', '/classifications', { descriptions: Array.from({ length: 501 }, () => 'pen') })).status).toBe(400)
})

test('the nomenclature is read from the sections down', async () => {
  const { sections, chapters } = (await desk.call<NomenclatureChapters>(anyone, 'GET', '/nomenclature')).body
  expect([sections.length, chapters.length]).toEqual([21, 96])
  const heading = await desk.call(anyone, 'GET', '/nomenclature/6109')
  expect(heading.body).toMatchObject({
    code: '6109',
    section: { number: 'XI' },
    above: [{ code: '61' }],
    below: [{ code: '610910' }, { code: '610990' }],
  })
  expect((await desk.call(anyone, 'GET', '/nomenclature/7700')).body.code).toBe('classification.code-unknown')
})

test('a subheading has the lines of the schedule of the day, and a line its rates', async () => {
  const subheading = (await desk.call<NomenclatureEntry>(anyone, 'GET', '/nomenclature/610910')).body
  expect(subheading).toMatchObject({ on: desk.node.clock.today(), schedule: { sample: true }, below: [] })
  const [line] = subheading.lines
  const opened = await desk.call<NomenclatureEntry>(anyone, 'GET', `/nomenclature/${line?.code}`)
  expect(opened.body).toMatchObject({ name: subheading.name, line: { code: line?.code, words: { atiga: '0 %' } }, lines: [] })
  const before = (await desk.call<NomenclatureEntry>(anyone, 'GET', '/nomenclature/610910?on=1999-01-01')).body
  expect([before.lines, before.schedule]).toEqual([[], undefined])
  const gone = await desk.call(anyone, 'GET', '/nomenclature/61091077')
  expect([gone.status, gone.body.code]).toEqual([404, 'tariff.code-unknown'])
})

test('a code that is typed is found as one, however it is written; a code that is none is answered with what stands near it', async () => {
  const exact = async (q: string) => (await desk.call<Classification>(anyone, 'GET', `/classifications?q=${q}`)).body.exact
  expect(await exact('6109.10')).toEqual({ code: '610910', standing: 'heading', instead: [] })
  const [line] = (await desk.call<NomenclatureEntry>(anyone, 'GET', '/nomenclature/610910')).body.lines
  expect(await exact(line?.code ?? '')).toMatchObject({ standing: 'line' })
  expect(await exact('6109 1077')).toEqual({ code: '61091077', standing: 'unknown', instead: [line?.code] })
  expect(await exact('T-shirt')).toBeUndefined()
})

test('a CAS number finds its subheading, and is its reason', async () => {
  const { candidates } = (await desk.call<Classification>(anyone, 'GET', '/classifications?q=clear%20liquid%2067-56-1')).body
  expect(candidates[0]).toMatchObject({ code: '290511', confidence: 0.9, why: [{ kind: 'cas', number: '67-56-1' }] })
  const wrong = (await desk.call<Classification>(anyone, 'GET', '/classifications?q=clear%20liquid%2067-56-2')).body
  expect(JSON.stringify(wrong)).not.toContain('cas')
  const both = (await desk.call<Classification>(anyone, 'GET', '/classifications?q=helium%207440-59-7,%20neon%207440-01-9')).body
  expect(both.candidates.filter(({ code }) => code.startsWith('280429'))).toMatchObject([
    {
      confidence: 0.9,
      why: expect.arrayContaining([
        { kind: 'cas', number: '7440-59-7' },
        { kind: 'cas', number: '7440-01-9' },
      ]),
    },
  ])
})

test('an administrator teaches, once however often a file is sent; the node learns, says how well, and answers so', async () => {
  const things = [
    ['Widget', '84798999'],
    ['Gadget', '85437090'],
    ['Gizmo', '39269099'],
  ] as const
  const rows = Array.from({ length: 120 }, (_, index) => {
    const [thing, code] = things[index % things.length] ?? things[0]
    return `"${thing} model ${index}, made of zorbium",${code},,`
  })
  const file = Buffer.from(['description,hs8,kind,reference', ...rows, 'Frobnicator for the kitchen,84798999,ruling,R-7'].join('\n'))
  expect((await desk.call(seller, 'POST', '/classification-evidence', file, CSV)).status).toBe(403)
  const loaded = await desk.call<LoadedEvidence>(administrator, 'POST', '/classification-evidence', file, CSV)
  expect([loaded.status, loaded.body]).toEqual([202, { rows: 121, fresh: 121, leftOut: 0 }])
  expect((await desk.call<LoadedEvidence>(administrator, 'POST', '/classification-evidence', file, CSV)).body).toEqual({
    rows: 121,
    fresh: 0,
    leftOut: 121,
  })
  expect((await desk.call<Learned>(anyone, 'GET', '/classification-memory')).body).toMatchObject({ waiting: 121 })
  await desk.jobs.run('classification-learn')
  const learned = (await desk.call<Learned>(anyone, 'GET', '/classification-memory')).body
  expect(learned).toMatchObject({ waiting: 0, memory: { examples: 121, codes: 3, tried: 121, first: 0.992 } })
  const answer = await desk.call<Classification>(anyone, 'GET', '/classifications?q=gadget%20of%20zorbium%20999')
  expect(answer.body.candidates[0]).toMatchObject({ code: '85437090', unlisted: true })
  expect(answer.body.candidates[0]?.why.find(each => each.kind === 'similar')).toBeDefined()
  const ruled = await desk.call<Classification>(anyone, 'GET', '/classifications?q=frobnicator%20for%20the%20kitchen')
  expect(ruled.body.candidates.find(each => each.code === '84798999')?.why[0]).toEqual({ kind: 'ruling', reference: 'R-7', likeness: 1 })
  expect(answer.text).not.toContain('model')
  expect(answer.body.sure).toBe(true)
  const withCas = await desk.call<Classification>(anyone, 'GET', '/classifications?q=gadget%20of%20zorbium%20999,%2067-56-1')
  expect(withCas.body).toMatchObject({ sure: false, candidates: [{ code: '290511' }, {}, {}, {}, {}] })
})

test('a schedule that was left and holds again answers as before; a look that failed is taken again', async () => {
  const classifier = openClassifier(desk.node)
  const ask = async () => (await classifier.classify(['umbrella'], 1, 'national'))[0]?.candidates[0]?.code.slice(0, 4)
  for (const day of ['2026-03-10', '1999-01-01', '2026-03-10', '1999-01-01', '2026-03-10']) {
    desk.moveTo(`${day}T05:00:00Z`)
    expect(await ask()).toBe('6601')
  }

  classifier.refresh()
  vi.spyOn(desk.node.db, 'query').mockRejectedValueOnce(new Error('down'))
  await expect(ask()).rejects.toThrow('down')
  expect(await ask()).toBe('6601')
})

test('a file that is none is refused with every row to mend', async () => {
  const send = async (text: string | Buffer) =>
    (await desk.call(administrator, 'POST', '/classification-evidence', Buffer.from(text), CSV)).body
  expect((await send('name,hs8\npen,96081010\n')).code).toBe('classification.columns-missing')
  expect((await send('description,hs8\n')).code).toBe('classification.file-empty')
  expect((await send(Buffer.from([0xff, 0xfe, 0x00, 0x41]))).code).toBe('classification.file-malformed')
  expect((await send('description,hs8\npen\0,96081010\n')).code).toBe('classification.file-malformed')
  const bad = await send('description,hs8,kind\npen,9608,checked\n,96081010,guess\n')
  expect(bad.issues.map((issue: { code: string; path: string }) => [issue.path, issue.code])).toEqual([
    ['rows[0]', 'classification.code-malformed'],
    ['rows[1]', 'classification.description-missing'],
    ['rows[1]', 'classification.kind-unknown'],
  ])
})

import type { ClassificationPath, GuidedAnswer } from '@lintas/contract'
import { expect, test } from 'vitest'
import { openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import type { Caller } from '../platform/node.ts'

const desk = await openLodgingDesk('VN')
const seller = trader('VN-0101')
const anyone: Caller = { accountId: 'anyone', role: 'public', traderIds: [] }
type Answers = GuidedAnswer['path'][number][]

async function ask(description: string, answers: readonly { readonly question: string; readonly choice: string }[]) {
  return (await desk.call<GuidedAnswer>(anyone, 'POST', '/classifications/guided', { description, answers })).body
}

/** Answers every question about a place with where the code stands, and no other. */
async function walkTo(code: string, description: string) {
  const answers: { question: string; choice: string }[] = []
  for (;;) {
    const guided = await ask(description, answers)
    if (guided.next === undefined) return { guided, answers }
    const { question, choices, none = '?' } = guided.next
    const isFact = choices.every(each => each.code === undefined)
    answers.push({ question, choice: isFact ? '?' : (choices.find(each => code.startsWith(each.choice))?.choice ?? none) })
  }
}

test('anybody is led from words to a line of the schedule, each question with what it tells apart', async () => {
  const first = await ask('T-shirt', [])
  expect(first).toMatchObject({ most: 7, path: [], unique: false })
  expect(first.next?.choices.length).toBeGreaterThan(1)
  expect(first.next?.apart).toHaveLength(2)
  const { guided, answers } = await walkTo('61091020', 'T-shirt')
  expect(answers.length).toBeLessThanOrEqual(7)
  expect(guided).toMatchObject({ unique: true, candidates: [{ code: '61091020', likelihood: 1, line: { en: expect.any(String) } }] })
  expect(guided.path.map((each: Answers[number]) => each.question)).toEqual(answers.map(each => each.question))
})

test('a path is kept for whoever has its number, and leads to the same codes again', async () => {
  const { answers } = await walkTo('61091020', 'T-shirt')
  const body = { description: 'T-shirt', answers }
  const kept = await desk.call<ClassificationPath>(seller, 'POST', '/classification-paths', body)
  expect(kept.status).toBe(201)
  const read = await desk.call<ClassificationPath>(anyone, 'GET', `/classification-paths/${kept.body.id}`)
  expect(read.body).toEqual(kept.body)
  expect(read.body).toMatchObject({ holds: true, candidates: [{ code: '61091020' }] })
  const unknown = await desk.call(anyone, 'GET', '/classification-paths/AAAAAAAAAAAAAAAAAAAAAA')
  expect([unknown.status, unknown.body.code]).toEqual([404, 'classification.path-unknown'])
})

test('answers that are none are refused, every one of them; too many are, too', async () => {
  const material = { question: 'material', choice: 'cotton' }
  const answers = [material, { question: 'colour', choice: 'red' }, { question: 'heading', choice: "6109' OR" }, material]
  const refused = await desk.call(anyone, 'POST', '/classifications/guided', { description: 'T-shirt', answers })
  expect([refused.status, refused.body.issues.map((each: { code: string; path: string }) => [each.path, each.code])]).toEqual([
    422,
    [
      ['answers[1]', 'classification.answer-unreadable'],
      ['answers[2]', 'classification.answer-unreadable'],
      ['answers[3]', 'classification.answer-repeated'],
    ],
  ])
  const eight = Array.from({ length: 8 }, () => material)
  expect((await desk.call(anyone, 'POST', '/classifications/guided', { description: 'T-shirt', answers: eight })).status).toBe(400)
})

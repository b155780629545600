import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { find, forgetOld, type IdempotencyKey, insertInto, remember, valuesOf } from './idempotency.ts'

const { db, ownerDb } = await testDatabase()
await ownerDb.query('CREATE TABLE done (act text); GRANT SELECT, INSERT ON done TO lintas_app')

function keyOf(key: string, request = 'lodge'): IdempotencyKey {
  return { caller: 'trader-1', key, requestHash: createHash('sha256').update(request).digest() }
}

/** An act that is one statement: its row and the answer about it, together or not at all. */
async function act(key: IdempotencyKey | undefined, name: string): Promise<void> {
  await db.query(`WITH remembered AS (${insertInto(2)}) INSERT INTO done (act) VALUES ($1)`, [
    name,
    ...valuesOf(key, { status: 201, body: { b: 1, a: [name] } }),
  ])
}

async function timesDone(name: string): Promise<number> {
  return (await db.query('SELECT 1 FROM done WHERE act = $1', [name])).length
}

test('an act and its answer are written in one statement, and the answer is given again as it was', async () => {
  const key = keyOf('first')
  expect(await find(db, key)).toBeUndefined()
  await act(key, 'one')
  const answer = await find(db, key)
  expect([answer?.status, JSON.stringify(answer?.body)]).toEqual([201, '{"b":1,"a":["one"]}'])
})

test('of many at once under one key, one act is done', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => act(keyOf('race'), 'race')))
  expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
  expect(await timesDone('race')).toBe(1)
})

test('without a key an act is done as often as it is asked for', async () => {
  await act(undefined, 'free')
  await act(undefined, 'free')
  expect(await timesDone('free')).toBe(2)
})

test('a key that was used for another request is refused with 409', async () => {
  await db.transaction(tx => remember(tx, keyOf('mine', 'lodge'), { status: 200, body: null }))
  await expect(find(db, keyOf('mine', 'cancel'))).rejects.toMatchObject({ status: 409, message: 'request.idempotency-conflict' })
})

test('an answer outlives a week of silence by nothing', async () => {
  await db.transaction(tx => remember(tx, keyOf('old'), { status: 200, body: null }))
  await db.transaction(tx => remember(tx, keyOf('new'), { status: 200, body: null }))
  await ownerDb.query("UPDATE idempotency SET answered_at = now() - interval '8 days' WHERE key = 'old'")
  await forgetOld(db)
  expect([await find(db, keyOf('old')), await find(db, keyOf('new'))]).toEqual([undefined, { status: 200, body: null }])
})

import { expect, test } from 'vitest'
import { testNode } from './platform/testing/node.ts'

const { inject, node } = await testNode('VN')

test('a node answers below its state, and nothing is there that it does not have', async () => {
  expect((await inject('/vn/ready')).json()).toEqual({ status: 'ready' })
  expect((await inject('/sg/ready')).statusCode).toBe(404)
})

test('a secret is made once and kept', async () => {
  const first = await node.secrets.keep('of-a-test', () => 'the first')
  expect(await node.secrets.keep('of-a-test', () => 'another')).toBe(first)
})

import type { LawCoverage } from '@lintas/contract'
import { expect, test } from 'vitest'
import { testNode } from '../platform/testing/node.ts'

const [malaysia, timorLeste] = [await testNode('MY'), await testNode('TL')]

test('anyone may ask what law is on file; what is of no use today is counted and says so', async () => {
  const known: LawCoverage = (await malaysia.inject({ url: '/my/api/v1/law/coverage' })).json()
  expect(known).toMatchObject({ state: 'MY', assesses: true })
  const layers = known.kinds.find(({ kind }) => kind === 'duty-layer')
  expect(layers?.inForce).toBeLessThan(layers?.rows ?? 0)
  for (const { rows, byConfidence } of known.kinds) expect(Object.values(byConfidence).reduce((a, b) => a + b, 0)).toBe(rows)

  const past: LawCoverage = (await timorLeste.inject({ url: '/tl/api/v1/law/coverage' })).json()
  expect(past.assesses).toBe(false)
  expect(past.kinds.find(({ kind }) => kind === 'duty-layer')?.rows).toBeGreaterThan(0)
})

import { expect, test } from 'vitest'
import { DELEGABLE, MAY, type Permission } from './access.ts'

test('a power that can be handed over is a list of roles of its own: routes tell powers apart by it', () => {
  const shared = DELEGABLE.flatMap(power =>
    (Object.keys(MAY) as Permission[])
      .filter(other => other !== power && (MAY[other] as unknown) === MAY[power])
      .map(other => `${power} and ${other}`),
  )
  expect(shared).toEqual([])
  expect(new Set(DELEGABLE.map(power => MAY[power])).size).toBe(DELEGABLE.length)
})

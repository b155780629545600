import { MAY, ROLES } from '@lintas/contract'
import { expect, test } from 'vitest'
import { listGroups, PLACE_GROUPS } from './places.ts'

test('every page but the first stands in one group, once', () => {
  const paths = PLACE_GROUPS.slice(1).flatMap(({ places }) => places.map(({ path }) => path))
  expect(new Set(paths).size).toBe(paths.length)
})

test.each(ROLES)('what a %s is led to comes in groups that are not empty, and starts with one first page', role => {
  const permissions = Object.entries(MAY).flatMap(([name, roles]) => (roles.some(each => each === role) ? [name] : []))
  const [first, ...others] = listGroups(permissions)
  expect(first?.places.filter(({ path }) => path === '')).toHaveLength(role === 'public' ? 0 : 1)
  for (const { text, places } of others) expect([typeof text, places.length > 0]).toEqual(['string', true])
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROLES, type Role } from '@lintas/contract'
import { expect, test } from 'vitest'
import { type DemonstrationAccount, ensureDemonstration } from '../access/index.ts'
import { testNode } from '../testing/node.ts'
import { listRoutes, type RouteEntry } from './index.ts'

const { node, home, inject } = await testNode('VN')
await ensureDemonstration(home, [node])
const accounts = JSON.parse(await readFile(join(home, 'accounts.json'), 'utf8')) as readonly DemonstrationAccount[]

/** Nobody's record: what may be asked for answers "not found" or "malformed", and does nothing. */
const NOWHERE = '00000000-0000-4000-8000-000000000000'

async function statusFor({ method, path }: RouteEntry, role: Role): Promise<number> {
  const apiKey = accounts.find(account => account.role === role)?.apiKey
  const answer = await inject({
    method: method as 'GET',
    url: path.replaceAll(/:\w+|\*/g, NOWHERE),
    headers: apiKey === undefined ? {} : { 'x-api-key': apiKey },
  })
  return answer.statusCode
}

const routes = listRoutes(node.http).filter(route => route.method !== 'HEAD')
const pairs = routes.flatMap(route => ROLES.map(role => ({ route, role, name: `${route.method} ${route.path}` })))
const isFor = ({ who }: RouteEntry, role: Role) => who.includes(role) || who.includes('public')

test('the node has routes, and each role is kept from some of them', () => {
  expect(routes.length).toBeGreaterThan(10)
  for (const role of ROLES) expect(routes.filter(route => !isFor(route, role))).not.toEqual([])
})

test('whatever not everybody may do is named, so that it can be handed over and told', () => {
  const unnamed = routes.filter(({ who, permission }) => permission === undefined && !who.includes('public'))
  expect(unnamed.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

test.each(pairs.filter(({ route, role }) => !isFor(route, role)))('$name is closed to $role', async ({ route, role }) => {
  expect(await statusFor(route, role)).toBe(role === 'public' ? 401 : 403)
})

test.each(pairs.filter(({ route, role }) => isFor(route, role)))('$name is open to $role', async ({ route, role }) => {
  const status = await statusFor(route, role)
  // Signing in is open to everyone and refuses whoever gives no password; by its own code, not for want of a role.
  if (!route.path.includes('/api/auth/')) expect([401, 403]).not.toContain(status)
  expect(status).toBeLessThan(500)
})

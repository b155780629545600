import { createHash } from 'node:crypto'
import { error } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { type Identify, Problem, PUBLIC } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import type { CallerCache } from './caller-cache.ts'
import { KeyGuesses } from './key-guesses.ts'
import type { OpenSignIn } from './open-sign-in.ts'
import { findCaller, findKeyHolder } from './store.ts'

/** Methods that change nothing, and may come from anywhere. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who is calling: the holder of an API key (`Authorization: Bearer …` or `x-api-key`), or whoever signed in with the node's cookie.
 *
 * A key that is not valid is refused with 401, and an address that guesses with 429; a cookie that is not is as none. A cookie travels with requests that another site
 * started, so a change under it must come from this node's own pages.
 */
export function identifyBy(node: Node, signIn: OpenSignIn, cache: CallerCache): Identify {
  const cookie = new RegExp(`(?:^|; *)(?:__Secure-)?lintas-${node.state.toLowerCase()}\\.session_token=([^;]+)`)

  const guesses = new KeyGuesses()

  async function byKey(key: string, ip: string): Promise<Caller> {
    const digest = createHash('sha256').update(key).digest('base64url')
    const caller = await cache.find(digest, node.clock.today(), async () => {
      guesses.refuseGuessing(ip)
      const holder = await findKeyHolder(node.db, digest)
      if (holder === undefined) return undefined
      const { valid } = await signIn.auth().api.verifyApiKey({ body: { key } })
      return valid ? await findCaller(node.db, holder, node.clock.today(), node.sandbox) : undefined
    })
    if (caller === undefined) {
      guesses.count(ip, digest)
      throw new Problem(401, [error('access.key-invalid', '')], { 'www-authenticate': 'Bearer error="invalid_token"' })
    }
    return caller
  }

  async function byCookie(request: FastifyRequest, token: string): Promise<Caller> {
    const digest = createHash('sha256').update(`cookie ${token}`).digest('base64url')
    const caller = await cache.find(digest, node.clock.today(), async () => {
      const session = await signIn.auth().api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? '' }) })
      return session === null ? undefined : await findCaller(node.db, session.user.id, node.clock.today(), node.sandbox)
    })
    if (caller === undefined) return PUBLIC
    if (!SAFE.has(request.method) && !isOwnPage(node, request)) throw new Problem(403, [error('request.origin-refused', '')])
    return caller
  }

  return request => {
    const key = keyIn(request)
    if (key !== undefined) return byKey(key, request.ip)
    const token = cookie.exec(request.headers.cookie ?? '')?.[1]
    return token === undefined ? PUBLIC : byCookie(request, token)
  }
}

function keyIn(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key']
  if (typeof header === 'string') return header
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? request.headers.authorization
}

/**
 * Whether the page that sent this is one of ours: it names the address that the request went to, or the node's own.
 *
 * @source OWASP Cross-Site Request Forgery Prevention, "Verifying Origin With Standard Headers"
 */
function isOwnPage(node: Node, request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || !URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.origin === new URL(node.baseUrl).origin || from.host === host
}

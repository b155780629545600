import rateLimit from '@fastify/rate-limit'
import { error } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'
import type { App } from './routes.ts'

/** What counts as one address: of IPv6 a network of 64 bits, since a caller has them all. */
export const addressOf = (ip: string): string => rateLimit.normalizeIP(ip)

/** Requests a minute; absent for as many as come. */
export interface Limits {
  /** Of one account, with whatever key or session it comes. */
  readonly account?: number
  /** Of one address, of callers who are nobody's account; a network of 64 bits counts as one. */
  readonly address?: number
}

/**
 * Holds callers of the API to their number of requests a minute; each process counts by itself. The answer says what is left (`ratelimit-limit`,
 * `ratelimit-remaining`, `ratelimit-reset`), and a refusal when to come back (`retry-after`).
 *
 * Whoever asks whether the process lives, and the pages themselves, are not counted. Registered before any route.
 *
 * @source RFC 6585 §4; draft-ietf-httpapi-ratelimit-headers-06, as @fastify/rate-limit writes them
 */
export async function limitRequests(app: App, { account, address }: Limits): Promise<void> {
  if (account === undefined && address === undefined) return
  const isAnybody = ({ caller }: FastifyRequest) => caller.role === 'public'
  await app.register(rateLimit, {
    global: true,
    enableDraftSpec: true,
    timeWindow: 60_000,
    cache: 50_000,
    max: request => (isAnybody(request) ? address : account) ?? Number.MAX_SAFE_INTEGER,
    keyGenerator: request => (isAnybody(request) ? `address ${addressOf(request.ip)}` : `account ${request.caller.accountId}`),
    allowList: request => !request.routeOptions.url?.includes('/api/') || (isAnybody(request) ? address : account) === undefined,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.max(1, Math.ceil(ttl / 1000))
      return new Problem(429, [error('request.too-many', '', { seconds })], { 'retry-after': String(seconds) })
    },
  })
}

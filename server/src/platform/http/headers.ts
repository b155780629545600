import type { FastifyInstance } from 'fastify'

/** For answers that are data: nothing in them may be run, framed or fetched from. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/**
 * For the web: everything from this origin, no inline script, no frames. Inline styles are Mantine's, which sets its measures that way.
 *
 * @source W3C Content Security Policy Level 3
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const NOT_MODIFIED = 304

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
}

/** Headers that keep a browser from doing with our answers what they were not meant for. */
export function secureHeaders(app: FastifyInstance, secure: boolean): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(ALWAYS)
    if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    const page = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    // "Not modified" renews what the browser has kept: the policy of the answer it keeps must stand.
    if (reply.statusCode === NOT_MODIFIED) return done(null, payload)
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', page ? PAGE_POLICY : DATA_POLICY)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { error } from '@lintas/customs/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, refuse } from './problem.ts'

/** Headers of which there is one, or nobody knows which one counts: a proxy before us may take the other. */
const SINGLE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type'])

/**
 * Refuses requests that can be read in more than one way, before anybody reads them: two hosts or none, two authorisations, bodies in an
 * encoding nobody here takes apart (so that no small body becomes a large one), characters in an address that no text of ours holds.
 *
 * @source RFC 9112 §3.2 (Host), RFC 9110 §8.4 (Content-Encoding) and §15.5.16 (415), §10.1.1 (Expect)
 */
export function refuseAmbiguous(app: FastifyInstance): void {
  app.addHook('onRequest', async request => {
    refuseAddress(request)
    refuseHeaders(request)
  })
  app.server.on('checkExpectation', refuseExpectation)
}

/** PostgreSQL cannot keep NUL in a text, and no address of ours holds another control character or half a letter. */
function refuseAddress({ url }: FastifyRequest): void {
  if (!url.includes('%')) return
  if (CONTROL.test(url) || !isDecodable(url)) throw refuse(400, 'request.text-malformed')
}

const CONTROL = /%(?:[01][0-9a-f]|7f)/i

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

function refuseHeaders({ headers, raw }: FastifyRequest): void {
  if (headers.host === undefined || isRepeated(raw)) throw refuse(400, 'request.malformed')
  if (isOtherJson(headers['content-type'])) throw refuse(415, 'request.media-type-unsupported')
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Problem(415, [error('request.content-encoding-unsupported', '', { encoding: encoding.slice(0, 50) })], {
      'accept-encoding': 'identity',
    })
  }
}

/** JSON is UTF-8 and nothing else (RFC 8259 §8.1); whoever says otherwise means other letters than we would read. */
function isOtherJson(type: string | undefined): boolean {
  if (type === undefined || !/^application\/json\b/i.test(type)) return false
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1]
  return charset !== undefined && !/^utf-?8$/i.test(charset)
}

function isRepeated({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    if (!SINGLE.has(name)) continue
    if (seen.has(name)) return true
    seen.add(name)
  }
  return false
}

function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const code = 'request.expectation-failed'
  const title = 'Expectation failed'
  const body = JSON.stringify({ type: `urn:lintas:problem:${code}`, title, status: 417, detail: title, instance: '', code, issues: [] })
  response.writeHead(417, { 'content-type': 'application/problem+json; charset=utf-8', connection: 'close' }).end(body)
}

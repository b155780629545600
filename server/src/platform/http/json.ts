import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from './problem.ts'

/** Deeper than any document of ours by far; shallow enough for every recursive reader behind us. */
const DEPTH_MAX = 64

const MEDIA_AS_BYTES = ['text/csv', 'text/plain', 'text/xml', 'application/xml', 'application/octet-stream']

/**
 * Reads bodies: JSON hardened, and text, CSV and XML as bytes for the subject's own reader. Any other kind is refused with 415.
 *
 * JSON must be valid UTF-8, at most 64 levels deep, without keys that reach a prototype, and without the characters that PostgreSQL
 * cannot keep (NUL, half a surrogate pair). Sizes are held by the route's body limit while the bytes arrive.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    const text = decode(body)
    if (text === undefined) return done(refuse(400, 'request.text-malformed'))
    if (depthOf(text) > DEPTH_MAX) return done(refuse(400, 'request.json-too-deep', { max: DEPTH_MAX }))
    parse(request, text, (failure, value: unknown) => {
      if (failure !== null) return done(refuse(400, 'request.json-malformed'))
      if (SUSPECT_ESCAPE.test(text) && hasUnkeepableText(value)) return done(refuse(400, 'request.text-malformed'))
      done(null, value)
    })
  })
  app.addContentTypeParser<Buffer>(MEDIA_AS_BYTES, { parseAs: 'buffer' }, (_request: FastifyRequest, body, done) => done(null, body))
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function decode(body: Buffer): string | undefined {
  try {
    return UTF8.decode(body)
  } catch {
    return undefined
  }
}

/** The deepest nesting of arrays and objects, read from the text before anything is built from it. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at)
        break
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++
        if (depth > deepest) deepest = depth
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--
        break
    }
  }
  return deepest
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/** The index of the quote that closes the string opened at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}

const SUSPECT_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/

function hasUnkeepableText(value: unknown): boolean {
  if (typeof value === 'string') return !isKeepable(value)
  if (Array.isArray(value)) return value.some(hasUnkeepableText)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => !isKeepable(key) || hasUnkeepableText(inner))
}

/** Whether PostgreSQL can keep a text as it is. */
function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

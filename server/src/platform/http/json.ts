import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Problem, refuse } from './problem.ts'

/** Deeper than any document of ours by far; shallow enough for every recursive reader behind us. */
const DEPTH_MAX = 64
/** Ten thousand goods items with a hundred values each; and no object of ours has a tenth of these names. */
const VALUES_MAX = 1_000_000
const NAMES_MAX = 1_000

const MEDIA_AS_BYTES = ['text/csv', 'text/plain', 'text/xml', 'application/xml', 'application/octet-stream']

/**
 * Reads bodies: JSON hardened, and text, CSV and XML as bytes for the subject's own reader. Any other kind is refused with 415.
 *
 * JSON must be valid UTF-8, at most 64 levels deep, without a key given twice or one that reaches a prototype, and without the characters that PostgreSQL
 * cannot keep (NUL, half a surrogate pair). Sizes are held by the route's body limit while the bytes arrive.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    const text = decode(body)
    if (text === undefined) return done(refuse(400, 'request.text-malformed'))
    const excess = findExcess(text)
    if (excess !== undefined) return done(excess)
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

/** An object or a list that is open where the scan is: the names given in it so far, and where in it the scan is. */
interface Level {
  readonly names: Set<string> | undefined
  name: string
  index: number
}

/**
 * What stands in the way of building anything from a JSON text: nesting too deep, more values than any document of ours, a name given twice in
 * one object, of which a parser keeps the last and another reader the first. What is no JSON at all is the parser's to say, right after.
 *
 * @source RFC 8259 §4 (names), §9 (limits)
 */
function findExcess(text: string): Problem | undefined {
  const levels: Level[] = []
  let values = 0
  let expectsName = false
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        const level = levels.at(-1)
        if (expectsName && level?.names !== undefined) {
          level.name = nameIn(text.slice(at, end + 1))
          if (level.names.has(level.name)) return refuse(400, 'request.json-key-repeated', { name: level.name }, pathOf(levels))
          level.names.add(level.name)
          if (level.names.size > NAMES_MAX) return tooLarge()
          expectsName = false
        }
        at = end
        break
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        expectsName = text.charCodeAt(at) === OPEN_BRACE
        levels.push({ names: expectsName ? new Set() : undefined, name: '', index: 0 })
        if (levels.length > DEPTH_MAX) return refuse(400, 'request.json-too-deep', { max: DEPTH_MAX })
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        levels.pop()
        expectsName = false
        break
      case COMMA: {
        const level = levels.at(-1)
        if (level !== undefined) level.index++
        expectsName = level?.names !== undefined
        values++
        if (values >= VALUES_MAX) return tooLarge()
        break
      }
    }
  }
  return undefined
}

function tooLarge(): Problem {
  return refuse(400, 'request.json-too-large', { max: VALUES_MAX, names: NAMES_MAX })
}

function pathOf(levels: readonly Level[]): string {
  return levels.reduce(
    (path, { names, name, index }) => (names === undefined ? `${path}[${index}]` : path === '' ? name : `${path}.${name}`),
    '',
  )
}

/** The name between quotes; escapes are taken out, so that one name is one name however it is written. */
function nameIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

const [QUOTE, COMMA, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x2c, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

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

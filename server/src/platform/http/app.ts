import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { error } from '@lintas/customs/kernel'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { traceRequests } from '../tracing.ts'
import { Unavailable } from '../unavailable.ts'
import { secureHeaders } from './headers.ts'
import { readKeys } from './idempotency.ts'
import { readBodies } from './json.ts'
import { refuseAmbiguous } from './plain-request.ts'
import { Problem, sendProblem } from './problem.ts'
import { type App, guardRoutes, methodsAt } from './routes.ts'
import { validate } from './validation.ts'

export interface AppOptions {
  readonly log: Logger
  /** Whether the app is reached over HTTPS from outside; browsers are then told to insist on it. */
  readonly secure?: boolean
  /** Addresses of proxies whose forwarding headers are believed; none by default. */
  readonly trustProxy?: readonly string[]
}

/**
 * An HTTP server with the conventions every subject relies on, and no routes.
 *
 * Bodies are at most 1 MiB unless a route says more; a request must arrive within 30 s, its headers within 10 s. Everything that goes
 * wrong is answered as a problem with a stable code. The log holds methods, route patterns, statuses and times, never a path's values,
 * a query, a body or an address.
 */
export function createApp(options: AppOptions): App {
  const app: App = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    trustProxy: (options.trustProxy ?? []).length === 0 ? false : [...(options.trustProxy ?? [])],
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, connectionsCheckingInterval: 5_000, requireHostHeader: false },
    genReqId: nameRequest,
    frameworkErrors: (failure, request, reply) => void sendProblem(request, reply, problemOf(failure, request)),
    clientErrorHandler: refuseConnection,
  })
  app.setValidatorCompiler(validate)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateReply('problem', (status, issues) => {
    throw new Problem(status, issues)
  })
  traceRequests(app)
  readBodies(app)
  secureHeaders(app, options.secure ?? false)
  refuseAmbiguous(app)
  guardRoutes(app)
  readKeys(app)
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id)
    done(null, payload)
  })
  app.addHook('onResponse', logAnswer)
  app.setErrorHandler((failure, request, reply) => sendProblem(request, reply, problemOf(failure, request)))
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, nowhere(app, request)))
  return app
}

/** The caller's own id for the request where it is a plain token, so that two logs can be laid side by side; one of ours otherwise. */
function nameRequest(request: { readonly headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id']
  if (typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given)) return given
  return `${PROCESS}-${(count++).toString(36)}`
}

const PROCESS = randomBytes(6).toString('base64url')
let count = 0

async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  request.log.debug(
    { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
    'answered',
  )
}

function nowhere(app: App, request: FastifyRequest): Problem {
  const path = request.url.split('?', 1)[0] ?? ''
  const methods = methodsAt(app.routeTable, path)
  if (methods.length === 0) return new Problem(404, [error('request.not-found', '')])
  const allow = methods.join(', ')
  return new Problem(405, [error('request.method-not-allowed', '', { allowed: allow })], { allow })
}

/** Codes of the framework's own errors. What is not in the table and not a `Problem` is ours to mend: logged, and nothing of it told. */
const FRAMEWORK: Readonly<Record<string, readonly [status: number, code: string]>> = {
  FST_ERR_BAD_URL: [400, 'request.malformed'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'request.not-found'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'request.too-large'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'request.body-missing'],
  FST_ERR_CTP_EMPTY_TYPE: [415, 'request.media-type-unsupported'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'request.malformed'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'request.json-malformed'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'request.media-type-unsupported'],
  FST_ERR_NOT_FOUND: [404, 'request.not-found'],
}

/** Whoever was turned away waited for seconds already: long enough for others to be done. */
const RETRY_AFTER_S = 2

function problemOf(failure: unknown, request: FastifyRequest): Problem {
  if (failure instanceof Problem) return failure
  const known = FRAMEWORK[(failure as Partial<FastifyError>).code ?? '']
  if (known !== undefined) return new Problem(known[0], [error(known[1], '')])
  if (failure instanceof Unavailable) {
    request.log.warn({ err: failure, route: request.routeOptions?.url }, 'not begun')
    return new Problem(503, [error('request.unavailable', '')], { 'retry-after': String(RETRY_AFTER_S) })
  }
  if (request.raw.aborted) return new Problem(400, [error('request.malformed', '')])
  request.log.error({ err: failure, route: request.routeOptions?.url }, 'failed')
  return new Problem(500, [error('request.internal-error', '', { id: request.id })])
}

/** What did not even parse as HTTP: headers too large, too slow, or not HTTP at all. There is no request yet to answer properly. */
function refuseConnection(failure: Error & { readonly code?: string }, socket: Socket): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, title, code] = CONNECTION[failure.code ?? ''] ?? [400, 'Bad Request', 'request.malformed']
  const body = JSON.stringify({ type: `urn:lintas:problem:${code}`, title, status, detail: title, instance: '', code, issues: [] })
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

const CONNECTION: Readonly<Record<string, readonly [status: number, title: string, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request.timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'request.header-too-large'],
}

import { messageOf, type ProblemDocument } from '@lintas/contract'
import { error, type Issue } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './language.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Ends the request with a refusal; never returns, so that `if (!found.ok) return reply.problem(422, found.issues)` narrows. */
    problem(status: number, issues: readonly Issue[]): never
  }
}

/**
 * A refusal on its way to the caller: an HTTP status and every issue that stands in the way. Thrown at the edge only.
 *
 * `headers` go with the answer (`retry-after`, `www-authenticate`, `allow`).
 */
export class Problem extends Error {
  readonly status: number
  readonly issues: readonly Issue[]
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, issues: readonly Issue[], headers: Readonly<Record<string, string>> = {}) {
    super(issues[0]?.code ?? `status ${status}`)
    this.name = 'Problem'
    this.status = status
    this.issues = issues
    this.headers = headers
  }
}

/** A refusal for one reason: `refuse(404, 'declaration.not-found', { mrn })`. Thrown, or handed to whoever throws. */
export function refuse(status: number, code: string, params?: Issue['params'], path = ''): Problem {
  return new Problem(status, [error(code, path, params)])
}

/**
 * Writes a refusal as `application/problem+json`.
 *
 * `type` is where this node explains the code, `code` the first error's; the sentences are in the reader's language.
 *
 * @source RFC 9457 §3
 */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const document = describe(problem, languageOf(request), request)
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-language', languageOf(request))
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(document))
}

/** More than anybody mends at once, and longer than anybody reads: a small request must not become a large answer. */
const ISSUES_MAX = 500
const TEXT_MAX = 1_000

/** The issues as far as they are told: where there are more, the errors first, and how many are left. */
function toldOf(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= ISSUES_MAX) return issues.map(shortened)
  const first = [...issues.filter(isError), ...issues.filter(issue => !isError(issue))].slice(0, ISSUES_MAX)
  return [...first.map(shortened), error('request.more-issues', '', { count: issues.length - ISSUES_MAX })]
}

function isError({ severity }: Issue): boolean {
  return severity === 'error'
}

function shortened(issue: Issue): Issue {
  const { path, params = {} } = issue
  const isShort = path.length <= TEXT_MAX && Object.values(params).every(value => String(value).length <= TEXT_MAX)
  if (isShort) return issue
  const short = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, TEXT_MAX) : value])
  return { ...issue, path: path.slice(0, TEXT_MAX), params: Object.fromEntries(short) }
}

function describe(problem: Problem, language: string, request: FastifyRequest): ProblemDocument {
  const told = toldOf(problem.issues)
  const main = told.find(isError) ?? told[0] ?? error('request.failed', '')
  return {
    type: `urn:lintas:problem:${main.code}`,
    title: TITLES[problem.status] ?? 'Refused',
    status: problem.status,
    detail: messageOf(main, language),
    instance: `urn:lintas:request:${request.id}`,
    code: main.code,
    issues: told.map(issue => ({ ...issue, message: messageOf(issue, language) })),
  }
}

/** @source RFC 9110 §15, RFC 6585 */
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request timeout',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Unprocessable content',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Request header fields too large',
  500: 'Internal error',
  503: 'Unavailable',
}

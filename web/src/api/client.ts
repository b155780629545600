/** A problem the node answered with (RFC 9457): a refusal the reader can do something about. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly issues?: readonly ProblemIssue[]
}

export interface ProblemIssue {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'hint'
  readonly path: string
  readonly message: string
}

/** What the node refused, with the reasons it gave. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly json?: unknown
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks the node of a state: `call('vn', '/api/v1/me')`. Throws `Refusal` for a problem, the browser's own error when nobody answered. */
export async function call<Answer>(state: string, path: string, { method = 'GET', json, body, headers = {} }: Call = {}): Promise<Answer> {
  const content = json === undefined ? body : JSON.stringify(json)
  const response = await fetch(`/${state}${path}`, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(content === undefined ? {} : { body: content }),
  })
  return answerIn<Answer>(response.status, await response.text())
}

/** What a status and a text say: the answer, or a `Refusal` thrown. For whoever cannot use `call`, as an upload that shows its progress. */
export function answerIn<Answer>(status: number, text: string): Answer {
  const answer: unknown = text === '' ? undefined : parseJson(text)
  if (status >= 200 && status < 300) return answer as Answer
  throw new Refusal(readProblem(status, answer))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readProblem(status: number, answer: unknown): Problem {
  const given = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem> & { readonly message?: string }
  return {
    status,
    code: given.code ?? 'request.failed',
    title: given.title ?? given.message ?? `HTTP ${status}`,
    ...(given.detail === undefined ? {} : { detail: given.detail }),
    ...(given.issues === undefined ? {} : { issues: given.issues }),
  }
}

import type { ProblemDocument } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'

/** Whom a command may act as on a loopback region: one of its demonstration accounts. */
export type Actor = 'trader' | 'broker' | 'carrier' | 'officer' | 'supervisor' | 'administrator' | 'checker' | 'head-office'

/** One demonstration account as `$LINTAS_HOME/accounts.json` holds it. */
export interface DemonstrationAccount {
  readonly state: string
  readonly role: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
  readonly organisation?: string
  readonly office?: string
}

/** A node refused: what it said, every issue of it. */
export class ProblemError extends Error {
  readonly status: number
  readonly problem: ProblemDocument

  constructor(status: number, problem: ProblemDocument) {
    super(problem.detail)
    this.status = status
    this.problem = problem
  }

  describe(): string {
    const issues = this.problem.issues.map(issue => `  ${issue.path === '' ? '' : `${issue.path}: `}${issue.message} (${issue.code})`)
    return [`lintas: ${this.problem.title}`, ...issues].join('\n')
  }
}

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

/** HTTP to one node as one caller. Paths are below the state: `/api/v1/declarations`. */
export interface NodeClient {
  get<T = unknown>(path: string, headers?: Readonly<Record<string, string>>): Promise<T>
  /** An object is sent as JSON; a text or bytes as they are, with the `content-type` given. */
  post<T = unknown>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>
  put<T = unknown>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>
  delete<T = unknown>(path: string, headers?: Readonly<Record<string, string>>): Promise<T>
  /** The answer as it came: a file. */
  bytes(path: string): Promise<Uint8Array>
  /** The whole answer, for a caller who needs its status or an ETag. */
  request<T = unknown>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>
}

export interface RegionClient {
  readonly url: string
  /** Where a browser finds the region while it runs: `http://localhost:3000`. */
  readonly baseUrl: string
  /** The demonstration accounts of this home; none where the region never ran on this machine alone. */
  readonly accounts: readonly DemonstrationAccount[]
  node(state: State): { as(actor: Actor): NodeClient; readonly public: NodeClient }
}

export function regionClient(url: string, baseUrl: string, accounts: readonly DemonstrationAccount[]): RegionClient {
  return {
    url,
    baseUrl,
    accounts,
    node(state) {
      const base = `${url}/${state.toLowerCase()}`
      return {
        public: nodeClient(base, undefined),
        as(actor) {
          const account = accounts.find(each => each.state.toUpperCase() === state && each.email.startsWith(`${actor}@`))
          if (account === undefined) throw new Error(`there is no demonstration ${actor} of ${state} in this LINTAS_HOME`)
          return nodeClient(base, account.apiKey)
        },
      }
    },
  }
}

function nodeClient(base: string, apiKey: string | undefined): NodeClient {
  function send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(`${base}${path}`, {
      method,
      headers: { accept: 'application/json', ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }), ...contentType(body), ...headers },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
    })
  }

  async function request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await send(method, path, body, headers)
    const text = await response.text()
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
    const answer: unknown = isJson && text !== '' ? JSON.parse(text) : text
    if (!response.ok) throw new ProblemError(response.status, problemIn(answer, response))
    return { status: response.status, headers: response.headers, body: answer as T }
  }

  return {
    request,
    get: async <T>(path: string, headers?: Readonly<Record<string, string>>) => (await request<T>('GET', path, undefined, headers)).body,
    post: async <T>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>) =>
      (await request<T>('POST', path, body, headers)).body,
    put: async <T>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>) =>
      (await request<T>('PUT', path, body, headers)).body,
    delete: async <T>(path: string, headers?: Readonly<Record<string, string>>) =>
      (await request<T>('DELETE', path, undefined, headers)).body,
    bytes: async path => {
      const response = await send('GET', path, undefined, { accept: '*/*' })
      if (response.ok) return await response.bytes()
      throw new ProblemError(response.status, problemIn(await response.json().catch(() => undefined), response))
    },
  }
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
}

function contentType(body: unknown): Record<string, string> {
  if (body === undefined) return {}
  if (typeof body === 'string') return { 'content-type': 'text/plain; charset=utf-8' }
  return { 'content-type': isRaw(body) ? 'application/octet-stream' : 'application/json' }
}

/** Something between us and the node may answer in its own words. */
function problemIn(answer: unknown, response: Response): ProblemDocument {
  if (typeof answer === 'object' && answer !== null && 'issues' in answer && 'code' in answer) return answer as ProblemDocument
  const title = `${response.status} ${response.statusText} from ${response.url}`
  return { type: 'about:blank', title, status: response.status, detail: title, instance: '', code: 'request.failed', issues: [] }
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../http/index.ts'
import type { Node } from '../node.ts'
import type { OpenSignIn } from './open-sign-in.ts'

/** What better-auth is asked: its own path below `/api/auth`, and the body of a POST. */
export interface Question {
  readonly method: 'GET' | 'POST'
  /** Such as `/sign-in/email`, with its query. */
  readonly path: string
  readonly body?: unknown
}

const TOLD = ['cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']

/** Hands a request on to better-auth with what it needs to know: the cookie, and what tells where it came from. */
export async function passOn(node: Node, signIn: OpenSignIn, request: FastifyRequest, { method, path, body }: Question): Promise<Response> {
  const headers = new Headers(method === 'POST' ? { 'content-type': 'application/json' } : {})
  for (const name of TOLD) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const base = new URL(node.baseUrl)
  const url = new URL(`${base.pathname}/api/auth${path}`, `${base.protocol}//${request.headers.host ?? base.host}`)
  const asked = new Request(url, { method, headers, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) })
  const answer = await signIn.auth().handler(asked)
  if (answer.status >= 500 && !(await isNoSession(answer)))
    throw new Error(`better-auth answered ${answer.status} on ${path.split('?')[0]}`)
  if (answer.status === 403) throw refuse(403, 'request.origin-refused')
  return answer
}

/** Somebody was recognised and is let in no more: our own word, which better-auth takes for a failure of its own. */
async function isNoSession(answer: Response): Promise<boolean> {
  const said = await answer.clone().text()
  return said.includes('"UNABLE_TO_CREATE_SESSION"') || said.includes('"FAILED_TO_CREATE_SESSION"')
}

/** Gives the caller the cookies of such an answer. */
export function takeCookies(answer: Response, reply: FastifyReply): void {
  reply.header('set-cookie', answer.headers.getSetCookie())
}

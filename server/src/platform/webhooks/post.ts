import { type Dispatcher, request } from 'undici'
import { AddressRefused } from './destination.ts'
import type { Attempt } from './line-store.ts'

/** Whole attempt, from the name of the host to the end of the answer. */
const TIMEOUT_MS = 15_000
/** Of an answer this much is read, and this much kept. */
const [READ_BYTES, KEPT_LETTERS] = [4_096, 500]

/** What an endpoint answered to one message. */
export interface Posted extends Attempt {
  /** What it asked to wait before the next attempt, in milliseconds; 0 where it asked for nothing. */
  readonly retryAfterMs: number
}

/**
 * Posts one message and reads the beginning of the answer. Never throws for what the endpoint does: that is an answer, or a failure.
 *
 * A redirection is not followed: its target was checked by nobody.
 */
export async function post(
  agent: Dispatcher,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stopping: AbortSignal,
): Promise<Posted> {
  const at = new Date()
  const begun = performance.now()
  const durationMs = () => Math.round(performance.now() - begun)
  const tooLate = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const answer = await request(url, { method: 'POST', dispatcher: agent, headers, body, signal: AbortSignal.any([tooLate, stopping]) })
    const excerpt = await beginningOf(answer.body)
    return {
      at,
      answer: answer.statusCode,
      failure: null,
      durationMs: durationMs(),
      excerpt,
      retryAfterMs: secondsIn(answer.headers['retry-after']) * 1000,
    }
  } catch (cause) {
    return {
      at,
      answer: null,
      failure: tooLate.aborted ? 'timeout' : failureOf(cause),
      durationMs: durationMs(),
      excerpt: '',
      retryAfterMs: 0,
    }
  }
}

async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(Buffer.from(chunk))
    length += chunk.length
    if (length >= READ_BYTES) break // leaving the loop ends the connection
  }
  const text = Buffer.concat(chunks).toString('utf8').toWellFormed()
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, KEPT_LETTERS)
    .toWellFormed()
}

function secondsIn(header: string | string[] | undefined): number {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : 0
}

function failureOf(cause: unknown): string {
  if (cause instanceof AddressRefused) return 'address-refused'
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code.includes('TIMEOUT')) return 'timeout'
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return 'host-unknown'
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) return 'unreachable'
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME|LEAF/.test(code)) return 'certificate-refused'
  return 'broken-off'
}

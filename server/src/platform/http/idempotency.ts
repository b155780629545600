import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { error } from '@lintas/customs/kernel'
import canonicalize from 'canonicalize'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reader, Writer } from '../node.ts'
import { Problem, refuse } from './problem.ts'

/** A caller's key for one request, and the digest of what was asked under it. */
export interface IdempotencyKey {
  readonly caller: string
  readonly key: string
  readonly requestHash: Buffer
}

/** What was answered, kept so that the same request is answered the same again. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

declare module 'fastify' {
  interface FastifyRequest {
    idempotency: IdempotencyKey | null
  }
}

/** Remembers an answer in the transaction of the act it answers, sets the status, and gives the body back to be returned. */
export type Remember = <Body>(tx: Writer, status: number, body: Body) => Promise<Body>

/**
 * Does an act once for each `Idempotency-Key`: the same request under the same key is answered as the first was, another is refused with 409.
 *
 * The act must call `remember` in the one transaction that does it. Of two that run at the same time the later one fails there, its
 * transaction is rolled back, and the first one's answer is given. Refusals are not kept: a request that changed nothing may be tried again.
 */
export async function idempotent<Body>(
  db: Reader,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (remember: Remember) => Promise<Body>,
): Promise<Body> {
  const key = keyOf(request)
  if (key === undefined) return await act(async (_, status, body) => answered(reply, status, body))
  const known = await find(db, key)
  if (known !== undefined) return replay<Body>(reply, known)
  try {
    return await act(async (tx, status, body) => {
      await remember(tx, key, { status, body })
      return answered(reply, status, body)
    })
  } catch (failure) {
    const meanwhile = await find(db, key)
    if (meanwhile === undefined) throw failure
    return replay<Body>(reply, meanwhile)
  }
}

/** The key of this request; undefined where the caller sent none. */
export function keyOf(request: FastifyRequest): IdempotencyKey | undefined {
  return request.idempotency ?? undefined
}

/** What was answered under this key; undefined where nothing was. Refuses with 409 where it was for another request. */
export async function find(db: Reader, key: IdempotencyKey): Promise<Answer | undefined> {
  const [row] = await db.query<{ same: boolean; status: number; body: unknown }>(
    'SELECT request_hash = $3 AS same, status, body FROM idempotency WHERE caller = $1 AND key = $2',
    [key.caller, key.key, key.requestHash],
    'idempotency-find',
  )
  if (row === undefined) return undefined
  if (!row.same) throw refuse(409, 'request.idempotency-conflict')
  return { status: row.status, body: row.body }
}

/** Keeps an answer; throws where one is kept already, and with that ends the transaction it shares with the act. */
export async function remember(tx: Writer, key: IdempotencyKey, answer: Answer): Promise<void> {
  await tx.query(insertInto(1), valuesOf(key, answer), 'idempotency-remember')
}

/**
 * The statement that keeps an answer, its five parameters numbered from `first`: for a subject that does its act in one statement,
 * as `WITH …, remembered AS (${insertInto(8)}) …` with the values of `valuesOf` behind its own. Does nothing without a key.
 * Look with `find` whenever that statement fails, as `idempotent` does; looking before it is then not needed.
 */
export function insertInto(first: number): string {
  const [caller, key, hash, status, body] = [0, 1, 2, 3, 4].map(offset => `$${first + offset}`)
  return `INSERT INTO idempotency (caller, key, request_hash, status, body)
          SELECT ${caller}::text, ${key}::text, ${hash}::bytea, ${status}::smallint, ${body}::json WHERE ${key}::text IS NOT NULL`
}

export function valuesOf(key: IdempotencyKey | undefined, answer: Answer): readonly unknown[] {
  return key === undefined
    ? [null, null, null, null, null]
    : [key.caller, key.key, key.requestHash, answer.status, JSON.stringify(answer.body)]
}

/** Gives a kept answer again. */
export function replay<Body>(reply: FastifyReply, answer: Answer): Body {
  reply.header('idempotency-replayed', 'true')
  return answered(reply, answer.status, answer.body as Body) // the same route wrote it under the same schema
}

/** Deletes answers older than a week; a caller who repeats a request later than that does a new one. */
export async function forgetOld(db: Reader): Promise<void> {
  await db.query("DELETE FROM idempotency WHERE answered_at < now() - interval '7 days'")
}

/** Reads the key of every request that carries one, before validation changes its body. */
export function readKeys(app: FastifyInstance): void {
  app.decorateRequest('idempotency', null)
  app.addHook('preValidation', async request => {
    const given = request.headers['idempotency-key']
    if (given === undefined) return
    if (typeof given !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(given))
      throw new Problem(400, [error('request.idempotency-key-malformed', 'headers.idempotency-key')])
    if (request.caller.role === 'public') throw refuse(400, 'request.idempotency-anonymous')
    request.idempotency = { caller: request.caller.accountId, key: given, requestHash: hashOf(request) }
  })
}

/**
 * SHA-256 of method, path and body; JSON in its canonical form, so that spaces and the order of keys do not matter (RFC 8785). A body that
 * is still arriving is not waited for: its route knows the same bytes again by itself.
 */
function hashOf(request: FastifyRequest): Buffer {
  const body =
    request.body instanceof Readable ? '' : Buffer.isBuffer(request.body) ? request.body : (canonicalize(request.body ?? null) ?? '')
  return createHash('sha256').update(`${request.method} ${request.url}\n`).update(body).digest()
}

function answered<Body>(reply: FastifyReply, status: number, body: Body): Body {
  reply.code(status)
  return body
}

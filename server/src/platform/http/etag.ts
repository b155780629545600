import { error } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/** The entity tag of a version of something: `"7"`. Strong, so it may guard a change. */
export function etagOf(version: string | number): string {
  return `"${version}"`
}

/**
 * Refuses a change that was not made with the newest version in view: 428 without `If-Match`, 412 where it names another version.
 *
 * @source RFC 9110 §13.1.1, RFC 6585 §3
 */
export function requireMatch(request: FastifyRequest, version: string | number): void {
  const given = request.headers['if-match']
  if (given === undefined) throw new Problem(428, [error('request.match-missing', '')])
  if (!listsTag(given, etagOf(version))) throw new Problem(412, [error('request.match-failed', '', { current: String(version) })])
}

/** Says which version an answer shows; answers true where the caller has that one already, and the handler may end with an empty 304. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, version: string | number): boolean {
  const tag = etagOf(version)
  reply.header('etag', tag)
  const given = request.headers['if-none-match']
  if (given === undefined || !listsTag(given.replaceAll('W/', ''), tag)) return false
  reply.code(304)
  return true
}

function listsTag(header: string, tag: string): boolean {
  return header.trim() === '*' || header.split(',').some(each => each.trim() === tag)
}

import type { FastifyRequest } from 'fastify'
import { languageOf } from '../platform/http/index.ts'
import type { Audience } from './answers.ts'
import type { Desk } from './desk.ts'

/** Whoever made a request, as its answer is written for them. */
export function audienceOf({ node }: Desk, request: FastifyRequest): Audience {
  return { caller: request.caller, language: languageOf(request), today: node.clock.today() }
}

import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { hasErrors } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { issuesOf, Problem, refuse } from '../platform/http/index.ts'
import { readFileApart } from './formats/read-apart.ts'

/**
 * The document in a request: JSON as it was parsed, XML and CSV through their readers, large ones in a thread of their own. Throws a problem
 * with everything that is wrong with it.
 */
export async function documentIn({ body }: Pick<FastifyRequest, 'body'>): Promise<DeclarationDocument> {
  if (body === undefined || body === null) throw refuse(400, 'request.body-missing')
  if (body instanceof Uint8Array) {
    const { document, problems } = await readFileApart(body)
    if (document === undefined || hasErrors(problems)) throw new Problem(422, problems)
    return document
  }
  const read = declarationSchema.safeParse(body)
  if (!read.success) throw new Problem(400, issuesOf(read.error, body))
  return read.data
}

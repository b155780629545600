import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { hasErrors } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { issuesOf, Problem } from '../platform/http/index.ts'
import { readFile } from './formats/read-file.ts'

/** The document in a request: JSON as it was parsed, XML and CSV through their readers. Throws a problem with everything that is wrong with it. */
export function documentIn({ body }: Pick<FastifyRequest, 'body'>): DeclarationDocument {
  if (body instanceof Uint8Array) {
    const { document, problems } = readFile(body)
    if (document === undefined || hasErrors(problems)) throw new Problem(422, problems)
    return document
  }
  const read = declarationSchema.safeParse(body)
  if (!read.success) throw new Problem(400, issuesOf(read.error, body))
  return read.data
}

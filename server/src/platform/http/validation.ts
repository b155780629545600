import { error, type Issue } from '@lintas/customs/kernel'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { Problem } from './problem.ts'

/** What stands before a path outside the body: `query.limit`, `path.mrn`. A field of the body is named as the document names it. */
const PREFIX: Readonly<Record<string, string>> = { querystring: 'query', params: 'path', headers: 'headers' }

/** Checks one part of a request against its zod schema; every field that is wrong becomes an issue, all at once. */
export const validate: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = PREFIX[httpPart ?? ''] ?? ''
  return (given: unknown) => {
    const read = schema.safeParse(given ?? undefined) // the framework says null where no body came
    if (!read.success && prefix === '' && (given ?? undefined) === undefined) return { error: missingBody() }
    return read.success ? { value: read.data } : { error: new Problem(400, issuesOf(read.error, given, prefix)) }
  }
}

function missingBody(): Problem {
  return new Problem(400, [error('request.body-missing', '')])
}

/** The issues of a document that does not fit its schema, with the path to each field below `prefix`. For callers that parse on their own. */
export function issuesOf(failure: z.ZodError, given: unknown, prefix = ''): readonly Issue[] {
  return failure.issues.flatMap(issue => translate(issue, given, prefix))
}

function translate(issue: z.core.$ZodIssue, given: unknown, prefix: string): readonly Issue[] {
  const path = pathOf(issue.path, prefix)
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(given, issue.path) === undefined
        ? [error('request.field-missing', path)]
        : [error('request.field-type', path, { expected: issue.expected })]
    case 'unrecognized_keys':
      return issue.keys.map(key => error('request.field-unknown', pathOf([...issue.path, key], prefix)))
    case 'invalid_value':
      return valueAt(given, issue.path) === undefined
        ? [error('request.field-missing', path)]
        : [error('request.field-value', path, { expected: issue.values.map(String).join(', ').slice(0, 500) })]
    case 'too_big':
      return [error('request.field-size', path, { limit: `at most ${issue.maximum}` })]
    case 'too_small':
      return [error('request.field-size', path, { limit: `at least ${issue.minimum}` })]
    case 'invalid_format':
      return [error('request.field-format', path, { expected: issue.message })]
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [error('request.field-invalid', path, { problem: issue.message })]
  }
}

/** `goodsItems[2].commodityCode`, as issues of the domain write it. */
function pathOf(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>((outer, step) => {
    if (typeof step === 'number') return `${outer}[${step}]`
    return outer === '' ? String(step) : `${outer}.${String(step)}`
  }, prefix)
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step) ? Reflect.get(inner, step) : undefined),
    given,
  )
}

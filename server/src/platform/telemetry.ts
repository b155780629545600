import { destination, type Logger, pino } from 'pino'

/** Fields that may hold a person, a password or a trader's business; they never reach a log. */
const WITHHELD = ['authorization', 'cookie', 'apiKey', 'password', 'secret', 'token', 'email', 'name', 'payload', 'body']

/**
 * Structured lines on standard error, so that standard output carries only answers.
 *
 * A log names things by their numbers: an MRN, an account id, a state. What people wrote is withheld, and so are the
 * values and the detail line of a database error, which repeat the row.
 */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: WITHHELD.flatMap(field => [field, `*.${field}`, `req.headers.${field}`]), remove: true },
      serializers: { err: withoutRows, error: withoutRows, req: request => ({ method: request.method, url: pathOf(request.url) }) },
    },
    destination({ fd: 2, sync: true }),
  )
}

function withoutRows(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const code = 'code' in error ? error.code : undefined
  return { type: name, message, stack, ...(code === undefined ? {} : { code }) }
}

/** A query string may carry a name or a number somebody searched for. */
function pathOf(url: unknown): string {
  return typeof url === 'string' ? (url.split('?', 1)[0] ?? '') : ''
}

/**
 * What a rule of customs answers: a value, or every issue that stands in its way.
 *
 * Issues are data for the declarant or the officer to mend. Exceptions are for broken callers and a failing world.
 */
export type Result<T, I = Issue> = Ok<T> | Stop<I>

interface Ok<T> {
  readonly ok: true
  readonly value: T
}

interface Stop<I> {
  readonly ok: false
  readonly issues: readonly I[]
}

export type Severity = 'error' | 'warning' | 'hint'

/**
 * One thing to mend, or to know.
 *
 * `code` is `module.what-is-wrong` and never changes meaning once published; its sentence lives in `contract/messages`.
 * `path` leads to the field (`goodsItems[2].commodityCode`, empty for the whole document); `params` fill the sentence.
 */
export interface Issue {
  readonly code: string
  readonly severity: Severity
  readonly path: string
  readonly params?: Readonly<Record<string, string | number>>
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

export function stop<I>(...issues: readonly I[]): Stop<I> {
  return { ok: false, issues }
}

/** An issue that stops the act it is about. */
export function error(code: string, path: string, params?: Issue['params']): Issue {
  return issue(code, 'error', path, params)
}

/** An issue the declarant should look at; the act goes on. */
export function warning(code: string, path: string, params?: Issue['params']): Issue {
  return issue(code, 'warning', path, params)
}

/** Something worth knowing; nobody has to mend it. */
export function hint(code: string, path: string, params?: Issue['params']): Issue {
  return issue(code, 'hint', path, params)
}

function issue(code: string, severity: Severity, path: string, params: Issue['params']): Issue {
  return params === undefined ? { code, severity, path } : { code, severity, path, params }
}

/** The same issue, seen from further out: `at('goodsItems[0]', { path: 'origin' })` is about `goodsItems[0].origin`. */
export function at(prefix: string, inner: Issue): Issue {
  if (prefix === '') return inner
  const joint = inner.path === '' || inner.path.startsWith('[') ? '' : '.'
  return { ...inner, path: `${prefix}${joint}${inner.path}` }
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(each => each.severity === 'error')
}

export function map<T, U, I>(result: Result<T, I>, change: (value: T) => U): Result<U, I> {
  return result.ok ? ok(change(result.value)) : result
}

export function chain<T, U, I>(result: Result<T, I>, next: (value: T) => Result<U, I>): Result<U, I> {
  return result.ok ? next(result.value) : result
}

/** All values, or all issues of all results: a trader should mend a declaration once. */
export function all<T, I>(results: readonly Result<T, I>[]): Result<readonly T[], I> {
  const values: T[] = []
  const issues: I[] = []
  for (const each of results) {
    if (each.ok) values.push(each.value)
    else issues.push(...each.issues)
  }
  return issues.length === 0 ? ok(values) : { ok: false, issues }
}

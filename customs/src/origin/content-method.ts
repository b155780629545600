import type { Day } from '../kernel/index.ts'
import { error, ok, type Result, stop } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { type Finding, finding } from './finding.ts'
import { CONTENT_METHODS } from './law.ts'

export type ContentMethod = 'direct' | 'indirect'

/** By which method the regional value content is worked out, and what is to be known of it. */
export interface MethodChosen {
  readonly method: ContentMethod
  readonly findings: readonly Finding[]
}

/**
 * The method of the exporting state: each adheres to one, and a question that asks for another is refused. Where the state's method is not on file, the
 * exporter's choice is taken (the indirect one where none was made) and the trace says so.
 *
 * @source ATIGA art. 29.3
 */
export function methodOf(
  law: LawBook,
  agreement: string,
  exporter: State,
  on: Day,
  asked: ContentMethod | undefined,
): Result<MethodChosen> {
  const row = law.on(CONTENT_METHODS, exporter, on).find(each => each.agreement === agreement)
  if (row === undefined) {
    const method = asked ?? 'indirect'
    return ok({ method, findings: [finding('noted', 'origin.content-method-chosen', 'ATIGA art. 29.3', { state: exporter, method })] })
  }
  if (asked !== undefined && asked !== row.method)
    return stop(error('origin.content-method-other', 'method', { state: exporter, method: row.method, given: asked, lawRow: row.id }))
  return ok({
    method: row.method,
    findings: [finding('noted', 'origin.content-method-of-state', 'ATIGA art. 29.3', { state: exporter, method: row.method })],
  })
}

/** What is said of a value content, its method first; nothing of the method where there is no content. */
export function tellContent(
  { content, findings }: { readonly content: unknown; readonly findings: readonly Finding[] },
  chosen: MethodChosen,
): readonly Finding[] {
  return content === undefined ? findings : [...chosen.findings, ...findings]
}

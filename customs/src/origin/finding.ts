import type { Issue } from '../kernel/index.ts'

/** What one step of a determination comes to: a test that was met or not, one that cannot be decided yet, or something to know. */
export type FindingOutcome = 'met' | 'not-met' | 'open' | 'noted'

/** One line of the trace; `code` has its sentence in `contract/messages`, `source` names the article it applies. */
export interface Finding {
  readonly code: string
  readonly outcome: FindingOutcome
  readonly source: string
  /** The line of the bill of materials it is about. */
  readonly line?: string
  readonly params?: Params
}

/** One thing that would make the good qualify, or would let it be decided. */
export interface Advice {
  readonly code: string
  readonly params?: Params
}

type Params = NonNullable<Issue['params']>

export function finding(outcome: FindingOutcome, code: string, source: string, params?: Params, line?: string): Finding {
  return { code, outcome, source, ...(line === undefined ? {} : { line }), ...(params === undefined ? {} : { params }) }
}

export function advice(code: string, params?: Params): Advice {
  return { code, ...(params === undefined ? {} : { params }) }
}

/** Lines named in a sentence; the rest are counted, so that a bill of ten thousand stays readable. */
export function nameLines(lines: readonly string[]): string {
  const rest = lines.length - NAMED_MAX
  return rest > 0 ? `${lines.slice(0, NAMED_MAX).join(', ')} and ${rest} more` : lines.join(', ')
}

const NAMED_MAX = 10

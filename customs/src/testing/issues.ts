import assert from 'node:assert/strict'
import type { Issue, Result } from '../kernel/index.ts'

/** An issue that stops a case, with those of its params that matter. */
export interface Refusal {
  readonly code: string
  readonly params?: Issue['params']
}

/** That an answer is a refusal with every issue named; others may stand beside them. */
export function assertRefused(answer: Result<unknown>, refusals: readonly Refusal[]): void {
  assert(!answer.ok, 'given an answer, needs a refusal')
  for (const refusal of refusals) {
    const found = answer.issues.some(issue => issue.code === refusal.code && hasParams(issue, refusal.params ?? {}))
    assert(found, `given ${JSON.stringify(answer.issues)}, needs ${JSON.stringify(refusal)}`)
  }
}

function hasParams({ params = {} }: Issue, expected: NonNullable<Issue['params']>): boolean {
  return Object.entries(expected).every(([name, value]) => Reflect.get(params, name) === value)
}

import type { ScenarioStep } from '@lintas/contract'
import { fill, type Memory } from './scenario-memory.ts'

/** What came of a step. */
export interface Done {
  readonly say: string
  readonly status: number
  readonly body: unknown
}

/** More differences than this say nothing more. */
const TOLD_MAX = 8

/** How an answer differs from what a step expects; nothing where it is as expected. What is not mentioned is not compared. */
export function listDifferences(
  { expect }: ScenarioStep,
  { status, body }: Pick<Done, 'status' | 'body'>,
  memory: Memory,
): readonly string[] {
  const isRefused = status >= 400
  const wrongStatus = expect.status === undefined ? isRefused && expect.issues === undefined : status !== expect.status
  const told = issuesIn(body)
  const missing = (expect.issues ?? []).filter(code => !told.some(each => each.code === code))
  return [
    ...(wrongStatus
      ? [
          `expected status ${expect.status ?? 'of a success'}, got ${status}`,
          ...told.map(each => `  ${each.code} at ${each.path}: ${each.message}`),
        ]
      : []),
    ...missing.map(code => `expected the issue ${code}, got ${told.map(each => each.code).join(', ') || 'none'}`),
    ...(expect.body === undefined || wrongStatus ? [] : compare(fill(expect.body, memory), body, 'body')),
  ].slice(0, TOLD_MAX)
}

interface Told {
  readonly code: string
  readonly path: string
  readonly message: string
}

function issuesIn(body: unknown): readonly Told[] {
  const issues = typeof body === 'object' && body !== null && 'issues' in body ? body.issues : []
  return Array.isArray(issues) ? (issues as readonly Told[]) : []
}

function compare(expected: unknown, given: unknown, path: string): readonly string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(given)) return [differs(path, expected, given)]
    const length = given.length === expected.length ? [] : [`${path}: expected ${expected.length} entries, got ${given.length}`]
    return [...length, ...expected.flatMap((each, index) => (index < given.length ? compare(each, given[index], `${path}[${index}]`) : []))]
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof given !== 'object' || given === null) return [differs(path, expected, given)]
    const held = given as Readonly<Record<string, unknown>>
    return Object.entries(expected).flatMap(([name, each]) => compare(each, held[name], `${path}.${name}`))
  }
  return expected === given ? [] : [differs(path, expected, given)]
}

function differs(path: string, expected: unknown, given: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(given)}`
}

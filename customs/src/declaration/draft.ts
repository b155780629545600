import type { z } from 'zod'
import { error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { type DeclarationDocument, declarationSchema } from './document.ts'

/** Nobody mends more at a time, and a sender may break a million things at once. */
const MISFITS_MAX = 1_000

/** The declaration a caller's JSON holds, or everything that is wrong with its shape, by path. */
export function parseDeclaration(given: unknown): Result<DeclarationDocument> {
  const parsed = declarationSchema.safeParse(given)
  if (parsed.success) return ok(parsed.data)
  return stop(...parsed.error.issues.flatMap(misfitsOf).slice(0, MISFITS_MAX))
}

/** An unknown member is told by its own name, not by that of what it stands in. */
function misfitsOf(issue: z.core.$ZodIssue): readonly Issue[] {
  const path = fieldPath(issue.path)
  if (issue.code !== 'unrecognized_keys') return [error('declaration.malformed', path, { problem: issue.message })]
  return issue.keys.map(name => error('declaration.field-unknown', path === '' ? name : `${path}.${name}`, { name: name.slice(0, 100) }))
}

/**
 * The draft after an edit: what the edit names is replaced, what it sets to null is taken out, lists are replaced whole.
 *
 * @source RFC 7396, JSON Merge Patch
 */
export function editDraft(draft: DeclarationDocument, edit: Readonly<Record<string, unknown>>): Result<DeclarationDocument> {
  return parseDeclaration(merge(draft, edit))
}

function merge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const merged = new Map(isRecord(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, merge(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `['goodsItems', 2, 'netMassKg']` as people write it: `goodsItems[2].netMassKg`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  )
}

import { error, ok, type Result, stop } from '../kernel/index.ts'
import type { DeclarationDocument } from './document.ts'
import type { Standing } from './status.ts'

/** What makes a declaration this one and no other: an amendment leaves it; to change it, cancel and lodge anew. */
const FIXED = ['localReference', 'type', 'mode', 'office', 'declarant.id', 'importer.id', 'exporter.id', 'destinationCountry'] as const

/** Controls that touch the goods: once one is notified, the declaration can no longer be changed to fit what will be found. */
const OF_THE_GOODS: ReadonlySet<string> = new Set(['examination', 'scan', 'sample'])

/** One field that differs between two versions: its path, and which of the two has it. */
export interface Change {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
}

/**
 * What an amendment changes, or every reason to refuse it. The whole new document is the new version; nothing of the old one is overwritten.
 *
 * @source RKC General Annex std. 3.27 ("amend … provided that the request is received before examination is begun")
 */
export function amend(standing: Standing, current: DeclarationDocument, proposed: DeclarationDocument): Result<readonly Change[]> {
  const changes = listChanges(current, proposed)
  const issues = [
    ...changes
      .filter(({ path }) => FIXED.some(field => isWithin(path, field)))
      .map(({ path }) => error('declaration.amendment-of-fixed-field', path)),
    ...standing.controls
      .filter(({ kind }) => OF_THE_GOODS.has(kind))
      .map(({ kind }) => error('declaration.amendment-under-examination', '', { control: kind })),
  ]
  if (changes.length === 0) return stop(error('declaration.amendment-empty', ''))
  return issues.length > 0 ? stop(...issues) : ok(changes)
}

/** Every field in which two versions differ, in the order of the first; a list that only grew names the new entries. */
export function listChanges(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (before === after) return []
  if (before === undefined) return [{ path, kind: 'added' }]
  if (after === undefined) return [{ path, kind: 'removed' }]
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, index) => listChanges(before[index], after[index], `${path}[${index}]`)).flat()
  }
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap(name => listChanges(before[name], after[name], path === '' ? name : `${path}.${name}`))
  }
  return [{ path, kind: 'changed' }]
}

/** Whether a change at `path` is a change of `field`: of itself, of a part of it, or of the whole it belongs to. */
function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

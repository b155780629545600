import { error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { listConsignments } from './consignments.ts'
import type { DeclarationDocument } from './document.ts'
import type { Standing } from './standing.ts'

/** What makes a declaration this one and no other: an amendment leaves it; to change it, cancel and lodge anew. */
const FIXED = [
  'localReference',
  'type',
  'mode',
  'office',
  'declarant.id',
  'importer.id',
  'exporter.id',
  'destinationCountry',
  'provisional.dueOn',
  'period',
] as const

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
  const issues: Issue[] = [
    ...changes
      .filter(({ path }) => FIXED.some(field => isWithin(path, field)))
      .map(({ path }) => error('declaration.amendment-of-fixed-field', path)),
    ...standing.controls
      .filter(({ kind }) => OF_THE_GOODS.has(kind))
      .map(({ kind }) => error('declaration.amendment-under-examination', '', { control: kind })),
  ]
  issues.push(...refuseOfConsignments(standing, current, proposed))
  if (changes.length === 0) return stop(error('declaration.amendment-empty', ''))
  return issues.length > 0 ? stop(...issues) : ok(changes)
}

/**
 * What a correction after release changes, or every reason to refuse it. The goods are gone, so that no control bars it; what makes the declaration this one stays.
 *
 * @source RKC General Annex std. 3.27, 3.39 (errors that are found later)
 */
export function correct(current: DeclarationDocument, proposed: DeclarationDocument): Result<readonly Change[]> {
  const changes = listChanges(current, proposed)
  if (changes.length === 0) return stop(error('declaration.amendment-empty', ''))
  const fixed = changes.filter(({ path }) => FIXED.some(field => isWithin(path, field)))
  return fixed.length === 0 ? ok(changes) : stop(...fixed.map(({ path }) => error('declaration.amendment-of-fixed-field', path)))
}

/** Of several consignments the papers stay, and so do the goods of those that are released. */
function refuseOfConsignments({ consignments }: Standing, current: DeclarationDocument, proposed: DeclarationDocument): readonly Issue[] {
  const before = listConsignments(current)
  const after = listConsignments(proposed)
  if (before?.map(each => each.id).join('\n') !== after?.map(each => each.id).join('\n')) {
    return before === undefined && after === undefined ? [] : [error('declaration.consignments-fixed', 'transportDocuments')]
  }
  const released = (consignments ?? []).filter(each => each.status === 'released')
  const goodsOf = ({ goodsItems }: DeclarationDocument, id: string) => goodsItems.filter(item => item.transportDocument === id)
  return released
    .filter(({ id }) => listChanges(goodsOf(current, id), goodsOf(proposed, id)).length > 0)
    .map(({ id }) => error('declaration.consignment-released', 'goodsItems', { consignment: id }))
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

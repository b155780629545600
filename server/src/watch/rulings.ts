import { findRuling, listRulingsOfLoad, type RulingRow } from '../classification/index.ts'
import type { Writer } from '../platform/node.ts'
import type { Change } from './change.ts'
import type { ChangeEvent } from './store.ts'

/** Rulings that one change names; the rest of a large file is counted. */
const NAMED_MAX = 20

/**
 * What an act on the evidence says of rulings: those that are new, and those that say another code of the same goods, or under the same reference, than one
 * before. A ruling whose code somebody chose after a correlation table changed, too.
 */
export async function listRulingChanges(tx: Writer, { subjectId, act, facts }: ChangeEvent): Promise<readonly Change[]> {
  if (act === 'decide-code') {
    const ruling = await findRuling(tx, subjectId)
    const { was, code } = facts as { readonly was: string; readonly code: string }
    return ruling === undefined ? [] : [changeOf('changed', [{ ...ruling, code, before: [was] }])]
  }
  if (typeof facts.load !== 'string') return []
  const rulings = await listRulingsOfLoad(tx, facts.load)
  const changed = rulings.filter(each => each.before.length > 0)
  const published = rulings.filter(each => each.before.length === 0)
  const byCode = (rows: readonly RulingRow[]) => [...Map.groupBy(rows, row => row.code).values()]
  return [...byCode(published).map(rows => changeOf('published', rows)), ...byCode(changed).map(rows => changeOf('changed', rows))]
}

function changeOf(what: 'published' | 'changed', rows: readonly RulingRow[]): Change {
  const names = rows
    .slice(0, NAMED_MAX)
    .map(({ id, reference, code, before }) => `${reference ?? `#${id}`} (${[...before, code].join(' → ')})`)
  const more = rows.length > names.length ? [`+${rows.length - names.length}`] : []
  return {
    subject: 'ruling',
    about: [...names, ...more].join(', '),
    what,
    codes: [...new Set(rows.flatMap(each => [each.code, ...each.before]))],
  }
}

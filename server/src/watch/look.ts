import { LAW_KINDS } from '@lintas/customs/journey'
import { touchedCodes } from '@lintas/customs/permits'
import { type Correlation, recheckCode } from '@lintas/customs/tariff'
import type { Node, Writer } from '../platform/node.ts'
import { findApprovedCorrelation, listChangedCodes } from '../tariff/index.ts'
import { codesOf, isAboutGoods } from './about-goods.ts'
import type { Change } from './change.ts'
import { askOwner, listChoices, offerOthers } from './choice-store.ts'
import { listRulingChanges } from './rulings.ts'
import * as store from './store.ts'

/** Places of the log that one transaction looks at. */
const STRIDE = 20_000

/** Writes an alert for every list that a change since the last time touches; answers whether there may be more. */
export async function lookForChanges(node: Node): Promise<boolean> {
  return await node.db.transaction(async tx => {
    const from = await store.holdCursor(tx)
    const placed = await store.countPlaced(tx)
    if (from === undefined || from >= placed) return false
    const to = Math.min(placed, from + STRIDE)
    const lists = await store.listWatching(tx)
    const events = lists.length === 0 ? [] : await store.listChanges(tx, from, to)
    for (const event of events) {
      if (event.subject === 'correlation') await recheckLists(node, tx, event)
      for (const { subject, about, what, codes } of await changesOf(node, tx, event)) {
        for (const list of lists.filter(each => each.createdAt <= event.at)) {
          const touched = touchedCodes(list.codes, codes)
          if (touched.length === 0) continue
          const { id, at } = event
          await alert(node, tx, { list: list.id, event: id, subject, about, what, codes: touched, at })
        }
      }
    }
    await store.moveCursor(tx, to)
    return to < placed
  })
}

/** Writes an alert and says in the log that it was: webhooks and the list of events are told from there. */
async function alert({ events }: Node, tx: Writer, written: store.NewAlert): Promise<void> {
  const id = await store.insertAlert(tx, written)
  if (id === undefined) return
  await events.append(tx, [{ subject: 'watch-list', subjectId: written.list, act: 'alert', by: 'system', facts: { alert: id } }])
}

/**
 * Looks again at every list by a correlation table that took effect: a code that one took the place of moves; where several did, it stays and its owner is
 * asked. Both are told. Lists are read anew: the table before may have moved the same code, and its owner may choose meanwhile.
 */
async function recheckLists(node: Node, tx: Writer, { id, subjectId, at }: store.ChangeEvent): Promise<void> {
  const correlation = await findApprovedCorrelation(node, subjectId)
  if (correlation === undefined) return
  for (const list of (await store.holdWatching(tx)).filter(each => each.createdAt <= at)) {
    await recheckOffered(tx, list.id, correlation)
    const rechecked = list.codes.map(code => ({ code, ...recheckCode(correlation, code) }))
    for (const each of rechecked) {
      if (each.kind === 'unchanged') continue
      const successors = each.kind === 'moved' ? [each.to] : each.successors
      await alert(node, tx, {
        list: list.id,
        event: id,
        subject: 'correlation',
        about: subjectId,
        what: each.kind,
        codes: [each.code],
        successors,
        at,
      })
      if (each.kind === 'asked') await askOwner(tx, { list: list.id, code: each.code, correlation: subjectId, successors, askedAt: at })
    }
    if (!rechecked.some(each => each.kind === 'moved')) continue
    await store.replaceCodes(tx, list.id, [...new Set(rechecked.map(each => (each.kind === 'moved' ? each.to : each.code)))])
  }
}

/** What its owner has not chosen from yet may have changed in its turn. */
async function recheckOffered(tx: Writer, list: string, correlation: Pick<Correlation, 'pairs'>): Promise<void> {
  for (const { id, successors } of (await listChoices(tx, [list])).filter(each => each.chosen === null)) {
    const offered = new Set(
      successors.flatMap(code => {
        const now = recheckCode(correlation, code)
        return now.kind === 'moved' ? [now.to] : now.kind === 'asked' ? now.successors : [code]
      }),
    )
    if (successors.some(each => !offered.has(each))) await offerOthers(tx, id, [...offered].sort())
  }
}

async function changesOf(node: Node, tx: Writer, event: store.ChangeEvent): Promise<readonly Change[]> {
  const { subject, subjectId, act, facts } = event
  switch (subject) {
    case 'tariff':
      return [{ subject, about: subjectId, what: 'schedule', codes: await listChangedCodes(node, subjectId) }]
    case 'quota':
      return rowsNamed(node, 'tariff-quota', [subjectId]).map(each => ({ ...each, subject, what: act }))
    case 'classification':
      return await listRulingChanges(tx, event)
    case 'correlation':
      return []
    case 'law': {
      const { kind, rows } = facts as { readonly kind: string; readonly rows: readonly { readonly row: string }[] }
      const named = rowsNamed(
        node,
        kind,
        rows.map(each => each.row),
      )
      return named.map(each => ({ ...each, subject: act === 'begin' ? 'beginning' : act === 'end' ? 'ending' : 'law' }))
    }
  }
}

/** Rows of law that are about goods. */
function rowsNamed({ law }: Node, kind: string, ids: readonly string[]): readonly Omit<Change, 'subject'>[] {
  const found = LAW_KINDS.find(each => each.name === kind)
  const rows = found === undefined ? [] : law.rows(found).filter(row => ids.includes(row.id) && isAboutGoods(kind, row))
  return rows.map(row => ({ about: row.id, what: kind, codes: codesOf(row) }))
}

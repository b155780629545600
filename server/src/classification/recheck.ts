import { type Correlation, recheckCode } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { findApprovedCorrelation } from '../tariff/index.ts'
import { LEARN_JOB } from './learn.ts'
import { insertRechecks, type KeptCode, listKeptCodes, listUnchecked, type NewRecheck, noteRechecked } from './recheck-store.ts'

/** Looks for tables that took effect; nearly always there is none. */
export const RECHECK_JOB = 'classification-recheck'
export const RECHECK_OFTEN = '*/5 * * * *'

const AT_ONCE = 5_000

/**
 * Looks again at all evidence by each correlation table that took effect, once: a code with one successor moves, one with several teaches nothing until somebody
 * says which it is. Then what is known is learned anew.
 */
export async function recheckEvidence(node: Node): Promise<void> {
  for (const id of await listUnchecked(node.db)) {
    const correlation = await findApprovedCorrelation(node, id)
    if (correlation !== undefined) await recheckBy(node, correlation)
  }
}

async function recheckBy(node: Node, correlation: Correlation): Promise<void> {
  await node.db.transaction(async tx => {
    if (!(await noteRechecked(tx, correlation.id))) return
    let [moved, asked] = [0, 0]
    for (let after = '0'; ; ) {
      const kept = await listKeptCodes(tx, correlation.id, after, AT_ONCE)
      const last = kept.at(-1)
      if (last === undefined) break
      after = last.id
      const rechecks = kept.flatMap(each => recheckOf(correlation, each))
      moved += rechecks.filter(each => each.code !== undefined).length
      asked += rechecks.filter(each => each.code === undefined).length
      if (rechecks.length > 0) await insertRechecks(tx, correlation.id, rechecks, node.clock.now())
    }
    if (moved + asked === 0) return
    const facts = { correlation: correlation.id, moved, asked }
    await node.events.append(tx, [{ subject: 'classification', subjectId: node.state, act: 'recheck', by: 'system', facts }])
    await node.jobs.send(LEARN_JOB, {}, { tx })
  })
}

function recheckOf(correlation: Correlation, { id, code }: KeptCode): readonly NewRecheck[] {
  const rechecked = recheckCode(correlation, code)
  switch (rechecked.kind) {
    case 'unchanged':
      return []
    case 'moved':
      return [{ evidence: id, was: code, successors: [rechecked.to], code: rechecked.to }]
    case 'asked':
      return [{ evidence: id, was: code, successors: rechecked.successors }]
  }
}

import { listCheckedCodes } from '@lintas/customs/classification'
import type { Node } from '../platform/node.ts'
import { digestOf } from './evidence-digest.ts'
import { findLookedAt, listLookedAt, noteLookedAt, withdrawEvidence } from './feed-store.ts'
import { LEARN_JOB } from './learn.ts'
import { insertEvidence, isOutdated } from './store.ts'

/** Once a day, before anybody works: what officers did yesterday is learned by the morning. */
export const FEED_JOB = 'classification-feed'
export const FEED_HOUR = '30 1 * * *'

const DECLARATIONS_MAX = 200
const DAY_MS = 86_400_000

/**
 * Adds to the evidence what officers' answers and decisions say of codes since the last look, and takes back what they no longer bear out; then learns, where anything
 * came or went. Looked at twice it adds nothing: a day before the last look is looked at again, for what was under way then.
 */
export async function feedEvidence(node: Node): Promise<void> {
  const at = node.clock.now()
  const last = await findLookedAt(node.db)
  const since = new Date((last?.getTime() ?? 0) - (last === undefined ? 0 : DAY_MS))
  for (let after = ''; ; ) {
    const looked = await listLookedAt(node.db, since, after, DECLARATIONS_MAX)
    if (looked.length === 0) break
    after = looked.at(-1)?.mrn ?? ''
    const evidence = looked.flatMap(listCheckedCodes).map(each => ({ ...each, sha256: digestOf(each) }))
    await node.db.transaction(async tx => {
      const mrns = looked.map(({ mrn }) => mrn)
      const withdrawn = await withdrawEvidence(
        tx,
        mrns,
        evidence.map(each => each.sha256),
      )
      const fresh = await insertEvidence(tx, evidence, 'system', at)
      if (fresh + withdrawn === 0) return
      const facts = { fresh, withdrawn }
      await node.events.append(tx, [{ subject: 'classification', subjectId: node.state, act: 'feed', by: 'system', facts }])
    })
  }
  await node.db.transaction(async tx => {
    await noteLookedAt(tx, at)
    if (await isOutdated(tx)) await node.jobs.send(LEARN_JOB, {}, { tx })
  })
}

import type { Node } from '../platform/node.ts'
import { openClassifier } from './classifier.ts'
import { FEED_HOUR, FEED_JOB, feedEvidence } from './feed.ts'
import { registerGuide } from './guide-routes.ts'
import { LEARN_JOB, learnAnew } from './learn.ts'
import { RECHECK_JOB, RECHECK_OFTEN, recheckEvidence } from './recheck.ts'
import { registerRecheck } from './recheck-routes.ts'
import { registerRoutes } from './routes.ts'

export { listKnownCodes } from './known-codes.ts'
export { findRuling, listRulingsOfLoad, type RulingRow } from './ruling-store.ts'

/** Finds codes for descriptions, from the words we ship and from what the administration itself knows. */
export async function register(node: Node): Promise<void> {
  const classifier = openClassifier(node)
  await node.db.listen('classification', () => classifier.refresh())
  node.jobs.work(LEARN_JOB, () => learnAnew(node))
  node.jobs.every(FEED_JOB, FEED_HOUR, () => feedEvidence(node))
  node.jobs.every(RECHECK_JOB, RECHECK_OFTEN, () => recheckEvidence(node))
  registerRoutes(node, classifier)
  registerRecheck(node)
  registerGuide(node, classifier)
}

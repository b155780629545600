import { randomBytes } from 'node:crypto'
import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { idempotent, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Classifier } from './classifier.ts'
import { askNext, findStart } from './guided.ts'
import { findPath, insertPath, type KeptPath } from './store.ts'

export function registerGuide(node: Node, classifier: Classifier): void {
  const config = { who: 'classification.ask' as const }
  routes(node.http, 'classification', api => {
    api.post('/classifications/guided', { config, schema: contract.guideClassification }, async request => {
      const { description, on = node.clock.today(), answers } = request.body
      return await askNext(node, { description, on, answers }, await findStart(classifier, description))
    })

    api.post('/classification-paths', { config, schema: contract.keepClassificationPath }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { description, on = node.clock.today(), answers } = request.body
        const start = await findStart(classifier, description)
        const { next: _, ...answered } = await askNext(node, { description, on, answers }, start)
        const id = randomBytes(16).toString('base64url')
        const at = node.clock.now()
        return await node.db.transaction(async tx => {
          await insertPath(tx, id, { ...answered, start }, request.caller.accountId, at)
          const facts = { questions: answers.length, codes: answered.remaining }
          await node.events.append(tx, [
            { subject: 'classification', subjectId: node.state, act: 'keep-path', by: request.caller.accountId, facts },
          ])
          return await remember(tx, 201, { ...answered, id, madeAt: at.toISOString(), holds: true })
        })
      }),
    )

    api.get('/classification-paths/:id', { config, schema: contract.readClassificationPath }, async request => {
      const { id } = request.params
      const kept = await findPath(node.db, id)
      if (kept === undefined) throw refuse(404, 'classification.path-unknown')
      const { start, ...answered } = kept.path
      return { ...answered, id, madeAt: kept.made_at.toISOString(), holds: await holds(node, kept.path) }
    })
  })
}

/** Whether the answers, given again from what the search had found, still lead to the same codes. */
async function holds(node: Node, { description, on, path, start, candidates }: KeptPath): Promise<boolean> {
  const answers = path.map(({ question, choice }) => ({ question, choice }))
  const again = await askNext(node, { description, on: on as Day, answers }, start)
  return JSON.stringify(again.candidates.map(({ code }) => code)) === JSON.stringify(candidates.map(({ code }) => code))
}

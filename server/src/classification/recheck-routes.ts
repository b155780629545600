import * as contract from '@lintas/contract'
import { z } from 'zod'
import { idempotent, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { LEARN_JOB } from './learn.ts'
import { type AskedRow, decideAsked, holdAsked, listAsked } from './recheck-store.ts'

/** Evidence whose code several took the place of: listed, and decided about piece by piece. */
export function registerRecheck(node: Node): void {
  const config = { who: 'classification.teach' } as const
  routes(node.http, 'classification', api => {
    api.get('/classification-evidence/asked', { config, schema: contract.listAskedEvidence }, async request => {
      const { limit, cursor } = request.query
      const [after] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listAsked(node.db, after, limit + 1), limit, row => [row.listed])
      return { ...page, items: page.items.map(answerOf) }
    })

    api.post('/classification-evidence/:id/code', { config, schema: contract.decideEvidenceCode }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const asked = await holdAsked(tx, request.params.id)
          if (asked === undefined) throw refuse(404, 'classification.evidence-not-asked', { evidence: request.params.id })
          const { code } = request.body
          const { was, successors, correlation } = asked
          if (!successors.some(each => code.startsWith(each)))
            throw refuse(422, 'classification.code-no-successor', { code, was, successors: successors.join(', ') })
          const by = request.caller.accountId
          await decideAsked(tx, asked, code, by, node.clock.now())
          const facts = { correlation, was, code }
          await node.events.append(tx, [{ subject: 'classification', subjectId: asked.evidence, act: 'decide-code', by, facts }])
          await node.jobs.send(LEARN_JOB, {}, { tx })
          return await remember(tx, 200, { ...answerOf(asked), code })
        }),
      ),
    )
  })
}

function answerOf({ evidence, kind, description, reference, correlation, was, successors }: AskedRow): contract.AskedEvidence {
  return {
    id: evidence,
    kind: contract.EVIDENCE_KINDS.find(each => each === kind) ?? 'checked',
    description,
    ...(reference === null ? {} : { reference }),
    correlation,
    was,
    successors: [...successors],
  }
}

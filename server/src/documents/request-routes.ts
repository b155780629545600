import * as contract from '@lintas/contract'
import type { Issue, Result } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, idempotent, Problem } from '../platform/http/index.ts'
import type { Writer } from '../platform/node.ts'
import { listActionNeeded } from './action-needed.ts'
import type { FileDesk } from './add.ts'
import { answerRequest } from './answer.ts'
import { requestOf } from './answers.ts'
import { requestDocuments } from './ask.ts'
import { judgeAnswer, withdrawRequest } from './judge.ts'
import { listRequests } from './request-store.ts'

/** The doors of what customs asks for: ask, read, answer, accept or refuse, withdraw; and what waits for a declarant. */
export function registerRequests(api: App, desk: FileDesk): void {
  const { node, declarations } = desk
  const read = { who: 'documents.read' } as const
  const request = { who: 'documents.request' } as const
  const answer = { who: 'documents.answer' } as const

  api.get('/declarations/:mrn/document-requests', { config: read, schema: contract.listRequests }, async ({ caller, params }) => {
    const { mrn } = await declarations.getVisible(node.db, caller, params.mrn)
    const requests = await listRequests(node.db, mrn)
    return { items: requests.map(each => requestOf(each, node.clock.today())) }
  })

  api.post('/declarations/:mrn/document-requests', { config: request, schema: contract.requestDocuments }, (asked, reply) =>
    change(desk, asked, reply, 201, async tx => await requestDocuments(tx, desk, asked.caller, asked.params.mrn, asked.body)),
  )

  api.post(
    '/declarations/:mrn/document-requests/:request/documents/:number/answer',
    { config: answer, schema: contract.answerRequest },
    (asked, reply) => change(desk, asked, reply, 200, tx => answerRequest(tx, desk, asked.caller, asked.params, asked.body)),
  )

  api.post(
    '/declarations/:mrn/document-requests/:request/documents/:number/verdict',
    { config: request, schema: contract.judgeAnswer },
    (asked, reply) => change(desk, asked, reply, 200, tx => judgeAnswer(tx, desk, asked.caller, asked.params, asked.body)),
  )

  api.post(
    '/declarations/:mrn/document-requests/:request/withdrawal',
    { config: request, schema: contract.withdrawRequest },
    (asked, reply) => change(desk, asked, reply, 200, tx => withdrawRequest(tx, desk, asked.caller, asked.params)),
  )

  api.get('/action-needed', { config: answer, schema: contract.listActionNeeded }, async ({ caller }) => ({
    items: await listActionNeeded(node.db, caller, node.clock.today()),
  }))
}

type MrnRequest = FastifyRequest<{ Params: { mrn: string } }>

/** Does something about a request in one transaction and answers how the request then stands. */
function change(
  { node }: FileDesk,
  asked: MrnRequest,
  reply: FastifyReply,
  status: number,
  work: (tx: Writer) => Promise<Result<number>>,
): Promise<contract.StoredRequest> {
  return idempotent(node.db, asked, reply, remember =>
    node.db.transaction(async tx => {
      const done = await work(tx)
      if (!done.ok) throw new Problem(statusOf(done.issues), done.issues)
      const request = (await listRequests(tx, asked.params.mrn)).find(each => each.number === done.value)
      if (request === undefined) throw new Error(`given request ${done.value} of ${asked.params.mrn}, needs one that was kept`)
      return await remember(tx, status, requestOf(request, node.clock.today()))
    }),
  )
}

const STATUSES: Readonly<Record<string, number>> = {
  'declaration.document-not-requested': 404,
  'documents.request-unknown': 404,
  'declaration.act-not-permitted': 409,
  'declaration.document-answered': 409,
  'declaration.document-not-answered': 409,
}

function statusOf(issues: readonly Issue[]): number {
  return STATUSES[issues[0]?.code ?? ''] ?? 422
}

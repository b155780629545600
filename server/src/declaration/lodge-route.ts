import * as contract from '@lintas/contract'
import { error } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, idempotency, refuse, requireMatch } from '../platform/http/index.ts'
import { Unavailable } from '../platform/unavailable.ts'
import { declarationAnswer } from './answers.ts'
import { audienceOf } from './audience.ts'
import { documentIn } from './body.ts'
import type { Desk } from './desk.ts'
import { deleteDraft, findDraft } from './drafts.ts'
import { filerOf } from './drafts-routes.ts'
import { FILE_BYTES_MAX } from './formats/read-file.ts'
import { type Lodged, lodge, type Reply } from './lodge.ts'
import { showDeclaration } from './show.ts'
import { getVisible } from './visible.ts'

/** Where declarations come in. */
export function registerLodging(api: App, desk: Desk): void {
  const config = { who: 'declaration.lodge' } as const
  const schema = contract.lodgeDeclaration
  // The compiler holds the answer to its schema; going through it once more at run time would cost a tenth of the whole lodging.
  const serializerCompiler = () => JSON.stringify
  api.post('/declarations', { config, schema, bodyLimit: FILE_BYTES_MAX, serializerCompiler }, (request, reply) =>
    answerLodging(desk, request, reply, async () => lodge(desk, request.caller, await documentIn(request), replyTo(desk, request))),
  )
}

/** Where notice is given of goods taken away: a declaration of its own mode, which may be left out. */
export function registerRemovalLodging(api: App, desk: Desk): void {
  const config = { who: 'declaration.lodge' } as const
  api.post('/declarations/removals', { config, schema: contract.lodgeRemoval, bodyLimit: FILE_BYTES_MAX }, (request, reply) =>
    answerLodging(desk, request, reply, async () => {
      const document = await documentIn(request)
      const { mode = 'REMOVAL' } = document
      if (mode !== 'REMOVAL') return { outcome: 'refused', issues: [error('declaration.removal-mode', 'mode', { mode })] }
      return await lodge(desk, request.caller, { ...document, mode }, replyTo(desk, request))
    }),
  )
}

/** Lodges a draft as it stands. It is a draft until its declaration is registered, and lodging it again finds the declaration. */
export function registerDraftLodging(api: App, desk: Desk): void {
  const { node } = desk
  const config = { who: 'declaration.lodge' } as const
  api.post('/drafts/:id/lodging', { config, schema: contract.lodgeDraft }, async (request, reply) => {
    const { id } = request.params
    const draft = await findDraft(node.db, filerOf(request.caller), id)
    if (draft === undefined) throw refuse(404, 'declaration.draft-unknown', { id })
    requireMatch(request, draft.revision)
    const answer = await answerLodging(desk, request, reply, () => lodge(desk, request.caller, draft.document, replyTo(desk, request)))
    await node.db.transaction(tx => deleteDraft(tx, id))
    return answer
  })
}

function replyTo(desk: Desk, request: FastifyRequest): Reply {
  const audience = audienceOf(desk, request)
  return { key: idempotency.keyOf(request), tell: shown => declarationAnswer(shown, audience) }
}

/**
 * Answers a lodging: 201 where it was registered, 200 where the same document was before, 409 where another one was under its reference, 422
 * with everything there is to mend. A repeated request under an idempotency key is answered as the first was.
 */
async function answerLodging(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<Lodged>,
): Promise<contract.DeclarationAnswer> {
  const key = idempotency.keyOf(request)
  const repeated = async () => (key === undefined ? undefined : await idempotency.find(desk.node.db, key))
  const lodged = await work().catch(async failure => {
    if (failure instanceof Unavailable) throw failure
    const kept = await repeated()
    if (kept === undefined) throw failure
    return kept
  })
  if ('status' in lodged) return idempotency.replay(reply, lodged)
  if (lodged.outcome === 'registered') {
    reply.code(201).header('location', `${desk.node.baseUrl}/api/v1/declarations/${lodged.answer.mrn}`)
    return lodged.answer
  }
  const kept = await repeated()
  if (kept !== undefined) return idempotency.replay(reply, kept)
  if (lodged.outcome === 'refused') return reply.problem(422, lodged.issues)
  const { mrn, localReference } = lodged
  if (lodged.outcome === 'taken') throw refuse(409, 'declaration.reference-taken', { localReference, mrn }, 'localReference')
  const row = await getVisible(desk.node.db, request.caller, mrn)
  return declarationAnswer(await showDeclaration(desk.node.db, row), audienceOf(desk, request))
}

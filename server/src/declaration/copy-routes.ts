import * as contract from '@lintas/contract'
import { type Copy, continueDeclaration, copyDeclaration } from '@lintas/customs/declaration'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, etagOf, pageFrom, readCursor, refuse } from '../platform/http/index.ts'
import type { Desk } from './desk.ts'
import { insertDraft } from './drafts.ts'
import { filerOf } from './drafts-routes.ts'
import { getPrevious } from './previous.ts'
import { getVersion } from './store.ts'
import * as store from './templates.ts'
import { getVisible } from './visible.ts'

/** New drafts from what was declared before: a copy of a declaration, or of a template kept of one. */
export function registerCopies(api: App, { node }: Desk): void {
  const config = { who: 'declaration.draft' } as const

  /** Keeps a copy as a draft of the caller's, and tells what was carried over and what is to be filled in. */
  async function begin(request: FastifyRequest, reply: FastifyReply, { document, carried, emptied }: Copy, source: contract.CopySource) {
    const { caller } = request
    const draft = await node.db.transaction(tx => insertDraft(tx, filerOf(caller), document, caller.accountId))
    reply.code(201).header('etag', etagOf(draft.revision))
    const { id, revision, editedAt } = draft
    return { id, revision, editedAt: editedAt.toISOString(), document: draft.document, source, carried, emptied }
  }

  api.post('/declarations/:mrn/copy', { config, schema: contract.copyDeclaration }, async (request, reply) => {
    const { mrn, version } = await getVisible(node.db, request.caller, request.params.mrn)
    const { document } = await getVersion(node.db, mrn, version)
    return begin(request, reply, copyDeclaration(document), { mrn })
  })

  api.post('/declarations/:mrn/continuation', { config, schema: contract.continueDeclaration }, async (request, reply) => {
    const { mrn, version } = await getVisible(node.db, request.caller, request.params.mrn)
    const { document } = await getVersion(node.db, mrn, version)
    const begun = continueDeclaration(document, await getPrevious(node.db, mrn))
    if (!begun.ok) return reply.problem(422, begun.issues)
    return begin(request, reply, begun.value, { mrn })
  })

  api.post('/templates', { config, schema: contract.saveTemplate }, async (request, reply) => {
    const { caller, body } = request
    const { mrn, version } = await getVisible(node.db, caller, body.mrn)
    const { document } = copyDeclaration((await getVersion(node.db, mrn, version)).document)
    const saved = { name: body.name, document, source: mrn }
    reply.code(201)
    return answer(await node.db.transaction(tx => store.saveTemplate(tx, filerOf(caller), saved, caller.accountId)))
  })

  api.get('/templates', { config, schema: contract.listTemplates }, async request => {
    const { limit, cursor } = request.query
    const [after] = readCursor(cursor, z.tuple([z.string().max(70)])) ?? []
    const page = pageFrom(await store.listTemplates(node.db, filerOf(request.caller), after, limit + 1), limit, each => [each.name])
    return { ...page, items: page.items.map(answer) }
  })

  api.post('/templates/:id/draft', { config, schema: contract.useTemplate }, async (request, reply) => {
    const { id } = request.params
    const found = await store.findTemplate(node.db, filerOf(request.caller), id)
    if (found === undefined) throw refuse(404, 'declaration.template-unknown', { id })
    return begin(request, reply, copyDeclaration(found.document), {
      template: found.name,
      ...(found.source === null ? {} : { mrn: found.source }),
    })
  })

  api.delete('/templates/:id', { config, schema: contract.deleteTemplate }, async (request, reply) => {
    const { id } = request.params
    const gone = await node.db.transaction(tx => store.deleteTemplate(tx, filerOf(request.caller), id))
    if (!gone) throw refuse(404, 'declaration.template-unknown', { id })
    reply.code(204)
  })
}

function answer({ id, name, document, source, savedAt }: store.Template) {
  return { id, name, document, ...(source === null ? {} : { mrn: source }), savedAt: savedAt.toISOString() }
}

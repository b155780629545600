import * as contract from '@lintas/contract'
import { editDraft } from '@lintas/customs/declaration'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { type App, etagOf, isKnown, Problem, pageFrom, placeKey, readCursor, refuse, requireMatch } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import type { Desk } from './desk.ts'
import * as store from './drafts.ts'

/** What an organisation writes before it lodges. Customs does not see it. */
export function registerDrafts(api: App, { node }: Desk): void {
  const config = { who: 'declaration.draft' } as const

  api.post('/drafts', { config, schema: contract.createDraft }, async (request, reply) => {
    const { caller, body } = request
    reply.code(201)
    return answerWith(reply, await node.db.transaction(tx => store.insertDraft(tx, filerOf(caller), body, caller.accountId)))
  })

  api.get('/drafts', { config, schema: contract.listDrafts }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await store.listDrafts(node.db, filerOf(request.caller), before, limit + 1), limit, draft => [draft.listed])
    return { ...page, items: page.items.map(draftAnswer) }
  })

  api.get('/drafts/:id', { config, schema: contract.readDraft }, async (request, reply) => {
    const draft = known(await store.findDraft(node.db, filerOf(request.caller), request.params.id), request.params.id)
    return isKnown(request, reply, draft.revision) ? undefined : draftAnswer(draft)
  })

  api.patch('/drafts/:id', { config, schema: contract.editDraft }, (request, reply) =>
    node.db.transaction(async tx => {
      const draft = known(await store.holdDraft(tx, filerOf(request.caller), request.params.id), request.params.id)
      requireMatch(request, draft.revision)
      const edited = editDraft(draft.document, request.body)
      if (!edited.ok) throw new Problem(422, edited.issues)
      return answerWith(reply, await store.updateDraft(tx, draft.id, edited.value, request.caller.accountId))
    }),
  )

  api.delete('/drafts/:id', { config, schema: contract.discardDraft }, async (request, reply) => {
    await node.db.transaction(async tx => {
      const draft = known(await store.holdDraft(tx, filerOf(request.caller), request.params.id), request.params.id)
      requireMatch(request, draft.revision)
      await store.deleteDraft(tx, draft.id)
    })
    reply.code(204)
  })
}

export function filerOf({ role, organisation }: Caller): string {
  if (organisation === undefined) throw new Error(`given a ${role} without an organisation, needs a trader or a broker`)
  return organisation.traderId
}

function known(draft: store.Draft | undefined, id: string): store.Draft {
  if (draft === undefined) throw refuse(404, 'declaration.draft-unknown', { id })
  return draft
}

/** The draft, and in `ETag` what to send with the next change. */
function answerWith(reply: FastifyReply, draft: store.Draft) {
  reply.header('etag', etagOf(draft.revision))
  return draftAnswer(draft)
}

function draftAnswer({ id, revision, editedAt, document }: store.Draft) {
  return { id, revision, editedAt: editedAt.toISOString(), document }
}

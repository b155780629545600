import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { statusOf as httpStatusOf } from './answers.ts'
import { type EntryRow, listEntries, statusOf } from './register-store.ts'
import { decideEntry, endEntry, proposeEnding, proposeEntry } from './registers.ts'

/** The doors of the registers: customs reads and proposes, a supervisor decides. */
export function registerRegisters(node: Node, api: App): void {
  const propose = { who: 'risk.propose-entry' } as const
  const decide = { who: 'risk.approve-entry' } as const

  api.get('/risk/register', { config: { who: 'risk.read' }, schema: contract.listRegister }, async request => {
    const { limit, cursor, ...filter } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listEntries(node.db, filter, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(entryAnswer) }
  })

  api.post('/risk/register', { config: propose, schema: contract.proposeEntry }, async (request, reply) => {
    const entry = given(await proposeEntry(node, request.body, request.caller.accountId))
    return reply.code(201).send(entry)
  })

  api.post('/risk/register/:id/approval', { config: decide, schema: contract.decideEntry }, async request => {
    const refusal = request.body.decision === 'refused' ? request.body.reason : undefined
    return given(await decideEntry(node, request.params.id, request.caller.accountId, refusal))
  })

  api.post('/risk/register/:id/ending', { config: propose, schema: contract.proposeEnding }, async request =>
    given(await proposeEnding(node, request.params.id, request.caller.accountId, request.body.reason)),
  )

  api.post('/risk/register/:id/ending/approval', { config: decide, schema: contract.decideEnding }, async request =>
    given(await endEntry(node, request.params.id, request.caller.accountId)),
  )
}

function given(result: Result<EntryRow>): contract.RegisterEntryAnswer {
  if (!result.ok) throw new Problem(httpStatusOf(result.issues), result.issues)
  return entryAnswer(result.value)
}

function entryAnswer(row: EntryRow): contract.RegisterEntryAnswer {
  const { id, body, proposedBy, decidedBy, refusal, endingReason, endingProposedBy, endedBy } = row
  return {
    ...body,
    id,
    status: statusOf(row),
    proposedBy,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
    ...(endingReason === null ? {} : { endingReason }),
    ...(endingProposedBy === null ? {} : { endingProposedBy }),
    ...(endedBy === null ? {} : { endedBy }),
  }
}

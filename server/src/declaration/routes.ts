import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { listEventsAbout } from '../platform/events/index.ts'
import {
  type App,
  etagOf,
  idempotent,
  Problem,
  pageFrom,
  placeKey,
  readCursor,
  refuse,
  requireMatch,
  routes,
} from '../platform/http/index.ts'
import type { Writer } from '../platform/node.ts'
import { doNamedAct } from './act.ts'
import { doerOf } from './act-events.ts'
import { amendDeclaration } from './amend.ts'
import { decisionAnswer, declarationAnswer, type Shown, summaryAnswer } from './answers.ts'
import { recordArrival } from './arrive.ts'
import { audienceOf } from './audience.ts'
import { documentIn } from './body.ts'
import { cancelDeclaration } from './cancel.ts'
import { type CompletingAct, completeDeclaration } from './complete.ts'
import { registerCopies } from './copy-routes.ts'
import type { Desk } from './desk.ts'
import { registerDrafts } from './drafts-routes.ts'
import { registerDraftLodging, registerLodging, registerRemovalLodging } from './lodge-route.ts'
import { registerRemovals } from './removal-routes.ts'
import { replay } from './replay.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, findDecision, findVersion, listDeclarations } from './store.ts'
import { getVisible, holdVisible, whoseFor } from './visible.ts'

/** The doors of the declarations. What is not the caller's own, or not of the own office, is answered "not found". */
export function registerRoutes(desk: Desk): void {
  routes(desk.node.http, 'declaration', api => {
    registerLodging(api, desk)
    registerRemovalLodging(api, desk)
    registerRemovals(api, desk.node)
    registerReading(api, desk)
    registerActs(api, desk)
    registerDrafts(api, desk)
    registerCopies(api, desk)
    registerDraftLodging(api, desk)
  })
}

function registerReading(api: App, desk: Desk): void {
  const { node } = desk
  const config = { who: 'declaration.read' } as const

  api.get('/declarations', { config, schema: contract.listDeclarations }, async request => {
    const { limit, cursor, office, ...filter } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listDeclarations(node.db, whoseFor(request.caller, office), filter, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(row => summaryAnswer(row, node.state)) }
  })

  api.get('/declarations/:mrn', { config, schema: contract.readDeclaration }, async (request, reply) => {
    const row = await getVisible(node.db, request.caller, request.params.mrn)
    reply.header('etag', etagOf(row.revision))
    return declarationAnswer(await showDeclaration(node.db, row), audienceOf(desk, request))
  })

  api.get('/declarations/:mrn/document', { config, schema: contract.readDocument }, async request => {
    const row = await getVisible(node.db, request.caller, request.params.mrn)
    const version = request.query.version ?? row.version
    const found = await findVersion(node.db, row.mrn, version)
    if (found === undefined) throw refuse(404, 'declaration.version-unknown', { version })
    return { mrn: row.mrn, ...found, lodgedAt: found.lodgedAt.toISOString() }
  })

  api.get('/declarations/:mrn/decisions/:number', { config, schema: contract.readDecision }, async request => {
    const { mrn } = await getVisible(node.db, request.caller, request.params.mrn)
    const { number } = request.params
    const found = await findDecision(node.db, mrn, number)
    if (found === undefined) throw refuse(404, 'declaration.decision-unknown', { number })
    return decisionAnswer(found.body, found.sha256, audienceOf(desk, request))
  })

  api.get('/declarations/:mrn/timeline', { config, schema: contract.readTimeline }, async request => {
    const { mrn } = await getVisible(node.db, request.caller, request.params.mrn)
    const events = await listEventsAbout(node.db, 'declaration', mrn)
    const items = events.map(({ act, at, facts: { as, ...facts } }) => ({ act, at: at.toISOString(), by: capacityOf(as), facts }))
    return { items }
  })

  const schema = contract.replayDecision
  api.post('/declarations/:mrn/replay', { config: { who: 'declaration.replay' }, schema }, async request =>
    replay(desk, await getVisible(node.db, request.caller, request.params.mrn)),
  )
}

function registerActs(api: App, desk: Desk): void {
  api.post(
    '/declarations/:mrn/amendment',
    { config: { who: 'declaration.amend' }, schema: contract.amendDeclaration },
    async (request, reply) => {
      const document = await documentIn(request)
      return await changeMatched(desk, request, reply, (tx, row) => amendDeclaration(tx, desk, request.caller, row, document))
    },
  )

  const completing = { who: 'declaration.complete' } as const
  const completeBy = (act: CompletingAct) => async (request: MrnRequest, reply: FastifyReply) => {
    const document = await documentIn(request)
    return await changeMatched(desk, request, reply, (tx, row) => completeDeclaration(tx, desk, request.caller, row, act, document))
  }
  api.post('/declarations/:mrn/supplement', { config: completing, schema: contract.supplementDeclaration }, completeBy('supplement'))
  api.post('/declarations/:mrn/finalisation', { config: completing, schema: contract.finaliseDeclaration }, completeBy('finalise'))

  api.post(
    '/declarations/:mrn/cancellation',
    { config: { who: 'declaration.cancel' }, schema: contract.cancelDeclaration },
    (request, reply) =>
      changeMatched(desk, request, reply, (tx, row) => cancelDeclaration(tx, desk, request.caller, row, request.body.reason)),
  )

  api.post('/declarations/:mrn/arrival', { config: { who: 'declaration.arrive' }, schema: contract.recordArrival }, (request, reply) =>
    change(desk, request, reply, (tx, row) => recordArrival(tx, desk, doerOf(request.caller), row, request.body)),
  )

  api.post('/declarations/:mrn/acts/:act', { config: { who: 'declaration.act' }, schema: contract.doAct }, (request, reply) =>
    change(desk, request, reply, (tx, row) => doNamedAct(tx, desk, request.caller, row, request.params.act)),
  )
}

type MrnRequest = FastifyRequest<{ Params: { mrn: string } }>
type Work = (tx: Writer, row: DeclarationRow) => Promise<Result<Shown>>

/** Does something to a declaration in one transaction and answers how it then stands; where it is refused, nothing was done. */
function change(desk: Desk, request: MrnRequest, reply: FastifyReply, work: Work): Promise<contract.DeclarationAnswer> {
  const { node } = desk
  return idempotent(node.db, request, reply, remember =>
    node.db.transaction(async tx => {
      const changed = await work(tx, await holdVisible(tx, request.caller, request.params.mrn))
      if (!changed.ok) throw new Problem(changed.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, changed.issues)
      return await remember(tx, 200, declarationAnswer(changed.value, audienceOf(desk, request)))
    }),
  )
}

/** The same for what only somebody may do who has seen the newest state of it. */
function changeMatched(desk: Desk, request: MrnRequest, reply: FastifyReply, work: Work): Promise<contract.DeclarationAnswer> {
  return change(desk, request, reply, (tx, row) => {
    requireMatch(request, row.revision)
    return work(tx, row)
  })
}

/** What is refused because of where the declaration stands, and may be permitted at another time. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'declaration.act-not-yet',
  'declaration.consignments-some-released',
  'declaration.nothing-to-complete',
])

function capacityOf(as: unknown): 'declarant' | 'customs' | 'system' {
  return as === 'declarant' || as === 'customs' ? as : 'system'
}

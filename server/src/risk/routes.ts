import * as contract from '@lintas/contract'
import { type Issue, parseDay, type Result } from '@lintas/customs/kernel'
import { hintsOfMatches, LANES, type Lane, profileDraftSchema } from '@lintas/customs/risk'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { DeclarationHead, ScreenedDecision } from '../declarations.ts'
import { namesOf } from '../platform/access/index.ts'
import { idempotent, instantKey, languageOf, pageFrom, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { caseDetailOf, controlOf, officeOf, profileOf, statusOf } from './answers.ts'
import { giveBack, isVisible, takeCase } from './assign.ts'
import { registerBackTests } from './back-test-routes.ts'
import * as cases from './case-store.ts'
import { type DaySecrets, findCommitment } from './day-secrets.ts'
import { listMatches } from './history.ts'
import { registerIndicators } from './indicator-routes.ts'
import type { Inspections } from './inspections.ts'
import { registerLift } from './lift-routes.ts'
import { registerModels } from './model-routes.ts'
import type { Scores } from './models.ts'
import { registerOffers } from './offer-routes.ts'
import { registerOverrides } from './override-routes.ts'
import { diffOfProfile } from './profile-diff.ts'
import { findProfile, findRunningBefore, listProfiles } from './profile-store.ts'
import { approveProfile, proposeProfile, retireProfile } from './propose-profile.ts'
import { type Desk, recordControl } from './record-control.ts'
import { registerRegisters } from './register-routes.ts'
import { listControls } from './screening-store.ts'
import { registerTargeting } from './targeting-routes.ts'
import { registerWorklist } from './worklist-routes.ts'

/** The officers' doors: the queue, a case, what a control found, the profiles. And one for everybody: the proof that lots were drawn fairly. */
export function registerRoutes(
  node: Node,
  desk: Desk,
  {
    inspections,
    secrets,
    scores,
  }: { readonly inspections: Inspections; readonly secrets: Pick<DaySecrets, 'of'>; readonly scores: Scores },
): void {
  routes(node.http, 'risk', api => {
    const read = { who: 'risk.read' } as const
    const record = { who: 'risk.record' } as const

    api.get('/cases', { config: read, schema: contract.listCases }, async request => {
      const { limit, cursor, office, lane, state, assigned, search } = request.query
      const after = readCursor(cursor, z.tuple([z.int32(), instantKey, z.string().max(35)]))
      const filter = {
        office: officeOf(request.caller, office),
        lane,
        isOpen: state === 'open',
        assignedTo: { me: request.caller.accountId, nobody: 'nobody', anybody: undefined }[assigned],
        search,
      }
      const found = await cases.listCases(node.db, filter, after, limit + 1)
      const page = pageFrom(found, limit, each => each.place)
      return {
        ...page,
        items: await named(
          node.db,
          page.items.map(each => each.case),
        ),
      }
    })

    api.get('/cases/counts', { config: read, schema: contract.countCases }, async request => {
      const counts = await cases.countCases(node.db, officeOf(request.caller, request.query.office), request.caller.accountId)
      const sum = (of: 'open' | 'mine' | 'nobody') => counts.reduce((total, each) => total + each[of], 0)
      const lanes = Object.fromEntries(LANES.map(lane => [lane, counts.find(each => each.lane === lane)?.open ?? 0]))
      return { open: sum('open'), mine: sum('mine'), nobody: sum('nobody'), lanes: lanes as Record<Lane, number> }
    })

    api.get('/cases/:mrn', { config: read, schema: contract.readCase }, async request => {
      const { mrn } = request.params
      const found = await cases.findCase(node.db, mrn)
      if (found === undefined || !isVisible(request.caller, found)) throw refuse(404, 'risk.case-unknown', { mrn })
      const [screenings, controls] = await Promise.all([desk.declarations.listScreenings(node.db, mrn), listControls(node.db, mrn)])
      const [shown = found] = await named(node.db, [found])
      const head = await desk.declarations.find(node.db, mrn)
      const hints = await hintsOf(desk, head, screenings)
      return caseDetailOf(shown, screenings, controls, hints, figuresOf(inspections, head), languageOf(request))
    })

    api.post('/cases/:mrn/assignment', { config: record, schema: contract.takeCase }, async (request, reply) =>
      given(await takeCase(desk, request.caller, request.params.mrn), reply),
    )

    api.delete('/cases/:mrn/assignment', { config: record, schema: contract.releaseCase }, async (request, reply) =>
      given(await giveBack(desk, request.caller, request.params.mrn), reply),
    )

    api.post('/declarations/:mrn/controls/:id/outcome', { config: record, schema: contract.recordControl }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const done = await node.db.transaction(async tx => {
          const { mrn, id } = request.params
          const recorded = given(await recordControl(tx, desk, request.caller, mrn, id, request.body), reply)
          return { recorded, answer: await remember(tx, 200, { ...controlOf(recorded.control), status: recorded.status }) }
        })
        await Promise.all([inspections.readAnew(done.recorded.parties), scores.readAnew()])
        return done.answer
      }),
    )

    registerOverrides(node, desk, api)
    registerRegisters(node, api)
    registerIndicators(node, api)
    registerOffers(node, api)
    registerLift(node, api)
    registerBackTests(node, api)
    registerTargeting(node, api)
    registerWorklist(node, desk, api, secrets)
    registerModels(node, api, scores)

    api.get('/risk/profiles', { config: read, schema: contract.listProfiles }, async request => {
      const { limit, cursor, status } = request.query
      const after = readCursor(cursor, z.tuple([z.string().max(60), z.int32()]))
      const page = pageFrom(await listProfiles(node.db, status, after, limit + 1), limit, ({ profile }) => [profile.id, profile.version])
      return { ...page, items: page.items.map(profileOf) }
    })

    const propose = { who: 'risk.propose-profile' } as const
    api.post('/risk/profiles', { config: propose, schema: contract.proposeProfile }, async (request, reply) => {
      const draft = profileDraftSchema.parse(request.body)
      const proposed = given(await proposeProfile(node, draft, request.caller.accountId), reply)
      return reply.code(201).send(profileOf(proposed))
    })

    api.get('/risk/profiles/:id/versions/:version/diff', { config: read, schema: contract.readProfileDiff }, async request => {
      const { id, version } = request.params
      const found = await findProfile(node.db, id, version)
      if (found === undefined) throw refuse(404, 'risk.profile-unknown', { id, version })
      return diffOfProfile(found.profile, await findRunningBefore(node.db, found.profile, node.clock.today()))
    })

    const decide = { who: 'risk.approve-profile' } as const
    api.post(
      '/risk/profiles/:id/versions/:version/approval',
      { config: decide, schema: contract.approveProfile },
      async (request, reply) => {
        const { id, version } = request.params
        return profileOf(given(await approveProfile(node, id, version, request.caller.accountId), reply))
      },
    )

    api.post(
      '/risk/profiles/:id/versions/:version/retirement',
      { config: decide, schema: contract.retireProfile },
      async (request, reply) => {
        const { id, version } = request.params
        return profileOf(given(await retireProfile(node, id, version, request.caller.accountId), reply))
      },
    )

    const check = { who: 'risk.check-lot' } as const
    api.get('/risk/random-control/:day', { config: check, schema: contract.readRandomControl }, async request => {
      const day = parseDay(request.params.day)
      const found = day === undefined ? undefined : await findCommitment(node.db, day)
      if (found === undefined) throw refuse(404, 'risk.day-unknown', { day: request.params.day })
      const isOver = found.day < node.clock.today()
      return {
        day: found.day,
        commitment: found.commitment,
        committedAt: found.committedAt.toISOString(),
        ...(isOver ? { secret: found.secret } : {}),
      }
    })
  })
}

/** Cases with the names of the colleagues who have taken them. */
async function named(reader: Reader, found: readonly contract.Case[]): Promise<contract.Case[]> {
  const names = await namesOf(
    reader,
    found.flatMap(({ assignedTo }) => assignedTo ?? []),
  )
  return found.map(each => {
    const name = names.get(each.assignedTo ?? '')
    return name === undefined ? each : { ...each, assignedName: name }
  })
}

/** What only officers read: the hints of the newest decision, and of other declarations as they stand now. */
async function hintsOf(
  { node, declarations }: Desk,
  head: DeclarationHead | undefined,
  screenings: readonly ScreenedDecision[],
): Promise<readonly Issue[]> {
  const [newest, first] = [screenings[0], screenings.at(-1)]
  if (head === undefined || newest === undefined || first === undefined) return []
  const document = await declarations.getDocument(node.db, head.mrn, head.version)
  const ofOthers = hintsOfMatches(await listMatches(node.db, head.mrn, document, first.screenedOn))
  const said = new Set(newest.hints.map(each => JSON.stringify(each)))
  return [...newest.hints, ...ofOthers.filter(each => !said.has(JSON.stringify(each)))]
}

/** What inspections of those who declared it came to. */
function figuresOf(inspections: Inspections, head: DeclarationHead | undefined): contract.CaseDetail['inspections'] {
  const [importer, declarant] = [inspections.of('importer', head?.principal), inspections.of('declarant', head?.declarant)]
  return { ...(importer === undefined ? {} : { importer }), ...(declarant === undefined ? {} : { declarant }) }
}

function given<T>(result: Result<T>, reply: FastifyReply): T {
  return result.ok ? result.value : reply.problem(statusOf(result.issues), result.issues)
}

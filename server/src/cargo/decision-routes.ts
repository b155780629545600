import * as contract from '@lintas/contract'
import { type App, idempotent, languageOf, Problem } from '../platform/http/index.ts'
import { answerRequest, decideOnManifest } from './decide.ts'
import { type DecisionRow, findScreening, listDecisions, listMismatches } from './decision-store.ts'
import { type CargoDesk, holdTakers } from './follow.ts'
import { getManifest, holdVisibleManifest } from './visible.ts'

/** The doors of what customs finds and decides in a manifest before its goods are declared. */
export function registerDecisionRoutes(api: App, desk: CargoDesk): void {
  const { node } = desk
  const decide = { who: 'cargo.decide' } as const
  const read = { who: 'cargo.read' } as const
  const file = { who: 'cargo.file' } as const

  api.get('/manifests/:number/screening', { config: decide, schema: contract.readManifestScreening }, async request => {
    const { number, version } = await getManifest(node.db, request.caller, request.params.number)
    const screening = await findScreening(node.db, number, version)
    const mismatches = await listMismatches(node.db, number, version)
    const language = languageOf(request)
    return {
      version,
      ...(screening === undefined ? {} : { screenedOn: screening.screenedOn }),
      hits: (screening?.hits ?? []).map(hit => ({ ...hit, controls: [...hit.controls], documents: [...hit.documents] })),
      mismatches: mismatches.map(({ issues, ...each }) => ({
        ...each,
        issues: issues.map(issue => ({ ...issue, message: contract.messageOf(issue, language) })),
      })),
    }
  })

  api.get('/manifests/:number/decisions', { config: read, schema: contract.listManifestDecisions }, async request => {
    const { number } = await getManifest(node.db, request.caller, request.params.number)
    return { items: (await listDecisions(node.db, number)).map(tell) }
  })

  api.post('/manifests/:number/decisions', { config: decide, schema: contract.decideOnManifest }, async (request, reply) => {
    const answer = await idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const manifest = await holdVisibleManifest(tx, request.caller, request.params.number)
        const decided = await decideOnManifest(tx, { node, caller: request.caller, manifest }, request.body)
        if (!decided.ok) throw new Problem(422, decided.issues)
        return await remember(tx, 200, { items: (await listDecisions(tx, manifest.number)).map(tell) })
      }),
    )
    if (request.body.kind === 'hold') await holdTakers(desk, request.params.number)
    return answer
  })

  api.post('/manifests/:number/decisions/:id/answer', { config: file, schema: contract.answerManifestRequest }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const manifest = await holdVisibleManifest(tx, request.caller, request.params.number)
        const answered = await answerRequest(tx, { node, caller: request.caller, manifest }, request.params.id, request.body.words)
        if (!answered.ok) throw new Problem(422, answered.issues)
        return await remember(tx, 200, { items: (await listDecisions(tx, manifest.number)).map(tell) })
      }),
    ),
  )
}

function tell({ id, kind, documents, words, dueOn, decidedAt, answer, answeredAt }: DecisionRow): contract.ManifestDecision {
  return {
    id,
    kind,
    ...(documents === null ? {} : { documents: [...documents] }),
    words,
    ...(dueOn === null ? {} : { dueOn }),
    decidedAt: decidedAt.toISOString(),
    ...(answer === null || answeredAt === null ? {} : { answer, answeredAt: answeredAt.toISOString() }),
  }
}

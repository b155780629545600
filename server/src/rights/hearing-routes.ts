import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { checkAnswer, checkHeard } from '@lintas/customs/rights'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { documentIn } from '../declaration/index.ts'
import { idempotent, languageOf, Problem, refuse, requireMatch, routes, sayIn } from '../platform/http/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { VisibleDeclaration } from '../release/index.ts'
import { correctReleased, decideOnHearing, hear, openHearing } from './assess-additionally.ts'
import type { RightsDesk } from './decide.ts'
import { type Hearing, listHearings } from './hearing-store.ts'

type HearingRequest = FastifyRequest<{ Params: { mrn: string; id: string } }>

const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'rights.hearing-exists',
  'rights.hearing-decided',
  'rights.hearing-answered',
  'rights.hearing-open',
])

/** The doors of what is found after release: a hearing, what is charged by it, a correction by the declarant himself. */
export function registerHearings(desk: RightsDesk): void {
  const { node, declarations } = desk
  const answerOf = (hearing: Hearing, caller: Caller) => hearingAnswer(desk, hearing, caller)

  function change(
    request: HearingRequest,
    reply: FastifyReply,
    work: (tx: Writer, held: VisibleDeclaration, hearing: Hearing) => Promise<Result<unknown>>,
  ): Promise<contract.HearingAnswer> {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
        const done = await work(tx, held, await getHearing(tx, held.mrn, request.params.id))
        if (!done.ok) throw problemOf(done.issues)
        return await remember(tx, 200, answerOf(await getHearing(tx, held.mrn, request.params.id), request.caller))
      }),
    )
  }

  async function getHearing(tx: Writer, mrn: string, id: string): Promise<Hearing> {
    const found = (await listHearings(tx, mrn)).find(each => each.id === id)
    if (found === undefined) throw refuse(404, 'rights.hearing-unknown')
    return found
  }

  routes(node.http, 'rights', api => {
    const assessing = { who: 'rights.assess' } as const

    api.post('/declarations/:mrn/hearings', { config: assessing, schema: contract.openHearing }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
          const opened = await openHearing(desk, tx, held, request.body, request.caller)
          if (!opened.ok) throw problemOf(opened.issues)
          return await remember(tx, 201, answerOf(await getHearing(tx, held.mrn, opened.value), request.caller))
        }),
      ),
    )
    api.get(
      '/declarations/:mrn/hearings',
      { config: { who: 'rights.read' }, schema: contract.listHearings },
      async ({ caller, params }) => {
        const { mrn } = await declarations.getVisible(node.db, caller, params.mrn)
        return { items: (await listHearings(node.db, mrn)).map(each => answerOf(each, caller)) }
      },
    )
    api.post(
      '/declarations/:mrn/hearings/:id/answer',
      { config: { who: 'rights.ask' }, schema: contract.answerHearing },
      (request, reply) => change(request, reply, (tx, _, hearing) => hear(desk, tx, hearing, request.body.words, request.caller)),
    )
    api.post('/declarations/:mrn/hearings/:id/decision', { config: assessing, schema: contract.decideHearing }, (request, reply) =>
      change(request, reply, (tx, held, hearing) => decideOnHearing(desk, tx, held, hearing, request.body, request.caller)),
    )

    api.post(
      '/declarations/:mrn/correction',
      { config: { who: 'rights.ask' }, schema: contract.correctDeclaration },
      async (request, reply) => {
        const document = await documentIn(request)
        return await idempotent(node.db, request, reply, remember =>
          node.db.transaction(async tx => {
            const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
            requireMatch(request, held.revision)
            const done = await correctReleased(desk, tx, held, document, request.caller)
            if (!done.ok) throw problemOf(done.issues)
            const { head, isVoluntary, penalty, issues } = done.value
            const { revision } = await declarations.getVisible(tx, request.caller, head.mrn)
            const { mrn, status, version } = head
            const payable = await declarations.listPayable(tx, mrn)
            return await remember(tx, 200, {
              declaration: { mrn, status, version, payable, revision },
              voluntary: isVoluntary,
              ...(penalty === undefined ? {} : { penalty }),
              issues: issues.map(sayIn(languageOf(request))),
            })
          }),
        )
      },
    )
  })
}

function problemOf(issues: ConstructorParameters<typeof Problem>[1]): Problem {
  return new Problem(issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, issues)
}

function hearingAnswer({ node }: RightsDesk, hearing: Hearing, { role }: Caller): contract.HearingAnswer {
  const { id, mrn, finding, hearUntil, openedAt, answer, answeredAt, outcome, decisions } = hearing
  const standing = { hearUntil, isAnswered: answer !== null, isDecided: outcome !== null }
  return {
    id,
    mrn,
    finding,
    hearUntil,
    openedAt: openedAt.toISOString(),
    ...(answer === null || answeredAt === null ? {} : { answer: { words: answer.words, at: answeredAt.toISOString() } }),
    ...(outcome === null ? {} : { outcome }),
    decisions: [...(decisions ?? [])],
    acts: [
      ...(contract.may(role, 'rights.ask') && checkAnswer(standing).ok ? (['answer'] as const) : []),
      ...(contract.may(role, 'rights.assess') && checkHeard(standing, node.clock.today()).ok ? (['decide'] as const) : []),
    ],
  }
}

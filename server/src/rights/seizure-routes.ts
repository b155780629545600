import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { checkHandover, checkReceipt } from '@lintas/customs/rights'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { holds, personsOf } from '../platform/acting.ts'
import { idempotent, languageOf, Problem, pageFrom, placeKey, readCursor, refuse, requireMatch, routes } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import type { VisibleDeclaration } from '../release/index.ts'
import { decisionAnswer } from './answers.ts'
import type { RightsDesk } from './decide.ts'
import { forfeit, getSeizure, handOver, receive, seizeGoods } from './seize.ts'
import { findSeizure, listSeizures, type Seizure } from './seizure-store.ts'
import { findDecision } from './store.ts'

type NumberRequest = FastifyRequest<{ Params: { number: string } }>

const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'rights.handover-open',
  'rights.not-the-holder',
  'rights.no-handover',
  'rights.handover-to-oneself',
  'rights.not-restored',
  'rights.time-open',
  'rights.same-officer',
])

/** The doors of seizures: seize, hand on, take, forfeit. What restores goods is a review, an appeal or a revocation of the decision. */
export function registerSeizures(desk: RightsDesk): void {
  const { node, declarations } = desk

  async function getVisible(reader: Reader, caller: Caller, number: string): Promise<Seizure> {
    const seizure = await findSeizure(reader, number)
    if (seizure === undefined || !(await declarations.isVisible(reader, caller, seizure.mrn)))
      throw refuse(404, 'rights.seizure-unknown', { number })
    return seizure
  }

  function change<T>(
    request: NumberRequest,
    reply: FastifyReply,
    status: number,
    work: (tx: Writer, seizure: Seizure, held: VisibleDeclaration) => Promise<Result<unknown>>,
    answer: (tx: Writer, seizure: Seizure) => Promise<T>,
  ): Promise<T> {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const seen = await getVisible(tx, request.caller, request.params.number)
        const held = await declarations.holdVisible(tx, request.caller, seen.mrn)
        const done = await work(tx, await getSeizure(tx, seen.number), held)
        if (!done.ok) throw new Problem(done.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, done.issues)
        return await remember(tx, status, await answer(tx, await getSeizure(tx, seen.number)))
      }),
    )
  }

  routes(node.http, 'rights', api => {
    const said = (caller: Caller) => async (_: Writer, seizure: Seizure) => seizureAnswer(seizure, caller)

    api.post('/declarations/:mrn/seizures', { config: { who: 'rights.seize' }, schema: contract.seizeGoods }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
          requireMatch(request, held.revision)
          const done = await seizeGoods(desk, tx, held, request.body, request.caller)
          if (!done.ok) throw new Problem(done.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, done.issues)
          return await remember(tx, 201, seizureAnswer(await getSeizure(tx, done.value), request.caller))
        }),
      ),
    )

    api.get('/seizures', { config: { who: 'rights.read' }, schema: contract.listSeizures }, async ({ caller, query }) => {
      const [before] = readCursor(query.cursor, z.tuple([placeKey])) ?? []
      const { organisation, role, office } = caller
      const whose = organisation !== undefined ? { trader: organisation.traderId } : role === 'supervisor' ? {} : { office: office ?? '' }
      const rows = await listSeizures(node.db, whose, before, query.limit + 1)
      const page = pageFrom(rows, query.limit, row => [row.listed])
      return { ...page, items: page.items.map(each => seizureAnswer(each, caller)) }
    })

    api.get('/seizures/:number', { config: { who: 'rights.read' }, schema: contract.readSeizure }, async ({ caller, params }) =>
      seizureAnswer(await getVisible(node.db, caller, params.number), caller),
    )

    api.post('/seizures/:number/handovers', { config: { who: 'rights.decide' }, schema: contract.handOverSeized }, (request, reply) =>
      change(request, reply, 200, (tx, seizure) => handOver(desk, tx, seizure, request.body, request.caller), said(request.caller)),
    )
    api.post('/seizures/:number/receipt', { config: { who: 'rights.read' }, schema: contract.receiveSeized }, (request, reply) =>
      change(request, reply, 200, (tx, seizure) => receive(desk, tx, seizure, request.caller), said(request.caller)),
    )

    api.post('/seizures/:number/forfeiture', { config: { who: 'rights.seize' }, schema: contract.forfeitSeized }, (request, reply) => {
      let forfeiture = ''
      return change(
        request,
        reply,
        201,
        async (tx, seizure, held) => {
          const kept = await findDecision(tx, seizure.number)
          if (kept === undefined) throw new Error(`given ${seizure.number}, needs the decision that seized`)
          const done = await forfeit(desk, tx, held, kept, request.body, request.caller)
          if (done.ok) forfeiture = done.value
          return done
        },
        async (tx, seizure) => {
          const kept = await findDecision(tx, forfeiture)
          if (kept === undefined) throw new Error(`given ${forfeiture}, needs the decision that was just kept`)
          const { standing, found } = await declarations.getDecided(tx, seizure.mrn)
          return decisionAnswer(kept, { caller: request.caller, language: languageOf(request), today: node.clock.today(), standing, found })
        },
      )
    })
  })
}

/** Accounts of officers are told to customs alone. */
function seizureAnswer({ number, mrn, goods, state, chain }: Seizure, caller: Caller): contract.SeizureAnswer {
  const isCustoms = caller.organisation === undefined
  const { description, items, packages } = goods
  return {
    number,
    mrn,
    state,
    description,
    ...(items === undefined ? {} : { items: [...items] }),
    ...(packages === undefined ? {} : { packages }),
    chain: chain.map(({ givenBy, takenBy, ...link }) => ({
      ...link,
      ...(isCustoms && givenBy !== undefined ? { givenBy } : {}),
      ...(isCustoms && takenBy !== undefined ? { takenBy } : {}),
    })),
    acts: [
      ...(isCustoms && checkHandover(chain, caller.accountId).ok ? (['hand-over'] as const) : []),
      ...(checkReceipt(chain, personsOf(caller.accountId)).ok && (isCustoms || state === 'restored') ? (['receive'] as const) : []),
      ...(state === 'seized' && holds(caller, 'rights.seize') ? (['forfeit'] as const) : []),
    ],
  }
}

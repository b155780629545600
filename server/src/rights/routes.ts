import * as contract from '@lintas/contract'
import { error, type Result, stop } from '@lintas/customs/kernel'
import { type RemedyKind, writeLetter, writeOutcomeLetter } from '@lintas/customs/rights'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  csvOf,
  idempotent,
  languageOf,
  Problem,
  pageFrom,
  placeKey,
  readCursor,
  refuse,
  requireMatch,
  routes,
} from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import type { VisibleDeclaration } from '../release/index.ts'
import { decisionAnswer } from './answers.ts'
import { ask, protest, secureContested, withdraw } from './ask.ts'
import { decideAdversely, type RightsDesk } from './decide.ts'
import { letterPdf } from './letter-pdf.ts'
import { isLetterLanguage, LANGUAGE_OF } from './letter-texts.ts'
import { decideOnRequest, holdForOutcome } from './outcome.ts'
import { findDecision, type KeptDecision, listDecisions, type Wanted } from './store.ts'

type NumberRequest = FastifyRequest<{ Params: { number: string } }>
type Work = (tx: Writer, held: VisibleDeclaration, kept: KeptDecision, others: readonly string[]) => Promise<Result<unknown>>

/** What a change asks for: whether only somebody may do it who has seen the newest state, and whether a refund may follow from it. */
interface Asks {
  readonly matched: boolean
  readonly refunding?: true
}

/** What is refused because of where a decision stands, or who asks. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'declaration.held',
  'declaration.not-held',
  'declaration.restored-taken',
  'rights.remedy-not-open',
  'rights.request-late',
  'rights.nothing-to-decide',
  'rights.nothing-to-withdraw',
  'rights.same-officer',
  'rights.protested',
  'rights.not-contested',
  'rights.nothing-to-secure',
  'rights.not-a-hold',
  'rights.not-to-revoke',
])

const CSV_MAX = 10_000
const HEADINGS = [
  'number',
  'kind',
  'status',
  'mrn',
  'items',
  'addressee',
  'office',
  'decidedOn',
  'amount',
  'currency',
  'answerBy',
  'carriedOut',
]

/** The doors of decisions that can be questioned. Somebody else's is answered as one that is not there. */
export function registerRoutes(desk: RightsDesk): void {
  const { node, declarations } = desk

  /** Does something about a decision the caller may see, in one transaction, once; the declaration is held first. */
  function change<T>(
    request: NumberRequest,
    reply: FastifyReply,
    { matched, refunding }: Asks,
    work: Work,
    answer: (tx: Writer, number: string) => Promise<T>,
  ): Promise<T> {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { number } = request.params
        const seen = await getVisible(tx, request.caller, number)
        const others = refunding ? await holdForOutcome(tx, desk, seen) : []
        const held = await declarations.holdVisible(tx, request.caller, seen.decision.about.mrn)
        const kept = await getVisible(tx, request.caller, number)
        if (matched) requireMatch(request, kept.revision)
        const done = await work(tx, held, kept, others)
        if (!done.ok) throw new Problem(done.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, done.issues)
        return await remember(tx, 200, await answer(tx, number))
      }),
    )
  }

  const shown = (request: FastifyRequest) => async (reader: Reader, number: string) => {
    const kept = await findDecision(reader, number)
    if (kept === undefined) throw new Error(`given ${number}, needs a decision that is kept`)
    return await answerOf(reader, kept, request)
  }

  async function answerOf(reader: Reader, kept: KeptDecision, request: FastifyRequest): Promise<contract.AdverseDecisionAnswer> {
    const { standing, found } = await declarations.getDecided(reader, kept.decision.about.mrn)
    return decisionAnswer(kept, { caller: request.caller, language: languageOf(request), today: node.clock.today(), standing, found })
  }

  async function getVisible(reader: Reader, caller: Caller, number: string): Promise<KeptDecision> {
    const kept = await findDecision(reader, number)
    const mrn = kept?.decision.about.mrn
    const isSeen = mrn !== undefined && (await declarations.isVisible(reader, caller, mrn))
    if (kept === undefined || !isSeen) throw refuse(404, 'rights.decision-unknown', { number })
    return kept
  }

  routes(node.http, 'rights', api => {
    const read = { who: 'rights.read' } as const

    api.post(
      '/declarations/:mrn/adverse-decisions',
      { config: { who: 'rights.decide' }, schema: contract.decideAdversely },
      (request, reply) =>
        idempotent(node.db, request, reply, remember =>
          node.db.transaction(async tx => {
            const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
            requireMatch(request, held.revision)
            const done = await decideAdversely(desk, tx, held, request.body, request.caller)
            if (!done.ok) throw new Problem(done.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, done.issues)
            return await remember(tx, 201, await shown(request)(tx, done.value))
          }),
        ),
    )

    api.get('/adverse-decisions', { config: read, schema: contract.listAdverseDecisions }, async request => {
      const { limit, cursor, ...filter } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await listDecisions(node.db, wantedBy(request.caller, filter), before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: await Promise.all(page.items.map(kept => answerOf(node.db, kept, request))) }
    })

    api.get('/adverse-decisions.csv', { config: read, schema: contract.exportAdverseDecisions }, async (request, reply) => {
      const rows = await listDecisions(node.db, wantedBy(request.caller, request.query), undefined, CSV_MAX)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="adverse-decisions.csv"')
      const answers: contract.AdverseDecisionAnswer[] = []
      for (const row of rows) answers.push(await answerOf(node.db, row, request))
      return csvOf([HEADINGS, ...answers.map(cellsOf)])
    })

    api.get('/adverse-decisions/:number', { config: read, schema: contract.readAdverseDecision }, async request =>
      answerOf(node.db, await getVisible(node.db, request.caller, request.params.number), request),
    )

    api.get('/adverse-decisions/:number/letter', { config: read, schema: contract.readLetter }, async (request, reply) => {
      const kept = await getVisible(node.db, request.caller, request.params.number)
      const { step, language } = request.query
      const letter = step === undefined ? writeLetter(kept.decision) : outcomeLetter(kept, step)
      if (letter === undefined || (language !== undefined && !isLetterLanguage(language)))
        throw refuse(404, 'rights.letter-unknown', { number: kept.decision.number })
      const own = LANGUAGE_OF[node.state]
      const languages = language === undefined ? [...new Set([own, 'en'])] : [language]
      const name = `${kept.decision.number}${step === undefined ? '' : `-${step}`}.pdf`
      reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`)
      return await letterPdf(letter, node.state, languages)
    })

    const asking = { who: 'rights.ask' } as const
    const askFor =
      (remedy: RemedyKind) => (request: FastifyRequest<{ Params: { number: string }; Body: { grounds: string } }>, reply: FastifyReply) =>
        change(
          request,
          reply,
          { matched: true },
          (tx, held, kept) => ask(desk, tx, held, kept, { remedy, grounds: request.body.grounds }, request.caller),
          shown(request),
        )
    api.post('/adverse-decisions/:number/review-request', { config: asking, schema: contract.requestReview }, askFor('review'))
    api.post('/adverse-decisions/:number/appeal', { config: asking, schema: contract.appealDecision }, askFor('appeal'))
    api.post('/adverse-decisions/:number/withdrawal', { config: asking, schema: contract.withdrawReview }, (request, reply) =>
      change(request, reply, { matched: true }, (tx, _, kept) => withdraw(desk, tx, kept, request.caller), shown(request)),
    )
    api.post('/adverse-decisions/:number/protest', { config: asking, schema: contract.protestDecision }, (request, reply) =>
      change(request, reply, { matched: false }, (tx, held, kept) => protest(desk, tx, held, kept, request.caller), shown(request)),
    )
    api.post('/adverse-decisions/:number/security', { config: asking, schema: contract.secureContested }, (request, reply) =>
      change(
        request,
        reply,
        { matched: false },
        (tx, held, kept) => secureContested(desk, tx, held, kept, request.caller),
        async (tx, number) => {
          const mrn = (await findDecision(tx, number))?.decision.about.mrn ?? ''
          return { securities: (await declarations.requiredSecurities(tx, mrn)).map(({ reason, amount }) => ({ reason, amount })) }
        },
      ),
    )

    api.post('/adverse-decisions/:number/lifting', { config: { who: 'rights.decide' }, schema: contract.liftHold }, (request, reply) =>
      change(
        request,
        reply,
        { matched: false },
        (tx, held, { decision }) =>
          decision.kind === 'hold'
            ? declarations.proceed(tx, held, { act: 'lift-hold' }, request.caller.accountId, { facts: { contested: decision.number } })
            : Promise.resolve(stop(error('rights.not-a-hold', '', { number: decision.number }))),
        shown(request),
      ),
    )

    api.post(
      '/adverse-decisions/:number/revocation',
      { config: { who: 'rights.review' }, schema: contract.revokeDecision },
      (request, reply) =>
        change(
          request,
          reply,
          { matched: true, refunding: true },
          (tx, held, kept, others) => {
            const { reasons, items } = request.body
            const given = { remedy: 'revocation', outcome: 'changed', others, reasons, ...(items === undefined ? {} : { items }) } as const
            return decideOnRequest(desk, tx, held, kept, given, request.caller)
          },
          shown(request),
        ),
    )

    type OutcomeRequest = FastifyRequest<{ Params: { number: string }; Body: z.output<(typeof contract.decideReview)['body']> }>
    const decideOn = (remedy: RemedyKind) => (request: OutcomeRequest, reply: FastifyReply) =>
      change(
        request,
        reply,
        { matched: true, refunding: true },
        (tx, held, kept, others) => {
          const { outcome, reasons, items, reference } = request.body
          const given = {
            remedy,
            others,
            outcome,
            reasons,
            ...(items === undefined ? {} : { items }),
            ...(reference === undefined ? {} : { reference }),
          }
          return decideOnRequest(desk, tx, held, kept, given, request.caller)
        },
        shown(request),
      )
    api.post(
      '/adverse-decisions/:number/review-outcome',
      { config: { who: 'rights.review' }, schema: contract.decideReview },
      decideOn('review'),
    )
    api.post(
      '/adverse-decisions/:number/appeal-outcome',
      { config: { who: 'rights.appeal' }, schema: contract.decideAppeal },
      decideOn('appeal'),
    )
  })
}

function outcomeLetter({ decision, steps, effects }: KeptDecision, number: number) {
  const step = steps[number - 1]
  if (step?.step !== 'outcome') return undefined
  const { amount, currency, interest } = effects[number - 1] ?? {}
  if (amount === undefined) return writeOutcomeLetter(decision, step, {})
  const withInterest =
    interest === undefined ? {} : { interest: `${currency} ${interest.amount}`, interestLaw: interest.spans[0]?.legalRef ?? '' }
  return writeOutcomeLetter(decision, step, { refund: `${currency} ${amount}`, ...withInterest })
}

/** The own, those of the own office, or a supervisor's choice. */
function wantedBy({ organisation, role, office }: Caller, filter: Omit<Wanted, 'trader' | 'office'>): Wanted {
  if (organisation !== undefined) return { ...filter, trader: organisation.traderId }
  return role === 'supervisor' ? filter : { ...filter, office: office ?? '' }
}

function cellsOf(answer: contract.AdverseDecisionAnswer): readonly string[] {
  const { number, kind, status, mrn, items = [], addressee, office = '', decidedOn, amount, answerBy = '', carriedOut } = answer
  const money = [amount?.amount ?? '', amount?.currency ?? '']
  return [number, kind, status, mrn, items.join(' '), addressee, office, decidedOn, ...money, answerBy, carriedOut ? 'yes' : 'no']
}

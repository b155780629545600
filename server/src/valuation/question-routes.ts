import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { findAdjustmentTime } from '@lintas/customs/valuation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeclarationHead } from '../declarations.ts'
import { idempotent, languageOf, Problem, refuse, routes, sayIn } from '../platform/http/index.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import type { ValuedDeclarations } from './declarations.ts'
import { adjustPrice, answerValue, questionValue, releaseOnSecurity, settleValue, type ValueDesk } from './question.ts'
import { type KeptAdjustment, type KeptQuestion, listAdjustments, listQuestions } from './store.ts'

type MrnRequest = FastifyRequest<{ Params: { mrn: string } }>

type QuestionVerb<Body> = (
  desk: ValueDesk,
  tx: Writer,
  held: DeclarationHead,
  body: Body,
  caller: Caller,
) => Promise<Result<DeclarationHead>>

/** What is refused because of where the declaration stands. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'declaration.value-questioned',
  'declaration.value-not-questioned',
])

/** The doors of a value that is open: what customs asks, what is answered, how it is settled; and of a price that is adjusted. */
export function registerQuestionRoutes(node: Node, declarations: ValuedDeclarations): void {
  const desk: ValueDesk = { node, declarations }

  /** Does something to a declaration the caller may see, in one transaction, once; where it is refused nothing was done. */
  function change<T>(
    request: MrnRequest,
    reply: FastifyReply,
    status: number,
    work: (tx: Writer, held: DeclarationHead) => Promise<Result<DeclarationHead>>,
    answer: (tx: Writer, mrn: string) => Promise<T>,
  ): Promise<T> {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
        const done = await work(tx, held)
        if (!done.ok) throw new Problem(done.issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, done.issues)
        return await remember(tx, status, await answer(tx, held.mrn))
      }),
    )
  }

  routes(node.http, 'valuation', api => {
    const newest = (language: string) => async (tx: Writer, mrn: string) => {
      const question = (await listQuestions(tx, mrn)).at(-1)
      if (question === undefined) throw refuse(404, 'valuation.no-question')
      return sayQuestion(node, question, language)
    }

    /** Does something about the question, and answers how that stands then. */
    const onQuestion =
      <Body>(status: number, verb: QuestionVerb<Body>) =>
      (request: MrnRequest & { readonly body: Body }, reply: FastifyReply) =>
        change(request, reply, status, (tx, held) => verb(desk, tx, held, request.body, request.caller), newest(languageOf(request)))

    api.post(
      '/declarations/:mrn/value-questions',
      { config: { who: 'valuation.question' }, schema: contract.questionValue },
      onQuestion(201, questionValue),
    )
    api.get(
      '/declarations/:mrn/value-questions',
      { config: { who: 'valuation.read' }, schema: contract.listValueQuestions },
      async request => {
        const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
        const questions = await listQuestions(node.db, mrn)
        return { items: questions.map(question => sayQuestion(node, question, languageOf(request))) }
      },
    )
    api.post(
      '/declarations/:mrn/value-questions/answers',
      { config: { who: 'valuation.answer' }, schema: contract.answerValue },
      onQuestion(200, answerValue),
    )
    api.post(
      '/declarations/:mrn/value-questions/security',
      { config: { who: 'valuation.answer' }, schema: contract.releaseOnSecurity },
      (request, reply) =>
        change(
          request,
          reply,
          200,
          (tx, held) => releaseOnSecurity(desk, tx, held, request.caller),
          async (tx, mrn) => ({
            securities: (await declarations.requiredSecurities(tx, mrn)).map(({ reason, amount }) => ({ reason, amount })),
          }),
        ),
    )
    api.post(
      '/declarations/:mrn/value-questions/settlement',
      { config: { who: 'valuation.question' }, schema: contract.settleValue },
      onQuestion(200, settleValue),
    )

    api.post(
      '/declarations/:mrn/price-adjustments',
      { config: { who: 'valuation.adjust-price' }, schema: contract.adjustPrice },
      (request, reply) =>
        change(
          request,
          reply,
          201,
          (tx, held) => adjustPrice(desk, tx, held, request.body, request.caller),
          async (tx, mrn) => {
            const adjusted = (await listAdjustments(tx, mrn)).at(-1)
            if (adjusted === undefined) throw new Error(`given ${mrn}, needs the adjustment that was just kept`)
            return sayAdjustment(adjusted)
          },
        ),
    )
    api.get(
      '/declarations/:mrn/price-adjustments',
      { config: { who: 'valuation.read' }, schema: contract.listPriceAdjustments },
      async request => {
        const { mrn, version } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
        const [adjustments, document, { releasedOn }] = await Promise.all([
          listAdjustments(node.db, mrn),
          declarations.getDocument(node.db, mrn, version),
          declarations.getDecided(node.db, mrn),
        ])
        const { state, law } = node
        const time = releasedOn === undefined ? undefined : findAdjustmentTime(document, { state, law, releasedOn })
        const language = languageOf(request)
        return {
          items: adjustments.map(sayAdjustment),
          ...(time?.ok === true ? { until: time.value.until } : {}),
          issues: time?.ok === false ? time.issues.map(sayIn(language)) : [],
        }
      },
    )
  })
}

function sayQuestion(node: Node, question: KeptQuestion, language: string): contract.ValueQuestionAnswer {
  const { number, supposed, reason, asked, askedAt, dueOn, answers, settlement } = question
  return {
    number,
    supposed: supposed.map(({ sequence, value }) => ({ sequence, value })),
    reason,
    asked,
    askedAt: askedAt.toISOString(),
    dueOn,
    overdue: settlement === null && answers.length === 0 && node.clock.today() > dueOn,
    answers: answers.map(({ words, documents, worksheets, answeredAt }) => ({
      words,
      documents: [...documents],
      items: worksheets.map(each => each.sequence),
      answeredAt: new Date(answeredAt).toISOString(),
    })),
    ...(settlement === null ? {} : { settlement: saySettlement(settlement, language) }),
  }
}

function saySettlement({ outcome, settledAt, notice }: NonNullable<KeptQuestion['settlement']>, language: string) {
  return {
    outcome,
    settledAt: new Date(settledAt).toISOString(),
    ...(notice === undefined ? {} : { notice: { ...notice, issues: notice.issues.map(sayIn(language)) } }),
  }
}

function sayAdjustment({ number, items, reason, adjustedAt }: KeptAdjustment) {
  return { number, items: items.map(({ sequence, price }) => ({ sequence, price })), reason, adjustedAt: adjustedAt.toISOString() }
}

import * as contract from '@lintas/contract'
import { type Cost, tellCost } from '@lintas/customs/cost'
import { booksOn, checkQuestion, sayIssues } from '../duty/index.ts'
import type { NodeKeys } from '../platform/events/index.ts'
import { languageOf, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { factsOf } from './facts.ts'
import { issueQuote } from './quotes.ts'
import { findQuote } from './store.ts'

export function registerRoutes(node: Node, keys: NodeKeys): void {
  const ask = { who: 'cost.ask' } as const
  routes(node.http, 'cost', api => {
    api.post('/costs', { config: ask, schema: contract.askCost }, async (request, reply) => {
      const day = request.body.date ?? node.clock.today()
      const doubts = checkQuestion(request.body)
      const told = tellCost(factsOf(request.body), day, await booksOn(node, day), request.body.rates)
      const wrong = doubts.some(issue => issue.severity === 'error')
      if (!told.ok || wrong) return reply.problem(422, [...doubts, ...(told.ok ? [] : told.issues)])
      return answerOf({ ...told.value, notices: [...doubts, ...told.value.notices] }, languageOf(request))
    })

    const quote = { who: 'cost.quote' } as const
    api.post('/quotes', { config: quote, schema: contract.makeQuote }, async (request, reply) => {
      const { option, ...question } = request.body
      const doubts = checkQuestion({ ...question, rates: {} })
      if (doubts.some(issue => issue.severity === 'error')) return reply.problem(422, doubts)
      const issued = await issueQuote(node, keys, factsOf(question), option, request.caller.accountId)
      if (!issued.ok) return reply.problem(422, issued.issues)
      reply.code(201)
      return issued.value
    })

    api.get('/quotes/:number', { config: quote, schema: contract.readQuote }, async request => {
      const kept = await findQuote(node.db, request.params.number)
      if (kept === undefined) throw refuse(404, 'cost.quote-not-found')
      return { ...kept, inForce: node.clock.today() < kept.quote.validTo }
    })
  })
}

/** A cost as it is answered: its issues with their sentences. */
function answerOf({ options, notices, ...rest }: Cost, language: string): contract.CostAnswer {
  return {
    ...rest,
    options: options.map(option => ({
      ...option,
      missing: sayIssues(option.missing, language),
      notices: sayIssues(option.notices, language),
    })),
    notices: sayIssues(notices, language),
  }
}

import * as contract from '@lintas/contract'
import { type Cost, tellCost } from '@lintas/customs/cost'
import { booksOn, checkQuestion, sayIssues } from '../duty/index.ts'
import { languageOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { factsOf } from './facts.ts'

export function registerRoutes(node: Node): void {
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

import * as contract from '@lintas/contract'
import { languageOf, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { booksOn } from './books.ts'
import { checkQuestion } from './check-question.ts'
import { answerConsignment, checkConsignment } from './consignment.ts'
import { assessLines, readLines } from './lines.ts'
import { answerWhatIf, sayIssues } from './what-if.ts'

/** Some 40,000 lines; whoever has more asks again. */
const LINES_BYTES_MAX = 2 * 1024 * 1024

export function registerRoutes(node: Node): void {
  const config = { who: 'duty.assess' } as const
  routes(node.http, 'duty', api => {
    api.post('/assessments', { config, schema: contract.assess }, async (request, reply) => {
      const day = request.body.date ?? node.clock.today()
      const doubts = checkQuestion(request.body)
      const answer = answerWhatIf(request.body, day, await booksOn(node, day))
      const issues = [...doubts, ...(answer.ok ? answer.value.issues : answer.issues)]
      if (!answer.ok || doubts.some(issue => issue.severity === 'error')) return reply.problem(422, issues)
      return { ...answer.value, issues: sayIssues(issues, languageOf(request)) }
    })

    api.post('/assessments/consignments', { config, schema: contract.assessConsignment }, async (request, reply) => {
      const day = request.body.date ?? node.clock.today()
      const doubts = checkConsignment(request.body)
      const answer = answerConsignment(request.body, day, await booksOn(node, day))
      const issues = [...doubts, ...(answer.ok ? answer.value.issues : answer.issues)]
      if (!answer.ok || doubts.some(issue => issue.severity === 'error')) return reply.problem(422, issues)
      return { ...answer.value, issues: sayIssues(issues, languageOf(request)) }
    })

    api.post('/assessments/lines', { config, schema: contract.assessLines, bodyLimit: LINES_BYTES_MAX }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
      const rows = readLines(request.body)
      if (!rows.ok) return reply.problem(422, rows.issues)
      return { lines: await assessLines(node, rows.value, languageOf(request)) }
    })
  })
}

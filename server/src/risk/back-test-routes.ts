import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import type { FastifyReply } from 'fastify'
import { type App, refuse } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { statusOf } from './answers.ts'
import { backTest, backTestProfile, tryExpression } from './back-test.ts'
import { findBackTest } from './past-store.ts'

/** Trying a question of risk before it runs: on one declaration, on the past. */
export function registerBackTests(node: Node, api: App): void {
  const propose = { who: 'risk.propose-profile' } as const

  api.post('/risk/expression-trials', { config: propose, schema: contract.tryExpression }, async (request, reply) => {
    const { caller, body } = request
    const sees = (office: string | undefined) => caller.role === 'supervisor' || office === caller.office
    return given(await tryExpression(node, body.expression, body.mrn, sees), reply)
  })

  api.post('/risk/back-tests', { config: propose, schema: contract.backTest }, async (request, reply) => {
    const { expression, ...past } = request.body
    return given(await backTest(node, expression, past), reply)
  })

  api.post(
    '/risk/profiles/:id/versions/:version/back-test',
    { config: propose, schema: contract.backTestProfile },
    async (request, reply) => {
      const { id, version } = request.params
      return given(await backTestProfile(node, request.caller, id, version, request.body), reply)
    },
  )

  const read = { who: 'risk.read' } as const
  api.get('/risk/profiles/:id/versions/:version/back-test', { config: read, schema: contract.readBackTest }, async request => {
    const { id, version } = request.params
    const found = await findBackTest(node.db, id, version)
    if (found === undefined) throw refuse(404, 'risk.back-test-unknown', { id, version })
    return { ...found.body, askedBy: found.askedBy, askedAt: found.askedAt.toISOString() }
  })
}

function given<T>(result: Result<T>, reply: FastifyReply): T {
  return result.ok ? result.value : reply.problem(statusOf(result.issues), result.issues)
}

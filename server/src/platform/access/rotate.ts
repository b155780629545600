import { rotateSignInSecret } from '@lintas/contract'
import { routes } from '../http/index.ts'
import type { Node } from '../node.ts'
import type { OpenSignIn } from './open-sign-in.ts'
import { endAllSessions, tellChange } from './store.ts'

/** Changes the secret that cookies are signed with, in every process of the node. API keys are not touched: each is revoked by itself. */
export function registerRotation(node: Node, signIn: OpenSignIn, forgetCallers: () => void): void {
  routes(node.http, 'access', api => {
    const config = { who: 'access.rotate-secret' } as const
    api.post('/sign-in-secret', { config, schema: rotateSignInSecret }, async (request, reply) => {
      const event = { subject: 'node', subjectId: 'sign-in-secret', act: 'rotate', by: request.caller.accountId, facts: {} }
      const say = () =>
        node.db.transaction(async tx => {
          await endAllSessions(tx)
          await node.events.append(tx, [event])
        })
      await node.db.transaction(async lock => {
        await signIn.rotate(lock, say)
        await tellChange(lock) // heard when the secret is in its place
      })
      forgetCallers()
      reply.code(204)
    })
  })
}

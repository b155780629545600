import * as contract from '@lintas/contract'
import { routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import { moveClock, readClock } from './clock.ts'
import { playOfficer } from './play-officer.ts'

/** The doors that only a sandbox has. */
export function registerRoutes(node: Node, declarations: VisibleDeclarations): void {
  routes(node.http, 'sandbox', api => {
    api.get('/sandbox/clock', { config: { who: 'sandbox.read' }, schema: contract.readClock }, () => readClock(node))

    const use = { who: 'sandbox.use' } as const
    api.put('/sandbox/clock', { config: use, schema: contract.moveClock }, async (request, reply) => {
      const { now } = request.body
      const moved = await moveClock(node, now === null ? undefined : new Date(now), request.caller.accountId)
      return moved.ok ? moved.value : reply.problem(422, moved.issues)
    })

    const play = { who: 'sandbox.play-officer' } as const
    api.post('/sandbox/declarations/:mrn/controls', { config: play, schema: contract.playOfficer }, async (request, reply) => {
      const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
      const played = await playOfficer(node, declarations, mrn, request.body.outcome)
      return played.ok ? played.value : reply.problem(409, played.issues)
    })
  })
}

import * as contract from '@lintas/contract'
import { refuse, routes } from '../http/index.ts'
import type { Node } from '../node.ts'
import { openKeys, type PublicKeys, rotateKeys } from './keys.ts'
import { proveEvent } from './prove.ts'
import { checkpointOf, type Log, sealEvents } from './seal.ts'
import { findLastSeal } from './store.ts'
import { verifyLog } from './verify.ts'

const SEAL_EVERY_S = 2

/** The log's routes, and the job that seals it. */
export async function register(node: Node): Promise<void> {
  const log = await openLog(node)
  node.jobs.every('log.seal', { seconds: SEAL_EVERY_S }, async () => {
    await sealEvents(log)
  })

  node.http.get('/.well-known/jwks.json', { config: { who: 'log.read' } }, async (_request, reply) =>
    reply.type('application/jwk-set+json').send(await log.keys.published()),
  )

  routes(node.http, 'log', api => {
    api.post('/log/keys', { config: { who: 'log.rotate-key' }, schema: contract.rotateLogKey }, async (request, reply) => {
      const { caller } = request
      const tellOf = ({ keys }: PublicKeys) => ({ kid: keys[0]?.kid ?? '', keys: keys.length })
      const published = await node.db.transaction(async lock => {
        await lock.query("SELECT pg_advisory_xact_lock(hashtext('lintas.rotate'), hashtext('log'))")
        return await rotateKeys(node.secrets, keys => {
          const event = { subject: 'node', subjectId: 'log-key', act: 'rotate', by: caller.accountId, facts: tellOf(keys) }
          return node.db.transaction(tx => node.events.append(tx, [event]))
        })
      })
      reply.code(201)
      return tellOf(published)
    })

    api.get('/log/checkpoint', { config: { who: 'log.read' }, schema: contract.readCheckpoint }, async () => {
      const seal = await findLastSeal(node.db)
      if (seal === undefined) throw refuse(404, 'log.nothing-sealed')
      return { checkpoint: checkpointOf(node.state, seal), signature: seal.signature }
    })

    api.get('/log/proof/:eventId', { config: { who: 'log.prove' }, schema: contract.proveEvent }, async request => {
      const proof = await proveEvent(node.db, node.state, request.params.eventId)
      if (proof === undefined) throw refuse(404, 'log.event-not-sealed', { event: request.params.eventId })
      return proof
    })

    api.post('/log/verification', { config: { who: 'log.verify' }, schema: contract.verifyLog }, async () => await verifyLog(log))
  })
}

/** A node's log with the keys it is sealed with. */
export async function openLog(node: Pick<Node, 'state' | 'db' | 'clock' | 'secrets'>): Promise<Log> {
  return { state: node.state, db: node.db, clock: node.clock, keys: await openKeys(node.secrets) }
}

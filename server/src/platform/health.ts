import { setTimeout as sleep } from 'node:timers/promises'
import { error } from '@lintas/customs/kernel'
import type { FastifyInstance } from 'fastify'
import type { Database } from './node.ts'

const PATIENCE_MS = 2_000

/**
 * Registers `/health` (the process is alive) and `/ready` (it can also work) of one node.
 *
 * Whoever restarts processes asks the first, whoever hands out traffic the second: a lost database is no reason to restart.
 */
export function registerHealth(corner: FastifyInstance, db: Database): void {
  const config = { who: ['public' as const] }
  corner.get('/health', { config }, async () => ({ status: 'alive' }))
  corner.get('/ready', { config }, async (_request, reply) => {
    if (!(await answers(db))) return reply.problem(503, [error('node.database-unreachable', '')])
    return { status: 'ready' }
  })
}

async function answers(db: Database): Promise<boolean> {
  const giveUp = new AbortController()
  const asked = db.query('SELECT 1').then(
    () => true,
    () => false,
  )
  const tooLate = sleep(PATIENCE_MS, false, { signal: giveUp.signal }).catch(() => false)
  const answer = await Promise.race([asked, tooLate])
  giveUp.abort()
  return answer
}

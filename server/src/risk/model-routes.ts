import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import type { Day, Result } from '@lintas/customs/kernel'
import type { Remembered } from '@lintas/customs/targeting'
import canonicalize from 'canonicalize'
import { type App, idempotent, Problem } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { statusOf } from './answers.ts'
import * as store from './model-store.ts'
import { activateModel, rollBack, type Scores, usedNow } from './models.ts'
import { askForModel } from './train-model.ts'

const PAST_BYTES_MAX = 4 * 1024 * 1024

/** Models: trained by customs, put to use by a second person, gone back from by one; and the past they are trained on. */
export function registerModels(node: Node, api: App, scores: Scores): void {
  api.get('/risk/models', { config: { who: 'risk.read' as const }, schema: contract.listModels }, () => listOf(node.db))

  const load = { config: { who: 'risk.load-past' as const }, schema: contract.loadPast, bodyLimit: PAST_BYTES_MAX }
  api.post('/risk/past', load, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const rows = request.body.items.map(item => ({ id: digestOf(item), item: rememberedOf(item) }))
      const once = [...new Map(rows.map(row => [row.id, row])).values()]
      const answer = await node.db.transaction(async tx => {
        const fresh = await store.insertPast(tx, once)
        const facts = { rows: rows.length, fresh }
        await node.events.append(tx, [{ subject: 'risk-past', subjectId: node.state, act: 'load', by: request.caller.accountId, facts }])
        return await remember(tx, 200, facts)
      })
      await scores.readAnew()
      return answer
    }),
  )

  const train = { config: { who: 'risk.train-model' as const }, schema: contract.trainModel }
  api.post('/risk/models', train, async (request, reply) => {
    const version = await askForModel(node, request.caller.accountId, request.body.outcomeDelayDays)
    return reply.code(202).send({ version })
  })

  const use = { who: 'risk.activate-model' } as const
  api.post('/risk/models/:version/activation', { config: use, schema: contract.activateModel }, async request => {
    done(await activateModel(node, request.params.version, request.caller.accountId))
    await scores.useAnew()
    return await listOf(node.db)
  })

  api.post('/risk/models/roll-back', { config: use, schema: contract.rollBackModel }, async request => {
    done(await rollBack(node, request.caller.accountId))
    await scores.useAnew()
    return await listOf(node.db)
  })
}

async function listOf(reader: Reader): Promise<contract.RiskModelsAnswer> {
  const [models, uses] = await Promise.all([store.listModels(reader), store.listUses(reader)])
  const active = usedNow(uses)
  return {
    items: models.map(({ version, askedBy, askedAt, status, progress, card }) => ({
      version,
      askedBy,
      askedAt: askedAt.toISOString(),
      status,
      progress,
      isActive: version === active,
      ...(card === null ? {} : { card }),
    })),
    ...(active === undefined ? {} : { active }),
  }
}

function done<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(statusOf(result.issues), result.issues)
  return result.value
}

type Given = (typeof contract.loadPast)['body']['_output']['items'][number]

/** The same item twice is one. */
function digestOf(item: Given): string {
  const { isFraud: _, ...declared } = item
  return createHash('sha256')
    .update(canonicalize(declared) ?? '')
    .digest('hex')
}

function rememberedOf({ isFraud, ...item }: Given): Remembered {
  return { ...item, on: item.on as Day, ...(isFraud === undefined ? {} : { isFraud }) }
}

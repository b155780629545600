import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import { addDays, type Day, type Result } from '@lintas/customs/kernel'
import { type DriftThreshold, driftOf, liftOf } from '@lintas/customs/risk'
import type { Remembered } from '@lintas/customs/targeting'
import canonicalize from 'canonicalize'
import { type App, idempotent, Problem } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { statusOf } from './answers.ts'
import { SCORE_FEATURE, thresholdOf } from './drift.ts'
import { listMonths } from './inspection-store.ts'
import * as store from './model-store.ts'
import { activateModel, rollBack, type Scores, usedNow } from './models.ts'
import { listDrift } from './selection-store.ts'
import { askForModel } from './train-model.ts'

const PAST_BYTES_MAX = 4 * 1024 * 1024

/** Models: trained by customs, put to use by a second person, gone back from by one; and the past they are trained on. */
export function registerModels(node: Node, api: App, scores: Scores): void {
  api.get('/risk/models', { config: { who: 'risk.read' as const }, schema: contract.listModels }, () => listOf(node))

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
    return await listOf(node)
  })

  api.post('/risk/models/roll-back', { config: use, schema: contract.rollBackModel }, async request => {
    done(await rollBack(node, request.caller.accountId))
    await scores.useAnew()
    return await listOf(node)
  })
}

async function listOf(node: Pick<Node, 'db' | 'clock' | 'law' | 'state'>): Promise<contract.RiskModelsAnswer> {
  const { db: reader } = node
  const [models, uses] = await Promise.all([store.listModels(reader), store.listUses(reader)])
  const active = usedNow(uses)
  const watched = active === undefined ? {} : await watchedOf(node, active)
  return {
    items: models.map(({ version, askedBy, askedAt, status, progress, card }) => ({
      version,
      askedBy,
      askedAt: askedAt.toISOString(),
      status,
      progress,
      isActive: version === active,
      ...(card === null ? {} : { card }),
      ...(version === active ? watched : {}),
    })),
    ...(active === undefined ? {} : { active }),
  }
}

const YEAR_DAYS = 366

/** How the model in use does since it was trained: whether its scores drift or what it weighs does, and what targeting finds against the lot. */
async function watchedOf(
  node: Pick<Node, 'db' | 'clock' | 'law' | 'state'>,
  version: number,
): Promise<Pick<contract.RiskModelsAnswer['items'][number], 'drift' | 'features' | 'against'>> {
  const { db: reader } = node
  const today = node.clock.today()
  const threshold = thresholdOf(node)
  const drifted = (await listDrift(reader)).find(each => each.feature === `${SCORE_FEATURE}${version}`)
  const features = await store.listFeatureDrift(reader, version)
  const months = await listMonths(reader, { from: addDays(today, -YEAR_DAYS), to: addDays(today, 1) })
  const sum = (of: 'drawn' | 'drawnFound' | 'targeted' | 'targetedFound') => months.reduce((total, each) => total + each[of], 0)
  const { psi = '', recent = 0, before = 0, computedOn = today } = drifted ?? {}
  const [first] = features
  return {
    ...(drifted === undefined ? {} : { drift: { psi, says: driftOf(Number(psi), threshold), recent, before, computedOn } }),
    ...(first === undefined
      ? {}
      : {
          features: {
            items: features.map(each => ({ feature: each.feature, psi: each.psi, says: driftOf(Number(each.psi), threshold) })),
            recent: first.recent,
            before: first.before,
            computedOn: first.computedOn,
            ...(threshold === undefined ? {} : { threshold: said(threshold) }),
          },
        }),
    against: liftOf({ inspected: sum('drawn'), found: sum('drawnFound') }, { inspected: sum('targeted'), found: sum('targetedFound') }),
  }
}

const said = ({ watch, alarm, source, confidence }: DriftThreshold) => ({ watch, alarm, source, confidence })

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

function rememberedOf({ isFraud, dutyRate, ...item }: Given): Remembered {
  return {
    ...item,
    on: item.on as Day,
    ...(dutyRate === undefined ? {} : { dutyRate }),
    ...(isFraud === undefined ? {} : { isFraud }),
  }
}

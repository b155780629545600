import { addDays, type Day } from '@lintas/customs/kernel'
import { DRIFT_THRESHOLDS, type DriftThreshold, psiOf } from '@lintas/customs/risk'
import type { Node } from '../platform/node.ts'
import { forgetCandidates } from './candidate-store.ts'
import { getModel } from './model-body.ts'
import { listUses, replaceFeatureDrift } from './model-store.ts'
import { usedNow } from './models.ts'
import { runApart } from './run-apart.ts'
import * as store from './selection-store.ts'

/** Days that count as of late, and days before them they are compared with. */
const RECENT_DAYS = 30
const BEFORE_DAYS = 90

/** Items it takes at least to compare what a model weighs: among fewer, chance alone moves the index. Ours. */
const ITEMS_MIN = 200

/** What the scores of a model are called among the features that are compared: with its version. */
export const SCORE_FEATURE = 'score of model '

/** From which index on drift is watched and alarms today; nothing where the state has no such row of law. */
export function thresholdOf({ law, state, clock }: Pick<Node, 'law' | 'state' | 'clock'>): DriftThreshold | undefined {
  return law.on(DRIFT_THRESHOLDS, state, clock.today())[0]
}

/** The night's work: how far what was declared of late differs from before. Scores of before then are forgotten. */
export async function computeDrift(node: Pick<Node, 'db' | 'clock'>): Promise<void> {
  const { db, clock } = node
  const today = clock.today()
  const since = addDays(today, -RECENT_DAYS)
  const rows: Omit<store.DriftRow, 'computedOn'>[] = []
  for (const feature of store.DRIFT_FEATURES) {
    const recent = await store.countValues(db, feature, since, today)
    const before = await store.countValues(db, feature, addDays(since, -BEFORE_DAYS), since)
    const psi = psiOf(before, recent)
    if (psi !== undefined) rows.push({ feature, psi: psi.toFixed(4), recent: sum(recent), before: sum(before) })
  }
  const model = usedNow(await listUses(db))
  if (model !== undefined) {
    const recent = await store.countScores(db, model, since, today)
    const before = await store.countScores(db, model, addDays(since, -BEFORE_DAYS), since)
    const psi = psiOf(before, recent)
    if (psi !== undefined) rows.push({ feature: `${SCORE_FEATURE}${model}`, psi: psi.toFixed(4), recent: sum(recent), before: sum(before) })
  }
  await db.transaction(async tx => {
    await store.replaceDrift(tx, today, rows)
    await forgetCandidates(tx, addDays(since, -BEFORE_DAYS))
  })
  if (model !== undefined) await computeFeatureDrift(node, model, since)
}

/** How far each thing the model in use weighs differs of late from the days of its trial. Too few items, or a model that kept no reference: nothing is said. */
async function computeFeatureDrift({ db, clock }: Pick<Node, 'db' | 'clock'>, version: number, since: Day): Promise<void> {
  const { reference, card } = await getModel(db, version)
  const counted =
    reference === undefined ? [] : await runApart(db, { task: 'compare', outcomeDelayDays: card.outcomeDelayDays, reference, since })
  const rows = counted.flatMap(({ feature, before, recent }) => {
    const items = recent.reduce((sum, count) => sum + count, 0)
    const psi = items < ITEMS_MIN ? undefined : psiOf(occurrencesIn(before), occurrencesIn(recent))
    return psi === undefined ? [] : [{ feature, psi: psi.toFixed(4), recent: items, before: reference?.items ?? 0 }]
  })
  await db.transaction(tx => replaceFeatureDrift(tx, version, clock.today(), rows))
}

const occurrencesIn = (counts: readonly number[]) => new Map(counts.map((count, part) => [String(part), count]))

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

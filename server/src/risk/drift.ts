import { addDays } from '@lintas/customs/kernel'
import { psiOf } from '@lintas/customs/risk'
import type { Node } from '../platform/node.ts'
import { forgetCandidates } from './candidate-store.ts'
import { listUses } from './model-store.ts'
import { usedNow } from './models.ts'
import * as store from './selection-store.ts'

/** Days that count as of late, and days before them they are compared with. */
const RECENT_DAYS = 30
const BEFORE_DAYS = 90

/** What the scores of a model are called among the features that are compared: with its version. */
export const SCORE_FEATURE = 'score of model '

/** The night's work: how far what was declared of late differs from before. Scores of before then are forgotten. */
export async function computeDrift({ db, clock }: Pick<Node, 'db' | 'clock'>): Promise<void> {
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
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

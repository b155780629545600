import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Node } from '../platform/node.ts'
import * as store from './model-store.ts'
import { runApart } from './run-apart.ts'

/** The job of training, sent with the version it is to make. */
export const TRAIN_JOB = 'risk-train'
const DELAY_DAYS = 7
const pack = promisify(gzip)

/** Asks for a model; another process may train it. */
export async function askForModel(
  node: Pick<Node, 'db' | 'clock' | 'events' | 'jobs'>,
  by: string,
  outcomeDelayDays: number,
): Promise<number> {
  return await node.db.transaction(async tx => {
    const version = await store.insertModel(tx, by, node.clock.now(), outcomeDelayDays)
    await node.events.append(tx, [{ subject: 'risk-model', subjectId: String(version), act: 'train', by, facts: { outcomeDelayDays } }])
    await node.jobs.send(TRAIN_JOB, { version }, { tx })
    return version
  })
}

/** Trains in a thread of its own, so that nobody waits for it. The schedule names no version and gets one. A version that is done is not trained again. */
export async function trainModel(node: Node, asked: unknown): Promise<void> {
  if (typeof asked !== 'number') {
    await askForModel(node, 'system', DELAY_DAYS)
    return
  }
  const row = await store.findModel(node.db, asked)
  if (row?.status !== 'training') return
  const progress = (part: number) => {
    store
      .noteProgress(node.db, asked, Math.round(part * 90))
      .catch(cause => node.log.warn({ err: cause }, 'progress of training could not be noted'))
  }
  const model = await runApart(node.db, { task: 'train', outcomeDelayDays: row.outcomeDelayDays }, progress)
  const body = model === undefined ? undefined : await pack(JSON.stringify(model))
  await node.db.transaction(async tx => {
    const trained = model === undefined || body === undefined ? undefined : { card: model.card, body }
    if (!(await store.endTraining(tx, asked, trained === undefined ? 'refused' : 'trained', trained))) return
    const facts = { inspected: model?.card.inspected ?? 0, status: trained === undefined ? 'refused' : 'trained' }
    await node.events.append(tx, [{ subject: 'risk-model', subjectId: String(asked), act: 'finish', by: 'system', facts }])
  })
}

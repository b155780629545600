import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { gzip } from 'node:zlib'
import type { Model, Remembered } from '@lintas/customs/targeting'
import type { Node, Reader } from '../platform/node.ts'
import * as store from './model-store.ts'
import type { ToldByThread, ToldToThread } from './model-thread.ts'

/** The job of training, sent with the version it is to make. */
export const TRAIN_JOB = 'risk-train'
/** As much of the past as a model is made of. */
const PAST_MAX = 200_000
/** So many items go to the thread at once: between them whoever else asks has a turn. */
const PORTION = 1_000
const MEMORY_MB = 2_048
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
  const model = await trainApart(readPast(node.db), row.outcomeDelayDays, progress)
  const body = model === undefined ? undefined : await pack(JSON.stringify(model))
  await node.db.transaction(async tx => {
    const trained = model === undefined || body === undefined ? undefined : { card: model.card, body }
    if (!(await store.endTraining(tx, asked, trained === undefined ? 'refused' : 'trained', trained))) return
    const facts = { inspected: model?.card.inspected ?? 0, status: trained === undefined ? 'refused' : 'trained' }
    await node.events.append(tx, [{ subject: 'risk-model', subjectId: String(asked), act: 'finish', by: 'system', facts }])
  })
}

/** The past that a model is made of, the newest first, in portions. */
async function* readPast(reader: Reader): AsyncGenerator<readonly Remembered[]> {
  let last: { readonly on: string; readonly id: string } | undefined
  for (let read = 0; read < PAST_MAX; read += PORTION) {
    const rows = await store.listPastBefore(reader, last, PORTION)
    yield rows.map(({ item }) => item)
    const oldest = rows.at(-1)
    if (oldest === undefined || rows.length < PORTION) return
    last = { on: oldest.item.on, id: oldest.id }
  }
}

async function trainApart(
  past: AsyncIterable<readonly Remembered[]>,
  outcomeDelayDays: number,
  progress: (part: number) => void,
): Promise<Model | undefined> {
  const worker = new Worker(new URL('./model-thread.ts', import.meta.url), {
    workerData: { outcomeDelayDays },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const trained = new Promise<Model | undefined>((resolve, reject) => {
    worker.on('message', (said: ToldByThread) => {
      if ('part' in said) progress(said.part)
      else resolve(said.model)
    })
    worker.on('error', reject)
    worker.on('exit', code => reject(new Error(`the training thread ended with ${code}`)))
  })
  try {
    const [model] = await Promise.all([trained, feed(worker, past)])
    return model
  } finally {
    await worker.terminate()
  }
}

async function feed(worker: Worker, past: AsyncIterable<readonly Remembered[]>): Promise<void> {
  for await (const items of past) worker.postMessage({ items } satisfies ToldToThread)
  worker.postMessage({ isWhole: true } satisfies ToldToThread)
}

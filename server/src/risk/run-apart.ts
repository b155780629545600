import { Worker } from 'node:worker_threads'
import type { FeatureCounts, Model, Remembered } from '@lintas/customs/targeting'
import type { Reader } from '../platform/node.ts'
import { listPastBefore } from './model-store.ts'
import type { Task, ToldByThread, ToldToThread } from './model-thread.ts'

/** As much of the past as is lived through. */
const PAST_MAX = 200_000
/** So many items go to the thread at once: between them whoever else asks has a turn. */
const PORTION = 1_000
const MEMORY_MB = 2_048

/** Lives through the past of a node in a thread of its own, so that nobody waits for it. */
export function runApart(
  reader: Reader,
  task: Extract<Task, { task: 'train' }>,
  progress: (part: number) => void,
): Promise<Model | undefined>
export function runApart(reader: Reader, task: Extract<Task, { task: 'compare' }>): Promise<readonly FeatureCounts[]>
export async function runApart(
  reader: Reader,
  task: Task,
  progress: (part: number) => void = () => undefined,
): Promise<Model | undefined | readonly FeatureCounts[]> {
  const worker = new Worker(new URL('./model-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const answered = new Promise<Extract<ToldByThread, { answer: unknown }>['answer']>((resolve, reject) => {
    worker.on('message', (said: ToldByThread) => {
      if ('part' in said) progress(said.part)
      else resolve(said.answer)
    })
    worker.on('error', reject)
    worker.on('exit', code => reject(new Error(`the thread that lives through the past ended with ${code}`)))
  })
  try {
    const [answer] = await Promise.all([answered, feed(worker, readPast(reader))])
    return answer
  } finally {
    await worker.terminate()
  }
}

async function feed(worker: Worker, past: AsyncIterable<readonly Remembered[]>): Promise<void> {
  for await (const items of past) worker.postMessage({ items } satisfies ToldToThread)
  worker.postMessage({ isWhole: true } satisfies ToldToThread)
}

/** The newest of the past, the newest item first, in portions. */
async function* readPast(reader: Reader): AsyncGenerator<readonly Remembered[]> {
  let last: { readonly on: string; readonly id: string } | undefined
  for (let read = 0; read < PAST_MAX; read += PORTION) {
    const rows = await listPastBefore(reader, last, PORTION)
    yield rows.map(({ item }) => item)
    const oldest = rows.at(-1)
    if (oldest === undefined || rows.length < PORTION) return
    last = { on: oldest.item.on, id: oldest.id }
  }
}

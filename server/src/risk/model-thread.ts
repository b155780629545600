import { parentPort, workerData } from 'node:worker_threads'
import { type Model, type Remembered, train } from '@lintas/customs/targeting'

/** The past in portions, the newest item first; then that it is whole. */
export type ToldToThread = { readonly items: readonly Remembered[] } | { readonly isWhole: true }

/** What part of the training is done; then the model, where the past was enough for one. */
export type ToldByThread = { readonly part: number } | { readonly model: Model | undefined }

const { outcomeDelayDays } = workerData as { readonly outcomeDelayDays: number }
const past: Remembered[] = []
const tell = (said: ToldByThread) => parentPort?.postMessage(said)

parentPort?.on('message', (told: ToldToThread) => {
  if ('items' in told) past.push(...told.items)
  else tell({ model: train(past.reverse(), outcomeDelayDays, part => tell({ part })) })
})

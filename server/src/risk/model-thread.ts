import { parentPort, workerData } from 'node:worker_threads'
import type { Day } from '@lintas/customs/kernel'
import {
  type FeatureCounts,
  type Model,
  openComparison,
  openHistory,
  openReplay,
  type Reference,
  type Remembered,
  train,
} from '@lintas/customs/targeting'

/** What is asked of the past: a model, or how what was declared since a day differs from a model's reference. */
export type Task =
  | { readonly task: 'train'; readonly outcomeDelayDays: number }
  | { readonly task: 'compare'; readonly outcomeDelayDays: number; readonly reference: Reference; readonly since: Day }

/** The past in portions, the newest item first; then that it is whole. */
export type ToldToThread = { readonly items: readonly Remembered[] } | { readonly isWhole: true }

/** What part is done; then the answer: no model where the past was not enough for one. */
export type ToldByThread = { readonly part: number } | { readonly answer: Model | undefined | readonly FeatureCounts[] }

const asked = workerData as Task
const past: Remembered[] = []
const tell = (said: ToldByThread) => parentPort?.postMessage(said)

parentPort?.on('message', (told: ToldToThread) => {
  if ('items' in told) past.push(...told.items)
  else tell({ answer: answer(asked, past.reverse()) })
})

function answer(task: Task, items: readonly Remembered[]): Extract<ToldByThread, { answer: unknown }>['answer'] {
  if (task.task === 'train') return train(items, task.outcomeDelayDays, part => tell({ part }))
  const comparison = openComparison(task.reference)
  openReplay(openHistory(), task.outcomeDelayDays).live(items, (known, { on }) => {
    if (on >= task.since) comparison.add(known)
  })
  return comparison.counted()
}

import { parentPort, workerData } from 'node:worker_threads'
import { type Remembered, train } from '@lintas/customs/targeting'

const { items, outcomeDelayDays } = workerData as { readonly items: readonly Remembered[]; readonly outcomeDelayDays: number }
const model = train(items, outcomeDelayDays, part => parentPort?.postMessage({ part }))
parentPort?.postMessage({ model })

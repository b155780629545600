import { Worker } from 'node:worker_threads'
import { error } from '@lintas/customs/kernel'
import { type Reading, refused } from './problem.ts'
import { readFile } from './read-file.ts'

/** Files up to this size are read where they arrive; larger ones in a thread of their own, so that nobody else waits for them. */
const AT_ONCE_BYTES_MAX = 256 * 1024
const SECONDS_MAX = 30
const THREAD_MEMORY_MB = 768

let thread: Worker | undefined
let turn: Promise<unknown> = Promise.resolve()

/** Reads a file as `readFile` does. Large files take turns; one that takes too long or too much is refused, and the next finds a new thread. */
export function readFileApart(bytes: Uint8Array): Promise<Reading> {
  if (bytes.length <= AT_ONCE_BYTES_MAX) return Promise.resolve(readFile(bytes))
  const reading = turn.then(() => readInThread(bytes))
  turn = reading
  return reading
}

function readInThread(bytes: Uint8Array): Promise<Reading> {
  thread ??= new Worker(new URL('./reading-thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB } })
  const worker = thread
  worker.ref()
  return new Promise(resolve => {
    const finish = (reading: Reading) => {
      clearTimeout(timer)
      worker.off('message', finish).off('error', giveUp).off('exit', giveUp)
      worker.unref()
      resolve(reading)
    }
    const giveUp = () => {
      thread = undefined
      worker.on('error', () => undefined) // What it still has to say when it ends is of no interest any more.
      finish(refused('unknown', error('format.unmanageable', '', { seconds: SECONDS_MAX })))
      void worker.terminate()
    }
    const timer = setTimeout(giveUp, SECONDS_MAX * 1000)
    worker.on('message', finish).on('error', giveUp).on('exit', giveUp)
    worker.postMessage(bytes)
  })
}

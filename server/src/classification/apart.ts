import { Worker } from 'node:worker_threads'
import type { ThreadAnswer, ThreadAnswers, ThreadQuestion } from './thread-messages.ts'

/** A thread that classifies or learns, so that nobody else of the process waits for it. */
export interface Apart {
  ask<Ask extends ThreadQuestion['ask']>(question: Extract<ThreadQuestion, { ask: Ask }>): Promise<ThreadAnswers[Ask]>
  /** Whatever was asked and not answered fails. */
  stop(): Promise<void>
}

interface Waiting {
  resolve(answer: never): void
  reject(cause: Error): void
}

/** Starts a thread when it is first asked; one that fails is replaced by a new one, which knows nothing: `lost` says so. */
export function openApart(memoryMb: number, lost: () => void = () => undefined): Apart {
  let worker: Worker | undefined
  let last = 0
  const waiting = new Map<number, Waiting>()

  function start(): Worker {
    const started = new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
    const fail = (cause: Error) => {
      if (worker !== started) return
      worker = undefined
      lost()
      for (const each of waiting.values()) each.reject(cause)
      waiting.clear()
    }
    started.on('message', (answer: ThreadAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) started.unref()
      if ('failure' in answer) asked?.reject(new Error(answer.failure))
      else asked?.resolve(answer.answer as never)
    })
    started.on('error', fail)
    started.on('exit', code => fail(new Error(`the classifying thread ended with ${code}`)))
    return started
  }

  return {
    ask(question) {
      worker ??= start()
      const thread = worker
      thread.ref()
      last += 1
      const id = last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        thread.postMessage({ id, question })
      })
    },
    async stop() {
      await worker?.terminate()
    },
  }
}

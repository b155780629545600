/** A process under test, asked through its debugging port: what it holds, how late its event loop runs, where its time goes. */
export interface Inspector {
  ask<Answer = unknown>(method: string, parameters?: object): Promise<Answer>
  /** The value of an expression in the process. */
  evaluate<Value>(expression: string): Promise<Value>
  /** Begins to watch how late the event loop runs. */
  watchLoop(): Promise<void>
  /** How late it ran since it was last read, and the processor time the process has taken in all. */
  readLoop(): Promise<LoopReading>
  close(): void
}

export interface LoopReading {
  readonly p99Ms: number
  readonly maxMs: number
  readonly cpuMs: number
}

const WATCH_LOOP = `globalThis.loopWatch = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 }); loopWatch.enable()`
const READ_LOOP = `(() => {
  const { user, system } = process.cpuUsage()
  const read = { p99Ms: loopWatch.percentile(99) / 1e6, maxMs: loopWatch.max / 1e6, cpuMs: (user + system) / 1e3 }
  loopWatch.reset()
  return read
})()`

export async function openInspector(port: number): Promise<Inspector> {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await listed.json()) as readonly { readonly webSocketDebuggerUrl: string }[]
  if (target === undefined) throw new Error(`given port ${port}, needs one at which a process can be inspected`)
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise<void>((done, failed) => {
    socket.addEventListener('open', () => done())
    socket.addEventListener('error', () => failed(new Error(`port ${port} could not be inspected`)))
  })
  const waiting = new Map<number, (message: { readonly result?: unknown; readonly error?: { readonly message: string } }) => void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data))
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  })
  let next = 1
  const ask = <Answer>(method: string, params: object = {}) =>
    new Promise<Answer>((done, failed) => {
      const id = next++
      waiting.set(id, ({ result, error }) => (error === undefined ? done(result as Answer) : failed(new Error(error.message))))
      socket.send(JSON.stringify({ id, method, params }))
    })
  async function evaluate<Value>(expression: string): Promise<Value> {
    const { result } = await ask<{ result: { value: Value } }>('Runtime.evaluate', { expression, returnByValue: true })
    return result.value
  }
  return {
    ask,
    evaluate,
    async watchLoop() {
      await evaluate(WATCH_LOOP)
    },
    readLoop: () => evaluate<LoopReading>(READ_LOOP),
    close: () => socket.close(),
  }
}

/** A process under test, asked through its debugging port: what it holds, how late its event loop runs, where its time goes. */
export interface Inspector {
  ask<Answer = unknown>(method: string, parameters?: object): Promise<Answer>
  /** The value of an expression in the process. */
  evaluate<Value>(expression: string): Promise<Value>
  close(): void
}

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
  return {
    ask,
    async evaluate<Value>(expression: string) {
      const { result } = await ask<{ result: { value: Value } }>('Runtime.evaluate', { expression, returnByValue: true })
      return result.value
    },
    close: () => socket.close(),
  }
}

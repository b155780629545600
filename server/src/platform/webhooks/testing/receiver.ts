import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** One message as it came. */
export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly type: string
  readonly mrn: string | undefined
  readonly answered: number
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** What to answer to a message. */
  answer: (message: Omit<Received, 'answered'>) => number
}

/** Somebody's system on this machine that writes down what it is told. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: { url: string; received: Received[]; answer: Receiver['answer'] } = { url: '', received: [], answer: () => 200 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const { type, data } = JSON.parse(body) as { type: string; data: { mrn?: string } }
      const message = { path: request.url ?? '', headers: request.headers, body, type, mrn: data.mrn }
      const answered = receiver.answer(message)
      receiver.received.push({ ...message, answered })
      response.writeHead(answered).end(`answered ${answered}`)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return receiver
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver took, in the order in which it first said yes to each message. */
export interface Receiver {
  readonly url: string
  /** Ids of messages by the number of the declaration they are about. */
  readonly taken: ReadonlyMap<string, readonly string[]>
  /** How often it was told what it had taken before, and how often it failed. */
  readonly counts: { repeated: number; failed: number }
  close(): void
}

/** A receiver of webhooks at a port of its own that fails now and then: it says no, or hangs up without a word. */
export async function openReceiver(lot: () => number): Promise<Receiver> {
  const taken = new Map<string, string[]>()
  const counts = { repeated: 0, failed: 0 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      const drawn = lot()
      if (drawn < 0.02) {
        counts.failed++
        if (drawn < 0.01) request.socket.destroy()
        else response.writeHead(503).end()
        return
      }
      const { mrn = '' }: { readonly mrn?: string } = JSON.parse(body).data
      const id = String(request.headers['webhook-id'])
      const before = taken.get(mrn) ?? []
      if (before.includes(id)) counts.repeated++
      else taken.set(mrn, [...before, id])
      response.writeHead(204).end()
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, taken, counts, close: () => void server.close().closeAllConnections() }
}

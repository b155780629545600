import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Endpoint, Notification } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Actor } from './client.ts'
import { isSigned } from './webhook-message.ts'
import { withRegion } from './with-region.ts'

export interface ListenOptions {
  readonly state: State
  readonly as: Actor
  readonly port: number
  readonly types?: readonly string[]
  readonly count?: number
  readonly json?: true
}

/**
 * Listens on this machine, registers that as an address of the demonstration account, prints what comes and whether its signature holds, and takes
 * the address back in the end: for whoever writes a receiver and wants to see one work.
 */
export async function listen({ state, as, port, types = [], count = Number.POSITIVE_INFINITY, json }: ListenOptions): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    const { heard, finish } = untilHeard(count)
    let secret = ''
    const server = createServer((request, response) => {
      void bodyOf(request).then(body => {
        const isGood = isSigned(secret, request.headers, body)
        response.writeHead(isGood ? 204 : 401).end()
        print(body, request, isGood, json === true)
        finish(isGood)
      })
    })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const endpoint = await client.post<Endpoint & { secret: string }>('/api/v1/webhooks', {
      url,
      types,
      description: 'lintas webhooks listen',
    })
    secret = endpoint.secret
    console.error(`lintas: listening at ${url} for ${state}; Ctrl-C ends it`)
    try {
      await heard
    } finally {
      await client.delete(`/api/v1/webhooks/${endpoint.id}`)
      server.close()
      server.closeAllConnections()
    }
  })
}

/** Ends when so many messages held, or when somebody ends the process: then the address is taken back first. */
function untilHeard(count: number): { readonly heard: Promise<void>; finish(isGood: boolean): void } {
  let left = count
  let resolve: () => void = () => undefined
  const heard = new Promise<void>(done => {
    resolve = done
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).once(signal, () => resolve())
  return {
    heard,
    finish(isGood) {
      if (isGood) left--
      if (left <= 0) resolve()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function print(body: string, { headers }: IncomingMessage, isGood: boolean, json: boolean): void {
  const message = parse(body)
  const about = message === undefined ? body.slice(0, 200) : `${message.type} ${JSON.stringify(message.data)}`
  const sentence = `${isGood ? 'signed' : 'NOT SIGNED'}  ${about}`
  console.log(json ? JSON.stringify({ id: headers['webhook-id'], signed: isGood, ...message }) : sentence)
}

function parse(body: string): Notification | undefined {
  try {
    return JSON.parse(body) as Notification
  } catch {
    return undefined
  }
}

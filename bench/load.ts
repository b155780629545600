import { Agent, request } from 'node:http'

/** One request to make: everything that differs from the one before it. */
export interface Shot {
  readonly path: string
  readonly body: string
}

export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Measured {
  readonly answered: number
  readonly refused: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

/** `connections` callers, each asking again as soon as it was answered: how much goes through. */
export async function closedLoop(target: Target, shots: () => Shot, connections: number, seconds: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let refused = 0
  const started = performance.now()
  const end = started + seconds * 1000
  const caller = async () => {
    while (performance.now() < end) {
      const asked = performance.now()
      const status = await post(agent, target, shots())
      latencies.push(performance.now() - asked)
      if (status >= 300) refused += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, caller))
  agent.destroy()
  return summary(latencies, refused, (performance.now() - started) / 1000)
}

/**
 * Requests at a steady rate, whether or not the earlier ones were answered: how long a trader waits.
 *
 * Latency counts from the moment a request was due, so that a stall is felt by everyone who came during it.
 */
export async function openLoop(target: Target, shots: () => Shot, perSecond: number, seconds: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const latencies: number[] = []
  let refused = 0
  const underWay: Promise<void>[] = []
  const started = performance.now()
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    const due = started + (sent * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await new Promise(resolve => setTimeout(resolve, early))
    underWay.push(
      post(agent, target, shots()).then(status => {
        latencies.push(performance.now() - due)
        if (status >= 300) refused += 1
      }),
    )
  }
  await Promise.all(underWay)
  agent.destroy()
  return summary(latencies, refused, (performance.now() - started) / 1000)
}

async function post(agent: Agent, target: Target, shot: Shot): Promise<number> {
  const { status } = await send(agent, target, shot)
  return status
}

/** One request, by POST; GET where it has no body. */
export function send(
  agent: Agent,
  target: Target,
  { path, body }: Omit<Shot, 'body'> & Partial<Shot>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const kind = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const options = { agent, method: body === undefined ? 'GET' : 'POST', headers: { ...kind, ...target.headers } }
    const call = request(`${target.url}${path}`, options, answer => {
      let text = ''
      answer.on('data', chunk => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on('error', reject)
    })
    call.on('error', reject)
    call.end(body)
  })
}

function summary(latencies: number[], refused: number, seconds: number): Measured {
  latencies.sort((a, b) => a - b)
  const at = (share: number) => round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0)
  return {
    answered: latencies.length,
    refused,
    seconds: round(seconds),
    perSecond: Math.round(latencies.length / seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

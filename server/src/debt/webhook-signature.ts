import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Headers } from './provider.ts'

const TOLERANCE_S = 300

/** Signs a message for sending: the headers that go with it. @source standardwebhooks.com, specification, "signature scheme" */
export function signMessage(secret: Buffer, id: string, at: Date, body: Buffer): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest(secret, id, timestamp, body)}` }
}

/** Whether a message was signed with this secret within five minutes of now. */
export function isSigned(secret: Buffer, headers: Headers, body: Buffer, now: Date): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => headers[name])
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return false
  const expected = Buffer.from(`v1,${digest(secret, id, timestamp, body)}`)
  return signatures.split(' ').some(each => {
    const given = Buffer.from(each)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

function digest(secret: Buffer, id: string, timestamp: string, body: Buffer): string {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')
}

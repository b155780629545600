import { randomUUID } from 'node:crypto'
import { error, formatMajor, ok, parseCurrency, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { z } from 'zod'
import type { Headers, PaymentIntent, PaymentProvider, PayoutOrder, ProviderNotice } from './provider.ts'
import { isSigned, signMessage } from './webhook-signature.ts'

const said = {
  outcome: z.enum(['paid', 'failed']),
  amount: z.string(),
  currency: z.string(),
  reference: z.string().min(1).max(100),
}
const noticeSchema = z.union([z.object({ payment: z.uuid(), ...said }), z.object({ payout: z.uuid(), ...said })])

/** The provider of a sandbox: takes no money, and says what it is told to say, signed as a real one would. */
export interface TestProvider extends PaymentProvider {
  /** The message this provider sends about an intent, or about a payout. */
  write(
    intent: PaymentIntent | PayoutOrder,
    outcome: ProviderNotice['outcome'],
    at: Date,
    about?: ProviderNotice['about'],
  ): { readonly headers: Headers; readonly body: Buffer }
}

export function testProvider(secret: Buffer): TestProvider {
  return {
    name: 'test',
    createIntent: async () => ({}),
    orderPayout: async () => {},
    readNotice(headers, body, now) {
      if (!isSigned(secret, headers, body, now)) return stop(error('debt.callback-unsigned', ''))
      return readNotice(body)
    },
    write({ id, amount }, outcome, at, about = 'payment') {
      const notice = { [about]: id, outcome, amount: formatMajor(amount), currency: amount.currency, reference: `TEST-${id}` }
      const body = Buffer.from(JSON.stringify(notice))
      return { headers: signMessage(secret, randomUUID(), at, body), body }
    },
  }
}

function readNotice(body: Buffer): Result<ProviderNotice> {
  const read = noticeSchema.safeParse(parseJson(body))
  const currency = read.success ? parseCurrency(read.data.currency) : undefined
  if (!read.success || currency === undefined) return stop(error('debt.callback-malformed', ''))
  const { outcome, reference } = read.data
  const named =
    'payment' in read.data ? ({ about: 'payment', id: read.data.payment } as const) : ({ about: 'payout', id: read.data.payout } as const)
  const amount = parseMoney(read.data.amount, currency)
  if (amount === undefined || amount.minor <= 0n) return stop(error('debt.callback-malformed', 'amount'))
  return ok({ ...named, outcome, amount, reference })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

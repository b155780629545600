import { randomUUID } from 'node:crypto'
import { error, formatMajor, ok, parseCurrency, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { z } from 'zod'
import type { Headers, PaymentIntent, PaymentProvider, ProviderNotice } from './provider.ts'
import { isSigned, signMessage } from './webhook-signature.ts'

const noticeSchema = z.object({
  payment: z.uuid(),
  outcome: z.enum(['paid', 'failed']),
  amount: z.string(),
  currency: z.string(),
  reference: z.string().min(1).max(100),
})

/** The provider of a sandbox: takes no money, and says what it is told to say, signed as a real one would. */
export interface TestProvider extends PaymentProvider {
  /** The message this provider sends about an intent. */
  write(intent: PaymentIntent, outcome: ProviderNotice['outcome'], at: Date): { readonly headers: Headers; readonly body: Buffer }
}

export function testProvider(secret: Buffer): TestProvider {
  return {
    name: 'test',
    createIntent: async () => ({}),
    readNotice(headers, body, now) {
      if (!isSigned(secret, headers, body, now)) return stop(error('debt.callback-unsigned', ''))
      return readNotice(body)
    },
    write({ id, amount }, outcome, at) {
      const notice = { payment: id, outcome, amount: formatMajor(amount), currency: amount.currency, reference: `TEST-${id}` }
      const body = Buffer.from(JSON.stringify(notice satisfies z.input<typeof noticeSchema>))
      return { headers: signMessage(secret, randomUUID(), at, body), body }
    },
  }
}

function readNotice(body: Buffer): Result<ProviderNotice> {
  const read = noticeSchema.safeParse(parseJson(body))
  const currency = read.success ? parseCurrency(read.data.currency) : undefined
  if (!read.success || currency === undefined) return stop(error('debt.callback-malformed', ''))
  const { payment, outcome, reference } = read.data
  const amount = parseMoney(read.data.amount, currency)
  if (amount === undefined || amount.minor <= 0n) return stop(error('debt.callback-malformed', 'amount'))
  return ok({ payment, outcome, amount, reference })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

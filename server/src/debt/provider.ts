import type { Money, Result } from '@lintas/customs/kernel'

/** What a payer is to pay, as a provider is told it. `id` is repeated in everything the provider says about it. */
export interface PaymentIntent {
  readonly id: string
  /** What it is for: a declaration, or a debtor's account. */
  readonly mrn?: string | undefined
  readonly account?: string | undefined
  readonly amount: Money
}

/** Money to be paid out to a debtor. `id` is repeated in everything the provider says about it. */
export interface PayoutOrder {
  readonly id: string
  /** Trader id of whoever is paid; the provider knows the account it asked to be paid on. */
  readonly debtor: string
  readonly mrn: string
  readonly amount: Money
}

/** What a provider says about a payment or a payout, after its signature was found good. */
export interface ProviderNotice {
  readonly about: 'payment' | 'payout'
  readonly id: string
  readonly outcome: 'paid' | 'failed'
  readonly amount: Money
  /** The provider's own number of the transfer. */
  readonly reference: string
}

/** Headers of a request, as the server has them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Whoever takes money for customs: a bank, a card scheme, a national payment gateway.
 *
 * Asking for the same intent again is harmless: it is the same one. What came of it the provider says in its own time, by a signed message
 * that may come twice, late, or before the answer to the intent.
 */
export interface PaymentProvider {
  readonly name: string
  /** It pays payouts itself, so that none of them goes into a file to the bank. */
  readonly paysOut?: boolean
  createIntent(intent: PaymentIntent): Promise<{ readonly payAt?: string }>
  /** Orders money to be paid out. Ordering the same again is harmless: it is paid once. */
  orderPayout(order: PayoutOrder): Promise<void>
  /** Reads a message; refuses one whose signature or form is not as agreed. */
  readNotice(headers: Headers, body: Buffer, now: Date): Result<ProviderNotice>
}

import type * as contract from '@lintas/contract'
import type { AccountInterest } from '@lintas/customs/debt'
import { formatMajor } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../declarations.ts'
import { mayContinue } from '../platform/access/index.ts'
import { refuse } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import type { Cashier } from './cashier.ts'
import type { Payout } from './payout-store.ts'
import type { Security } from './security-store.ts'
import type { PaymentRequest } from './store.ts'

/** A declaration whose debt a caller may see: its own, that of somebody it acts for, everybody's for customs. Others are answered "not found". */
export async function getDeclaration(cashier: Cashier, caller: Caller, mrn: string): Promise<DeclarationHead> {
  const found = await findVisible(cashier, caller, mrn)
  if (found === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
  return found
}

/** The declaration of this number, where the caller may see what it owes. */
export async function findVisible({ node, declarations }: Cashier, caller: Caller, mrn: string): Promise<DeclarationHead | undefined> {
  const found = await declarations.find(node.db, mrn)
  return found !== undefined && mayContinue(caller, found) ? found : undefined
}

export function paymentOf(request: PaymentRequest & { readonly payAt?: string; readonly accountNumber?: string }): contract.Payment {
  return {
    id: request.id,
    ...(request.mrn === undefined ? {} : { mrn: request.mrn }),
    ...(request.accountNumber === undefined ? {} : { account: request.accountNumber }),
    amount: formatMajor(request.amount),
    currency: request.amount.currency,
    status: request.receipt === undefined ? 'open' : 'paid',
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    provider: request.provider,
    requestedAt: request.requestedAt.toISOString(),
    ...(request.payAt === undefined ? {} : { payAt: request.payAt }),
    ...(request.receipt === undefined ? {} : { receipt: request.receipt }),
  }
}

/** Interest with all that led to it, of a declaration or of an account. */
export function interestOf({ calculation, charged, toCharge }: AccountInterest): contract.InterestAnswer {
  return {
    calculation: { ...calculation, spans: [...calculation.spans] },
    charged: formatMajor(charged),
    toCharge: formatMajor(toCharge),
  }
}

export function securityOf({ id, mrn, reason, debtor, amount, open, accountNumber, givenAt }: Security): contract.SecurityGiven {
  return {
    id,
    mrn,
    reason,
    debtor,
    amount: formatMajor(amount),
    currency: amount.currency,
    open: formatMajor(open),
    ...(accountNumber === undefined ? {} : { account: accountNumber }),
    givenAt: givenAt.toISOString(),
  }
}

export function payoutOf({ id, purpose, mrn, debtor, amount, status, returned, orderedAt, reference }: Payout): contract.PayoutAnswer {
  return {
    id,
    purpose,
    ...(mrn === undefined ? {} : { mrn }),
    ...(debtor === undefined ? {} : { debtor }),
    amount: formatMajor(amount),
    currency: amount.currency,
    status,
    ...(returned === undefined ? {} : { returned: formatMajor(returned) }),
    orderedAt: orderedAt.toISOString(),
    ...(reference === undefined ? {} : { reference }),
  }
}
